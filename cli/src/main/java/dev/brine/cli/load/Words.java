package dev.brine.cli.load;

import dev.brine.datasets.SourceOptions;
import dev.brine.datasets.WordIndex;
import dev.brine.datasets.WordOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The words to show reviews with, or why there are none.
 *
 * @param index the words, or null
 * @param missing why there are none; empty where there are
 */
record Words(@Nullable WordIndex index, String missing) {
  /** The published name of the words of a data set. */
  static String file(TextSet<?> set) {
    return set.name() + "_word_index.json";
  }

  /** Whether {@link #find} needs no cache, and so no download. */
  static boolean areAtHand(TextSet<?> set, @Nullable String given, SourceOptions<?> options) {
    Path data = options.data();
    return given != null
        || options.isSample()
        || (data != null && Files.exists(data.resolveSibling(file(set))));
  }

  /** Looks for the words: what was given, beside the data, in the cache. */
  static <S extends WordOptions<S>> Words find(TextSet<S> set, @Nullable String given, S options)
      throws IOException {
    if (given != null) {
      return new Words(WordIndex.load(Path.of(given)), "");
    }
    if (options.isSample()) {
      return new Words(set.words(options), "");
    }
    Path data = options.data();
    Path beside = data == null ? null : data.resolveSibling(file(set));
    if (beside != null && Files.exists(beside)) {
      return new Words(WordIndex.load(beside), "");
    }
    try {
      S cached = data == null ? options : options.cache(options.cache().offline(true));
      return new Words(set.words(cached), "");
    } catch (IOException e) {
      return new Words(
          null, "no words: give --word-index FILE, or put " + file(set) + " beside the data");
    }
  }
}
