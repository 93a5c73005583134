package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.TextTable.PendingArray.Sink;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.npy.internal.picklefree.PickleFreeLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text file and the schema of its rows. The file is read again for each array that is written.
 */
public final class TextTable {
  private final Location location;
  private final RowSource.Opener opener;
  private final TableSchema plan;

  private TextTable(Location location, RowSource.Opener opener, TableSchema plan) {
    this.location = location;
    this.opener = opener;
    this.plan = plan;
  }

  /**
   * Reads all rows of CSV once.
   *
   * @param header whether the first row has names
   */
  public static TextTable csv(Path path, HeaderRow header) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = CsvRows.open(path)) {
      TableSchema plan = new CsvSchemaReader(source, header, location).plan();
      return new TextTable(location, () -> CsvRows.open(path), plan);
    }
  }

  /** Reads all rows of JSON lines once. */
  public static TextTable jsonLines(Path path) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = JsonRows.open(path)) {
      TableSchema plan = new JsonSchemaReader(source, location).plan();
      return new TextTable(location, () -> JsonRows.open(path), plan);
    }
  }

  /** The one array that all rows make. */
  public PendingArray array(String name) throws IOException {
    if (plan.ragged()) {
      throw new UnsupportedException(
          location,
          "its lists have different lengths, which do not make an array; name the output .npz");
    }
    plan.texts().check(location, plan.isWastefulList() ? "name the output .npz" : "shorten it");
    return new PendingArray(name, plan.dtype(), plan.shape(), this::elements);
  }

  /** The arrays that all rows make, in the convention of archives without pickles. */
  public List<PendingArray> members(String name) throws IOException {
    if (!plan.ragged() && !plan.isWastefulList()) {
      return List.of(array(name));
    }
    if (plan.ragged()) {
      plan.texts().check(location, "shorten it");
    }
    String values = name + PickleFreeLayout.VALUES;
    Shape splits = Shape.of(plan.rows() + 1);
    return List.of(
        plan.ragged()
            ? new PendingArray(values, plan.dtype(), plan.shape(), this::elements)
            : new PendingArray(values, DTypes.UINT8, Shape.of(plan.texts().narrow()), this::utf8),
        new PendingArray(name + PickleFreeLayout.SPLITS, DTypes.INT64, splits, this::splits),
        PendingArray.of(name + PickleFreeArray.FORM, form().member(plan.rows())));
  }

  /** The layout of rows that do not make a single array. */
  private PickleFreeLayout form() {
    return plan.ragged() ? PickleFreeLayout.lists(plan.dtype()) : PickleFreeLayout.STRINGS;
  }

  /**
   * The kind of the form of the members and a Python expression of all rows, if these make no
   * array; else none.
   */
  public Optional<PickleFreeLayout> ragged() {
    return plan.ragged() || plan.isWastefulList() ? Optional.of(form()) : Optional.empty();
  }

  /** Does something with the cells of a row. */
  @FunctionalInterface
  private interface RowBody {
    void accept(RowCells cells, int[] order) throws IOException;
  }

  private void elements(Sink sink) throws IOException {
    ElementWriter block = new ElementWriter(sink, plan.dtype(), plan.shape());
    List<DType> types = plan.cells();
    each(
        (cells, order) -> {
          for (int i = 0; i < cells.count(); i++) {
            int cell = order.length == 0 ? i : order[i];
            block.put(cells, cell, types.get(i % types.size()));
          }
        });
    block.end();
  }

  private void utf8(Sink sink) throws IOException {
    ElementWriter block = new ElementWriter(sink, DTypes.UINT8, Shape.of(plan.texts().narrow()));
    each(
        (cells, order) -> {
          for (byte b : cells.text(0).getBytes(StandardCharsets.UTF_8)) {
            block.room().put(b);
          }
        });
    block.end();
  }

  private void splits(Sink sink) throws IOException {
    ElementWriter block = new ElementWriter(sink, DTypes.INT64, Shape.of(plan.rows() + 1));
    long[] end = new long[1];
    block.room().putLong(0);
    each(
        (cells, order) -> {
          end[0] += plan.ragged() ? cells.count() : TextInput.utf8(cells.chars(0));
          block.room().putLong(end[0]);
        });
    block.end();
  }

  private void each(RowBody body) throws IOException {
    long rows = 0;
    long items = 0;
    try (RowSource source = opener.open()) {
      for (int i = 0; i < plan.skipped() && source.next(); i++) {}
      while (source.next()) {
        int[] order = TableSchema.order(plan.keys(), source.names());
        RowCells cells = source.cells();
        rows++;
        items += cells.count();
        boolean fits = plan.ragged() ? items <= plan.shape().dim(0) : cells.count() == plan.width();
        if (order == null || rows > plan.rows() || !fits) {
          throw changed(null);
        }
        body.accept(cells, order);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw changed(e);
    }
    if (rows != plan.rows() || (plan.ragged() && items != plan.shape().dim(0))) {
      throw changed(null);
    }
  }

  private MalformedException changed(@Nullable Exception cause) {
    return new MalformedException(
        Kind.MISMATCH, location, "the file changed while it was read", cause);
  }

  /** Whether the first row of CSV has the names of the columns. */
  public enum HeaderRow {
    /** The rows below it decide. */
    DETECT,
    PRESENT,
    ABSENT
  }

  /**
   * An array that is made while it is written, a few rows at a time.
   *
   * @param shape of all of it
   * @param body gives its rows
   */
  public record PendingArray(String name, DType dtype, Shape shape, Body body) {

    /** Gives all rows. */
    @FunctionalInterface
    public interface Body {
      /** Gives them in order, some in each array. */
      void writeTo(Sink sink) throws IOException;
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface Sink {
      /** Takes the rows that follow: an array of one more axis than a row. */
      void write(NdArray rows) throws IOException;
    }

    /** An array that is there. */
    public static PendingArray of(String name, NdArray array) {
      return new PendingArray(name, array.dtype(), array.shape(), sink -> sink.write(array));
    }
  }
}
