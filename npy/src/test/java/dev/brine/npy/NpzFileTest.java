package dev.brine.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
  private static final byte[] ONE = NpyFiles.npy("'|u1'", "(1,)", (byte) 1);
  private static final byte[] TWO = NpyFiles.npy("'|u1'", "(1,)", (byte) 2);

  @TempDir Path folder;

  private NpzFile open(byte[] archive) throws IOException {
    return NpzFile.open(NpyFiles.write(folder.resolve("a.npz"), archive));
  }

  @Test
  void lists_names_without_their_suffix_and_reads_headers_alone() throws IOException {
    try (NpzFile npz = open(NpyFiles.npz("x.npy", ONE, "y", TWO, "note.txt", new byte[3]))) {
      assertThat(npz.files()).containsExactly("x", "y", "note.txt");
      NpyHeader header = npz.header("x");
      assertThat(header.dtype()).isEqualTo(DTypes.UINT8);
      assertThat(header.shape()).isEqualTo(Shape.of(1));
      assertThat(npz.contains("x.npy")).isTrue();
      assertThat(npz.contains("z")).isFalse();
    }
  }

  @Test
  void lists_members_as_stored_those_of_one_name_included() throws IOException {
    byte[] archive = NpyFiles.stored("x.npy", ONE, "z.npy", TWO);
    byte[] twice = new String(archive, ISO_8859_1).replace("z.npy", "x.npy").getBytes(ISO_8859_1);
    try (NpzFile npz = open(twice)) {
      assertThat(npz.members()).extracting(NpzMember::name).containsExactly("x.npy", "x.npy");
      NpzMember first = npz.members().get(0);
      assertThat(first.key()).isEqualTo("x");
      assertThat(first.compression()).isEqualTo("stored");
      assertThat(first.size()).isEqualTo(ONE.length).isEqualTo(first.compressedSize());
      assertThat(npz.get(first).getInt(0)).isEqualTo(1);
      assertThat(npz.header(first)).isEqualTo(npz.header("x"));
      assertThat(npz.isArray(first)).isTrue();
      assertThat(npz.open(first).readAllBytes()).isEqualTo(ONE);
      assertThat(npz.get(npz.members().get(1)).getInt(0)).isEqualTo(2);
      assertThat(npz.member("x")).isSameAs(npz.members().get(1));
    }
  }

  @Test
  void whatever_is_read_by_name_is_read_by_member_too() throws IOException {
    try (NpzFile npz = open(NpyFiles.npz("a.npy", ONE, "x.npy", TWO))) {
      NpzMember first = npz.members().get(0);
      assertThat(npz.get(first).getInt(0)).isEqualTo(1);
      assertThat(npz.get("x").getInt(0)).isEqualTo(2);
      assertThat(npz.bytes(first)).isEqualTo(ONE);
      assertThat(npz.bytes("x")).isEqualTo(TWO);
      assertThat(npz.open(first).readAllBytes()).isEqualTo(ONE);
      assertThat(npz.open("x").readAllBytes()).isEqualTo(TWO);
      assertThat(npz.header(first)).isEqualTo(npz.header("x"));
      assertThat(((ArrayValue) npz.value(first)).array().getInt(0)).isEqualTo(1);
      assertThat(((ArrayValue) npz.value("x")).array().getInt(0)).isEqualTo(2);
      try (RowReader rows = npz.rows(first)) {
        assertThat(rows.read(0, 1).getInt(0)).isEqualTo(1);
      }
    }
  }

  @Test
  void names_work_with_and_without_their_suffix() throws IOException {
    try (NpzFile npz = open(NpyFiles.npz("x.npy", ONE, "y", TWO))) {
      assertThat(npz.get("x").getInt(0)).isEqualTo(1);
      assertThat(npz.get("x.npy").getInt(0)).isEqualTo(1);
      assertThat(npz.get("y").getInt(0)).isEqualTo(2);
    }
  }

  @Test
  void an_exact_name_beats_a_stripped_one_in_either_order() throws IOException {
    try (NpzFile npz = open(NpyFiles.npz("x", ONE, "x.npy", TWO))) {
      assertThat(npz.get("x").getInt(0)).isEqualTo(1);
      assertThat(npz.get("x.npy").getInt(0)).isEqualTo(2);
    }
    try (NpzFile npz = open(NpyFiles.npz("x.npy", TWO, "x", ONE))) {
      assertThat(npz.get("x").getInt(0)).isEqualTo(1);
      assertThat(npz.get("x.npy").getInt(0)).isEqualTo(2);
    }
  }

  @Test
  void of_members_with_one_name_the_last_wins() throws IOException {
    byte[] archive = NpyFiles.stored("x.npy", ONE, "z.npy", TWO);
    // the JDK does not write a name twice
    String text = new String(archive, ISO_8859_1);
    byte[] twice = text.replace("z.npy", "x.npy").getBytes(ISO_8859_1);
    try (NpzFile npz = open(twice)) {
      assertThat(npz.files()).containsExactly("x", "x");
      assertThat(npz.get("x").getInt(0)).isEqualTo(2);
    }
  }

  @Test
  void a_missing_name_is_refused_in_numpys_words() throws IOException {
    try (NpzFile npz = open(NpyFiles.npz("x.npy", ONE))) {
      assertThatThrownBy(() -> npz.get("q"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("q is not a file in the archive");
      assertThatThrownBy(() -> npz.header("q")).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void what_is_no_array_is_told_by_its_first_bytes_and_read_as_bytes() throws IOException {
    byte[] text = "hello".getBytes(US_ASCII);
    try (NpzFile npz = open(NpyFiles.npz("a.npy", text, "b.txt", ONE, "empty", new byte[0]))) {
      assertThat(npz.isArray("a")).isFalse();
      assertThat(npz.isArray("b.txt")).isTrue();
      assertThat(npz.isArray("empty")).isFalse();
      assertThat(npz.bytes("a")).isEqualTo(text);
      assertThat(npz.get("b.txt").getInt(0)).isEqualTo(1);
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(MalformedException.class)
          .hasMessageEndingWith(
              "a.npz!a.npy@0: the member is not an .npy file; read its bytes instead");
    }
  }

  @Test
  void a_member_that_ends_early_is_refused_at_once_in_numpys_words() throws IOException {
    byte[] lying = NpyFiles.npy("'<f8'", "(1099511627776,)", new byte[24]);
    try (NpzFile npz = open(NpyFiles.npz("x.npy", lying))) {
      assertThatThrownBy(() -> npz.get("x"))
          .isInstanceOf(TruncatedException.class)
          .hasMessageEndingWith(
              "!x.npy@152: EOF: reading array data, expected 262144 bytes got 24");
    }
    byte[] large = NpyFiles.npy("'|u1'", "(300000,)", new byte[299_999]);
    try (NpzFile npz = open(NpyFiles.stored("x.npy", large))) {
      assertThatThrownBy(() -> npz.get("x"))
          .hasMessageEndingWith("EOF: reading array data, expected 37856 bytes got 37855");
    }
  }

  @Test
  void what_follows_an_array_is_ignored_but_verified() throws IOException {
    byte[] trailing = NpyFiles.npy("'|u1'", "(1,)", new byte[] {7, 8, 9});
    byte[] archive = NpyFiles.stored("x.npy", trailing);
    try (NpzFile npz = open(archive)) {
      assertThat(npz.get("x").toIntArray()).containsExactly(7);
    }
    String text = new String(archive, ISO_8859_1);
    archive[text.indexOf("\7\10\11") + 2] ^= 1;
    try (NpzFile npz = open(archive)) {
      assertThatThrownBy(() -> npz.get("x"))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("CRC-32");
    }
  }

  @Test
  void object_arrays_are_refused_in_numpys_words_when_pickles_are_not_allowed() throws IOException {
    Path file =
        NpyFiles.write(
            folder.resolve("o.npz"), NpyFiles.npz("o.npy", NpyFiles.npy("'|O'", "(1,)")));
    try (NpzFile npz = NpzFile.open(file, o -> o.withAllowPickle(false))) {
      assertThatThrownBy(() -> npz.get("o"))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageEndingWith("Object arrays cannot be loaded when allow_pickle=False");
    }
  }

  @Test
  void members_are_read_side_by_side_by_several_threads() throws Exception {
    byte[] data = new byte[300_000];
    List<Object> members = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      data[0] = (byte) i;
      members.add("m" + i + ".npy");
      members.add(NpyFiles.npy("'|u1'", "(300000,)", data));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (NpzFile npz = open(NpyFiles.npz(members.toArray()))) {
      List<Future<NdArray>> arrays = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String name = "m" + i % 8;
        arrays.add(threads.submit(() -> npz.get(name)));
      }
      for (int i = 0; i < arrays.size(); i++) {
        assertThat(arrays.get(i).get().getInt(0)).isEqualTo(i % 8);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_file_that_is_no_archive_is_closed_again() throws IOException {
    Path file = NpyFiles.write(folder.resolve("a.npz"), ONE);
    assertThatThrownBy(() -> NpzFile.open(file)).isInstanceOf(MalformedException.class);
    Files.delete(file);
    assertThat(file).doesNotExist();
  }
}
