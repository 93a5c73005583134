package dev.brine.datasets;

import dev.brine.datasets.internal.keras.WordTable;
import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A word index as {@code keras.datasets.imdb.get_word_index()} returns it: every word of a corpus
 * and its rank by frequency, from 1 for the most frequent word.
 *
 * <p>A rank is not the id of the word in a loaded review: {@code load_data} adds {@code index_from}
 * to it and puts markers below. {@link ReviewDecoder} turns such ids back into words.
 *
 * <p>Immutable and safe to share. Strings are created on demand.
 */
public final class WordIndex {
  /** The maximum size of a file, 64 MiB; those of Keras have 1.6 MB and 0.6 MB. */
  public static final int MAX_BYTES = 64 << 20;

  private final WordTable table;
  private volatile @Nullable Map<String, Integer> map;

  private WordIndex(WordTable table) {
    this.table = table;
  }

  /**
   * Reads a JSON file such as {@code imdb_word_index.json}, always as UTF-8.
   *
   * @throws BrineException as {@link #load(InputStream, Location)}
   * @throws IOException if the file cannot be read
   */
  public static WordIndex load(Path path) throws IOException {
    Location location = Location.of(path.toString());
    if (Files.size(path) > MAX_BYTES) {
      throw tooLarge(location);
    }
    return new WordIndex(WordTable.parse(Files.readAllBytes(path), location));
  }

  /**
   * Reads a JSON object of words and ranks to its end, always as UTF-8. The stream stays open.
   *
   * @param location the location for error messages
   * @throws BrineException if the text is not a single JSON object, a word is not valid UTF-8, a
   *     rank is not a whole number from 0 to 2<sup>31</sup> - 1, or two words have the same rank,
   *     with the byte offset; or if there are more than {@link #MAX_BYTES}
   * @throws IOException if the stream cannot be read
   */
  public static WordIndex load(InputStream in, Location location) throws IOException {
    byte[] json = in.readNBytes(MAX_BYTES + 1);
    if (json.length > MAX_BYTES) {
      throw tooLarge(location);
    }
    return new WordIndex(WordTable.parse(json, location));
  }

  private static LimitException tooLarge(Location location) {
    return new LimitException(
        location, "the word index has more than " + MAX_BYTES + " bytes, the limit");
  }

  /** Returns the number of words. */
  public int size() {
    return table.size();
  }

  /** Returns the word of a rank, or null if no word has it. */
  public @Nullable String word(int rank) {
    return table.word(rank);
  }

  /** Returns the rank of a word, or empty if the index does not have it. */
  public OptionalInt rank(String word) {
    Integer rank = asMap().get(word);
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  /**
   * Returns every word and its rank in the order of the file, as Keras does. The map is
   * unmodifiable and created by the first call. If a word occurs twice, it has its last rank, as in
   * Python.
   */
  public Map<String, Integer> asMap() {
    Map<String, Integer> made = map;
    if (made == null) {
      made = Collections.unmodifiableMap(table.toMap());
      map = made;
    }
    return made;
  }
}
