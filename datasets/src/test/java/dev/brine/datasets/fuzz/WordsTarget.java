package dev.brine.datasets.fuzz;

import dev.brine.datasets.internal.keras.WordTable;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import java.util.Map;

/** Word indexes: each word is found by its rank. */
public final class WordsTarget {
  private WordsTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    WordTable words;
    try {
      words = WordTable.parse(data, Location.MEMORY);
    } catch (BrineException e) {
      return;
    }
    for (Map.Entry<String, Integer> entry : words.toMap().entrySet()) {
      if (!entry.getKey().equals(words.word(entry.getValue()))) {
        throw new AssertionError(entry + " is " + words.word(entry.getValue()));
      }
    }
  }
}
