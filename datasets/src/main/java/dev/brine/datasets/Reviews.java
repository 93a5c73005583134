package dev.brine.datasets;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.Reviews.ReviewRows;
import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.TrainTest.PickledMember;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.LegacyRandomState;
import dev.brine.datasets.internal.keras.SplitRatio;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Does what Keras' {@code load_data} does with {@code imdb.npz} and {@code reuters.npz}. */
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

  /** Reads {@code reuters.npz}, which is split after it was shuffled. */
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
   * @throws IllegalArgumentException where Keras raises a ValueError, with the same message
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
      throw NpzSource.notThisDataset(location, e);
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
          "the labels have shape " + y.shape() + ", but there are " + count + " lists of word ids");
    }
    try {
      System.arraycopy(y.toLongArray(), 0, labels, at, count);
    } catch (ArithmeticException | UnsupportedOperationException e) {
      throw new MalformedException(
          Kind.MISMATCH, location.member(name), "the labels are not integers: " + e.getMessage());
    }
  }

  private static NdArray picked(long[] labels, int[] order, WordOptions<?> options) {
    if (order.length == 0 && options.hasMaxLen()) {
      // Keras keeps filtered labels in a list, and NumPy makes an empty list a float64 array.
      return NdArray.zeros(DTypes.FLOAT64, Shape.of(0));
    }
    long[] picked = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = labels[order[i]];
    }
    return NdArray.of(picked);
  }

  private static void remember(List<PickledMember> pickles, String name, NdArray array) {
    Pickle.Facts facts = array instanceof ObjectArray objects ? objects.facts() : null;
    if (facts != null) {
      pickles.add(new PickledMember(name, facts));
    }
  }

  /**
   * The reviews of one part in the order of the file. Lists that were decoded into packed ints are
   * copied only once, to their final array.
   */
  static final class ReviewRows {
    /** No reviews. */
    static final ReviewRows NONE = new ReviewRows(new PySequence[0], new int[0][]);

    private final PySequence[] lists;
    private final int[][] arrays;

    private ReviewRows(PySequence[] lists, int[][] arrays) {
      this.lists = lists;
      this.arrays = arrays;
    }

    /**
     * Returns the rows of {@code x_train}, {@code x_test} or {@code x}, which is an object array of
     * lists of ints or, if these have the same length, a 2-D array.
     *
     * @throws MalformedException if the member is anything else
     */
    static ReviewRows of(NdArray x, Location location) throws MalformedException {
      if (x instanceof ObjectArray objects && objects.ndim() == 1) {
        return of(objects, location);
      }
      try {
        RaggedInts rows = x.asRaggedInts();
        int[][] arrays = new int[rows.size()][];
        for (int i = 0; i < arrays.length; i++) {
          arrays[i] = rows.row(i);
        }
        return new ReviewRows(new PySequence[0], arrays);
      } catch (IllegalStateException | ArithmeticException e) {
        throw notReviews(location, String.valueOf(e.getMessage()));
      }
    }

    private static ReviewRows of(ObjectArray x, Location location) throws MalformedException {
      PySequence[] lists = new PySequence[(int) x.size()];
      for (int i = 0; i < lists.length; i++) {
        PickleValue item = x.item(i);
        boolean ints =
            item instanceof PySequence list
                && (list.packing() == PySequence.Packing.INTS
                    || list.packing() == PySequence.Packing.EMPTY);
        if (!ints) {
          throw notReviews(location, "row " + i + " is " + item + ", not a list of 32-bit ints");
        }
        lists[i] = (PySequence) item;
      }
      return new ReviewRows(lists, new int[0][]);
    }

    private static MalformedException notReviews(Location location, String reason) {
      return new MalformedException(
          Kind.MISMATCH, location, "the array does not have lists of word ids: " + reason);
    }

    int size() {
      return Math.max(lists.length, arrays.length);
    }

    int length(int row) {
      return arrays.length > 0 ? arrays[row].length : lists[row].size();
    }

    void copy(int row, int[] target, int at) {
      if (arrays.length > 0) {
        System.arraycopy(arrays[row], 0, target, at, arrays[row].length);
      } else {
        lists[row].copyInts(target, at);
      }
    }
  }

  /**
   * The indexes of the reviews after Keras' shuffle, its filter by length, and its split into train
   * and test. Indexes from the size of the train part on are those of the test part.
   */
  static final class ReviewOrder {
    private final int[] train;
    private final int[] test;

    private ReviewOrder(int[] train, int[] test) {
      this.train = train;
      this.test = test;
    }

    /** Returns the indexes of the new train part, in their order. */
    int[] train() {
      return train;
    }

    /** Returns the indexes of the new test part, in their order. */
    int[] test() {
      return test;
    }

    /** Filters each part on its own, as Keras 3 does. */
    static ReviewOrder perPart(ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
      int[][] orders = shuffled(xTrain, xTest, options.seed());
      int[] train = kept(orders[0], xTrain, xTest, options);
      int[] test = kept(orders[1], xTrain, xTest, options);
      if (options.hasMaxLen() && (train.length == 0 || test.length == 0)) {
        throw options.noneKept();
      }
      return new ReviewOrder(train, test);
    }

    /** Filters both parts together and cuts them at the train part's old size, as in Keras 2.1. */
    static ReviewOrder together(ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
      int[][] orders = shuffled(xTrain, xTest, options.seed());
      int[] all = Arrays.copyOf(orders[0], orders[0].length + orders[1].length);
      System.arraycopy(orders[1], 0, all, orders[0].length, orders[1].length);
      int[] kept = kept(all, xTrain, xTest, options);
      if (options.hasMaxLen() && kept.length == 0) {
        throw options.noneKept();
      }
      int cut = Math.min(xTrain.size(), kept.length);
      return new ReviewOrder(Arrays.copyOf(kept, cut), Arrays.copyOfRange(kept, cut, kept.length));
    }

    /** Filters and then cuts the only part, as Keras does with Reuters. */
    static ReviewOrder cut(ReviewRows x, WordOptions<?> options, double testSplit) {
      int[] order = LegacyRandomState.of(options.seed()).permutation(x.size());
      int[] kept = kept(order, x, ReviewRows.NONE, options);
      int cut = SplitRatio.cut(kept.length, testSplit);
      return new ReviewOrder(Arrays.copyOf(kept, cut), Arrays.copyOfRange(kept, cut, kept.length));
    }

    /** Shuffles the train part and then, with the same generator, the test part. */
    private static int[][] shuffled(ReviewRows xTrain, ReviewRows xTest, @Nullable Long seed) {
      LegacyRandomState random = LegacyRandomState.of(seed);
      int[] train = random.permutation(xTrain.size());
      int[] test = random.permutation(xTest.size());
      for (int i = 0; i < test.length; i++) {
        test[i] += train.length;
      }
      return new int[][] {train, test};
    }

    private static int[] kept(
        int[] order, ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
      if (!options.hasMaxLen()) {
        return order;
      }
      int[] kept = new int[order.length];
      int count = 0;
      for (int index : order) {
        int length =
            index < xTrain.size() ? xTrain.length(index) : xTest.length(index - xTrain.size());
        if (options.keeps(length)) {
          kept[count++] = index;
        }
      }
      return Arrays.copyOf(kept, count);
    }
  }

  /** A part in its final array, with start markers and offset; the ids are limited in place. */
  static final class ReviewPart {
    private final int[] values;
    private final int[] splits;
    private final int max;

    private ReviewPart(int[] values, int[] splits, int max) {
      this.values = values;
      this.splits = splits;
      this.max = max;
    }

    /** Copies the reviews at {@code indexes} into one array. */
    static ReviewPart gather(
        int[] indexes, ReviewRows xTrain, ReviewRows xTest, WordOptions<?> options) {
      int[] splits = new int[indexes.length + 1];
      for (int i = 0; i < indexes.length; i++) {
        int index = indexes[i];
        int length =
            index < xTrain.size() ? xTrain.length(index) : xTest.length(index - xTrain.size());
        splits[i + 1] = Math.addExact(splits[i], length + options.markers());
      }
      int[] values = new int[splits[indexes.length]];
      int max = options.startChar() == null ? Integer.MIN_VALUE : options.startChar();
      for (int i = 0; i < indexes.length; i++) {
        int at = splits[i];
        if (options.startChar() != null) {
          values[at++] = options.startChar();
        }
        int index = indexes[i];
        if (index < xTrain.size()) {
          xTrain.copy(index, values, at);
        } else {
          xTest.copy(index - xTrain.size(), values, at);
        }
        max = Math.max(max, shift(values, at, splits[i + 1], options.offset()));
      }
      return new ReviewPart(values, splits, max);
    }

    /** Adds the offset to some values and returns the largest sum; throws if one overflows. */
    private static int shift(int[] values, int from, int to, int offset) {
      int lowest = Integer.MAX_VALUE;
      int highest = Integer.MIN_VALUE;
      for (int i = from; i < to; i++) {
        int value = values[i];
        values[i] = value + offset;
        if (value > highest) {
          highest = value;
        }
        if (value < lowest) {
          lowest = value;
        }
      }
      if (from == to) {
        return highest;
      }
      Math.addExact(lowest, offset);
      return Math.addExact(highest, offset);
    }

    /**
     * Returns the largest id.
     *
     * @throws IllegalArgumentException with Python's message, if a review is empty
     */
    int max() {
      for (int i = 0; i < splits.length - 1; i++) {
        if (splits[i] == splits[i + 1]) {
          throw new IllegalArgumentException("max() arg is an empty sequence");
        }
      }
      return max;
    }

    boolean isEmpty() {
      return splits.length == 1;
    }

    /** Replaces or drops the ids that are not in {@code [skipTop, numWords)}. */
    RaggedInts limited(int numWords, WordOptions<?> options) {
      int skipTop = options.skipTop();
      Integer oovChar = options.oovChar();
      if (oovChar == null) {
        return dropped(skipTop, numWords);
      }
      int oov = oovChar;
      for (int i = 0; i < values.length; i++) {
        int value = values[i];
        values[i] = value >= skipTop && value < numWords ? value : oov;
      }
      return RaggedInts.wrap(values, splits);
    }

    private RaggedInts dropped(int skipTop, int numWords) {
      int at = 0;
      int from = 0;
      for (int row = 0; row < splits.length - 1; row++) {
        int to = splits[row + 1];
        for (int i = from; i < to; i++) {
          int value = values[i];
          if (value >= skipTop && value < numWords) {
            values[at++] = value;
          }
        }
        from = to;
        splits[row + 1] = at;
      }
      return RaggedInts.wrap(Arrays.copyOf(values, at), splits);
    }
  }
}
