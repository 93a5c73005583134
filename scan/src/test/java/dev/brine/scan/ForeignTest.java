package dev.brine.scan;

import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.scan.ScanOptions.Claim;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are neither arrays, nor pickles, nor containers. */
class ForeignTest {
  /** A file that the command is given, and one that it finds in a directory. */
  private static final List<Claim> CLAIMS = List.of(Claim.NAMED, Claim.FOUND);

  @TempDir Path folder;

  private static void assertForeign(byte[] bytes, String name, Form form) {
    for (Claim claim : CLAIMS) {
      FileScan scan = Scan.of(bytes, name, o -> o.withClaim(claim));
      assertThat(scan.findings()).as("%s", scan).isEmpty();
      assertThat(scan.form()).as("%s", scan).isEqualTo(form);
      assertThat(scan.isClean()).isTrue();
      assertThat(form.isForeign()).isEqualTo(form != Form.SAFETENSORS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# A title\n\nSome text.\nclass\nfoo\n",
        "certifi\nurllib3\nnumpy==2.1\n", // GLOBAL of a module "ertifi"
        "certifi==2024.2.2\ncharset-normalizer\n",
        "cat\ndog\nbird\n",
        "chair\nlamp\nRug\n",
        "city\nParis\nBerlin\n",
        "id\nname\n", // INST without a MARK
        "id,name,price\n1,a,2.5\n",
        "count\ncolor\n)",
        "N.B. this is no pickle.\n",
        "N. America\ncountry\nUSA\n",
        "No program calls this a pickle.\n",
        "I am an int, or would be.\n",
        "Perhaps a persistent id, as a pickle has it.\n",
        "Paris\nNice\n",
        "Various texts begin with an opcode.\n",
        "from os import system\nsystem('id')\n",
        "import os; os.system('id')\n",
        "(in brackets)\n",
        "class Net:\n  pass\n",
        "config:\n  name: value\n",
        "{\"a\": [1, 2]}\n",
        "[1, 2]",
        "]\n",
        "}.\n",
        ".gitignore\n*.pyc\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n",
        "<!doctype html><html></html>\n",
        "payload = b\"\"\"cos\nsystem\n(S'id'\ntR.\"\"\"\n", // source code that has a pickle
        "Gr\u00fc\u00dfe aus M\u00fcnchen\n",
        "\u00ff\u00fea\0b\0"
      })
  void text_is_no_pickle(String text) throws IOException {
    assertForeign(pickle(text), "notes.txt", Form.TEXT);
    FileScan member = Scan.of(zip(entry("notes.txt", pickle(text))));
    assertThat(member.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os, sys; sys.path.insert(0, '/x')\n",
        "/usr/lib/python3/dist-packages\n",
        "./src\n",
        "certifi\nurllib3\n"
      })
  void a_list_of_paths_for_python_is_no_model_of_pytorch(String text) {
    assertForeign(pickle(text), "distutils-precedence.pth", Form.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.pkl", "a.npy", "m.joblib", "m.pt"})
  void a_name_that_promises_data_is_held_to_it(String name) {
    for (Claim claim : Claim.values()) {
      for (String text : List.of("# nothing\n", "version https://git-lfs.github.com/spec/v1\n")) {
        FileScan scan = Scan.of(pickle(text), name, o -> o.withClaim(claim));
        assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
      }
      for (String text : List.of("<html>", "version https://git-lfs.github.com/spec/v1\n")) {
        FileScan scan = Scan.of(pickle(text), "m.pth", o -> o.withClaim(claim));
        assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
      }
      FileScan empty = Scan.of(new byte[0], name, o -> o.withClaim(claim));
      assertThat(empty.verdict()).isEqualTo(Verdict.MALFORMED);
    }
  }

  @Test
  void a_caller_that_will_load_a_file_is_told_that_it_cannot_be_loaded() {
    for (String text : List.of("", "# nothing\n", "\u0089HDF\r\n\u001a\n")) {
      assertThat(Scan.of(pickle(text), "notes.txt", o -> o).verdict()).isEqualTo(Verdict.MALFORMED);
    }
  }

  @Test
  void an_empty_file_is_empty() {
    assertForeign(new byte[0], "__init__.py", Form.EMPTY);
  }

  @Test
  void files_of_other_programs_are_told_by_their_bytes() {
    String zeros = "\0".repeat(600);
    assertForeign(pickle("\u0089HDF\r\n\u001a\n\0" + zeros), "w.h5", Form.HDF5);
    assertForeign(pickle("GGUF\u0003\0\0\0.\0\0\0\0\0\0\0" + zeros), "m.gguf", Form.GGUF);
    assertForeign(pickle("GGUF\u0003\0\0\0cab\n\0\0\0\0" + zeros), "m.gguf", Form.GGUF);
    assertForeign(pickle("\b\u0007\u0012\u0007pytorch\u001a\u00012" + zeros), "m.onnx", Form.ONNX);
    assertForeign(pickle("\b\n:\u0080\u0001" + zeros), "m.onnx", Form.ONNX);
    assertForeign(pickle("PAR1\u0015\u0004" + zeros), "t.parquet", Form.TABLE);
    assertForeign(pickle("\u0089PNG\r\n\u001a\n" + zeros), "i.png", Form.MEDIA);
    assertForeign(pickle("\u00ff\u00d8\u00ff\u00e0" + zeros), "i.jpg", Form.MEDIA);
    assertForeign(pickle("BMd\u0002\0\0\0\0\0\0\0\0" + zeros), "i.bmp", Form.MEDIA);
    assertForeign(pickle("GIF89a\1\0\1\0.\0\0" + zeros), "i.gif", Form.MEDIA);
    assertForeign(pickle("RIFF\0\0\0\0WAVE" + zeros), "i.wav", Form.MEDIA);
    assertForeign(pickle("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n" + zeros), "d.pdf", Form.MEDIA);
  }

  /** Random bytes contain what looks like the start of a pickle, but no reader starts there. */
  @Test
  void what_follows_their_beginning_is_not_searched_for_pickles() {
    byte[] noise = new byte[300_000];
    new SplittableRandom(15).nextBytes(noise);
    byte[] magic = pickle("\u0089HDF\r\n\u001a\n");
    byte[] evil = pickle("cos\nsystem\n(S'id'\ntR.");
    System.arraycopy(magic, 0, noise, 0, magic.length);
    System.arraycopy(evil, 0, noise, 1_000, evil.length);
    assertForeign(noise, "w.h5", Form.HDF5);
  }

  @Test
  void sound_safetensors_are_clean() throws IOException {
    byte[] header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000],\"data_offsets\":[0,4000]}}"
            .getBytes(StandardCharsets.UTF_8);
    for (int blanks = 0; blanks < 120; blanks++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(header.length + blanks).array());
      out.write(header);
      out.write(" ".repeat(blanks).getBytes(StandardCharsets.US_ASCII));
      byte[] tensor = new byte[4_000];
      new SplittableRandom(blanks).nextBytes(tensor);
      out.write(tensor);
      assertForeign(out.toByteArray(), "m.safetensors", Form.SAFETENSORS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\nand no more",
        "certifi\nurllib3\n0cos\nsystem\nand no more",
        "(S'rm'\nios\nsystem\nno more",
        "(S'id'\nios\nsystem\n.",
        "N0cos\nsystem\n(S'id'\ntR.",
        "I1\n0cposix\nsystem\n.text follows",
        "(Vtrue\ncos\nsystem\n[",
        "GGUF\u0003\0\0\0000cos\nsystem\n(S'id'\ntR."
      })
  void a_pickle_that_looks_like_something_else_is_found_by_what_it_names(String text) {
    for (Claim claim : Claim.values()) {
      FileScan scan = Scan.of(pickle(text), "README.md", o -> o.withClaim(claim));
      assertThat(scan.verdict()).as("%s", scan).isEqualTo(Verdict.DANGEROUS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmodels\nNet\n.", // it is complete
        "cmodels\nNet\n(tRand no more", // it calls
        "(imodels\nNet\nand no more",
        "(cmodels\nNet\noand no more",
        "cmodels\nNet\n(I1\ntp0\nRand no more",
        "cmodels\nNet\n.and no more"
      })
  void text_that_stops_or_calls_something_unknown_is_suspicious(String text) {
    for (Claim claim : Claim.values()) {
      FileScan scan = Scan.of(pickle(text), "README.md", o -> o.withClaim(claim));
      assertThat(scan.verdict()).as("%s", scan).isEqualTo(Verdict.SUSPICIOUS);
    }
  }

  @Test
  void a_file_that_only_begins_as_text_is_searched() throws IOException {
    String text = "#".repeat(600) + "\ncos\nsystem\n(S'id'\ntR.";
    byte[] bytes = pickle(text + "\0");
    assertThat(Scan.of(bytes, "a.txt", o -> o.withClaim(Claim.NAMED)).verdict())
        .isEqualTo(Verdict.DANGEROUS);
    assertForeign(pickle(text), "notes.txt", Form.TEXT);
    Path file = Files.write(folder.resolve("notes.txt"), pickle(text));
    for (Claim claim : Claim.values()) {
      assertThat(Scan.of(file, o -> o.withClaim(claim)))
          .isEqualTo(Scan.of(pickle(text), file.toString(), o -> o.withClaim(claim)));
    }
  }
}
