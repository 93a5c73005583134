package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.MalformedException;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing an archive member by member. */
class NpzUpdateTest {

  @TempDir Path folder;

  private Path abc() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(
        file,
        w ->
            w.put("a", NdArray.of(1))
                .compressed()
                .put("b", NdArray.of(new long[5000]))
                .stored()
                .put("c", NdArray.of(3)));
    return file;
  }

  @Test
  void a_member_is_replaced_in_its_place_and_another_added() throws IOException {
    Path file = abc();
    try (NpzWriter writer = NpzWriter.update(file)) {
      assertThat(writer.contains("c")).isTrue();
      writer.put("d", NdArray.of(4)).put("a", NdArray.of(7, 8));
      // until the end the old one can be read
      try (NpzFile old = NpzFile.open(file)) {
        assertThat(old.get("a").toLongArray()).containsExactly(1);
      }
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.files()).containsExactly("a", "b", "c", "d");
      assertThat(npz.get("a").toLongArray()).containsExactly(7, 8);
      assertThat(npz.get("b").toLongArray()).isEqualTo(new long[5000]);
      assertThat(npz.member("b").compression()).isEqualTo("deflate");
      assertThat(npz.get("c").toLongArray()).containsExactly(3);
      assertThat(npz.get("d").toLongArray()).containsExactly(4);
    }
    assertThat(folder.toFile().list()).containsExactly("a.npz");
  }

  @Test
  void an_update_without_changes_gives_the_same_bytes() throws IOException {
    Path file = abc();
    byte[] before = Files.readAllBytes(file);
    NpzWriter.update(file, w -> {});
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void a_removed_member_is_gone_and_its_bytes_too() throws IOException {
    Path file = abc();
    try (NpzWriter writer = NpzWriter.update(file)) {
      writer.remove("b").remove("c.npy");
      assertThat(writer.contains("b")).isFalse();
      assertThat(writer.contains("a")).isTrue();
      writer.commit();
    }
    Path expected = folder.resolve("b.npz");
    NpzWriter.write(expected, w -> w.put("a", NdArray.of(1)));
    assertThat(file).hasSameBinaryContentAs(expected);
    NpzWriter writer = NpzWriter.update(file);
    assertThatThrownBy(() -> writer.remove("b"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("b is not a file in the archive");
    writer.close();
    assertThat(file).hasSameBinaryContentAs(expected);
  }

  @Test
  void what_java_zipped_is_carried_over() throws IOException {
    byte[] text = "text".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("a.npz");
    // deflated with data descriptors
    NpyFiles.write(
        file,
        NpyFiles.npz(
            "note \u00e9.txt", text, "x", SaveTest.saved(NdArray.of(1)), "e", new byte[0]));
    try (NpzWriter writer = NpzWriter.update(file)) {
      writer.put("x", NdArray.of(2));
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(file)) {
      // "x" was without .npy; there must not be two that answer to it
      assertThat(npz.files()).containsExactly("note \u00e9.txt", "x", "e");
      assertThat(npz.bytes("note \u00e9.txt")).isEqualTo(text);
      assertThat(npz.get("x").toLongArray()).containsExactly(2);
      assertThat(npz.bytes("e")).isEmpty();
    }
  }

  @Test
  void what_is_no_archive_is_refused_and_what_is_not_there_created() throws IOException {
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = NpzWriter.update(file)) {
      writer.put("x", NdArray.of(2));
      writer.commit();
    }
    assertThat(file).exists();
    Files.writeString(file, "no archive, but something that somebody may need");
    assertThatThrownBy(() -> NpzWriter.update(file)).isInstanceOf(MalformedException.class);
    assertThat(file).hasContent("no archive, but something that somebody may need");
    assertThat(folder.toFile().list()).containsExactly("a.npz");
  }
}
