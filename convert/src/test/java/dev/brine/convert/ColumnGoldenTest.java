package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.convert.TextRows.Options.Header;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.dtype.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of CSV against the arrays that NumPy makes of their cells: {@code make_columns.py}. */
class ColumnGoldenTest {
  @TempDir Path folder = Path.of("");

  /** A code such as 00501, which NumPy takes for a number and Brine for a string. */
  private static final Pattern LEADING_ZEROS =
      Pattern.compile("(^|\\|)\\s*[+-]?0[0-9]+\\s*(\\||$)");

  /** Returns the cells, the dtype and the digest of each column. */
  private static List<String[]> columns() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ColumnGoldenTest.class.getResourceAsStream("/columns.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  @Test
  void a_column_of_any_cells_makes_the_array_that_numpy_makes() throws IOException {
    List<String[]> columns = columns();
    for (String[] column : columns) {
      StringBuilder csv = new StringBuilder("row,column\n");
      for (String cell : column[0].split("\\|", -1)) {
        csv.append("1,").append(cell).append('\n');
      }
      StructArray table = (StructArray) new Texts(folder).csv(csv.toString(), Header.PRESENT);
      NdArray array = table.field("column");
      if (LEADING_ZEROS.matcher(column[0]).find()) {
        assertThat(array.dtype().kind()).as(column[0]).isEqualTo(DType.Kind.STR);
        continue;
      }
      assertThat(array.dtype().descr()).as(column[0]).isEqualTo(column[1]);
      assertThat(array.digest()).as(column[0]).isEqualTo(column[2]);
    }
    assertThat(columns).hasSize(400);
  }
}
