package dev.brine.cli.load;

import dev.brine.datasets.Imdb;
import dev.brine.datasets.ImdbOptions;
import dev.brine.datasets.WordIndex;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The words to show reviews with, or why there are none.
 *
 * @param index the words, or null
 * @param missing why there are none; empty where there are
 */
record Words(@Nullable WordIndex index, String missing) {
  private static final String FILE = "imdb_word_index.json";

  /** Waits for the words. */
  static Words of(FutureTask<Words> finder) throws IOException {
    try {
      return finder.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading the words");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether {@link #find} needs no cache, and so no download. */
  static boolean areAtHand(@Nullable String given, ImdbOptions options) {
    Path data = options.data();
    return given != null
        || options.isSample()
        || (data != null && Files.exists(data.resolveSibling(FILE)));
  }

  /** The file given, else the one beside the data, else the cache's; nothing is downloaded. */
  static Words find(@Nullable String given, ImdbOptions options) throws IOException {
    if (given != null) {
      return new Words(WordIndex.load(Path.of(given)), "");
    }
    if (options.isSample()) {
      return new Words(Imdb.wordIndex(unused -> options), "");
    }
    Path data = options.data();
    Path beside = data == null ? null : data.resolveSibling(FILE);
    if (beside != null && Files.exists(beside)) {
      return new Words(WordIndex.load(beside), "");
    }
    try {
      ImdbOptions cached = data == null ? options : options.cache(options.cache().offline(true));
      return new Words(Imdb.wordIndex(unused -> cached), "");
    } catch (IOException e) {
      return new Words(
          null, "no words: give --word-index FILE, or put " + FILE + " beside the data");
    }
  }
}
