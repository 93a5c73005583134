package dev.brine.scan;

import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the caller vouches for. */
class AllowedTest {
  private static final String NET = "cmodels\nNet\n";

  @TempDir Path folder;

  private static FileScan scan(String opcodes) {
    return scan(pickle(opcodes));
  }

  private static FileScan scan(byte[] bytes) {
    return Scan.of(
        bytes, "a.pkl", o -> o.withAllowed("models", "Net").withAllowed("datetime", "date"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("models.allow"), text, StandardCharsets.ISO_8859_1);
  }

  private ScanOptions read(String text) throws IOException {
    return ScanOptions.DEFAULT.withAllowed(file(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NET + ".",
        NET + ")R.",
        NET + ")\u0081.",
        "(imodels\nNet\n.",
        "(" + NET + "o.",
        NET + ")\u0081}b.",
        "\u0080\u0004\u008c\u0006models\u008c\u0003Net\u0093)\u0081}\u008c\u0001aK\u0001sb.",
        NET + ")}\u0092.",
        "]" + NET + "a."
      })
  void count_as_known_however_they_are_used_and_are_listed(String opcodes) {
    assertThat(Scan.of(pickle(opcodes)).verdict()).isEqualTo(Verdict.SUSPICIOUS);
    FileScan scan = scan(opcodes);
    assertThat(scan.findings()).isEmpty();
    assertThat(scan.isClean()).isTrue();
    assertThat(scan.allowed()).containsExactly("models Net");
  }

  @Test
  void are_listed_only_where_a_file_uses_them() {
    assertThat(scan("N.").allowed()).isEmpty();
    assertThat(Scan.of(pickle(NET + ".")).allowed()).isEmpty();
    assertThat(scan(gzip(pickle(NET + "."))).allowed()).containsExactly("models Net");
    assertThat(scan("C" + (char) (NET.length() + 1) + NET + "..").allowed())
        .containsExactly("models Net");
  }

  @Test
  void are_listed_for_members_of_archives() throws IOException {
    FileScan scan = scan(zip(entry("a.pkl", pickle(NET + "."))));
    assertThat(scan.isClean()).isTrue();
    assertThat(scan.allowed()).containsExactly("models Net");
  }

  private static FileScan keras(String objects) {
    byte[] config = pickle("{\"config\": {\"layers\": [" + objects + "]}}");
    return Scan.of(
        zip(entry("config.json", config)),
        "model.keras",
        o -> o.withAllowed("models", "Net").withAllowed("models", "act"));
  }

  @Test
  void count_in_the_configuration_of_a_keras_model_too() {
    String net = "{\"module\": \"models\", \"class_name\": \"Net\", \"config\": {\"name\": \"n\"}}";
    String function =
        "{\"class_name\": \"function\", \"config\": \"act\", \"module\": \"models\", \"x\": []}";
    String own = "{\"module\": \"keras.layers\", \"class_name\": \"Dense\"}";
    FileScan scan = keras(net + "," + own + "," + function);
    assertThat(scan.isClean()).as(scan.findings().toString()).isTrue();
    assertThat(scan.allowed()).containsExactly("models Net", "models act");
    for (String other :
        new String[] {
          net.replace("Net", "Other"),
          net.replace("models", "models.layers"),
          net.replace("\"models\"", "\"models\", \"module\": \"models2\""),
          net.replace("\"models\"", "\"models2\", \"module\": \"models\""),
          net.replace("\"models\"", "\"models\", \"module\": \"keras\", \"class_name\": \"X\""),
          net.replace("Net", "Lambda"),
          own.replace("Dense", "Lambda"),
          function.replace("act", "Net2"),
          function.replace("function", "act").replace("\"act\",", "\"Net3\","),
          net.replace("models", "os").replace("Net", "system")
        }) {
      FileScan found = keras(other);
      assertThat(found.verdict()).as(other).isEqualTo(Verdict.SUSPICIOUS);
      assertThat(found.allowed()).as(other).isEmpty();
    }
    // what the report names can be copied to an allow file
    Finding finding = keras(net.replace("Net", "Other")).findings().get(0);
    assertThat(finding.module() + ' ' + finding.name()).isEqualTo("models Other");
  }

  /** A known type that is used as data is suspicious, unless it is allowed. */
  @Test
  void may_be_types_that_brine_knows() {
    String opcodes = NET + ")\u0081}\u008c\u0005dtypecdatetime\ndate\nsb.";
    assertThat(Scan.of(pickle(opcodes), null, o -> o.withAllowed("models", "Net")).verdict())
        .isEqualTo(Verdict.SUSPICIOUS);
    assertThat(scan(opcodes).isClean()).isTrue();
    assertThat(scan(opcodes).allowed()).containsExactly("datetime date", "models Net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmodels\nOther\n.",
        "cmodels.Net\nNet\n.",
        "cmodels\nNet.load\n.",
        "cMODELS\nNet\n.",
        "cmodels\nNet \n.",
        NET + ")RP1\n.",
        // the result of the allowed class is called
        NET + ")R)R.",
        NET + ")\u0081)\u0081.",
        NET + ")R.N"
      })
  void vouch_for_nothing_else(String opcodes) {
    assertThat(scan(opcodes).verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(" + NET + "tR.",
        NET + "(cos\nsystem\ntR.",
        NET + "(cbuiltins\ngetattr\ntR.",
        NET + "}b.",
        NET + "(}X\u0013\u0000\u0000\u0000__array_interface__NstR.",
        NET + ")R}X\u0013\u0000\u0000\u0000__array_interface__Nsb.",
        "cbuiltins\ngetattr\n(" + NET + ")RX\u0004\u0000\u0000\u0000loadtR."
      })
  void make_nothing_dangerous_harmless(String opcodes) {
    assertThat(scan(opcodes).verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os system",
        "builtins eval",
        "builtins getattr",
        "__builtin__ getattr",
        "torch.storage _load_from_bytes",
        "torch load",
        "joblib load",
        "dill.anything whatever",
        "numpy load",
        "models os.system",
        "models __globals__",
        "pathlib Path.unlink",
        "subprocess Popen"
      })
  void are_never_code(String pair) {
    int blank = pair.indexOf(' ');
    assertThatThrownBy(
            () ->
                ScanOptions.DEFAULT.withAllowed(
                    pair.substring(0, blank), pair.substring(blank + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + pair + "' runs code or leads to code, which cannot be allowed");
    assertThatThrownBy(() -> read("# mine\n\n" + pair + "\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("models.allow")
        .hasMessageContaining("line 3: '" + pair + "' runs code");
  }

  @Test
  void are_read_from_a_file() throws IOException {
    String text =
        "\u00ef\u00bb\u00bf# vouched for\r\nmodels Net # ours\r\n\r\n  models.layers\tDense.Inner  \r\n";
    assertThat(read(text).allowed())
        .containsExactlyInAnyOrder("models Net", "models.layers Dense.Inner");
    assertThat(read("").allowed()).isEmpty();
    assertThat(ScanOptions.DEFAULT.withAllowed("a", "B").withAllowed(file("c D")).withDepth(2))
        .extracting(ScanOptions::allowed)
        .isEqualTo(java.util.Set.of("a B", "c D"));
  }

  @Test
  void that_are_written_otherwise_are_refused_with_the_line() {
    assertThatThrownBy(() -> read("models Net\nmodels.layers.Dense\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(
            "models.allow: line 2: 'models.layers.Dense' must be a module, a blank and a name,"
                + " such as 'models.layers Dense'");
    for (String line : new String[] {"models", "a b c", "a *", "models.layers Dense()", "a, B"}) {
      assertThatThrownBy(() -> read(line))
          .as(line)
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("line 1: '" + line + "' must be a module, a blank and a name");
    }
    assertThatThrownBy(() -> read("\u00e9 B"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("must be UTF-8");
  }
}
