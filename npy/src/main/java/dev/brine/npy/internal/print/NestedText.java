package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.Shape;
import java.util.Arrays;
import java.util.function.Function;

/** Formats the small arrays in a field of a struct as nested lists on one line. */
public final class NestedText implements ElementFormatter {
  private final Shape shape;
  private final int outer;
  private final ElementFormatter cells;
  private final boolean summary;

  private NestedText(Shape shape, int outer, ElementFormatter cells, boolean summary) {
    this.shape = shape;
    this.outer = outer;
    this.cells = cells;
    this.summary = summary;
  }

  /**
   * How to show the elements of a column.
   *
   * @param outer the number of axes of the column that are those of the array of structs
   * @param cells of the column, for a sample of it
   */
  public static ElementFormatter of(
      Shape column, int outer, Sample sample, Function<Sample, ElementFormatter> cells) {
    if (column.ndim() == outer) {
      return cells.apply(sample);
    }
    Shape inner = Shape.of(Arrays.copyOfRange(column.dims(), outer, column.ndim()));
    return new NestedText(
        column, outer, cells.apply(sample.inside(inner)), inner.size() > Sample.THRESHOLD);
  }

  @Override
  public String at(long... index) {
    StringBuilder out = new StringBuilder();
    append(out, Arrays.copyOf(index, shape.ndim()), outer);
    return out.toString();
  }

  private void append(StringBuilder out, long[] index, int axis) {
    if (axis == index.length) {
      out.append(cells.at(index));
      return;
    }
    out.append('[');
    long dim = shape.dim(axis);
    for (long i = 0; i < dim; i++) {
      out.append(i == 0 ? "" : ", ");
      if (Sample.isCut(dim, summary) && i == Sample.EDGE) {
        out.append("..., ");
        i = dim - Sample.EDGE;
      }
      index[axis] = i;
      append(out, index, axis + 1);
    }
    out.append(']');
  }
}
