package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.MlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that NumPy refuses and that can be read, types that it does not have, long headers. */
final class UnusualHeadersTest {
  @TempDir Path folder;

  private static byte[] npy(String header, byte... data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("\u0093NUMPY\u0002\0".getBytes(StandardCharsets.ISO_8859_1));
    int length = header.length();
    bytes.writeBytes(
        new byte[] {
          (byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)
        });
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|i1', 'fortran_order': False, 'shape': (3)}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': 3}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': [3]}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (3,)}\0\0\0",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (3,)} \0 \n\0",
        "{\"descr\": \"|i1\", \"fortran_order\": false, \"shape\": [3]}\n"
      })
  void a_header_whose_meaning_is_certain_is_read_only_if_told(String header) throws IOException {
    byte[] file = npy(header, (byte) 1, (byte) 2, (byte) 3);
    assertThatThrownBy(() -> Npy.load(file)).hasMessageContaining("LoadOptions.withRepair()");
    assertThat(Npy.load(file, o -> o.withRepair()).toByteArray()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|i1', 'fortran_order': False, 'shape': (-3)}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': '3'}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': [3.0]}\n",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (3,)}\0x\n",
        "{\"descr\": \"|i1\", \"fortran_order\": falsehood, \"shape\": [3]}\n",
        "{'descr': '|i1', 'fortran_order': 0, 'shape': (3,)}\n"
      })
  void a_header_without_a_certain_meaning_is_never_read(String header) {
    byte[] file = npy(header, (byte) 1, (byte) 2, (byte) 3);
    assertThatThrownBy(() -> Npy.load(file))
        .hasMessageNotContaining("withRepair")
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Npy.load(file, o -> o.withRepair())).isInstanceOf(IOException.class);
  }

  @Test
  void names_in_json_strings_stay_as_they_are() throws IOException {
    String header =
        "{\"descr\": [[\"true\", \"|i1\"]], \"fortran_order\": false, \"shape\": [1]}\n";
    assertThat(Npy.load(npy(header, (byte) 1), o -> o.withRepair()).dtype())
        .hasToString("[('true', 'i1')]");
  }

  @Test
  void a_header_above_the_limit_says_which_option_reads_it() throws IOException {
    String header =
        "{'descr': '|i1', 'fortran_order': False, 'shape': (1,)}" + " ".repeat(70_000) + "\n";
    byte[] file = npy(header, (byte) 7);
    assertThatThrownBy(() -> Npy.load(file))
        .hasMessageContaining("LoadOptions.withMaxHeaderSize(" + header.length() + ") reads it");
    assertThat(Npy.load(file, o -> o.withMaxHeaderSize(header.length())).getLong(0)).isEqualTo(7);
  }

  @Test
  void elements_of_a_type_that_numpy_does_not_have_are_read_if_told() throws IOException {
    byte[] file =
        npy(
            "{'descr': '<g2', 'fortran_order': False, 'shape': (2,)}\n",
            (byte) 0,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x3f);
    assertThatThrownBy(() -> Npy.load(file))
        .hasMessageContaining("likely bfloat16")
        .hasMessageContaining("LoadOptions.withElements");
    assertThatThrownBy(
            () -> Npy.load(npy("{'descr': '<W4', 'fortran_order': False, 'shape': (0,)}\n")))
        .hasMessageContaining("complex32 or bcomplex32 of ml_dtypes, which Brine does not read");
    assertThat(Npy.load(file, o -> o.withElements(MlType.BFLOAT16)).toFloatArray())
        .containsExactly(-0f, 1f);
  }

  private Path archive(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        byte[] member =
            npy(
                "{'descr': '|i1', 'fortran_order': False, 'shape': (3,)}\n",
                name.getBytes(StandardCharsets.US_ASCII));
        CRC32 crc = new CRC32();
        crc.update(member);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(member.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(member);
      }
    }
    return Files.write(folder.resolve("a.npz"), bytes.toByteArray());
  }

  @Test
  void the_members_of_an_archive_without_a_directory_are_found() throws IOException {
    Path file = archive("aaa", "bbb", "ccc");
    byte[] whole = Files.readAllBytes(file);
    // a byte of the second member and the end of the directory are lost
    int lost = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("bbb", whole.length / 2);
    byte[] damaged = new byte[whole.length - 21];
    System.arraycopy(whole, 0, damaged, 0, lost);
    System.arraycopy(whole, lost + 1, damaged, lost, damaged.length - lost);
    Files.write(file, damaged);
    assertThatThrownBy(() -> NpzFile.open(file)).isInstanceOf(IOException.class);
    try (NpzFile opened = NpzFile.openDamaged(file, LoadOptions.DEFAULT)) {
      assertThat(opened.files()).containsExactly("aaa", "bbb", "ccc");
      assertThat(opened.get("aaa").toByteArray()).containsExactly('a', 'a', 'a');
      assertThat(opened.get("ccc").toByteArray()).containsExactly('c', 'c', 'c');
      assertThatThrownBy(() -> opened.get("bbb")).hasMessageContaining("missing");
    }
  }

  @Test
  void a_file_without_any_member_is_no_damaged_archive() throws IOException {
    Path file = Files.writeString(folder.resolve("a.npz"), "PK".repeat(100));
    assertThatThrownBy(() -> NpzFile.openDamaged(file, LoadOptions.DEFAULT))
        .hasMessageContaining("not a zip archive");
  }

  @Test
  void an_array_that_is_opened_as_an_archive_is_called_an_array() throws IOException {
    Path file = Files.write(folder.resolve("a.npy"), npy("{'descr': '|i1'}"));
    assertThatThrownBy(() -> NpzFile.open(file)).hasMessageContaining("this is an .npy file");
  }
}
