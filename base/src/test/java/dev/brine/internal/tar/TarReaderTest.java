package dev.brine.internal.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CPython's tarfile reads; {@code make_tar_cases.py} made the archives and asked it. */
class TarReaderTest {

  /**
   * A line of the file.
   *
   * @param packed the archive, gzipped, in base64
   * @param members what Python reads: name in UTF-8, typeflag, hash of the content
   */
  record Case(String title, String packed, List<String> members) {
    byte[] archive() throws IOException {
      byte[] gzipped = Base64.getDecoder().decode(packed);
      return new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes();
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = TarReaderTest.class.getResourceAsStream("/tar/cases.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        String[] fields = line.split("\t", -1);
        cases.add(new Case(fields[0], fields[1], List.of(fields[2].split(" ", -1))));
      }
    }
    return cases;
  }

  private static Case named(String title) throws IOException {
    return cases().stream().filter(c -> c.title().equals(title)).findFirst().orElseThrow();
  }

  private static List<TarOddity> oddities(byte[] archive) throws IOException {
    List<TarOddity> found = new ArrayList<>();
    TarReader tar =
        new TarReader(
            new ByteArrayInputStream(archive),
            Location.MEMORY,
            (oddity, at, why) -> found.add(oddity));
    while (tar.next() != null) {}
    return found;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reads_the_members_that_python_reads(Case given) throws IOException {
    TarReader tar =
        new TarReader(
            new ByteArrayInputStream(given.archive()), Location.MEMORY, (oddity, at, why) -> {});
    List<String> members = new ArrayList<>();
    for (TarMember member = tar.next(); member != null; member = tar.next()) {
      String digest = member.isFile() ? sha256(tar.content().readAllBytes()) : "-";
      members.add(member.name() + ":" + (int) member.type() + ":" + digest);
    }
    List<String> expected = new ArrayList<>();
    for (String member : given.members()) {
      int colon = member.indexOf(':');
      byte[] name = HexFormat.of().parseHex(member.substring(0, colon));
      expected.add(new String(name, StandardCharsets.UTF_8) + member.substring(colon));
    }
    assertThat(members).isEqualTo(expected);
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void reports_what_no_tar_tool_writes() throws IOException {
    Map<String, List<TarOddity>> expected = new TreeMap<>();
    expected.put("two files", List.of());
    expected.put("a long name", List.of());
    expected.put("a pax path and size", List.of());
    expected.put("a binary size", List.of());
    expected.put("no end", List.of(TarOddity.NO_END));
    expected.put("size 0o0", List.of(TarOddity.UNUSUAL_NUMBER));
    expected.put("an empty size", List.of(TarOddity.UNUSUAL_NUMBER));
    expected.put("a checksum in base 256", List.of(TarOddity.UNUSUAL_NUMBER));
    expected.put("a signed checksum", List.of(TarOddity.SIGNED_CHECKSUM));
    expected.put("a wrong checksum ends the archive", List.of(TarOddity.BAD_HEADER));
    expected.put("size 8 ends the archive", List.of(TarOddity.IMPOSSIBLE_SIZE));
    expected.put("a pax size with an underscore", List.of(TarOddity.BROKEN_EXTENSION));
    expected.put("a path for all", List.of(TarOddity.GLOBAL_NAME_OR_SIZE));
    expected.put(
        "a link whose content is the next header", List.of(TarOddity.CONTENT_WITHOUT_FILE));
    for (Map.Entry<String, List<TarOddity>> each : expected.entrySet()) {
      assertThat(oddities(named(each.getKey()).archive()))
          .as(each.getKey())
          .isEqualTo(each.getValue());
    }
  }

  @Test
  void a_listener_that_throws_ends_the_reading() throws IOException {
    byte[] archive = named("size 0o0").archive();
    TarReader tar =
        new TarReader(
            new ByteArrayInputStream(archive),
            Location.of("a.tar"),
            (oddity, at, why) -> {
              throw new MalformedException(dev.brine.error.BrineException.Kind.CONTAINER, at, why);
            });
    assertThatThrownBy(tar::next)
        .isInstanceOf(MalformedException.class)
        .hasMessage("a.tar@0: a tar header with a number that some programs do not read");
  }

  @Test
  void skips_the_content_of_a_directory_if_no_header_is_in_it() throws IOException {
    Case directory = named("a directory whose content is the next header");
    byte[] archive = directory.archive();
    Arrays.fill(archive, 512, 1024, (byte) 'x'); // no header any more
    TarReader tar =
        new TarReader(new ByteArrayInputStream(archive), Location.MEMORY, (oddity, at, why) -> {});
    TarMember first = Objects.requireNonNull(tar.next());
    assertThat(first.name()).isEqualTo("d");
    assertThat(first.size()).isEqualTo(2048);
    assertThat(Objects.requireNonNull(tar.next()).name()).isEqualTo("a");
    assertThat(tar.next()).isNull();
  }

  @Test
  void changed_archives_end_without_more_bytes_than_there_are() throws IOException {
    Random random = new Random(20_240_517);
    for (Case each : cases()) {
      for (int round = 0; round < 50; round++) {
        byte[] changed = each.archive().clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        if (random.nextBoolean()) {
          changed = Arrays.copyOf(changed, random.nextInt(changed.length));
        }
        assertThat(readAll(changed)).as(each.title()).isLessThanOrEqualTo(changed.length);
      }
    }
  }

  private static long readAll(byte[] archive) {
    TarReader tar =
        new TarReader(new ByteArrayInputStream(archive), Location.MEMORY, (oddity, at, why) -> {});
    long total = 0;
    try {
      while (tar.next() != null) {
        total += tar.content().readAllBytes().length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total;
  }
}
