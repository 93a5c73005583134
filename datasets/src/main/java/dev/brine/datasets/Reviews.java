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
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyInt;
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
    Labels labels = new Labels(xTrain.size() + xTest.size());
    labels.copy(file, "y_train", location, xTrain.size());
    labels.copy(file, "y_test", location, xTest.size());
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
    Labels labels = new Labels(rows.size());
    labels.copy(file, "y", location, rows.size());
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
      Labels labels,
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
        new Examples<>(limited.first(), labels.picked(order.train(), options)),
        new Examples<>(limited.second(), labels.picked(order.test(), options)),
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

  /** The labels of all reviews, in the order of the file: one axis, or a column of one. */
  private static final class Labels {
    private final long[] values;
    private int copied;
    private int axes = 1;

    Labels(int count) {
      values = new long[count];
    }

    /** Copies the labels of a part. */
    void copy(NpzFile file, String name, Location location, int count) throws IOException {
      NdArray y = member(file, name, location);
      boolean isColumn = y.ndim() == 2 && y.shape().dim(1) == 1;
      if ((y.ndim() != 1 && !isColumn) || y.size() < count) {
        throw mismatch(
            location.member(name),
            "the labels have shape "
                + y.shape()
                + ", but there are "
                + count
                + " lists of word ids");
      }
      if (copied > 0 && y.ndim() != axes) {
        throw mismatch(
            location.member(name),
            "the labels have " + y.ndim() + " axes, those of the other part " + axes);
      }
      axes = y.ndim();
      try {
        System.arraycopy(y.reshape(-1).toLongArray(), 0, values, copied, count);
        copied += count;
      } catch (ArithmeticException | UnsupportedOperationException e) {
        throw mismatch(location.member(name), "the labels are not integers: " + e.getMessage());
      }
    }

    NdArray picked(int[] order, WordOptions<?> options) {
      if (order.length == 0 && options.hasMaxLen()) {
        // Keras keeps filtered labels in a list, and NumPy makes an empty list a float64 array.
        return NdArray.zeros(DTypes.FLOAT64, Shape.of(0));
      }
      long[] picked = new long[order.length];
      for (int i = 0; i < order.length; i++) {
        picked[i] = values[order[i]];
      }
      NdArray labels = NdArray.of(picked);
      return axes == 1 ? labels : labels.reshape(picked.length, 1);
    }

    private static MalformedException mismatch(Location location, String reason) {
      return new MalformedException(Kind.MISMATCH, location, reason);
    }
  }

  private static void remember(List<PickledMember> pickles, String name, NdArray array) {
    Pickle.Facts facts = array instanceof ObjectArray objects ? objects.facts() : null;
    if (facts != null) {
      pickles.add(new PickledMember(name, facts));
    }
  }

  /**
   * The reviews of one part in the order of the file. Lists that were decoded into packed ints are
   * copied only once, to their final array; other rows of ints are copied before.
   */
  static final class ReviewRows {
    private static final String EXPECTED = ", not a list or an array of 32-bit ints";

    /** No reviews. */
    static final ReviewRows NONE = new ReviewRows(new PySequence[0], new int[0][]);

    private final @Nullable PySequence[] lists;

    /** The rows without a list; empty if all have one. */
    private final int[][] arrays;

    private ReviewRows(@Nullable PySequence[] lists, int[][] arrays) {
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
        return new ReviewRows(new PySequence[arrays.length], arrays);
      } catch (IllegalStateException | ArithmeticException e) {
        throw notReviews(location, String.valueOf(e.getMessage()));
      }
    }

    private static ReviewRows of(ObjectArray x, Location location) throws MalformedException {
      @Nullable PySequence[] lists = new PySequence[(int) x.size()];
      int[][] arrays = new int[0][];
      for (int i = 0; i < lists.length; i++) {
        PickleValue item = x.item(i);
        if (item instanceof PySequence list
            && (list.packing() == PySequence.Packing.INTS
                || list.packing() == PySequence.Packing.EMPTY)) {
          lists[i] = list;
          continue;
        }
        if (arrays.length == 0) {
          arrays = new int[lists.length][];
        }
        try {
          arrays[i] = ints(item);
        } catch (IllegalStateException | ArithmeticException e) {
          throw notReviews(location, "row " + i + " " + e.getMessage());
        }
      }
      return new ReviewRows(lists, arrays);
    }

    /**
     * Returns the ints of an array of one axis, or of a list of NumPy's scalars.
     *
     * @throws IllegalStateException if this is anything else
     */
    private static int[] ints(PickleValue row) {
      if (row instanceof ArrayValue value) {
        NdArray array = value.array();
        if (array.ndim() == 1 && isInteger(array)) {
          return toInts(array.toLongArray());
        }
        if (!(array instanceof ObjectArray objects && objects.ndim() == 1)) {
          throw new IllegalStateException(
              "is an array of " + array.dtype() + " and shape " + array.shape() + EXPECTED);
        }
        row = objects.toList();
      }
      if (!(row instanceof PySequence list)) {
        throw new IllegalStateException("is " + row.described() + EXPECTED);
      }
      long[] ids = new long[list.size()];
      for (int i = 0; i < ids.length; i++) {
        PickleValue id = list.get(i);
        if (id instanceof ScalarValue scalar && isInteger(scalar.array())) {
          ids[i] = scalar.array().getLong();
        } else if (id instanceof PyInt number) {
          ids[i] = number.longValue();
        } else {
          throw new IllegalStateException("has " + id.described() + " at index " + i + EXPECTED);
        }
      }
      return toInts(ids);
    }

    private static boolean isInteger(NdArray array) {
      DType.Kind kind = array.dtype().kind();
      return kind == DType.Kind.INT || kind == DType.Kind.UINT;
    }

    private static int[] toInts(long[] ids) {
      int[] ints = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        ints[i] = (int) ids[i];
        if (ints[i] != ids[i]) {
          throw new IllegalStateException(
              "has " + ids[i] + " at index " + i + ", which does not fit in 32 bits");
        }
      }
      return ints;
    }

    private static MalformedException notReviews(Location location, String reason) {
      return new MalformedException(
          Kind.MISMATCH, location, "the array does not have lists of word ids: " + reason);
    }

    int size() {
      return lists.length;
    }

    int length(int row) {
      PySequence list = lists[row];
      return list == null ? arrays[row].length : list.size();
    }

    void copy(int row, int[] target, int at) {
      PySequence list = lists[row];
      if (list == null) {
        System.arraycopy(arrays[row], 0, target, at, arrays[row].length);
      } else {
        list.copyInts(target, at);
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

    /** The largest id of each review with its marker, and the smallest of all. */
    private final int[] highest;

    private final int lowest;

    private ReviewPart(int[] values, int[] splits, int[] highest, int lowest) {
      this.values = values;
      this.splits = splits;
      this.highest = highest;
      this.lowest = lowest;
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
      Integer start = options.startChar();
      int[] highest = new int[indexes.length];
      int lowest = start == null ? Integer.MAX_VALUE : start;
      for (int i = 0; i < indexes.length; i++) {
        int at = splits[i];
        if (start != null) {
          values[at++] = start;
        }
        int index = indexes[i];
        if (index < xTrain.size()) {
          xTrain.copy(index, values, at);
        } else {
          xTest.copy(index - xTrain.size(), values, at);
        }
        int max = start == null ? Integer.MIN_VALUE : start;
        int offset = options.offset();
        if (at < splits[i + 1]) {
          int least = Integer.MAX_VALUE;
          int most = Integer.MIN_VALUE;
          for (int j = at; j < splits[i + 1]; j++) {
            int value = values[j];
            values[j] = value + offset;
            least = Math.min(least, value);
            most = Math.max(most, value);
          }
          lowest = Math.min(lowest, Math.addExact(least, offset));
          max = Math.max(max, Math.addExact(most, offset));
        }
        highest[i] = max;
      }
      return new ReviewPart(values, splits, highest, lowest);
    }

    /**
     * Returns the largest id.
     *
     * @throws IllegalArgumentException with Python's message, if a review is empty
     */
    int max() {
      int max = Integer.MIN_VALUE;
      for (int i = 0; i < highest.length; i++) {
        if (splits[i] == splits[i + 1]) {
          throw new IllegalArgumentException("max() arg is an empty sequence");
        }
        max = Math.max(max, highest[i]);
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
      for (int row = 0; row < highest.length; row++) {
        if (lowest >= skipTop && highest[row] < numWords) {
          continue;
        }
        for (int i = splits[row]; i < splits[row + 1]; i++) {
          int value = values[i];
          values[i] = value >= skipTop && value < numWords ? value : oov;
        }
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
