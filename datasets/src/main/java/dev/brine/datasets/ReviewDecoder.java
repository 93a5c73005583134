package dev.brine.datasets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the numbers of a review back into words. It must be told the {@code startChar}, {@code
 * oovChar} and {@code indexFrom} that the review was loaded with.
 *
 * <p>A first number equal to {@code startChar} is shown as {@value #START}, one equal to {@code
 * oovChar} as {@value #OOV}; of the others, {@code indexFrom + rank} is the word of that rank, 0 is
 * {@value #PAD}, and what no word has is shown as the number in brackets.
 *
 * @param words the words and their ranks
 * @param startChar the number put before every review; null for none
 * @param oovChar the number put for a word that was left out; null for none
 * @param indexFrom what was added to every rank
 * @param startShown whether the start marker is part of the text
 */
public record ReviewDecoder(
    WordIndex words,
    @Nullable Integer startChar,
    @Nullable Integer oovChar,
    int indexFrom,
    boolean startShown) {
  /** Stands for padding. */
  public static final String PAD = "[PAD]";

  /** Stands for the start of a review. */
  public static final String START = "[START]";

  /** Stands for a word that is out of the vocabulary. */
  public static final String OOV = "[OOV]";

  /** For reviews loaded with Keras' defaults: start 1, out of vocabulary 2, words from 3. */
  public static ReviewDecoder of(WordIndex words) {
    return new ReviewDecoder(words, 1, 2, 3, true);
  }

  /** The same, with plain words only where a review starts. */
  public ReviewDecoder withoutStart() {
    return new ReviewDecoder(words, startChar, oovChar, indexFrom, false);
  }

  /** The words of a review, separated by single spaces. */
  public String text(int... ids) {
    return String.join(" ", words(ids));
  }

  /** One word or marker for each number of a review. */
  public List<String> words(int... ids) {
    List<String> shown = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      String word = i == 0 && is(startChar, ids[i]) ? START : word(ids[i]);
      if (startShown || !word.equals(START)) {
        shown.add(word);
      }
    }
    return shown;
  }

  private String word(int id) {
    if (is(oovChar, id)) {
      return OOV;
    }
    long rank = (long) id - indexFrom;
    String word = rank == (int) rank ? words.word((int) rank) : null;
    if (word != null) {
      return word;
    }
    if (is(startChar, id)) {
      return START;
    }
    return id == 0 ? PAD : "[" + id + "]";
  }

  private static boolean is(@Nullable Integer marker, int id) {
    return marker != null && marker == id;
  }
}
