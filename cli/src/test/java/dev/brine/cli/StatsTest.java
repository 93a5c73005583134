package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  private static JsonTree stats(String member) {
    Brine run = Brine.run("stats", "--json", KINDS, member);
    assertThat(run.code()).isZero();
    return run.json().get(0);
  }

  @Test
  void numbers_are_those_that_numpy_computes() throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(Brine.fixture("kinds.jsonl"))) {
      JsonTree expected = JsonTree.parse(line);
      JsonTree found = stats(expected.get("member").text());
      for (String name : expected.get("stats").names()) {
        String what = expected.get("member").text() + " " + name;
        assertThat(found.has(name)).as(what).isTrue();
        double number = expected.get("stats").get(name).number();
        if (!Double.isFinite(number)) {
          assertThat(found.get(name).number()).as(what).isEqualTo(Double.valueOf(number));
        } else {
          // float32 has seven digits
          assertThat(found.get(name).number()).as(what).isCloseTo(number, near(number, what));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(60);
  }

  private static org.assertj.core.data.Offset<Double> near(double number, String what) {
    boolean single = what.startsWith("single") || what.startsWith("half");
    return within(Math.abs(number) * (single ? 1e-3 : 1e-14) + Double.MIN_VALUE);
  }

  /** The arrays and statistics that {@code make_stats.py} wrote. */
  @Test
  void generated_arrays_have_the_statistics_of_numpy() throws IOException {
    int arrays = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Brine.fixture("stats.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonTree array = JsonTree.parse(line);
        Path file = folder.resolve(arrays + ".npy");
        Files.write(file, Base64.getDecoder().decode(array.get("npy").text()));
        Brine run = Brine.run("stats", "--json", file);
        assertThat(run.code()).as(run.err()).isZero();
        isLike(run.json().get(0), array.get("expected"), line);
        arrays++;
      }
    }
    assertThat(arrays).isGreaterThan(120);
  }

  private static void isLike(JsonTree found, JsonTree expected, String what) {
    for (String name : expected.names()) {
      assertThat(found.has(name)).as(name + " of " + what).isTrue();
      if (expected.get(name).value() instanceof Map) {
        isLike(found.get(name), expected.get(name), what);
      } else if (name.equals("mean") || name.equals("std")) {
        double number = expected.get(name).number();
        double error = Math.abs(found.get(name).number() - number);
        // NumPy's deviation of equal numbers is the rounding error of their mean
        double rounding = 1e-15 * Math.abs(expected.get("mean").number());
        boolean near = error <= 1e-12 * Math.abs(number) + rounding + Double.MIN_NORMAL;
        assertThat(near || Double.compare(found.get(name).number(), number) == 0)
            .as(name + " is " + found.get(name).text() + ", not " + number + " in " + what)
            .isTrue();
      } else if (name.equals("min") || name.equals("max")) {
        String shown = found.get(name).text();
        String wanted = expected.get(name).text();
        assertThat(shown.equals(wanted) || sameNumber(shown, wanted))
            .as(name + " is " + shown + ", not " + wanted + " in " + what)
            .isTrue();
      } else {
        assertThat(found.get(name)).as(name + " of " + what).isEqualTo(expected.get(name));
      }
    }
  }

  /** The elements of float32 arrays are printed with fewer digits. */
  private static boolean sameNumber(String shown, String wanted) {
    try {
      double number = Double.parseDouble(wanted);
      return Math.abs(Double.parseDouble(shown) - number) <= 1e-3 * Math.abs(number)
          && wanted.indexOf('.') >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Test
  void the_largest_unsigned_integers_are_exact() {
    assertThat(stats("huge").get("max").text()).isEqualTo("18446744073709551615");
    assertThat(stats("huge").get("min").text()).isEqualTo("0");
  }

  @Test
  void few_values_are_counted_each() {
    JsonTree halves = stats("halves");
    assertThat(halves.get("mean").text()).isEqualTo("0.5");
    assertThat(halves.get("std").text()).isEqualTo("0.5");
    assertThat(halves.get("values").get("0").text()).isEqualTo("50");
    assertThat(halves.get("values").get("1").text()).isEqualTo("50");
  }

  @Test
  void nan_and_infinities_are_counted_and_left_out_of_the_mean() {
    JsonTree doubles = stats("double");
    assertThat(doubles.get("nan").text()).isEqualTo("1");
    assertThat(doubles.get("infinite").text()).isEqualTo("1");
    assertThat(doubles.get("min").text()).isEqualTo("-inf");
    assertThat(stats("moments").get("nat").text()).isEqualTo("1");
    assertThat(stats("moments").get("max").text()).isEqualTo("2024-02-29T12:00:00.000000000");
  }

  @Test
  void rows_of_different_lengths_have_quartiles_and_a_histogram() {
    JsonTree ragged = stats("ragged");
    assertThat(ragged.get("types").get("list").text()).isEqualTo("4");
    JsonTree lengths = ragged.get("lengths");
    assertThat(lengths.get("quartiles").items())
        .extracting(JsonTree::text)
        .containsExactly("0", "0", "2", "3", "4");
    assertThat(lengths.get("histogram").items())
        .extracting(JsonTree::text)
        .startsWith("1", "0", "1", "1", "1");
    assertThat(ragged.get("ints").get("count").text()).isEqualTo("9");
    assertThat(ragged.get("ints").get("max").text()).isEqualTo("9");
    assertThat(Brine.run("stats", KINDS, "ragged").lines())
        .contains(
            "  lengths     shortest 0, 1st quarter 0, median 2, 3rd quarter 3, longest 4",
            "            0         1  ########################################");
  }

  @Test
  void strings_and_fields_have_results_of_their_own() {
    JsonTree text = stats("text");
    assertThat(text.get("longest").text()).isEqualTo("3");
    assertThat(text.get("shortest").text()).isEqualTo("0");
    JsonTree fields = stats("records").get("fields");
    assertThat(fields.names()).containsExactly("id", "pair", "in", "name");
    assertThat(fields.get("pair").get("count").text()).isEqualTo("6");
    assertThat(fields.get("pair").get("nan").text()).isEqualTo("1");
    assertThat(fields.get("in").get("fields").get("hi").get("max").text()).isEqualTo("10");
    assertThat(stats("complex").get("imag").get("min").text()).isEqualTo("-0.0");
  }

  @Test
  void an_empty_array_has_a_count_and_no_more() {
    assertThat(stats("empty").get("count").text()).isEqualTo("0");
    assertThat(stats("empty").has("min")).isFalse();
  }

  @Test
  void a_person_gets_lines_that_fit_80_columns() {
    Brine run = Brine.run("stats", KINDS);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("kinds.npz!halves.npy: int64 (100,)\n  count       100\n  min         0\n")
        .contains("  values      0 (50), 1 (50)\n")
        .contains("kinds.npz!note.txt: not an array, but 9 bytes\n");
    assertThat(run.lines())
        .filteredOn(line -> !line.contains("kinds.npz"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void a_large_array_is_read_in_parts() throws IOException {
    byte[] data = new byte[20 << 20];
    for (int i = 0; i < data.length; i += 4) {
      data[i] = (byte) (i >> 2);
    }
    String shape = "(" + (data.length >> 2) + ",)";
    Path file = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", shape, data));
    JsonTree all = Brine.run("stats", "--json", file).json().get(0);
    assertThat(all.get("count").text()).isEqualTo(Integer.toString(data.length >> 2));
    assertThat(all.get("mean").text()).isEqualTo("127.5");
    assertThat(all.get("std").number()).isCloseTo(73.900270635, within(1e-8));
    assertThat(all.get("distinct").text()).isEqualTo("256");
  }
}
