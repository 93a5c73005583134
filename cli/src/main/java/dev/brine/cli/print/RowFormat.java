package dev.brine.cli.print;

import dev.brine.cli.print.Columns.RecordColumn;
import dev.brine.cli.print.Drawing.ContactSheet;
import dev.brine.cli.print.Drawing.ContactSheet.ImageShape;
import dev.brine.cli.print.RowFormat.TextRows.ImageRows;
import dev.brine.internal.text.Printable;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format for rows. */
public interface RowFormat {

  /** Comma-separated values. */
  static RowFormat csv(PrintStream out) {
    return csv(out, ',');
  }

  /** Values separated by another character, such as a semicolon or a tab. */
  static RowFormat csv(PrintStream out, char delimiter) {
    return new CsvRows(out, delimiter);
  }

  /** One JSON value per line. */
  static RowFormat jsonLines(PrintStream out) throws IOException {
    return new JsonLinesRows(new JsonLines(out));
  }

  /**
   * Text.
   *
   * @param fit whether to truncate lines that are too wide for the terminal
   */
  static RowFormat text(PrintStream out, boolean fit) {
    return new TextRows(out, fit);
  }

  /**
   * Images as drawings, anything else as text.
   *
   * @param fit whether to truncate lines that are too wide for the terminal
   * @param color whether to draw in 24-bit color
   * @param wanted whether to draw everything that can be an image, not only what clearly is one
   */
  static RowFormat images(PrintStream out, boolean fit, boolean color, boolean wanted) {
    return new ImageRows(new TextRows(out, fit), out, color, wanted);
  }

  /** Whether each array may be preceded by a title line. */
  boolean hasTitles();

  /** Prints the title of an array. */
  void title(String title);

  /**
   * Called before the rows of an array.
   *
   * @return the number of rows that can only be printed together
   */
  default long begin(DType dtype, Shape shape) {
    return 1;
  }

  /**
   * Prints a block of rows of an array.
   *
   * @param block the rows, or a 0-d array
   * @param rows the elements of the rows
   * @param first whether this is the first block of its array
   */
  void rows(NdArray block, ItemColumn rows, boolean first) throws IOException;

  /** Prints a value that is not an array. */
  void value(PickleValue value) throws IOException;

  /** Writes one JSON value per line. */
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

  /**
   * Writes comma-separated values (RFC 4180, but lines end in a line feed). The first line of
   * structs has the names of the fields; nested fields are {@code outer.inner}, elements of
   * subarrays {@code name.0}. A string with a lone surrogate, which UTF-8 cannot encode, is
   * refused.
   */
  final class CsvRows implements RowFormat {
    private final PrintStream out;
    private final char delimiter;
    private final StringBuilder line = new StringBuilder();

    CsvRows(PrintStream out, char delimiter) {
      this.out = out;
      this.delimiter = delimiter;
    }

    @Override
    public boolean hasTitles() {
      return false;
    }

    @Override
    public void title(String title) {}

    @Override
    public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
      if (block.ndim() > 2) {
        throw new UnsupportedOperationException(
            "CSV cannot hold an array of " + block.ndim() + " axes; JSON lines (jsonl) can");
      }
      if (first && rows.elements() instanceof RecordColumn records) {
        for (int i = 0; i < rows.each(); i++) {
          names(records, rows.each() > 1 ? i + "." : "");
        }
        endLine();
      }
      for (int i = 0; i < rows.size(); i++) {
        cells(rows, i);
        endLine();
      }
    }

    /** Recurses once per level of the dtype: at most 64 levels. */
    private void names(RecordColumn records, String prefix) {
      for (int i = 0; i < records.names().size(); i++) {
        ItemColumn field = records.field(i);
        String name = prefix + records.names().get(i);
        for (int j = 0; j < field.each(); j++) {
          String full = field.isSingle() ? name : name + "." + j;
          if (field.elements() instanceof RecordColumn inner) {
            names(inner, full + ".");
          } else {
            cell(full);
          }
        }
      }
    }

    private void cells(ItemColumn items, int index) throws IOException {
      Column elements = items.elements();
      for (int i = index * items.each(); i < (index + 1) * items.each(); i++) {
        if (elements instanceof RecordColumn records) {
          for (int field = 0; field < records.names().size(); field++) {
            cells(records.field(field), i);
          }
        } else {
          cell(elements.plain(i));
        }
      }
    }

