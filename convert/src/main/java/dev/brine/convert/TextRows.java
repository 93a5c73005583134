package dev.brine.convert;

import dev.brine.convert.internal.columns.PendingArray;
import dev.brine.convert.internal.table.TextTable;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays from text in UTF-8: comma-separated values ({@code .csv}), or a JSON value a line ({@code
 * .jsonl}). The rules are those of {@code docs/convert.md}. The text is read at least twice, a row
 * at a time, so that it may be larger than memory. If writing fails, an old file is unchanged.
 */
public final class TextRows {
  private static final String ALONE = "arr_0";

  private final TextTable table;

  private TextRows(TextTable table) {
    this.table = table;
  }

  /**
   * Reads CSV once, to know the array that its rows make.
   *
   * @param header whether the first row has names; null if it has where all of it is text, and some
   *     column below is not
   * @throws dev.brine.error.BrineException if the rows make no array; it names the line
   */
  public static TextRows csv(Path path, @Nullable Boolean header) throws IOException {
    return new TextRows(TextTable.csv(path, header));
  }

  /**
   * Reads JSON lines once, to know the array that its rows make.
   *
   * @throws dev.brine.error.BrineException if the rows make no array; it names the line
   */
  public static TextRows jsonLines(Path path) throws IOException {
    return new TextRows(TextTable.jsonLines(path));
  }

  /**
   * Writes the array as an {@code .npy}.
   *
   * @throws dev.brine.error.BrineException if there is no single array, as of lists of different
   *     lengths, or if the text has changed
   */
  public void toNpy(Path out) throws IOException {
    PendingArray array = table.array(ALONE);
    long[] dims = array.shape().dims();
    Shape row = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    Npy.writeRows(out, array.dtype(), row, rows -> array.body().writeTo(rows::write));
  }

  /**
   * Writes the array as the member {@code arr_0} of an {@code .npz}; lists of different lengths,
   * and texts that are, as the members that {@link PickleFree} makes of such.
   *
   * @param deflated whether the members are
   * @return how to read what is no single array, in one element; else none
   * @throws dev.brine.error.BrineException if the text has changed
   */
  public List<Converted> toNpz(Path out, boolean deflated) throws IOException {
    List<PendingArray> members = table.members(ALONE);
    Archives.write(
        out,
        deflated,
        false,
        writer -> {
          for (PendingArray member : members) {
            put(member, writer);
          }
        });
    return table
        .ragged()
        .map(form -> List.of(new Converted(ALONE, form.kind(), form.python(ALONE))))
        .orElse(List.of());
  }

  private static void put(PendingArray array, NpzWriter writer) throws IOException {
    if (array.shape().ndim() == 0) {
      array.body().writeTo(whole -> writer.put(array.name(), whole));
      return;
    }
    writer.putRows(
        array.name(), array.dtype(), array.shape(), rows -> array.body().writeTo(rows::write));
  }

  /**
   * Writes the arrays as a {@code .safetensors} file, named as in an {@code .npz}.
   *
   * @throws dev.brine.error.BrineException if safetensors has no type for one, as for texts and
   *     structs, or if the text has changed
   */
  public void toSafetensors(Path out) throws IOException {
    Safetensors.write(out, table.members(ALONE));
  }
}
