package dev.brine.convert.internal.table;

import dev.brine.convert.internal.columns.PendingArray;
import dev.brine.convert.internal.columns.PendingArray.Sink;
import dev.brine.convert.internal.free.FreeArray;
import dev.brine.convert.internal.free.RaggedForm;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text of rows, of which the array that they make is known. The text is read again for each array
 * that is written of it.
 */
public final class TextTable {
  private final Location location;
  private final RowSource.Opener opener;
  private final Plan plan;

  private TextTable(Location location, RowSource.Opener opener, Plan plan) {
    this.location = location;
    this.opener = opener;
    this.plan = plan;
  }

  /**
   * Reads all rows of CSV once.
   *
   * @param header whether the first row has names; null if the rows shall tell
   */
  public static TextTable csv(Path path, @Nullable Boolean header) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = CsvSource.open(path)) {
      Plan plan = new CsvPlanner(source, header, location).plan();
      return new TextTable(location, () -> CsvSource.open(path), plan);
    }
  }

  /** Reads all rows of JSON lines once. */
  public static TextTable jsonLines(Path path) throws IOException {
    Location location = Location.of(path.toString());
    try (RowSource source = JsonSource.open(path)) {
      Plan plan = new JsonPlanner(source, location).plan();
      return new TextTable(location, () -> JsonSource.open(path), plan);
    }
  }

  /** The one array that all rows make. */
  public PendingArray array(String name) throws IOException {
    if (plan.ragged()) {
      throw new UnsupportedException(
          location, "its lists have different lengths, which makes no array; name the output .npz");
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
    String values = name + RaggedForm.VALUES;
    Shape splits = Shape.of(plan.rows() + 1);
    return List.of(
        plan.ragged()
            ? new PendingArray(values, plan.dtype(), plan.shape(), this::elements)
            : new PendingArray(values, DTypes.UINT8, Shape.of(plan.texts().narrow()), this::utf8),
        new PendingArray(name + RaggedForm.SPLITS, DTypes.INT64, splits, this::splits),
        PendingArray.of(name + FreeArray.FORM, form().member(plan.rows())));
  }

  /** What the members of rows that make no array say. */
  private RaggedForm form() {
    return plan.ragged() ? RaggedForm.lists(plan.dtype()) : RaggedForm.TEXTS;
  }

  /**
   * The kind of the form of the members and a Python expression of all rows, if these make no
   * array; else none.
   */
  public Optional<RaggedForm> ragged() {
    return plan.ragged() || plan.isWastefulList() ? Optional.of(form()) : Optional.empty();
  }

  /** Does something with the cells of a row. */
  @FunctionalInterface
  private interface RowBody {
    void accept(Cells cells, int[] order) throws IOException;
  }

  private void elements(Sink sink) throws IOException {
    ElementBlock block = new ElementBlock(sink, plan.dtype(), plan.shape());
    List<DType> types = plan.cells();
    each(
        (cells, order) -> {
          for (int i = 0; i < cells.count(); i++) {
            int cell = order.length == 0 ? i : order[i];
            CellWriter.put(cells, cell, types.get(i % types.size()), block.room());
          }
        });
    block.end();
  }

  private void utf8(Sink sink) throws IOException {
    ElementBlock block = new ElementBlock(sink, DTypes.UINT8, Shape.of(plan.texts().narrow()));
    each(
        (cells, order) -> {
          for (byte b : cells.text(0).getBytes(StandardCharsets.UTF_8)) {
            block.room().put(b);
          }
        });
    block.end();
  }

  private void splits(Sink sink) throws IOException {
    ElementBlock block = new ElementBlock(sink, DTypes.INT64, Shape.of(plan.rows() + 1));
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
        int[] order = FieldNames.order(plan.keys(), source.names());
        Cells cells = source.cells();
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
}
