package dev.brine.datasets.tables;

import dev.brine.datasets.tables.ArrayPadding.PadValue;
import dev.brine.datasets.tables.PackedArray.Options.Memory;
import dev.brine.datasets.tables.SequenceRows.NumpyFailures;
import dev.brine.datasets.tables.Sequences.PadOptions.Side;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.IntBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows of ids and labels to arrays of numbers, the usual next step after loading a
 * dataset. Reads and writes packed arrays without an object per row or number.
 */
public final class Sequences {
  private Sequences() {}

  /** Returns {@code keras.utils.pad_sequences(sequences)}, with its defaults. */
  public static PackedArray pad(RaggedInts sequences) {
    return pad(sequences, PadOptions.DEFAULT);
  }

  /**
   * Pads or cuts rows to the same length, as {@code keras.utils.pad_sequences} does. {@code
   * Sequences.pad(x, o -> o.withMaxLen(200))} is int32 of shape (rows, 200).
   *
   * @throws IllegalArgumentException where Keras and NumPy raise a ValueError or an OverflowError,
   *     with the same message
   */
  public static PackedArray pad(RaggedInts sequences, UnaryOperator<PadOptions> parameters) {
    return pad(sequences, parameters.apply(PadOptions.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray pad(RaggedInts sequences, PadOptions options) {
    Integer given = options.maxLen();
    int maxLen = given == null ? longest(sequences) : given;
    PackedWriter table = new PackedWriter(options.packed(), sequences.size(), maxLen);
    table.fill(options.value());
    IntBuffer values = sequences.values();
    IntBuffer splits = sequences.rowSplits();
    int[] kept = new int[0];
    for (int row = 0; row < sequences.size(); row++) {
      int length = sequences.rowLength(row);
      int count = Math.min(length, maxLen);
      if (maxLen == 0 && length > 1 && options.truncating() == Side.PRE) {
        // in Python, s[-0:] is all of s
        throw NumpyFailures.cannotBroadcast(length, Shape.SCALAR);
      }
      kept = kept.length == count ? kept : new int[count];
      values.get(splits.get(row) + (options.truncating() == Side.PRE ? length - count : 0), kept);
      table.put(row, options.padding() == Side.PRE ? maxLen - count : 0, kept);
    }
    return table.done();
  }

  /**
   * Pads sequences of any numbers, or of vectors: {@code Sequences.pad(List.of(a, b), o ->
   * o.withDtype(DTypes.FLOAT32))}. Sequences of shape (t,) become an array of shape (rows, maxLen),
   * sequences of shape (t, d) one of shape (rows, maxLen, d), and so on.
   *
   * <p>A number that does not fit the dtype is refused, as in Keras if the sequences are lists. If
   * they are arrays, Keras lets ints wrap around.
   *
   * @param sequences arrays of bool, int, uint or float, which are padded along their first axis
   * @throws IllegalArgumentException as {@link #pad(RaggedInts, UnaryOperator)}
   */
  public static PackedArray pad(List<NdArray> sequences, UnaryOperator<PadOptions> parameters) {
    return pad(sequences, parameters.apply(PadOptions.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray pad(List<NdArray> sequences, PadOptions options) {
    return new ArrayPadding(List.copyOf(sequences), options).padded();
  }

  /**
   * Pads the rows of an array, which has numbers with two or more axes, or objects that are lists
   * of numbers, lists of vectors, or arrays.
   *
   * @throws IllegalArgumentException as {@link #pad(List, UnaryOperator)}, and if an object is
   *     anything else
   */
  public static PackedArray pad(NdArray sequences, UnaryOperator<PadOptions> parameters) {
    return pad(sequences, parameters.apply(PadOptions.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray pad(NdArray sequences, PadOptions options) {
    return pad(SequenceRows.of(sequences), options);
  }

  private static int longest(RaggedInts sequences) {
    if (sequences.size() == 0) {
      throw NumpyFailures.emptyMaximum();
    }
    int longest = 0;
    for (int row = 0; row < sequences.size(); row++) {
      longest = Math.max(longest, sequences.rowLength(row));
    }
    return longest;
  }

  /**
   * Returns an array of shape (rows, numWords) with 1 in the column of each id that a row contains,
   * and 0 elsewhere. Ids of {@code numWords} and above are left out, as in Keras' Tokenizer.
   *
   * @throws IllegalArgumentException if an id or {@code numWords} is negative
   */
  public static PackedArray multiHot(
      RaggedInts sequences, int numWords, UnaryOperator<PackedArray.Options> options) {
    return multiHot(sequences, numWords, options.apply(PackedArray.Options.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray multiHot(
      RaggedInts sequences, int numWords, PackedArray.Options options) {
    return table(sequences, numWords, options, (table, row, id) -> table.put(row, id, 1));
  }

  /**
   * Returns the bag of words, an array of shape (rows, numWords) that says how often each row
   * contains each id. Ids of {@code numWords} and above are left out.
   *
   * @throws IllegalArgumentException if an id or {@code numWords} is negative, or a count does not
   *     fit the dtype
   */
  public static PackedArray counts(
      RaggedInts sequences, int numWords, UnaryOperator<PackedArray.Options> options) {
    return counts(sequences, numWords, options.apply(PackedArray.Options.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray counts(
      RaggedInts sequences, int numWords, PackedArray.Options options) {
    return table(sequences, numWords, options, PackedWriter::increment);
  }

  /** Records an id of a row in a table that has a column for each id. */
  private interface Entry {
    void add(PackedWriter table, int row, int id);
  }

  private static PackedArray table(
      RaggedInts sequences, int numWords, PackedArray.Options options, Entry entry) {
    if (numWords < 0) {
      throw new IllegalArgumentException("numWords must be non-negative but was " + numWords);
    }
    PackedWriter table = new PackedWriter(options, sequences.size(), numWords);
    IntBuffer values = sequences.values();
    for (int row = 0, at = 0; row < sequences.size(); row++) {
      for (int end = at + sequences.rowLength(row); at < end; at++) {
        if (isColumn(values.get(at), numWords)) {
          entry.add(table, row, values.get(at));
        }
      }
    }
    return table.done();
  }

  private static boolean isColumn(int id, int numWords) {
    if (id < 0) {
      throw new IllegalArgumentException("an id must be non-negative but was " + id);
    }
    return id < numWords;
  }

  /**
   * Returns an array of shape (labels, numClasses) with 1 in the column of each label, and 0
   * elsewhere, as {@code keras.utils.to_categorical} does. Keras returns float64; this method
   * returns float32 by default.
   *
   * @param labels non-negative integers, of shape (n,) or (n, 1)
   * @param numClasses the number of columns; 0 for the largest label plus one
   * @throws IllegalArgumentException with NumPy's message, if a label is at or above {@code
   *     numClasses} or negative (NumPy counts a negative label from the end); or if the labels have
   *     another shape
   */
  public static PackedArray oneHot(
      NdArray labels, int numClasses, UnaryOperator<PackedArray.Options> options) {
    return oneHot(labels, numClasses, options.apply(PackedArray.Options.DEFAULT));
  }

  /** Does the same with these options. */
  public static PackedArray oneHot(NdArray labels, int numClasses, PackedArray.Options options) {
    boolean column = labels.ndim() == 2 && labels.shape().dim(1) == 1;
    if (labels.ndim() != 1 && !column) {
      throw new IllegalArgumentException(
          "labels must have shape (n,) or (n, 1) but have shape " + labels.shape());
    }
    int[] classes = labels.toIntArray();
    int most = numClasses == 0 ? largest(classes) + 1 : numClasses;
    PackedWriter table = new PackedWriter(options, classes.length, most);
    for (int row = 0; row < classes.length; row++) {
      int label = classes[row];
      if (label < 0 || label >= most) {
        throw new IllegalArgumentException(
            "index " + label + " is out of bounds for axis 1 with size " + most);
      }
      table.put(row, label, 1);
    }
    return table.done();
  }

  private static int largest(int[] values) {
    if (values.length == 0) {
      throw NumpyFailures.emptyMaximum();
    }
    int largest = values[0];
    for (int value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /**
   * The parameters of {@link Sequences#pad}, by the names of Keras' {@code pad_sequences} and with
   * its defaults. Immutable: each {@code with} method returns a changed copy.
   */
  public static final class PadOptions {
    /** Keras' defaults. */
    public static final PadOptions DEFAULT =
        new PadOptions(
            null,
            Side.PRE,
            Side.PRE,
            PadValue.ZERO,
            PackedArray.Options.DEFAULT.withDtype(DTypes.INT32));

    /** An end of a sequence. */
    public enum Side {
      /** Before the first element. */
      PRE,
      /** After the last element. */
      POST
    }

    private final @Nullable Integer maxLen;
    private final Side padding;
    private final Side truncating;
    private final PadValue value;
    private final PackedArray.Options packed;

    private PadOptions(
        @Nullable Integer maxLen,
        Side padding,
        Side truncating,
        PadValue value,
        PackedArray.Options packed) {
      this.maxLen = maxLen;
      this.padding = padding;
      this.truncating = truncating;
      this.value = value;
      this.packed = packed;
    }

    /** Returns a copy with another length of all rows; null (the default) for the longest row. */
    public PadOptions withMaxLen(@Nullable Integer length) {
      return new PadOptions(length, padding, truncating, value, packed);
    }

    /** Returns a copy with another dtype; int32 by default. */
    public PadOptions withDtype(DType dtype) {
      return new PadOptions(maxLen, padding, truncating, value, packed.withDtype(dtype));
    }

    /** Returns a copy that pads short rows at another end; PRE by default. */
    public PadOptions withPadding(Side side) {
      return new PadOptions(maxLen, side, truncating, value, packed);
    }

    /**
     * Does the same by Keras' names, {@code pre} and {@code post}.
     *
     * @throws IllegalArgumentException for any other name, with Keras' message
     */
    public PadOptions withPadding(String side) {
      return withPadding(side(side, "Padding"));
    }

    /** Returns a copy that cuts long rows at another end; PRE by default, which keeps the last. */
    public PadOptions withTruncating(Side side) {
      return new PadOptions(maxLen, padding, side, value, packed);
    }

    /**
     * Does the same by Keras' names, {@code pre} and {@code post}.
     *
     * @throws IllegalArgumentException for any other name, with Keras' message
     */
    public PadOptions withTruncating(String side) {
      return withTruncating(side(side, "Truncating"));
    }

    /** Returns a copy with another value that pads short rows; 0 by default. It must fit. */
    public PadOptions withValue(long number) {
      return new PadOptions(maxLen, padding, truncating, PadValue.of(number), packed);
    }

    /** Returns a copy with another padding value, which is truncated if the dtype is an integer. */
    public PadOptions withValue(double number) {
      return new PadOptions(maxLen, padding, truncating, PadValue.of(number), packed);
    }

    /** Returns a copy with another order: C (row after row) by default, or F. */
    public PadOptions withOrder(Order order) {
      return new PadOptions(maxLen, padding, truncating, value, packed.withOrder(order));
    }

    /** Returns a copy that allocates the result elsewhere; on the heap by default. */
    public PadOptions withMemory(Memory memory) {
      return new PadOptions(maxLen, padding, truncating, value, packed.withMemory(memory));
    }

    private static Side side(String name, String what) {
      return switch (name) {
        case "pre" -> Side.PRE;
        case "post" -> Side.POST;
        default ->
            throw new IllegalArgumentException(what + " type \"" + name + "\" not understood");
      };
    }

    @Nullable Integer maxLen() {
      return maxLen;
    }

    Side padding() {
      return padding;
    }

    Side truncating() {
      return truncating;
    }

    PadValue value() {
      return value;
    }

    PackedArray.Options packed() {
      return packed;
    }
  }
}
