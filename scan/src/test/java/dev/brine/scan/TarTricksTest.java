package dev.brine.scan;

import static dev.brine.scan.Made.DATA;
import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.tarHeader;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Tar archives that look harmless to one program and not to Python's tarfile. */
class TarTricksTest {
  private static final byte[] END = new byte[1024];

  /** The payload behind a header that hides it, in what a liar calls one file. */
  private static final byte[] HIDDEN = tar(entry("b.pkl", PAYLOAD));

  /** What is tried, the file, its verdict, words of a finding. */
  static final List<Arguments> TRICKS =
      List.of(
          trick(
              "a negative size, behind which Python reads on",
              join(tarHeader("a", "-1", '0'), tar(entry("a.pkl", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a negative size of a long name",
              join(tarHeader("a", "-1", 'L'), tar(entry("a.pkl", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a size that only a comment says",
              join(file("x", records("comment=a size=0\n")), tar(entry("a.pkl", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a size in an extended header of Solaris",
              join(
                  file("X", records("size=" + PAYLOAD.length)),
                  tarHeader("a.pkl", "0", '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a size for all files",
              join(file("g", records("size=" + 2048)), tar(entry("a.pkl", DATA))),
              Verdict.MALFORMED,
              "all files one name or size"),
          trick(
              "a size for all files, of which the header states less",
              join(
                  file("g", records("size=" + PAYLOAD.length)),
                  tarHeader("a.pkl", "0", '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "the true size of a sparse file for all files",
              join(
                  file("g", records("GNU.sparse.realsize=" + PAYLOAD.length)),
                  tarHeader("a.pkl", "1", '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a size in digits of another script, which Python's int takes",
              join(
                  file("x", utf8Records("size=", PAYLOAD.length)),
                  tarHeader("a.pkl", "0", '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a block of junk between members, which ignore_zeros skips",
              join(
                  tarHeader("a.pkl", Integer.toOctalString(DATA.length), '0'),
                  padded(DATA),
                  Arrays.copyOf(pickle("junk"), 512),
                  tar(entry("b.pkl", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a broken extended header",
              join(file("x", pickle("99 path=a\n")), tar(entry("a.pkl", DATA))),
              Verdict.MALFORMED,
              "the extended tar header is broken"),
          trick(
              "an extended header of a megabyte",
              join(file("x", records("comment=" + "a".repeat(1 << 20))), tar(entry("a", DATA))),
              Verdict.MALFORMED,
              "extended tar header of more than 65536 bytes"),
          trick(
              "a size with an underscore, which Python's int takes",
              join(
                  tarHeader("a.pkl", "0_" + Integer.toOctalString(DATA.length), '0'),
                  padded(DATA),
                  END),
              Verdict.MALFORMED,
              "a number that some programs do not read"),
          trick(
              "a size with an underscore before a payload",
              join(
                  tarHeader("a.pkl", "0_" + Integer.toOctalString(PAYLOAD.length), '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a type that Python takes for a file",
              join(
                  tarHeader("a.pkl", Integer.toOctalString(PAYLOAD.length), 'V'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "an empty size",
              join(tarHeader("folder", "", '0'), tar(entry("a.pkl", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a size for a file with a long name",
              join(
                  file("x", records("size=" + PAYLOAD.length)),
                  file("L", pickle("long.pkl\0")),
                  tarHeader("a.pkl", "0", '0'),
                  padded(PAYLOAD),
                  END),
              Verdict.DANGEROUS,
              "member=long.pkl,"),
          trick(
              "files inside a folder's bytes",
              join(
                  tarHeader("folder/", Integer.toOctalString(HIDDEN.length), '5'),
                  HIDDEN,
                  tar(entry("a.pkl", DATA))),
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a link with bytes",
              join(tarHeader("link", "1000", '2'), new byte[512], tar(entry("a.pkl", DATA))),
              Verdict.MALFORMED,
              "link or device that has 512 bytes"),
          trick(
              "a file with holes, as GNU tar has them",
              join(tarHeader("a.pkl", "1000", 'S'), new byte[512], END),
              Verdict.SUSPICIOUS,
              "holes"),
          trick(
              "a file with holes, as POSIX has them",
              join(file("x", records("GNU.sparse.major=1")), tar(entry("a.pkl", DATA))),
              Verdict.SUSPICIOUS,
              "holes"),
          trick(
              "a long name, cut at its NUL",
              join(file("L", pickle("evil.pkl\0hidden")), tar(entry("a", PAYLOAD))),
              Verdict.DANGEROUS,
              "member=evil.pkl,"));

  private static Arguments trick(String what, byte[] file, Verdict verdict, String words) {
    return Arguments.of(what, file, verdict, words);
  }

  /** A header of a type and the bytes behind it. */
  private static byte[] file(String type, byte[] bytes) {
    String size = Integer.toOctalString(bytes.length);
    return join(tarHeader("extended", size, type.charAt(0)), padded(bytes));
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
  }

  /** A record with a number in Arabic-Indic digits. */
  private static byte[] utf8Records(String key, int number) {
    StringBuilder digits = new StringBuilder(key);
    String.valueOf(number).chars().forEach(c -> digits.append((char) (c - '0' + 0x660)));
    byte[] text = (digits + "\n").getBytes(StandardCharsets.UTF_8);
    return join(pickle((text.length + 3) + " "), text);
  }

  /** {@code length key=value\n}, where the length counts itself. */
  private static byte[] records(String record) {
    int length = record.length() + 3;
    while (length != (length + " " + record + "\n").length()) {
      length++;
    }
    return pickle(length + " " + record + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("TRICKS")
  void does_not_deceive(String what, byte[] file, Verdict verdict, String words) {
    FileScan scan = Scan.of(file);
    assertThat(scan.verdict()).as(what + " " + scan.findings()).isEqualTo(verdict);
    assertThat(scan.findings().toString()).contains(words);
  }
}
