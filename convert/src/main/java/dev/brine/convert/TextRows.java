package dev.brine.convert;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.internal.text.TextTable;
import dev.brine.convert.internal.text.TextTable.HeaderRow;
import dev.brine.convert.internal.text.TextTable.PendingArray;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Converts UTF-8 text to arrays: comma-separated values ({@code .csv}), or one JSON value per line
 * ({@code .jsonl}), by the rules of {@code docs/convert.md}. The text is read at least twice, one
 * row at a time, so that it may be larger than memory. If writing fails, an old file is unchanged.
 */
public final class TextRows {
  private static final String ALONE = "arr_0";

  private final TextTable table;

  private TextRows(TextTable table) {
    this.table = table;
  }

  /** Reads CSV with the default options. */
  public static TextRows csv(Path path) throws IOException {
    return csv(path, Options.DEFAULT);
  }

  /** Reads CSV; the function receives the default options. */
  public static TextRows csv(Path path, UnaryOperator<Options> options) throws IOException {
    return csv(path, options.apply(Options.DEFAULT));
  }

  /**
   * Reads CSV once, to find the dtype and shape of the array.
   *
   * @throws dev.brine.error.BrineException if the rows do not make an array; the message names the
   *     line
   */
  public static TextRows csv(Path path, Options options) throws IOException {
    HeaderRow header = HeaderRow.valueOf(options.header().name());
    return new TextRows(TextTable.csv(path, header, options.delimiter()));
  }

  /**
   * Reads JSON lines once, to find the dtype and shape of the array.
   *
   * @throws dev.brine.error.BrineException if the rows do not make an array; the message names the
   *     line
   */
  public static TextRows jsonLines(Path path) throws IOException {
    return new TextRows(TextTable.jsonLines(path));
  }

  /**
   * Writes the array as an {@code .npy}.
   *
   * @throws dev.brine.error.BrineException if the rows do not make a single array, such as lists of
   *     different lengths, or if the text has changed
   */
  public void toNpy(Path out) throws IOException {
    PendingArray array = table.array(ALONE);
    long[] dims = array.shape().dims();
    Shape row = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    Npy.writeRows(out, array.dtype(), row, rows -> array.body().writeTo(rows::write));
  }

  /**
   * Writes the array as the member {@code arr_0} of an {@code .npz}. Lists of different lengths,
   * and strings of very different lengths, become the members that {@link PickleFree} makes of
   * them.
   *
   * @param compression how the members are stored; {@link Compression#AS_INPUT} does not compress
   * @return one element that describes how to read the rows if they are not a single array;
   *     otherwise an empty list
   * @throws dev.brine.error.BrineException if the text has changed
   */
  public List<Converted> toNpz(Path out, Compression compression) throws IOException {
    List<PendingArray> members = table.members(ALONE);
    Archives.write(
        out,
        compression == Compression.DEFLATED,
        false,
        writer -> {
          for (PendingArray member : members) {
            put(member, writer);
          }
        });
    return table
        .ragged()
        .map(layout -> List.of(new Converted(ALONE, layout.kind().text(), layout.python(ALONE))))
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
   * @throws dev.brine.error.BrineException if safetensors has no type for one of them, such as
   *     strings and structs, or if the text has changed
   */
  public void toSafetensors(Path out) throws IOException {
    Safetensors.write(out, table.members(ALONE));
  }

  /**
   * How {@link TextRows} reads CSV. Immutable; each {@code with} method returns a changed copy.
   *
   * @param header whether the first row has the names of the columns; {@link Header#DETECT}
   * @param delimiter the character between two cells; a comma
   */
  public record Options(Header header, char delimiter) {
    /** The defaults. */
    public static final Options DEFAULT = new Options(Header.DETECT, ',');

    /**
     * Checks the delimiter.
     *
     * @throws IllegalArgumentException if it is a quote, a line end or NUL, or half of a character
     */
    public Options {
      if (delimiter == '"'
          || delimiter == '\n'
          || delimiter == '\r'
          || delimiter == 0
          || Character.isSurrogate(delimiter)) {
        throw new IllegalArgumentException("a delimiter cannot be a quote, a line end or NUL");
      }
    }

    /** Whether the first row has the names of the columns. */
    public enum Header {
      /** It does if all of its cells are text and some column below is not text. */
      DETECT,
      /** It does. */
      PRESENT,
      /** It does not. */
      ABSENT
    }

    /** Returns a copy with another character between two cells, such as a semicolon or a tab. */
    public Options withDelimiter(char character) {
      return new Options(header, character);
    }

    /** Returns a copy with this choice of the first row. */
    public Options withHeader(Header value) {
      return new Options(value, delimiter);
    }
  }
}
