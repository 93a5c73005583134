package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.UnsupportedException;
import dev.brine.internal.zip.Fixtures.Expected;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that CPython's zipfile and NumPy wrote, against what zipfile reads in them. */
class PythonArchivesTest {
  /** Stored, deflated, bzip2, lzma. */
  private static final Set<Integer> READ = Set.of(0, 8, 12, 14);

  static Set<String> archives() {
    return Fixtures.expected().keySet();
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void reads_what_zipfile_reads(String name) throws Exception {
    List<Expected> expected = Fixtures.expected().getOrDefault(name, List.of());
    ZipArchive archive = Fixtures.open(name);
    List<ZipMember> members = archive.directory().members();
    assertThat(members).hasSameSizeAs(expected);
    for (int i = 0; i < members.size(); i++) {
      ZipMember member = members.get(i);
      Expected e = expected.get(i);
      assertThat(member.name()).isEqualTo(e.name());
      assertThat(member.method()).isEqualTo(e.method());
      assertThat(member.size()).isEqualTo(e.size());
      assertThat(member.crc32()).isEqualTo(e.crc32());
      if (READ.contains(e.method())) {
        byte[] bytes = archive.readAll(member, 2000);
        assertThat(sha256(bytes)).isEqualTo(e.sha256());
      } else {
        assertThatThrownBy(() -> archive.open(member)).isInstanceOf(UnsupportedException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("archives")
  void finds_stored_members_in_place(String name) throws IOException {
    byte[] file = Fixtures.bytes(name);
    ZipArchive archive = Fixtures.open(name);
    for (ZipMember member : archive.directory().members()) {
      if (member.method() == ZipMember.STORED) {
        int offset = (int) archive.dataOffset(member);
        assertThat(Arrays.copyOfRange(file, offset, offset + (int) member.size()))
            .isEqualTo(archive.readAll(member, 2000));
      } else {
        assertThatThrownBy(() -> archive.dataOffset(member))
            .isInstanceOf(UnsupportedException.class)
            .hasMessageContaining("the member is compressed");
      }
    }
  }

  @Test
  void tells_what_a_method_needs_where_its_library_is_absent() throws Exception {
    String needs = withoutCodecs("bzip2.zip") + withoutCodecs("lzma.zip");
    assertThat(needs)
        .contains(
            "bzip2.zip!a.bin: the member is compressed with method 12 (bzip2), which needs"
                + " org.apache.commons:commons-compress on the class path; save it again with"
                + " deflate")
        .contains("method 14 (lzma), which needs org.tukaani:xz");
  }

  /** What opening the first member says in a JVM that has this module and nothing else. */
  private static String withoutCodecs(String name) throws Exception {
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("commons-compress") && !entry.contains("xz"))
            .collect(Collectors.joining(File.pathSeparator));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                OpenFirstMember.class.getName(),
                name)
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    return said;
  }

  /** Run in a JVM of its own. */
  static final class OpenFirstMember {
    private OpenFirstMember() {}

    public static void main(String[] args) throws IOException {
      ZipArchive archive = Fixtures.open(args[0]);
      try {
        archive.open(archive.directory().members().get(0));
        throw new AssertionError("the member was opened");
      } catch (UnsupportedException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void reads_comments() throws IOException {
    assertThat(Fixtures.open("comment.zip").directory().comment()).isEqualTo("archive comment, é");
    assertThat(Fixtures.open("comment-longest.zip").directory().comment()).hasSize(65_535);
    assertThat(Fixtures.open("stored.zip").directory().comment()).isEmpty();
    assertThat(Fixtures.open("zip64-end.zip").directory().comment()).isEqualTo("c");
  }

  @Test
  void finds_the_prefix() throws IOException {
    assertThat(Fixtures.open("prefix.zip").directory().prefixLength()).isEqualTo(90);
    assertThat(Fixtures.open("prefix-counted-in.zip").directory().prefixLength()).isZero();
    assertThat(Fixtures.open("zip64-end-prefix.zip").directory().prefixLength()).isEqualTo(6);
    assertThat(Fixtures.open("stored.zip").directory().prefixLength()).isZero();
  }

  @Test
  void reads_times_and_directories() throws IOException {
    List<ZipMember> members = Fixtures.open("directories.zip").directory().members();
    assertThat(members)
        .extracting(ZipMember::isDirectory)
        .containsExactly(false, true, false, false, false);
    assertThat(members.get(0).time()).isEqualTo(LocalDateTime.of(2001, 2, 3, 4, 5, 6));
    assertThat(Fixtures.open("numpy-2.4-savez.npz").directory().members().get(0).time())
        .isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
    assertThat(new ZipMember("x", 0, 0, 0, 0, 0, 0, 0, 0).time()).isNull();
  }

  @Test
  void keeps_duplicates_in_order() throws IOException {
    ZipArchive archive = Fixtures.open("duplicates.zip");
    List<ZipMember> members = archive.directory().members();
    assertThat(members).extracting(ZipMember::name).containsExactly("x.npy", "x.npy", "y.npy");
    assertThat(archive.readAll(members.get(0), 2000)).isEqualTo(Fixtures.A);
    assertThat(archive.readAll(members.get(1), 2000)).isEqualTo(Fixtures.B);
  }
}
