package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.internal.strided.BinaryFloat;
import dev.brine.npy.internal.strided.NumberElements;
import java.util.ArrayList;
import java.util.List;

/** Formats numbers: bools and ints aligned to the right, floats with their points aligned. */
public final class NumberFormatter {
  private NumberFormatter() {}

  /**
   * How to format the numbers of an array like those in a sample of it.
   *
   * @param kind bool, int, uint, float or longdouble
   * @param itemsize bytes per number
   */
  public static ElementFormatter of(
      DType.Kind kind, int itemsize, NumberElements numbers, Sample sample) {
    return switch (kind) {
      case BOOL -> bools(numbers, sample);
      case INT, UINT -> ints(numbers, sample);
      default ->
          sample.isSingle()
              ? index -> FloatStyle.scalar(numbers.getFloatParts(index))
              : floats(numbers, itemsize, sample, false);
    };
  }

  private static ElementFormatter bools(NumberElements numbers, Sample sample) {
    String yes = sample.isSingle() ? "True" : " True";
    return index -> numbers.getLong(index) != 0 ? yes : "False";
  }

  private static ElementFormatter ints(NumberElements numbers, Sample sample) {
    return ElementFormatter.aligned(index -> numbers.getBigInteger(index).toString(), sample);
  }

  /**
   * How to format floats like those in a sample of an array, with their points aligned.
   *
   * @param itemsize bytes per float
   * @param plus whether those that are not negative have a plus
   */
  public static ElementFormatter floats(
      NumberElements numbers, int itemsize, Sample sample, boolean plus) {
    List<BinaryFloat> values = new ArrayList<>(sample.indices().size());
    for (long[] index : sample.indices()) {
      values.add(numbers.getFloatParts(index));
    }
    FloatFormatter formatter = FloatFormatter.of(values, plus, itemsize);
    return index -> formatter.text(numbers.getFloatParts(index));
  }
}
