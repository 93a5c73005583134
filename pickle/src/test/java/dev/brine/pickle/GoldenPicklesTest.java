package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Pickles of every inert kind as CPython 2.7 and 3.6 to 3.13 write them, in every protocol, made by
 * {@code make_golden_pickles.py}: the canonical text is that of an implementation in Python.
 */
class GoldenPicklesTest {
  private static final String DIGEST = "sha256 ";

  /**
   * One of them.
   *
   * @param by which Python and protocol
   * @param canonical the text, or its sha256
   */
  @SuppressWarnings("ArrayRecordComponent") // golden data, compared with nothing
  record Golden(String by, byte[] pickle, String canonical, StringEncoding encoding) {

    @Override
    public String toString() {
      return by + " " + canonical.substring(0, Math.min(60, canonical.length()));
    }
  }

  static final List<Golden> ALL =
      new String(Pickles.resource("golden/pickles.jsonl"), StandardCharsets.US_ASCII)
          .lines()
          .map(GoldenPicklesTest::golden)
          .toList();

  /** The lines are of one shape, so that finding fields in them takes no JSON parser. */
  private static Golden golden(String line) {
    StringEncoding encoding =
        line.endsWith(",\"encoding\":\"latin1\"}") ? StringEncoding.LATIN1 : StringEncoding.ASCII;
    int canonicalAt = line.indexOf("\",\"canonical\":\"") + 15;
    int end = line.lastIndexOf(encoding == StringEncoding.LATIN1 ? "\",\"encoding\":" : "\"}");
    String canonical = line.substring(canonicalAt, end);
    return new Golden(
        between(line, "{\"by\":\"", "\",\"pickle\":"),
        Base64.getDecoder().decode(between(line, "\"pickle\":\"", "\",\"canonical\":")),
        unescape(canonical),
        encoding);
  }

  private static String between(String line, String before, String after) {
    int from = line.indexOf(before) + before.length();
    return line.substring(from, line.indexOf(after, from));
  }

  private static String unescape(String json) {
    return json.replace("\\\\", "\u0000").replace("\\\"", "\"").replace("\u0000", "\\");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ALL")
  void is_the_value_that_python_reads(Golden golden) throws IOException {
    PickleValue value =
        Pickle.decode(golden.pickle(), options -> options.withEncoding(golden.encoding()));
    String actual =
        golden.canonical().startsWith(DIGEST)
            ? DIGEST + PickleText.sha256(value)
            : PickleText.canonical(value);
    assertThat(actual).isEqualTo(golden.canonical());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ALL")
  void is_the_same_one_byte_at_a_time(Golden golden) throws IOException {
    PickleValue value =
        Pickles.trickle(golden.pickle(), options -> options.withEncoding(golden.encoding()));
    if (!golden.canonical().startsWith(DIGEST)) {
      assertThat(PickleText.canonical(value)).isEqualTo(golden.canonical());
    }
  }
}
