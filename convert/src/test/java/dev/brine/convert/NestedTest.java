package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.npy.NestedArray;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversion of the arrays in the records of a pickle. */
class NestedTest {
  /** 150 models of scikit-learn, saved by joblib; the tests of npy compare their arrays. */
  private static final Path MODELS = Path.of("../npy/src/test/resources/nested/models.zip");

  @TempDir Path folder;

  @Test
  void every_array_in_150_models_is_a_member_with_the_same_elements() throws IOException {
    int models = 0;
    Path in = folder.resolve("model.joblib");
    Path out = folder.resolve("model.npz");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(MODELS))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.getName().endsWith(".joblib")) {
          continue;
        }
        models++;
        Files.write(in, zip.readAllBytes());
        Safetensors.toNpz(
            PickleFree.nested(in, PickleFree.Options.DEFAULT),
            out,
            Compression.STORED,
            PickleFree.Stored.AS_READ);
        PickleValue value = Npy.loadValue(in, o -> o.withPickle(o.pickle().withLenient()));
        try (NpzFile file = NpzFile.open(out, o -> o.withAllowPickle(false))) {
          for (NestedArray nested : NestedArray.of(value)) {
            if (!(nested.array() instanceof ObjectArray)) {
              NdArray member = file.get(nested.name());
              assertThat(member.dtype()).isEqualTo(nested.array().dtype());
              assertThat(member.shape()).isEqualTo(nested.array().shape());
              assertThat(member.digest())
                  .as(entry.getName() + nested.path())
                  .isEqualTo(nested.array().digest());
            }
          }
        }
      }
    }
    assertThat(models).isEqualTo(150);
  }

  @Test
  void object_arrays_of_data_are_pickle_free_and_those_of_records_are_left_out()
      throws IOException {
    String object = "cnumpy\ndtype\n(VO8\nI0\nI1\ntR(I3\nV|\nNNNI-1\nI-1\nI63\ntb";
    String array =
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntVb\ntR(I1\n(I1\nt"
            + object
            + "I00\n(l%satb";
    Path in = folder.resolve("a.pkl");
    String pickle =
        "(dVtext\n" + array.formatted("Vx\n") + "sVcode\n" + array.formatted("cm\nC\n(tR") + "s.";
    Files.write(in, pickle.getBytes(StandardCharsets.ISO_8859_1));
    Map<String, NdArray> arrays = PickleFree.nested(in, PickleFree.Options.DEFAULT);
    assertThat(arrays).isNotEmpty().allSatisfy((name, each) -> assertThat(name).startsWith("text"));
    assertThat(arrays.values()).noneMatch(each -> each.dtype().hasObject());
  }

  @Test
  void what_is_no_pickle_is_a_typed_failure() throws IOException {
    Path in = Files.writeString(folder.resolve("a.pkl"), "some text");
    assertThatThrownBy(() -> PickleFree.nested(in, PickleFree.Options.DEFAULT))
        .isInstanceOf(BrineException.class);
  }

  @Test
  void a_frame_in_a_list_is_refused_in_plain_words() {
    Path in = Path.of("src/test/resources/nested/frames.pkl");
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("a.npz")))
        .hasMessageContaining("frames.pkl")
        .hasMessageContaining("in a list or dict cannot be converted");
  }

  @Test
  void a_string_without_a_canonical_form_is_refused_with_the_name_of_the_file() {
    Path in = Path.of("src/test/resources/nested/wrong_str.joblib");
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("a.npz")))
        .hasMessageContaining("wrong_str.joblib")
        .hasMessageContaining("a str has no canonical form");
  }
}
