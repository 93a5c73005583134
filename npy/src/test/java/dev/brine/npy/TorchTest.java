package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of torch.save, compared with PyTorch's own tensors. */
class TorchTest {
  @TempDir Path folder;

  private static byte[] golden(String name) throws IOException {
    return Objects.requireNonNull(NestedFiles.of("torch.zip").files().get(name), name);
  }

  private PickleValue load(byte[] bytes) throws IOException {
    return Torch.loadValue(Files.write(folder.resolve("file.pt"), bytes));
  }

  private PickleValue lenient(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("file.pt"), bytes);
    return Torch.loadValue(file, o -> o.withPickle(o.pickle().withLenient()));
  }

  private static boolean isTorch(Path path) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      return Torch.isTorch(channel, Location.of(path.toString()));
    }
  }

  @Test
  void every_tensor_has_the_elements_of_pytorch() throws IOException {
    NestedFiles golden = NestedFiles.of("torch.zip");
    for (Map.Entry<String, List<String>> file : golden.arrays().entrySet()) {
      byte[] bytes = Objects.requireNonNull(golden.files().get(file.getKey()));
      List<String> lines = new ArrayList<>();
      for (NestedArray each : NestedArray.of(load(bytes))) {
        lines.add(NestedFiles.line(each.path(), each.array()));
      }
      // a tensor that occurs twice is listed once
      List<String> wanted = new ArrayList<>(file.getValue());
      wanted.removeIf(line -> line.startsWith("['again']"));
      assertThat(lines).as(file.getKey()).containsExactlyElementsOf(wanted);
    }
  }

  @Test
  void the_name_of_a_tensor_in_a_state_dict_is_its_key() throws IOException {
    assertThat(NestedArray.of(load(golden("state.pt"))).stream().map(NestedArray::name))
        .contains("0.weight", "0.bias", "1.running_mean");
  }

  @Test
  void a_whole_module_is_refused_unless_the_options_are_lenient() throws IOException {
    byte[] module = golden("module.pt");
    assertThatThrownBy(() -> load(module)).isInstanceOf(RefusedException.class);
    assertThat(NestedArray.of(lenient(module)).stream().map(NestedArray::path))
        .containsExactly("._parameters['weight']", "._parameters['bias']");
  }

  @Test
  void a_file_before_version_1_6_is_refused_in_one_sentence() throws IOException {
    Path file = Files.write(folder.resolve("old.pt"), golden("old.pt"));
    assertThatThrownBy(() -> Npy.loadValue(file))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("torch.save before PyTorch 1.6");
    assertThat(isTorch(file)).isFalse();
  }

  @Test
  void a_changed_byte_gives_the_value_or_a_typed_failure() throws IOException {
    Random random = new Random(7);
    for (String name : new String[] {"state.pt", "views.pt"}) {
      byte[] whole = golden(name);
      for (int i = 0; i < 1_000; i++) {
        byte[] changed = whole.clone();
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        if (i % 4 == 0) {
          changed = Arrays.copyOf(changed, random.nextInt(changed.length));
        }
        try {
          assertThat(NestedArray.of(lenient(changed))).isNotNull();
        } catch (BrineException e) {
          assertThat(e.kind()).isNotNull();
        }
      }
    }
  }

  /** A file with a storage of 24 bytes and a pickle of one tensor over it. */
  private static byte[] torch(String storage, String offset, String size, String stride)
      throws IOException {
    String pickle =
        "\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\n"
            + storage
            + "\nV0\nVcpu\nK\u0006tQ"
            + offset
            + size
            + stride
            + "\u0089ccollections\nOrderedDict\n)RtR.";
    return archive(
        Map.of("m/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1), "m/data/0", floats()));
  }

  private static byte[] floats() {
    byte[] bytes = new byte[24];
    for (int i = 0; i < 6; i++) {
      int bits = Float.floatToIntBits(i);
      for (int j = 0; j < 4; j++) {
        bytes[4 * i + j] = (byte) (bits >> (8 * j));
      }
    }
    return bytes;
  }

  private static byte[] archive(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(member.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(member.getValue());
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_tensor_may_have_an_offset_and_strides() throws IOException {
    ArrayValue value = (ArrayValue) load(torch("FloatStorage", "K\1", "(K\2K\2t", "(K\1K\2t"));
    assertThat(value.array().toDoubleArray()).containsExactly(1, 3, 2, 4);
    NdArray expanded = ((ArrayValue) load(torch("FloatStorage", "K\5", "(K\3t", "(K\0t"))).array();
    assertThat(expanded.toDoubleArray()).containsExactly(5, 5, 5);
  }

  /** Numbers with blanks in between as opcodes. */
  private static String numbers(String text) {
    StringBuilder opcodes = new StringBuilder();
    for (String number : text.trim().split(" +", -1)) {
      opcodes.append('L').append(number).append("L\n");
    }
    return opcodes.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "FloatStorage, 7, 1, 1, STATE",
    "FloatStorage, 1, 6, 1, STATE",
    "FloatStorage, -1, 1, 1, STATE",
    "FloatStorage, 0, -1, 1, STATE",
    "FloatStorage, 0, 2, -1, STATE",
    "FloatStorage, 0, 2 2, 1, STATE",
    "FloatStorage, 0, 4611686018427387904, 0, LIMIT",
    "FloatStorage, 0, 4611686018427387904 4, 0 0, LIMIT",
    "FloatStorage, 0, 100000000000, 0, LIMIT",
    "FloatStorage, 0, 2, 9223372036854775807, STATE",
    "FloatStorage, 9223372036854775807, 2, 9223372036854775807, STATE",
    "BFloat16Storage, 0, 100000000000, 0, LIMIT",
    "QInt8Storage, 0, 1, 1, REFUSED"
  })
  void a_tensor_outside_of_its_storage_is_a_typed_failure(
      String storage, String offset, String size, String stride, Kind kind) throws IOException {
    byte[] file =
        torch(storage, numbers(offset), "(" + numbers(size) + "t", "(" + numbers(stride) + "t");
    assertThatThrownBy(() -> load(file))
        .isInstanceOfSatisfying(BrineException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void a_storage_that_is_not_there_is_a_typed_failure() throws IOException {
    byte[] whole = torch("FloatStorage", "K\0", "(K\1t", "(K\1t");
    String moved = new String(whole, StandardCharsets.ISO_8859_1).replace("m/data/0", "m/data/1");
    assertThatThrownBy(() -> load(moved.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONTAINER));
  }

  @Test
  void big_endian_storages_are_read_as_such() throws IOException {
    String pickle =
        "\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nIntStorage\nV0\nVcpu\n"
            + "K\2tQK\0(K\2t(K\1t\u0089ccollections\nOrderedDict\n)RtR.";
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("m/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
    members.put("m/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    members.put("m/data/0", new byte[] {0, 0, 0, 1, 0, 0, 1, 0});
    NdArray array = ((ArrayValue) load(archive(members))).array();
    assertThat(array.toIntArray()).containsExactly(1, 256);
    assertThat(array.dtype()).hasToString(">i4");
  }

  @Test
  void names_of_code_are_refused_or_inert_records() throws IOException {
    byte[] file =
        archive(
            Map.of(
                "m/data.pkl",
                "\u0080\u0002cposix\nsystem\n(Vx\ntR.".getBytes(StandardCharsets.ISO_8859_1)));
    assertThatThrownBy(() -> load(file)).isInstanceOf(RefusedException.class);
    assertThat(lenient(file).kind()).isEqualTo(PickleValue.Kind.CALL);
    assertThat(NestedArray.of(lenient(file))).isEmpty();
  }

  @Test
  void an_archive_without_the_pickle_is_not_of_torch() throws IOException {
    byte[] bytes = archive(Map.of("a.npy", new byte[0]));
    assertThat(isTorch(Files.write(folder.resolve("a.npz"), bytes))).isFalse();
    assertThatThrownBy(() -> load(bytes)).isInstanceOf(BrineException.class);
    assertThat(isTorch(Files.write(folder.resolve("no"), new byte[] {'P', 'K', 3, 4}))).isFalse();
  }
}
