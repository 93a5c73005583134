package dev.brine.datasets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the ids of a review back into words. It needs the {@code startChar}, {@code oovChar} and
 * {@code indexFrom} with which the review was loaded.
 *
 * <p>A first id equal to {@code startChar} is shown as {@value #START}, and any id equal to {@code
 * oovChar} as {@value #OOV}. Otherwise {@code indexFrom + rank} is the word of that rank, 0 is
 * {@value #PAD}, and an id without a word is shown in brackets.
 *
 * @param words the words and their ranks
 * @param startChar the id that starts every review, or null
 * @param oovChar the id that replaces left-out words, or null
 * @param indexFrom the number added to every rank
 * @param startShown whether the start marker is part of the text
 */
public record ReviewDecoder(
    WordIndex words,
    @Nullable Integer startChar,
    @Nullable Integer oovChar,
    int indexFrom,
    boolean startShown) {
  /** The text for padding. */
  public static final String PAD = "[PAD]";

  /** The text for the start of a review. */
  public static final String START = "[START]";

  /** The text for a word that is out of the vocabulary. */
  public static final String OOV = "[OOV]";

  /**
   * Returns a decoder for reviews loaded with Keras' defaults: start 1, out of vocabulary 2, words
   * from 3.
   */
  public static ReviewDecoder of(WordIndex words) {
    return new ReviewDecoder(words, 1, 2, 3, true);
  }

  /** Returns a copy that omits the start marker. */
  public ReviewDecoder withoutStart() {
    return new ReviewDecoder(words, startChar, oovChar, indexFrom, false);
  }

  /** Returns the words of a review, separated by single spaces. */
  public String text(int... ids) {
    return String.join(" ", words(ids));
  }

  /** Returns one word or marker for each id of a review. */
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
