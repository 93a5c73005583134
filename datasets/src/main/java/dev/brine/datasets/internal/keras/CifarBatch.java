package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One of CIFAR's files.
 *
 * @param pictures uint8 of shape (n, 3072): 1,024 red, green and blue values each, by rows
 * @param labels uint8 values, n of them
 * @param name the file, in its folder
 * @param facts what its pickle was made of
 */
public record CifarBatch(NdArray pictures, Labels labels, String name, Pickle.Facts facts) {
  private static final int VALUES = 3 * 32 * 32;

  /** How many pictures there are. */
  public int size() {
    return labels.values.length;
  }

  /** Numbers from 0 to 255, which nobody changes any more. */
  public static final class Labels {
    private final int[] values;

    private Labels(int[] values) {
      this.values = values;
    }

    /** The label of a picture. */
    public int get(int index) {
      return values[index];
    }
  }

  /**
   * Takes the pictures and labels out of the dict that a file's pickle holds.
   *
   * @param name the file, in its folder
   * @param labelKey {@code labels}, {@code fine_labels} or {@code coarse_labels}
   * @throws MalformedException of kind MISMATCH if it holds anything else
   */
  static CifarBatch of(Pickle.Decoded pickle, String name, String labelKey, Location location)
      throws MalformedException {
    PickleValue value = pickle.value();
    if (!(value instanceof PyDict dict)) {
      throw mismatch(location, "the pickle holds " + value.described() + ", not a dict");
    }
    NdArray data = pictures(get(dict, "data"), location);
    int[] labels = labels(get(dict, labelKey), labelKey, location);
    if (labels.length != data.shape().dim(0)) {
      throw mismatch(location, labels.length + " labels for pictures of shape " + data.shape());
    }
    return new CifarBatch(data, new Labels(labels), name, pickle.facts());
  }

  /** Python 2's strings are bytes, and those of a file that was written again are text. */
  private static @Nullable PickleValue get(PyDict dict, String key) {
    PickleValue value = dict.get(PyBytes.wrap(key.getBytes(StandardCharsets.US_ASCII)));
    return value == null ? dict.get(key) : value;
  }

  private static NdArray pictures(@Nullable PickleValue data, Location location)
      throws MalformedException {
    if (!(data instanceof ArrayValue value) || !value.isComplete()) {
      throw mismatch(location, "its data is " + described(data) + ", not an array");
    }
    NdArray array = value.array();
    boolean fits =
        array.dtype().equals(DTypes.UINT8) && array.ndim() == 2 && array.shape().dim(1) == VALUES;
    if (!fits) {
      throw mismatch(
          location,
          "its data is an array of "
              + array.dtype()
              + " and shape "
              + array.shape()
              + ", not |u1 and (n, 3072)");
    }
    return array;
  }

  private static int[] labels(@Nullable PickleValue value, String key, Location location)
      throws MalformedException {
    if (!(value instanceof PySequence list) || !holdsInts(list)) {
      throw mismatch(location, "its " + key + " is " + described(value) + ", not a list of ints");
    }
    int[] labels = new int[list.size()];
    list.copyInts(labels, 0);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] > 255) {
        throw mismatch(location, "label " + i + " is " + labels[i] + ", not from 0 to 255");
      }
    }
    return labels;
  }

  private static boolean holdsInts(PySequence list) {
    return list.packing() == PySequence.Packing.INTS || list.packing() == PySequence.Packing.EMPTY;
  }

  private static String described(@Nullable PickleValue value) {
    return value == null ? "missing" : value.described();
  }

  private static MalformedException mismatch(Location location, String reason) {
    return new MalformedException(Kind.MISMATCH, location, "not a batch of CIFAR: " + reason);
  }
}
