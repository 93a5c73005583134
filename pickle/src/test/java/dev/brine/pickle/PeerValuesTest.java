package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The values that the tests of another decoder assert are read, or refused by design: the table
 * that {@code make_peer_values.py} wrote.
 */
class PeerValuesTest {
  private static final PickleOptions OPTIONS =
      PickleOptions.DEFAULT.withEncoding(StringEncoding.LATIN1).withLenient();

  private record Row(String family, String hex, String shown) {
    byte[] pickle() {
      return HexFormat.of().parseHex(hex);
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PeerValuesTest.class.getResourceAsStream("/peer/values.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        rows.add(new Row(parts[0], parts[1], parts[2]));
      }
    }
    return rows;
  }

  private static String read(byte[] pickle) throws IOException {
    try {
      return PickleText.repr(Pickle.decode(pickle, OPTIONS));
    } catch (BrineException e) {
      return "refused: " + e.getMessage();
    }
  }

  /** Exceptions and objects of unknown classes become records, whose text is Brine's own. */
  private static boolean isSame(String shown, String expected) {
    return expected.startsWith("refused: ")
        ? shown.startsWith("refused: ")
        : shown.equals(expected)
            || shown.equals("builtins." + expected)
            || shown.equals("exceptions." + expected)
            || shown.equals("__builtin__." + expected);
  }

  @Test
  void every_value_is_read_as_python_reads_it() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<Row> rows = rows();
    for (Row row : rows) {
      String shown = read(row.pickle());
      if (!isSame(shown, row.shown())) {
        wrong.add(row.family() + " " + row.shown() + " but was " + shown);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).hasSizeGreaterThan(900);
  }

  @Test
  void a_value_that_is_written_again_is_read_as_the_same_value() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      if (row.shown().startsWith("refused: ") || row.family().equals("record")) {
        continue;
      }
      for (int protocol = 2; protocol <= 5; protocol++) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var options = PickleWriter.Options.DEFAULT.withProtocol(protocol);
        PickleWriter.write(Pickle.decode(row.pickle(), OPTIONS), out, options);
        String again = read(out.toByteArray());
        if (!isSame(again, row.shown())) {
          wrong.add(row.family() + " " + row.shown() + " but was " + again);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
