package dev.brine.cli.print;

import dev.brine.cli.print.ContactSheet.ImageShape;
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
import org.jspecify.annotations.Nullable;

/** Rows for a person: in columns, where there are any. */
final class TextRows implements RowFormat {
  private static final int WIDEST_CELL = 24;

  private final PrintStream out;
  private final boolean fit;
  private boolean titled;
  private @Nullable Table grid;

  /**
   * Prints to {@code out}.
   *
   * @param fit whether what is too wide for the terminal is cut
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
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE, COMPLEX, COMPLEX_LONGDOUBLE -> true;
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
