package dev.brine.datasets.internal.keras;

import dev.brine.datasets.internal.keras.JsonCursor.JsonStrings;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a JSON object {@code {"word": rank, …}} by rank. It keeps the JSON text and the
 * offset of each word, so that loading 88,584 words creates no object per word.
 */
public final class WordTable {
  private static final int FIRST_CAPACITY = 1024;

  /** The maximum size of a table by rank, per word; if ranks are sparser, they are searched. */
  private static final int MAX_SPARSITY = 8;

  private final byte[] json;

  /** The ranks in the order of the file. */
  private final int[] ranks;

  /** The offsets of the words in the order of the file. */
  private final int[] starts;

  /** The offset of the word of each rank, or 0 if no word has it; null if ranks are sparse. */
  private final int @Nullable [] startByRank;

  /** Ascending numbers of a rank and an offset, 32 bits each; null unless ranks are sparse. */
  private final long @Nullable [] sorted;

  private WordTable(byte[] json, int[] ranks, int[] starts, Location location)
      throws MalformedException {
    this.json = json;
    this.ranks = ranks;
    this.starts = starts;
    int greatest = -1;
    for (int rank : ranks) {
      greatest = Math.max(greatest, rank);
    }
    if (greatest < (long) MAX_SPARSITY * ranks.length) {
      this.startByRank = tableByRank(greatest, location);
      this.sorted = null;
    } else {
      this.startByRank = null;
      this.sorted = sortedByRank(location);
    }
  }

  /**
   * Reads a word index.
   *
   * @param json the text; the table keeps it, so it must not change
   * @param location the location for error messages
   * @throws BrineException with the byte offset, if the text is not a single JSON object whose
   *     values are distinct whole numbers from 0 to 2<sup>31</sup> - 1
   */
  public static WordTable parse(byte[] json, Location location) throws BrineException {
    JsonCursor cursor = new JsonCursor(json, location);
    int[] ranks = new int[FIRST_CAPACITY];
    int[] starts = new int[FIRST_CAPACITY];
    int size = 0;
    cursor.skipByteOrderMark();
    cursor.expect('{', "an object of words and ranks");
    boolean more = cursor.peek("a word or '}'") != '}';
    while (more) {
      if (size == ranks.length) {
        ranks = Arrays.copyOf(ranks, size * 2);
        starts = Arrays.copyOf(starts, size * 2);
      }
      starts[size] = cursor.string("a word in quotes");
      cursor.expect(':', "':' after a word");
      ranks[size] = cursor.rank();
      size++;
      more = cursor.peek("',' or '}' after a rank") == ',';
      if (more) {
        cursor.expect(',', "','");
      }
    }
    cursor.expect('}', "',' or '}' after a rank");
    cursor.expectEnd();
    return new WordTable(json, Arrays.copyOf(ranks, size), Arrays.copyOf(starts, size), location);
  }

  private int[] tableByRank(int greatest, Location location) throws MalformedException {
    int[] table = new int[greatest + 1];
    for (int i = 0; i < ranks.length; i++) {
      int rank = ranks[i];
      if (table[rank] != 0) {
        throw twice(rank, table[rank], starts[i], location);
      }
      table[rank] = starts[i];
    }
    return table;
  }

  private long[] sortedByRank(Location location) throws MalformedException {
    long[] entries = new long[ranks.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (long) ranks[i] << 32 | starts[i];
    }
    Arrays.sort(entries);
    for (int i = 1; i < entries.length; i++) {
      if (entries[i] >> 32 == entries[i - 1] >> 32) {
        throw twice((int) (entries[i] >> 32), (int) entries[i - 1], (int) entries[i], location);
      }
    }
    return entries;
  }

  private MalformedException twice(int rank, int first, int second, Location location) {
    return new MalformedException(
        MalformedException.Kind.MISMATCH,
        location.at(second - 1L),
        "two words have the rank " + rank + "; the first starts at byte " + (first - 1));
  }

  /** Returns the number of words. */
  public int size() {
    return ranks.length;
  }

  /** Returns the word of a rank, or null if no word has it. */
  public @Nullable String word(int rank) {
    int start = rank < 0 ? 0 : startOf(rank);
    return start == 0 ? null : JsonStrings.at(json, start);
  }

  private int startOf(int rank) {
    int[] table = startByRank;
    if (table != null) {
      return rank < table.length ? table[rank] : 0;
    }
    long[] entries = sorted;
    if (entries == null) {
      return 0;
    }
    int place = -1 - Arrays.binarySearch(entries, (long) rank << 32);
    return place < entries.length && entries[place] >> 32 == rank ? (int) entries[place] : 0;
  }

  /** Returns all words and ranks in the order of the file; a repeated word has its last rank. */
  public Map<String, Integer> toMap() {
    Map<String, Integer> map = new LinkedHashMap<>(ranks.length * 2);
    for (int i = 0; i < ranks.length; i++) {
      map.put(JsonStrings.at(json, starts[i]), ranks[i]);
    }
    return map;
  }
}
