package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.pickle.value.PyFloat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Floats as text, beside Python's own: {@code floats.tsv} comes from make_floats.py. */
class FloatReprTest {

  private static List<String> lines() throws IOException {
    InputStream in = Objects.requireNonNull(FloatReprTest.class.getResourceAsStream("floats.tsv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines.lines().toList();
    }
  }

  @Test
  void floats_are_shown_as_python_shows_them() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      long bits = Long.parseUnsignedLong(line.substring(0, 16), 16);
      String text = new PyFloat(Double.longBitsToDouble(bits)).toString();
      if (!text.equals(line.substring(17))) {
        wrong.add(line + " but was " + text);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(3_000);
  }

  @Test
  void what_is_no_number_has_a_name() {
    assertThat(new PyFloat(Double.NaN)).hasToString("nan");
    assertThat(new PyFloat(Double.NEGATIVE_INFINITY)).hasToString("-inf");
    assertThat(new PyFloat(Double.POSITIVE_INFINITY)).hasToString("inf");
  }
}
