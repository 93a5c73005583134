package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.array.NdArray;
import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded and saved again has the bytes that NumPy 2 writes: make_saved_fixtures.py. */
class SavedBytesTest {
  private static final Path GOLDEN = TestData.path("golden/files");

  @TempDir Path folder;

  /** Of each file: what NumPy says about each member, and about all as {@code *}. */
  private static Map<String, Map<String, String>> expected(String name) throws IOException {
    Map<String, Map<String, String>> files = new LinkedHashMap<>();
    try (InputStream in = SavedBytesTest.class.getResourceAsStream("/save/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] columns = line.split("\t", -1);
        files
            .computeIfAbsent(columns[0], file -> new LinkedHashMap<>())
            .put(columns[1], columns[2]);
      }
    }
    return files;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, NdArray> load(Path file, Iterable<String> names) throws IOException {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    if (file.toString().endsWith(".npy")) {
      arrays.put("", Npy.load(file));
      return arrays;
    }
    try (NpzFile npz = NpzFile.open(file)) {
      for (String name : names) {
        if (!name.equals("*")) {
          arrays.put(name, npz.get(name));
        }
      }
    }
    return arrays;
  }

  /** Saves the arrays of a file in every way, and tells how many there were. */
  private int save(Path file, Map<String, String> expected) throws IOException {
    Map<String, NdArray> arrays = load(file, expected.keySet());
    Path npz = folder.resolve("saved.npz");
    Files.deleteIfExists(npz);
    try (NpzWriter writer = NpzWriter.create(npz)) {
      for (Map.Entry<String, NdArray> entry : arrays.entrySet()) {
        String name = entry.getKey();
        NdArray array = entry.getValue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Npy.save(bytes, array);
        assertThat(sha256(bytes.toByteArray()))
            .as("%s, %s", file, name)
            .isEqualTo(expected.get(name));
        Path npy = folder.resolve("saved.npy");
        // a new file, which need not be forced to the disk
        Files.deleteIfExists(npy);
        Npy.save(npy, array);
        assertThat(npy).as("%s, %s", file, name).hasBinaryContent(bytes.toByteArray());
        writer.put(name.isEmpty() ? "arr_0" : name, array);
      }
      writer.commit();
    }
    assertThat(sha256(Files.readAllBytes(npz))).as("%s", file).isEqualTo(expected.get("*"));
    same(arrays);
    return arrays.size();
  }

  /** A deflated archive has the same contents, whether the members are large or small. */
  private void same(Map<String, NdArray> arrays) throws IOException {
    Path npz = folder.resolve("deflated.npz");
    Files.deleteIfExists(npz);
    try (NpzWriter writer = NpzWriter.create(npz, o -> o.withThreads(3)).compressed()) {
      for (Map.Entry<String, NdArray> entry : arrays.entrySet()) {
        writer.put(entry.getKey(), entry.getValue());
      }
      writer.commit();
    }
    try (NpzFile saved = NpzFile.open(npz)) {
      assertThat(saved.files()).isEqualTo(new ArrayList<>(arrays.keySet()));
      for (Map.Entry<String, NdArray> entry : arrays.entrySet()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Npy.save(bytes, entry.getValue());
        assertThat(saved.bytes(entry.getKey())).isEqualTo(bytes.toByteArray());
      }
    }
  }

  @Test
  void every_dtype_order_and_shape_is_saved_with_the_bytes_that_numpy_writes() throws IOException {
    int saved = 0;
    for (Map.Entry<String, Map<String, String>> line : expected("matrix.tsv").entrySet()) {
      Path file = folder.resolve(line.getKey());
      saved += save(NpyFiles.write(file, NpyFiles.resource(line.getKey())), line.getValue());
    }
    assertThat(saved).isGreaterThan(900);
  }

  @Test
  void every_array_of_real_files_is_saved_with_the_bytes_that_numpy_writes() throws IOException {
    assumeThat(GOLDEN).as("real files to test with").exists();
    int saved = 0;
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> line : expected("golden.tsv").entrySet()) {
      Path file = GOLDEN.resolve(line.getKey());
      if (Files.exists(file)) {
        saved += save(file, line.getValue());
      } else {
        missing.add(line.getKey());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(saved).isGreaterThan(250);
  }
}
