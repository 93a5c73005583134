package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.Shape;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Formats an array like NumPy's {@code str(array)}, or with commas like {@code repr(array)}, in
 * lines of up to 75 characters.
 */
public record ArrayText(Shape shape, ElementFormatter cells, boolean summary, String comma) {
  private static final int LINE = 75;
  private static final String DOTS = "...";

  /** The text of an array with at least one axis and one element. */
  public static String of(Shape shape, ElementFormatter cells, boolean summary) {
    return new ArrayText(shape, cells, summary, "").text(new long[shape.ndim()], 0, " ", LINE);
  }

  /** The text with commas, in which all lines but the first begin with {@code indent}. */
  public static String withCommas(
      Shape shape, ElementFormatter cells, boolean summary, String indent) {
    ArrayText text = new ArrayText(shape, cells, summary, ",");
    return text.text(new long[shape.ndim()], 0, indent + " ", LINE);
  }

  private String text(long[] index, int axis, String indent, int width) {
    if (axis == index.length) {
      return cells.at(index);
    }
    String inner =
        axis == index.length - 1
            ? line(index, axis, indent, width)
            : block(index, axis, indent, width);
    return "[" + inner.substring(indent.length()) + "]";
  }

  /** Formats the last axis, as words in lines. */
  private String line(long[] index, int axis, String indent, int width) {
    Lines lines = new Lines(indent, width - 1);
    long dim = shape.dim(axis);
    for (long i = 0; i < dim; i++) {
      if (Sample.isCut(dim, summary) && i == Sample.EDGE) {
        lines.word(DOTS + comma);
        i = dim - Sample.EDGE;
      }
      index[axis] = i;
      lines.word(i < dim - 1 ? cells.at(index) + comma : cells.at(index));
    }
    return lines.toString();
  }

  /**
   * Formats another axis, as blocks with more blank lines between them the further out the axis is.
   */
  private String block(long[] index, int axis, String indent, int width) {
    StringBuilder out = new StringBuilder();
    String apart = comma + "\n".repeat(index.length - axis - 1);
    long dim = shape.dim(axis);
    for (long i = 0; i < dim; i++) {
      if (Sample.isCut(dim, summary) && i == Sample.EDGE) {
        out.append(indent).append(DOTS).append(apart);
        i = dim - Sample.EDGE;
      }
      index[axis] = i;
      out.append(indent).append(text(index, axis + 1, indent + " ", width - 1));
      out.append(i < dim - 1 ? apart : "");
    }
    return out.toString();
  }

  /** Words with blanks between them, in lines that begin with an indent. */
  private static final class Lines {
    private final StringBuilder done = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final String indent;
    private final int width;

    Lines(String indent, int width) {
      this.indent = indent;
      this.width = width;
      line.append(indent);
    }

    void word(String word) {
      boolean first = line.length() <= indent.length();
      if (!first) {
        line.append(' ');
      }
      // a line without a word is not broken
      if (!first && length(line) + length(word) > width) {
        done.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      line.append(word);
    }

    /** The length in code points, as in Python. */
    private static int length(CharSequence text) {
      return Character.codePointCount(text, 0, text.length());
    }

    @Override
    public String toString() {
      return done.toString() + line;
    }
  }

  /** Formats subarrays in a field of a struct as nested lists on one line. */
  public record NestedText(Shape shape, int outer, ElementFormatter cells, boolean summary)
      implements ElementFormatter {
    /**
     * Returns a formatter for the elements of a column.
     *
     * @param outer the number of axes of the array of structs, which are the first axes of the
     *     column
     * @param cells creates a formatter for the elements of a sample
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
}
