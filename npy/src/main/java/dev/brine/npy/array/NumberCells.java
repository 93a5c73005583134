package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Shows numbers: bools and ints to the right of a column, floats with their points in line. */
final class NumberCells {
  private NumberCells() {}

  /** How to show the numbers of an array like those in a sample of it. */
  static Cells of(NdArray array, Function<long[], BinaryFloat> parts, Sample sample) {
    DType.Kind kind = array.dtype().kind();
    return switch (kind) {
      case BOOL -> bools(array, sample);
      case INT, UINT -> ints(array, sample);
      default ->
          sample.isSingle()
              ? singles(parts)
              : floats(parts, array.dtype().itemsize(), sample, false);
    };
  }

  private static Cells bools(NdArray array, Sample sample) {
    String yes = sample.isSingle() ? "True" : " True";
    return index -> array.getBoolean(index) ? yes : "False";
  }

  private static Cells ints(NdArray array, Sample sample) {
    int width = 0;
    for (long[] index : sample.indices()) {
      width = Math.max(width, array.getBigInteger(index).toString().length());
    }
    String blanks = " ".repeat(width);
    return index -> {
      String text = array.getBigInteger(index).toString();
      return blanks.substring(Math.min(blanks.length(), text.length())) + text;
    };
  }

  private static Cells singles(Function<long[], BinaryFloat> parts) {
    return index -> FloatStyle.scalar(parts.apply(index));
  }

  /**
   * How to show floats like those in a sample of an array, with their points in line.
   *
   * @param parts takes the floats apart
   * @param itemsize bytes per float
   * @param plus whether those that are not negative have a plus
   */
  static Cells floats(
      Function<long[], BinaryFloat> parts, int itemsize, Sample sample, boolean plus) {
    List<BinaryFloat> values = new ArrayList<>(sample.indices().size());
    for (long[] index : sample.indices()) {
      values.add(parts.apply(index));
    }
    FloatCells cells = FloatCells.of(values, plus, itemsize);
    return index -> cells.text(parts.apply(index));
  }
}
