package dev.brine.cli.print;

import dev.brine.cli.print.TextRows.ImageRows;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.PrintStream;

/** A format for rows. */
public interface RowFormat {

  /** Comma-separated values. */
  static RowFormat csv(PrintStream out) {
    return new CsvRows(out);
  }

  /** One JSON value per line. */
  static RowFormat jsonLines(PrintStream out) throws IOException {
    return new JsonLinesRows(new JsonLines(out));
  }

  /**
   * Text for a person.
   *
   * @param fit whether to cut what is too wide for the terminal
   */
  static RowFormat text(PrintStream out, boolean fit) {
    return new TextRows(out, fit);
  }

  /**
   * Images as drawings, anything else as text.
   *
   * @param fit whether to cut text that is too wide for the terminal
   * @param color whether to draw in 24-bit color
   * @param wanted whether to draw everything that can be an image, not only what clearly is one
   */
  static RowFormat images(PrintStream out, boolean fit, boolean color, boolean wanted) {
    return new ImageRows(new TextRows(out, fit), out, color, wanted);
  }

  /** Whether a line before each array may say which it is. */
  boolean hasTitles();

  /** Prints a line before the rows of another array. */
  void title(String title);

  /**
   * Called before the rows of an array.
   *
   * @return the number of rows that are printed together, if any is
   */
  default long begin(DType dtype, Shape shape) {
    return 1;
  }

  /**
   * Prints some rows of an array; the first ones of it, if {@code first}.
   *
   * @param block the rows, or a 0-d array
   * @param rows what is in them
   */
  void rows(NdArray block, ItemColumn rows, boolean first) throws IOException;

  /** Prints a value that is not an array. */
  void value(PickleValue value) throws IOException;

  /** A JSON value a line. */
  final class JsonLinesRows implements RowFormat {
    private final JsonLines lines;

    JsonLinesRows(JsonLines lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasTitles() {
      return false;
    }

    @Override
    public void title(String title) {}

    @Override
    public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
      for (int i = 0; i < rows.size(); i++) {
        rows.json(i, lines.json());
        lines.endLine();
      }
    }

    @Override
    public void value(PickleValue value) throws IOException {
      Values.json(value, lines.json());
      lines.endLine();
    }
  }
}
