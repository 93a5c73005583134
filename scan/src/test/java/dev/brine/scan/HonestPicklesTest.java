package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Pickles of Python's and NumPy's own objects, which make_honest_pickles.py wrote. */
class HonestPicklesTest {

  @Test
  void none_is_dangerous_or_malformed() throws IOException {
    List<String> lines = lines("honest.txt.gz");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(700);
    assertThat(wrong(lines)).isEmpty();
  }

  /** Objects of the public classes of Python and NumPy, which make_instances.py pickled. */
  @Test
  void no_object_of_a_public_class_is_dangerous_or_malformed() throws IOException {
    List<String> lines = lines("instances.txt.gz");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(4_800);
    assertThat(wrong(lines)).isEmpty();
  }

  /** Objects of NumPy's and Python's that are data, which make_listed_objects.py pickled. */
  @Test
  void values_are_clean() throws IOException {
    List<String> lines = lines("listed-objects.txt.gz");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(1_400);
    assertThat(notClean(lines)).isEmpty();
  }

  /** Files that make_library_pickles.py wrote. */
  @Test
  void none_of_a_library_is_dangerous_or_malformed() throws IOException {
    List<String> lines = lines("honest-libraries.txt.gz");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(70);
    assertThat(wrong(lines)).isEmpty();
  }

  /** Objects that hold methods, and what dill and cloudpickle write: make_rebuilt_pickles.py. */
  @Test
  void none_that_holds_a_method_or_is_rebuilt_by_a_library_is_dangerous() throws IOException {
    List<String> lines = lines("rebuilt.txt.gz");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(200);
    assertThat(wrong(lines)).isEmpty();
  }

  /** Estimators of scikit-learn that make_estimators.py saved; the allow file has their names. */
  @Test
  void estimators_are_suspicious_and_clean_if_their_names_are_allowed() throws Exception {
    Path allow =
        Path.of(
            Objects.requireNonNull(HonestPicklesTest.class.getResource("estimators.allow"))
                .toURI());
    ScanOptions allowing = ScanOptions.DEFAULT.withAllowed(allow);
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (InputStream in = HonestPicklesTest.class.getResourceAsStream("estimators.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        FileScan scan = Scan.of(bytes, entry.getName(), o -> o);
        FileScan allowed = Scan.of(bytes, entry.getName(), o -> allowing);
        if (scan.verdict() != Verdict.SUSPICIOUS || !allowed.isClean()) {
          wrong.add(entry.getName() + ": " + scan.findings() + allowed.findings());
        }
        count++;
      }
    }
    assertThat(count).isGreaterThanOrEqualTo(2 * 165);
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_a_pickled_tensor_loads_is_rated_by_its_bytes() {
    String load = "ctorch.storage\n_load_from_bytes\n";
    assertThat(verdict(load + "C\2N.\u0085R.")).isEqualTo(Verdict.SUSPICIOUS);
    // two pickles one behind the other, as PyTorch loads them, and no start of a usual pickle
    String evil = "N.N0cposix\nsystem\n(S'x'\ntR.";
    String bytes = "C" + (char) evil.length() + evil;
    assertThat(verdict(load + bytes + "\u0085R.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("(" + load + bytes + "o.")).isEqualTo(Verdict.DANGEROUS);
    // not bytes, or bytes that may change
    assertThat(verdict(load + "(cx\ny\n)RtR.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(load + "\u0096\1\0\0\0\0\0\0\0N\u0085R.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(load + ")R.")).isEqualTo(Verdict.DANGEROUS);
    // called by something else
    assertThat(verdict("cbuiltins\nmap\n(" + load + "]" + bytes + "atR."))
        .isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(load + ".")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("ctorch\nstorage._load_from_bytes\n" + bytes + "\u0085R."))
        .isEqualTo(Verdict.DANGEROUS);
  }

  private static Verdict verdict(String pickle) {
    return Scan.of(Made.pickle(pickle)).verdict();
  }

  private static List<String> notClean(List<String> lines) {
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      FileScan scan = Scan.of(Base64.getDecoder().decode(line.substring(tab + 1)));
      if (!scan.isClean()) {
        wrong.add(line.substring(0, tab) + ": " + scan.findings());
      }
    }
    return wrong;
  }

  private static List<String> wrong(List<String> lines) {
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      FileScan scan = Scan.of(Base64.getDecoder().decode(line.substring(tab + 1)));
      if (scan.verdict() == Verdict.DANGEROUS || scan.verdict() == Verdict.MALFORMED) {
        wrong.add(line.substring(0, tab) + ": " + scan.findings());
      }
    }
    return wrong;
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = HonestPicklesTest.class.getResourceAsStream(name)) {
      byte[] text = new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