    private void cell(String text) {
      requireEncodable(text);
      if (line.length() > 0) {
        line.append(delimiter);
      }
      if (!isQuoted(text)) {
        line.append(text);
        return;
      }
      line.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        line.append(c == '"' ? "\"\"" : String.valueOf(c));
      }
      line.append('"');
    }

    private void requireEncodable(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          int codePoint = text.codePointAt(i);
          if (codePoint <= Character.MAX_VALUE) {
            line.setLength(0); // the next part begins a new line
            throw new UnsupportedOperationException(
                "a string contains the lone surrogate U+"
                    + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT)
                    + ", which UTF-8 cannot encode; JSON lines (jsonl) can");
          }
          i++;
        }
      }
    }

    /** Whether a cell needs quotes; an empty string has them to differ from a missing value. */
    private boolean isQuoted(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
          return true;
        }
      }
      return text.isEmpty();
    }

    private void endLine() {
      out.append(line).append('\n');
      line.setLength(0);
    }

    @Override
    public void value(PickleValue value) throws IOException {
      cell(Values.plain(value));
      endLine();
    }
  }

  /** Prints rows as text, in columns if they have any. */
  final class TextRows implements RowFormat {
    private static final int WIDEST_CELL = 24;

    private final PrintStream out;
    private final boolean fit;
    private boolean titled;
    private @Nullable Table grid;

    /**
     * Prints to {@code out}.
     *
     * @param fit whether to truncate lines that are too wide for the terminal
     */
    TextRows(PrintStream out, boolean fit) {
      this.out = out;
      this.fit = fit;
    }

    @Override
    public boolean hasTitles() {
      return true;
    }

    @Override
    public void title(String title) {
      if (titled) {
        out.println();
      }
      titled = true;
      out.println(Printable.escape(title));
    }

    @Override
    public void rows(NdArray block, ItemColumn rows, boolean first) {
      boolean records = rows.elements() instanceof RecordColumn && block.ndim() == 1;
      if (records) {
        records(block.dtype(), (RecordColumn) rows.elements(), first);
      } else if (block.ndim() == 2 && block.shape().dim(1) > 0) {
        cells(block.dtype(), rows, first);
      } else {
        for (int i = 0; i < rows.size(); i++) {
          out.println(text(rows, i, Paragraph.WIDTH));
        }
      }
    }

    private String text(Column column, int index, int widest) {
      if (!fit) {
        return Printable.escapeAll(column.text(index));
      }
      return Paragraph.start(Printable.escapeAll(column.text(index, widest)), widest);
    }

    private void records(DType dtype, RecordColumn records, boolean first) {
      int fields = records.names().size();
      if (first || grid == null) {
        grid = Table.of(alignment(dtype, fields), overflow());
        String[] names = new String[fields];
        for (int i = 0; i < fields; i++) {
          names[i] = Printable.escapeAll(records.names().get(i));
        }
        grid.row(names);
      }
      for (int i = 0; i < records.size(); i++) {
        String[] cells = new String[fields];
        for (int j = 0; j < fields; j++) {
          cells[j] = text(records.field(j), i, WIDEST_CELL);
        }
        grid.row(cells);
      }
      out.print(grid.lines(""));
    }

    private Table.Overflow overflow() {
      return fit ? Table.Overflow.DROP : Table.Overflow.KEEP;
    }

    private static boolean[] alignment(DType dtype, int count) {
      boolean[] right = new boolean[count];
      if (dtype instanceof StructType struct) {
        List<Field> fields = struct.fields();
        for (int i = 0; i < count; i++) {
          right[i] = isNumber(fields.get(i).dtype());
        }
      }
      return right;
    }

    private static boolean isNumber(DType dtype) {
      return switch (dtype.kind()) {
        case BOOL, INT, UINT, FLOAT, LONGDOUBLE, COMPLEX, COMPLEX_LONGDOUBLE, ML_FLOAT, ML_INT ->
            true;
        default -> false;
      };
    }

    private void cells(DType dtype, ItemColumn rows, boolean first) {
      int columns = rows.each();
      if (first || grid == null) {
        grid = Table.of(columns, isNumber(dtype), overflow());
      }
      for (int i = 0; i < rows.size(); i++) {
        String[] cells = new String[columns];
        for (int j = 0; j < columns; j++) {
          cells[j] = text(rows.elements(), i * columns + j, WIDEST_CELL);
        }
        grid.row(cells);
      }
      out.print(grid.lines(""));
    }

    @Override
    public void value(PickleValue value) {
      int most = fit ? Paragraph.WIDTH : Integer.MAX_VALUE;
      out.println(fit ? Paragraph.start(Values.text(value, most), most) : Values.text(value, most));
    }

    /** Images as drawings, anything else as text. */
    static final class ImageRows implements RowFormat {
      private final TextRows text;
      private final PrintStream out;
      private final ContactSheet sheet;
      private final boolean wanted;
      private @Nullable ImageShape images;
      private long drawn;

      /**
       * Draws to {@code out}.
       *
       * @param wanted whether to draw everything that can be an image, not only what clearly is one
       */
      ImageRows(TextRows text, PrintStream out, boolean color, boolean wanted) {
        this.text = text;
        this.out = out;
        this.sheet = new ContactSheet(color);
        this.wanted = wanted;
      }

      @Override
      public boolean hasTitles() {
        return true;
      }

      @Override
      public void title(String title) {
        text.title(title);
      }

      @Override
      public long begin(DType dtype, Shape shape) {
        images = ImageShape.of(dtype, shape, wanted);
        drawn = 0;
        return images == null || images.isStack() ? 1 : shape.dim(0);
      }

      @Override
      public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
        if (images == null) {
          text.rows(block, rows, first);
          return;
        }
        out.print(sheet.lines(block, images, drawn));
        drawn += block.shape().dim(0);
      }

      @Override
      public void value(PickleValue value) throws IOException {
        text.value(value);
      }
    }
  }
}
