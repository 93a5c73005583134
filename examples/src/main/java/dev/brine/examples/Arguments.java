package dev.brine.examples;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an example is told on the command line.
 *
 * @param data the file to read, or null
 * @param sample whether to read the sample; without either, Keras' cache is read
 * @param seed of the order that examples are learned in
 * @param epochs how often all of them are
 */
record Arguments(@Nullable Path data, boolean sample, long seed, int epochs) {

  /**
   * Reads {@code [--data FILE | --sample] [--seed N] [--epochs N]}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Arguments parse(int epochs, String... args) {
    Path data = null;
    boolean sample = false;
    long seed = 1;
    int times = epochs;
    List<String> words = List.of(args);
    for (int i = 0; i < words.size(); i++) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (words.get(i)) {
        case "--sample" -> sample = true;
        case "--data" -> data = Path.of(value);
        case "--seed" -> seed = Long.parseLong(value);
        case "--epochs" -> times = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "[--data FILE | --sample] [--seed N] [--epochs N] are known, not " + words.get(i));
      }
      i += words.get(i).equals("--sample") ? 0 : 1;
    }
    return new Arguments(data, sample, seed, times);
  }
}
