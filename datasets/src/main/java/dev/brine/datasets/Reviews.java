package dev.brine.datasets;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.TrainTest.PickledMember;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads {@code imdb.npz} and {@code reuters.npz} and does what Keras' {@code load_data} does. */
final class Reviews {
  private Reviews() {}

  /** Reads {@code imdb.npz}, whose two large members are decoded in parallel. */
  static TrainTest<RaggedInts> imdb(NpzFile file, Location location, Imdb.Options options)
      throws IOException {
    Parallel.Pair<NdArray, NdArray> x =
        Parallel.both(
            "brine-second-part",
            () -> member(file, "x_train", location),
            () -> member(file, "x_test", location));
    ReviewRows xTrain = ReviewRows.of(x.first(), location.member("x_train"));
    ReviewRows xTest = ReviewRows.of(x.second(), location.member("x_test"));
    long[] labels = new long[xTrain.size() + xTest.size()];
    copyLabels(file, "y_train", location, xTrain.size(), labels, 0);
    copyLabels(file, "y_test", location, xTest.size(), labels, xTrain.size());
    ReviewOrder order =
        switch (options.semantics()) {
          case KERAS_3 -> ReviewOrder.perPart(xTrain, xTest, options);
          case KERAS_2_1 -> ReviewOrder.together(xTrain, xTest, options);
        };
    List<PickledMember> pickles = new ArrayList<>();
    remember(pickles, "x_train", x.first());
    remember(pickles, "x_test", x.second());
    return ordered(xTrain, xTest, labels, options, order, pickles);
  }

  /** Reads {@code reuters.npz}, which is one part until it is shuffled. */
  static TrainTest<RaggedInts> reuters(NpzFile file, Location location, Reuters.Options options)
      throws IOException {
    NdArray x = member(file, "x", location);
    ReviewRows rows = ReviewRows.of(x, location.member("x"));
    long[] labels = new long[rows.size()];
    copyLabels(file, "y", location, rows.size(), labels, 0);
    ReviewOrder order = ReviewOrder.cut(rows, options, options.testSplit());
    List<PickledMember> pickles = new ArrayList<>();
    remember(pickles, "x", x);
    return ordered(rows, ReviewRows.NONE, labels, options, order, pickles);
  }

  /** Reads the word index of a dataset, from its sample or from the cache. */
  static WordIndex words(SourceOptions<?> options, RemoteFile words) throws IOException {
    if (options.isSample()) {
      try (InputStream in = Samples.open(words.name())) {
        return WordIndex.load(in, Samples.location(words.name()));
      }
    }
    return WordIndex.load(new FileCache(options.cache()).get(words));
  }

  /**
   * Copies texts and labels in order, adds markers, and limits the ids.
   *
   * @throws IllegalArgumentException where Keras raises a ValueError, with its words
   */
  private static TrainTest<RaggedInts> ordered(
      ReviewRows xTrain,
      ReviewRows xTest,
      long[] labels,
      WordOptions<?> options,
      ReviewOrder order,
      List<PickledMember> pickles)
      throws IOException {
    Parallel.Pair<ReviewPart, ReviewPart> parts =
        Parallel.both(
            "brine-second-part",
            () -> ReviewPart.gather(order.train(), xTrain, xTest, options),
            () -> ReviewPart.gather(order.test(), xTrain, xTest, options));
    Integer limit = options.idLimit();
    int numWords = limit == null ? largest(parts) : limit;
    Parallel.Pair<RaggedInts, RaggedInts> limited =
        Parallel.both(
            "brine-second-part",
            () -> parts.first().limited(numWords, options),
            () -> parts.second().limited(numWords, options));
    return new TrainTest<>(
        new Examples<>(limited.first(), picked(labels, order.train(), options)),
        new Examples<>(limited.second(), picked(labels, order.test(), options)),
        pickles);
  }

  private static int largest(Parallel.Pair<ReviewPart, ReviewPart> parts) {
    if (parts.first().isEmpty() && parts.second().isEmpty()) {
      throw new IllegalArgumentException("max() arg is an empty sequence");
    }
    return Math.max(parts.first().max(), parts.second().max());
  }

  private static NdArray member(NpzFile file, String name, Location location) throws IOException {
    try {
      return file.get(name);
    } catch (NoSuchElementException e) {
      throw new MalformedException(
          Kind.MISMATCH,
          location,
          String.valueOf(e.getMessage()) + "; this is not the data set's file");
    }
  }

  private static void copyLabels(
      NpzFile file, String name, Location location, int count, long[] labels, int at)
      throws IOException {
    NdArray y = member(file, name, location);
    if (y.ndim() != 1 || y.size() < count) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(name),
          "labels of shape " + y.shape() + " for " + count + " texts");
    }
    try {
      System.arraycopy(y.toLongArray(), 0, labels, at, count);
    } catch (ArithmeticException | UnsupportedOperationException e) {
      throw new MalformedException(
          Kind.MISMATCH, location.member(name), "labels that are no integers: " + e.getMessage());
    }
  }

  private static NdArray picked(long[] labels, int[] order, WordOptions<?> options) {
    if (order.length == 0 && options.hasMaxLen()) {
      // Keras keeps filtered labels in a list, and NumPy makes an empty list a float64 array.
      return NdArrays.zeros(DTypes.FLOAT64, Shape.of(0));
    }
    long[] picked = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = labels[order[i]];
    }
    return NdArrays.of(picked);
  }

  private static void remember(List<PickledMember> pickles, String name, NdArray array) {
    PickleFacts facts = array instanceof ObjectArray objects ? objects.facts() : null;
    if (facts != null) {
      pickles.add(new PickledMember(name, facts));
    }
  }
}
