package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import dev.brine.testing.HostileFile;
import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether {@code brine explain} says of the safety of files what {@code brine scan} says. */
class SafetyTest {
  @TempDir Path folder;

  @Test
  void explain_and_scan_agree_about_hostile_files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (HostileFile hostile : HostileFile.all()) {
      files.add(Files.write(folder.resolve(hostile.file()), hostile.bytes()));
    }
    assertThat(disagreements(files)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"field/scan", "field/files", "golden/files", "adversarial"})
  void explain_and_scan_agree_about_files_from_elsewhere(String name) throws IOException {
    Path from = TestData.path(name);
    assumeThat(from).isDirectory();
    try (Stream<Path> files = Files.list(from)) {
      assertThat(disagreements(files.filter(Files::isRegularFile).sorted().toList())).isEmpty();
    }
  }

  /** What NumPy does with such bytes was tried with NumPy 1.24 and 2.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // numpy.load ignores them
        "zeros.npy       | clean      | 0",
        "zeros.npz       | clean      | 0",
        // ignored too, but another reader may take them for something
        "junk.npy        | suspicious | 1",
        "zeros_junk.npy  | suspicious | 1",
        // numpy.load gives the bytes of such a member
        "finder.npz      | clean      | 0",
        // a member of this name that is no metadata of macOS
        "finder_junk.npz | malformed  | 1",
        "finder_code.npz | dangerous  | 1",
        // numpy.load takes it for a pickle, zipfile for an archive
        "prefix.npz      | suspicious | 1"
      })
  void bytes_that_numpy_ignores(String name, String verdict, int code) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    Npy.save(saved, NdArray.of(new int[] {1, 2}));
    byte[] array = saved.toByteArray();
    byte[] zeros = new byte[100];
    byte[] junk = {'j', 'u', 'n', 'k'};
    byte[] metadata = join(new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0}, zeros);
    byte[] call = "cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII);
    byte[] content =
        switch (name) {
          case "zeros.npy" -> join(array, zeros);
          case "zeros.npz" -> zip("x.npy", join(array, zeros));
          case "junk.npy" -> join(array, junk);
          case "zeros_junk.npy" -> join(array, zeros, junk);
          case "finder.npz" -> zip("x.npy", array, "__MACOSX/._x.npy", metadata);
          case "finder_junk.npz" -> zip("x.npy", array, "__MACOSX/._x.npy", junk);
          case "finder_code.npz" -> zip("x.npy", array, "._x.npy", join(metadata, call));
          default -> join(junk, zip("x.npy", array));
        };
    Path file = Files.write(folder.resolve(name), content);
    assertThat(Brine.run("scan", "--json", file).json().get(0).get("verdict").text())
        .isEqualTo(verdict);
    Brine explained = Brine.run("explain", file);
    assertThat(explained.code()).as(explained.out()).isEqualTo(code);
    assertThat(disagreements(List.of(file))).isEmpty();
  }

  private static List<String> disagreements(List<Path> files) {
    return files.parallelStream()
        .map(SafetyTest::disagreement)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** How the two differ about a file; empty if they do not. */
  private static String disagreement(Path file) {
    JsonTree scan = Brine.run("scan", "--json", file).json().get(0);
    JsonTree explained = Brine.run("explain", "--json", file).json().get(0);
    String verdict = scan.get("verdict").text();
    String advice = explained.get("verdict").text();
    String safe = "";
    for (JsonTree fact : explained.get("facts").items()) {
      safe = fact.get("about").text().equals("safe") ? fact.get("text").text() : safe;
    }
    boolean saysClean =
        Boolean.TRUE.equals(explained.get("fine").value())
            || safe.startsWith("yes")
            || advice.contains("only data")
            || advice.contains("is safe");
    boolean agrees =
        switch (verdict) {
          case "clean" -> safe.isEmpty() || safe.startsWith("yes");
          case "dangerous" -> safe.startsWith(verdict) && !saysClean;
          // of a damaged file, explain only says that it is
          default -> (safe.isEmpty() || safe.startsWith(verdict)) && !saysClean;
        };
    return agrees ? "" : file.getFileName() + ": " + verdict + ", but " + safe + " / " + advice;
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Object... namesAndBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        zip.write((byte[]) namesAndBytes[i + 1]);
      }
    }
    return out.toByteArray();
  }
}
