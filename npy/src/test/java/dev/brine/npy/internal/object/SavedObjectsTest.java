package dev.brine.npy.internal.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.Location;
import dev.brine.npy.SaveOptions.NumpyVersion;
import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of generated values as NumPy 2.4 and 1.24 saved them ({@code make_saved_objects.py}),
 * read and written again.
 */
class SavedObjectsTest {
  /** Where two equal strings or dtypes happened to be one object in CPython, or to be two. */
  private static final Set<Integer> DIFFERING_1 = Set.of(11, 20, 26, 36, 54);

  private static final Set<Integer> DIFFERING_2 = Set.of(18, 32);

  /** The pickle of each member. */
  private static List<byte[]> pickles(String archive) throws IOException {
    List<byte[]> pickles = new ArrayList<>();
    try (InputStream in = SavedObjectsTest.class.getResourceAsStream("/object/" + archive);
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] npy = zip.readAllBytes();
        int header = 10 + (npy[8] & 0xff) + ((npy[9] & 0xff) << 8);
        pickles.add(Arrays.copyOfRange(npy, header, npy.length));
      }
    }
    return pickles;
  }

  private static PickleValue decode(byte[] pickle) throws IOException {
    InputStream in = new ByteArrayInputStream(pickle);
    return ObjectPayload.decode(in, Location.MEMORY, 0, PickleOptions.DEFAULT).value();
  }

  private static byte[] write(PickleValue value, NumpyVersion version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ObjectPayload.write(value, out, version.protocol(), Location.MEMORY);
    return out.toByteArray();
  }

  private static void sameBytes(String archive, NumpyVersion version, Set<Integer> differing)
      throws IOException {
    List<byte[]> pickles = pickles(archive);
    assertThat(pickles).hasSize(60);
    for (int i = 0; i < pickles.size(); i++) {
      PickleValue value = decode(pickles.get(i));
      assertThat(value).isInstanceOf(ArrayValue.class);
      byte[] written = write(value, version);
      if (!differing.contains(i)) {
        assertThat(written).as("member v%d", i).isEqualTo(pickles.get(i));
      }
    }
  }

  @Test
  void what_numpy_2_saved_is_written_with_the_same_bytes() throws IOException {
    sameBytes("saved-2.npz", NumpyVersion.NUMPY_2, DIFFERING_2);
  }

  @Test
  void what_numpy_1_saved_is_written_with_the_same_bytes() throws IOException {
    sameBytes("saved-1.npz", NumpyVersion.NUMPY_1, DIFFERING_1);
  }

  @Test
  void written_for_any_version_it_reads_as_the_same_values() throws IOException {
    for (String archive : List.of("saved-1.npz", "saved-2.npz")) {
      for (byte[] pickle : pickles(archive)) {
        PickleValue value = decode(pickle);
        String expected = PickleText.sha256(value);
        for (NumpyVersion version : NumpyVersion.values()) {
          assertThat(PickleText.sha256(decode(write(value, version)))).isEqualTo(expected);
        }
      }
    }
  }
}
