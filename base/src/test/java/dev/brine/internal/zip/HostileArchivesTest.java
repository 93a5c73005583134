package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.MalformedException;
import dev.brine.testing.HostileFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hostile archives, as far as a zip reader can judge them. */
class HostileArchivesTest {
  private static ZipArchive open(String name) throws IOException {
    return Fixtures.open(HostileFile.named(name).bytes(), name);
  }

  /** zipfile opens these; what is in them is for others to judge. */
  @ParameterizedTest
  @CsvSource({
    "npz-good.npz, a.npy, 261",
    "npz-evil-member.npz, a.npy b.npy, 261 297",
    "npz-evil-without-extension.npz, a.npy b.txt, 261 297",
    "npz-traversal.npz, ../../evil.npy /abs.npy c\\d.npy, 261 261 261",
    "npz-prefix-junk.npz, a.npy, 297",
  })
  void reads_an_archive_that_is_sound(String name, String members, String sizes)
      throws IOException {
    ZipArchive archive = open(name);
    List<ZipMember> found = archive.directory().members();
    assertThat(found).extracting(ZipMember::name).containsExactly(members.split(" ", -1));
    for (int i = 0; i < found.size(); i++) {
      assertThat(archive.readAll(found.get(i), 1000))
          .hasSize(Integer.parseInt(sizes.split(" ", -1)[i]))
          .startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
    }
  }

  @Test
  void reads_an_empty_archive() throws IOException {
    assertThat(open("npz-empty.npz").directory().members()).isEmpty();
  }

  @Test
  void counts_a_prefix_in() throws IOException {
    assertThat(open("npz-prefix-junk.npz").directory().prefixLength()).isEqualTo(512);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npz-flag-01.npz | !a.npy@0: the member is encrypted (flag bit 0), which is not supported",
        "npz-flag-40.npz | !a.npy@0: the member is encrypted (flag bit 6: strong encryption)",
        "npz-name-mismatch.npz | !a.txt@0: the local header names another member, \"a.npy\"",
      })
  void refuses_to_open_a_member_that_is_not_sound(String name, String message) throws IOException {
    ZipArchive archive = open(name);
    ZipMember member = archive.directory().members().get(0);
    assertThatThrownBy(() -> archive.open(member))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONTAINER))
        .hasMessageStartingWith(name + message);
  }

  @Test
  void refuses_a_member_that_goes_on_after_its_stated_size() throws IOException {
    ZipArchive archive = open("npz-size-lie-small.npz");
    ZipMember member = archive.directory().members().get(0);
    assertThatThrownBy(() -> archive.readAll(member, 1000))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONTAINER))
        .hasMessage(
            "npz-size-lie-small.npz!a.npy@100: the member is longer than the 100"
                + " bytes that the directory states");
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz-7z-magic.npz", "npz-truncated.npz"})
  void refuses_what_is_no_archive(String name) {
    assertThatThrownBy(() -> open(name))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONTAINER))
        .hasMessageContaining("no end of central directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npz-flag-01.npz",
        "npz-flag-40.npz",
        "npz-name-mismatch.npz",
        "npz-size-lie-small.npz"
      })
  void a_scan_still_sees_inside(String name) throws IOException {
    ZipArchive archive = open(name);
    ZipMember member = archive.directory().members().get(0);
    try (MemberStream in = archive.openLeniently(member, 1000)) {
      assertThat(in.readAllBytes()).hasSizeGreaterThan(260).startsWith(0x93, 'N', 'U', 'M');
    }
  }
}
