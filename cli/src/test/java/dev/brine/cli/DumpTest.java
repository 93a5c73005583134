package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.cli.input.Console;
import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
  private static final Path SHARED = TestData.path("");

  @TempDir Path folder;

  private Path file(String name, String latin1) throws IOException {
    return Files.write(folder.resolve(name), latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Path archive(String member, String latin1) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
    return Files.write(folder.resolve("a.zip"), bytes.toByteArray());
  }

  @Test
  void a_pickle_is_shown_as_python_prints_it() throws IOException {
    Brine run = Brine.run("dump", file("b.pkl", "(dS'a'\n(I1\nF1.5\nNlsS'b'\n(I2\nts."));
    assertThat(run.out()).isEqualTo("{'a': [1, 1.5, None], 'b': (2,)}\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void a_class_that_nobody_knows_is_a_record_where_people_read_and_refused_elsewhere()
      throws IOException {
    Path path = file("a.pkl", "cmy.models\nThing\n(I1\ntR.");
    Brine readable = Brine.run("dump", path);
    assertThat(readable.code()).isZero();
    assertThat(readable.out()).contains("my.models.Thing").contains("1");
    Brine canonical = Brine.run("dump", "--canonical", path);
    assertThat(canonical.code()).isEqualTo(2);
    assertThat(canonical.out()).isEmpty();
    assertThat(canonical.err()).contains("a.pkl@0: refused").contains("my.models.Thing");
  }

  @Test
  void the_canonical_text_is_alone_on_its_line() throws IOException {
    Path path = file("a.pkl", "(I1\nS'\\xe9'\nl.");
    assertThat(Brine.run("dump", path, "--canonical", "--encoding", "latin1").out())
        .isEqualTo("{\"list\":[{\"int\":\"1\"},{\"str\":\"\\u00e9\"}]}\n");
    assertThat(Brine.run("dump", path, "--canonical", "--encoding", "bytes").out())
        .isEqualTo("{\"list\":[{\"int\":\"1\"},{\"bytes\":\"e9\"}]}\n");
    assertThat(Brine.run("dump", path, "--canonical").err()).contains("latin1");
  }

  @Test
  void opcodes_have_their_offsets_and_what_follows_the_stop_is_told() throws IOException {
    Brine run = Brine.run("dump", "--ops", file("a.pkl", "cos\nsystem\n(S'id'\ntR.xyz"));
    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "       0: GLOBAL           'os' 'system'",
            "      11: MARK",
            "      12: STRING           'id'",
            "      18: TUPLE",
            "      19: REDUCE",
            "      20: STOP",
            "3 bytes after the STOP");
  }

  @Test
  void opcodes_of_a_broken_pickle_are_shown_up_to_where_it_breaks() throws IOException {
    Brine run = Brine.run("dump", "--ops", file("a.pkl", "\u0080\u0002K\u0001\u00ffK"));
    assertThat(run.lines())
        .containsExactly("       0: PROTO            2", "       2: BININT1          1");
    assertThat(run.err()).contains("a.pkl@4: unknown opcode 0xff");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void a_pickle_in_an_archive_is_dumped_and_other_bytes_are_shown_as_bytes() throws IOException {
    Path torch = archive("model/data.pkl", "\u0080\u0002]K\u0001a.");
    assertThat(Brine.run("dump", torch, "model/data.pkl").out()).isEqualTo("[1]\n");
    assertThat(Brine.run("dump", "--ops", torch).lines())
        .contains("       2: EMPTY_LIST", "       6: STOP");
    assertThat(Brine.run("dump", archive("version", "3\n")).out()).isEqualTo("b'3\\n'\n");
  }

  @Test
  void an_archive_gives_each_member_its_name() {
    Path sparse = SHARED.resolve("golden/files/ExpHP__npyz__test-data-sparse-csr.npz");
    Assumptions.assumeTrue(Files.exists(sparse), "skipped: there is no " + sparse);
    assertThat(Brine.run("dump", sparse).lines())
        .startsWith("indices:", "array([0, 2, 1, 0, 2], dtype=int32)", "indptr:");
    assertThat(Brine.run("dump", sparse, "shape").out()).isEqualTo("array([3, 6])\n");
    Brine wrong = Brine.run("dump", sparse, "nothing");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("nothing: no such file, nor a member; the members of ");
  }

  @Test
  void standard_input_is_a_file_too() {
    byte[] pickle = "I7\n.".getBytes(StandardCharsets.US_ASCII);
    assertThat(Brine.run(pickle, "dump", "-").out()).isEqualTo("7\n");
  }

  @Test
  void every_hostile_file_has_the_canonical_text_of_the_manifest_or_is_refused()
      throws IOException {
    Path manifest = SHARED.resolve("adversarial/manifest.json");
    Assumptions.assumeTrue(Files.exists(manifest), "skipped: there is no " + manifest);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonTree fact : JsonTree.parse(Files.readString(manifest)).items()) {
      String name = fact.get("file").text();
      boolean archive = name.endsWith(".npz") || name.endsWith(".gz") || fact.has("also_accept");
      if (archive) {
        continue;
      }
      String encoding = fact.has("encoding") ? fact.get("encoding").text() : "ASCII";
      Path path = SHARED.resolve("adversarial").resolve(name);
      Brine run = Brine.run("dump", "--canonical", "--encoding", encoding, path);
      if (fact.get("expected").text().equals("ok")) {
        boolean told = fact.has("value_canon");
        if (told && !run.out().equals(fact.get("value_canon").text() + "\n")) {
          wrong.add(name + ": " + run.out() + run.err());
        }
        compared += told ? 1 : 0;
      } else if (run.code() != 2 || !run.out().isEmpty()) {
        wrong.add(name + ": " + run.out());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(40);
  }

  /** The digest of all that is written but the last byte. */
  private static final class DigestBeforeLast extends OutputStream {
    private final MessageDigest digest;
    private int last = -1;

    DigestBeforeLast(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void write(int b) {
      if (last >= 0) {
        digest.update((byte) last);
      }
      last = b & 0xff;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (length > 0) {
        if (last >= 0) {
          digest.update((byte) last);
        }
        digest.update(bytes, from, length - 1);
        last = bytes[from + length - 1] & 0xff;
      }
    }
  }

  @Test
  void every_object_of_the_real_files_has_the_digest_that_numpys_value_has()
      throws IOException, NoSuchAlgorithmException {
    Path expected = SHARED.resolve("golden/expected.jsonl");
    Assumptions.assumeTrue(Files.exists(expected), "skipped: there is no " + expected);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (String line : Files.readAllLines(expected)) {
      JsonTree fact = JsonTree.parse(line);
      if (!fact.has("globals") || !fact.has("sha256")) {
        continue;
      }
      String encoding = fact.has("encoding") ? fact.get("encoding").text() : "ASCII";
      String path = SHARED.resolve("golden/files").resolve(fact.get("file").text()).toString();
      List<String> arguments = new ArrayList<>(List.of("dump", "--canonical"));
      arguments.addAll(List.of("--encoding", encoding, path));
      Object member = fact.get("member").value();
      if (member != null) {
        arguments.add(member.toString());
      }
      DigestBeforeLast digest = new DigestBeforeLast(MessageDigest.getInstance("SHA-256"));
      PrintStream out = new PrintStream(digest, false, StandardCharsets.UTF_8);
      Main.run(arguments.toArray(new String[0]), new Console(out, out, false));
      out.flush();
      String found = HexFormat.of().formatHex(digest.digest.digest());
      if (digest.last != '\n' || !found.equals(fact.get("sha256").text())) {
        wrong.add(arguments.toString());
      }
      compared++;
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(30);
  }
}
