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
  private final TableSchema schema;

  private TextTable(Location location, RowSource.Opener opener, TableSchema schema) {
    this.location = location;
    this.opener = opener;
    this.schema = schema;
  }

  /**
   * Reads all rows of CSV once.
   *
   * @param header whether the first row has names
   * @param delimiter the character between two cells
   */
  public static TextTable csv(Path path, HeaderRow header, char delimiter) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = CsvRows.open(path, delimiter)) {
      TableSchema schema = new CsvSchemaReader(source, header, location).read();
      return new TextTable(location, () -> CsvRows.open(path, delimiter), schema);
    }
  }

  /** Reads all rows of JSON lines once. */
  public static TextTable jsonLines(Path path) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = JsonRows.open(path)) {
      TableSchema schema = new JsonSchemaReader(source, location).read();
      return new TextTable(location, () -> JsonRows.open(path), schema);
    }
  }

  /** Returns the array of all rows. */
  public PendingArray array(String name) throws IOException {
    if (schema.ragged()) {
      throw new UnsupportedException(
          location,
          "the lists have different lengths, so they do not make a single array; name the output"
              + " .npz");
    }
    schema.texts().check(location, schema.isWastefulList() ? "name the output .npz" : "shorten it");
    return new PendingArray(name, schema.dtype(), schema.shape(), this::elements);
  }

  /** Returns the array of all rows, or its members in the pickle-free layout. */
  public List<PendingArray> members(String name) throws IOException {
    if (!schema.ragged() && !schema.isWastefulList()) {
      return List.of(array(name));
    }
    if (schema.ragged()) {
      schema.texts().check(location, "shorten it");
    }
    String values = name + PickleFreeLayout.VALUES;
    Shape splits = Shape.of(schema.rows() + 1);
    return List.of(
        schema.ragged()
            ? new PendingArray(values, schema.dtype(), schema.shape(), this::elements)
            : new PendingArray(values, DTypes.UINT8, Shape.of(schema.texts().narrow()), this::utf8),
        new PendingArray(name + PickleFreeLayout.SPLITS, DTypes.INT64, splits, this::splits),
        PendingArray.of(name + PickleFreeArray.FORM, layout().member(schema.rows())));
  }

  /** Returns the layout of rows that do not make a single array. */
  private PickleFreeLayout layout() {
    return schema.ragged() ? PickleFreeLayout.lists(schema.dtype()) : PickleFreeLayout.STRINGS;
  }

  /** Returns the layout of the rows if they do not make a single array. */
  public Optional<PickleFreeLayout> ragged() {
    return schema.ragged() || schema.isWastefulList() ? Optional.of(layout()) : Optional.empty();
  }

  /** Receives the cells of a row, and their order unless it is that of the fields. */
  @FunctionalInterface
  private interface RowBody {
    void accept(RowCells cells, int[] order) throws IOException;
  }

  private void elements(Sink sink) throws IOException {
    ElementWriter block = new ElementWriter(sink, schema.dtype(), schema.shape());
    List<DType> types = schema.cells();
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
    ElementWriter block = new ElementWriter(sink, DTypes.UINT8, Shape.of(schema.texts().narrow()));
    each(
        (cells, order) -> {
          for (byte b : cells.text(0).getBytes(StandardCharsets.UTF_8)) {
            block.room().put(b);
          }
        });
    block.end();
  }

  private void splits(Sink sink) throws IOException {
    ElementWriter block = new ElementWriter(sink, DTypes.INT64, Shape.of(schema.rows() + 1));
    long[] end = new long[1];
    block.room().putLong(0);
    each(
        (cells, order) -> {
          end[0] += schema.ragged() ? cells.count() : TextInput.utf8(cells.chars(0));
          block.room().putLong(end[0]);
        });
    block.end();
  }

  private void each(RowBody body) throws IOException {
    long rows = 0;
    long items = 0;
    try (RowSource source = opener.open()) {
      for (int i = 0; i < schema.skipped() && source.next(); i++) {}
      while (source.next()) {
        int[] order = TableSchema.order(schema.keys(), source.names());
        RowCells cells = source.cells();
        rows++;
        items += cells.count();
        boolean fits =
            schema.ragged() ? items <= schema.shape().dim(0) : cells.count() == schema.width();
        if (order == null || rows > schema.rows() || !fits) {
          throw changed(null);
        }
        body.accept(cells, order);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw changed(e);
    }
    if (rows != schema.rows() || (schema.ragged() && items != schema.shape().dim(0))) {
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
    /** It does. */
    PRESENT,
    /** It does not. */
    ABSENT
  }

  /**
   * An array that is created while it is written, a few rows at a time.
   *
   * @param shape the shape of the whole array
   * @param body writes the rows
   */
  public record PendingArray(String name, DType dtype, Shape shape, Body body) {

    /** Writes all rows. */
    @FunctionalInterface
    public interface Body {
      /** Writes the rows in their order, a block at a time. */
      void writeTo(Sink sink) throws IOException;
    }

    /** Receives rows. */
    @FunctionalInterface
    public interface Sink {
      /** Receives the next block of rows. */
      void write(NdArray rows) throws IOException;
    }

    /** Returns an array that exists already. */
    public static PendingArray of(String name, NdArray array) {
      return new PendingArray(name, array.dtype(), array.shape(), sink -> sink.write(array));
    }
  }
}
