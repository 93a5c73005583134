package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.cli.input.Console;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadPicturesTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("x.npy");
  }

  /** What a terminal shows, without its codes for colours. */
  private static Brine onScreen(boolean color, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            true,
            color);
    String[] args = new String[arguments.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = arguments[i].toString();
    }
    int code = Main.run(args, console);
    return new Brine(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private void save(NdArray array) throws IOException {
    Npy.save(file, array);
  }

  /** Bytes of this shape; where they are not 0, they are 255. */
  private static NdArray bytes(long... shape) {
    long size = 1;
    for (long dim : shape) {
      size *= dim;
    }
    byte[] values = new byte[(int) size];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = (byte) 255;
    }
    return unsigned(values, shape);
  }

  private static NdArray unsigned(byte[] values, long... shape) {
    return NdArray.of(
        DTypes.UINT8,
        dev.brine.npy.dtype.Shape.of(shape),
        dev.brine.npy.dtype.Order.C,
        java.nio.ByteBuffer.wrap(values));
  }

  @Test
  void draws_pictures_side_by_side_on_a_terminal() throws IOException {
    byte[] values = new byte[3 * 8 * 8];
    for (int i = 0; i < 8; i++) {
      values[64 + i] = (byte) 255; // the first row of pixels of the second picture
      values[128 + 8 * i] = (byte) 255; // the first column of the third
    }
    save(unsigned(values, 3, 8, 8));
    assertThat(onScreen(false, "head", file).lines())
        .containsExactly(
            "0         1         2",
            "          ▀▀▀▀▀▀▀▀  █",
            "                    █",
            "                    █",
            "                    █");
    assertThat(onScreen(false, "head", file, "--rows", 1).lines()).first().isEqualTo("0");
  }

  @Test
  void begins_a_line_of_pictures_when_one_is_full() throws IOException {
    save(bytes(12, 28, 28));
    List<String> lines = onScreen(false, "head", file).lines();
    assertThat(lines).hasSize(5 * 15);
    assertThat(lines.get(15)).matches("2 +3");
    assertThat(lines.get(60)).matches("8 +9");
    assertThat(onScreen(false, "head", file, "--rows", 12).lines().get(75)).matches("10 +11");
  }

  @Test
  void never_draws_for_programs() throws IOException {
    save(bytes(2, 8, 8));
    assertThat(Brine.run("head", file).lines()).hasSize(2).first().asString().startsWith("[[255 0");
    assertThat(onScreen(true, "cat", file).out()).startsWith("[[255 0");
    assertThat(onScreen(true, "head", file, "--format", "jsonl").out()).startsWith("[[255,0");
    assertThat(onScreen(true, "head", file, "--draw", "never").out()).startsWith("[[255 0");
    assertThat(onScreen(true, "stats", file, "--json").out()).startsWith("{");
  }

  @Test
  void draws_for_whoever_wants_it() throws IOException {
    save(bytes(2, 8, 8));
    assertThat(Brine.run("cat", file, "--draw", "always").lines()).first().isEqualTo("0         1");
    save(bytes(4, 6));
    assertThat(Brine.run("head", file, "--draw", "always").lines()).hasSize(2);
    assertThat(onScreen(false, "head", file).out()).startsWith("255");
  }

  @Test
  void draws_one_picture_whole_however_few_rows_are_printed_of_arrays() throws IOException {
    save(bytes(40, 30, 3));
    assertThat(onScreen(true, "head", file).lines()).hasSize(20);
    assertThat(onScreen(true, "head", file, "--rows", 0).out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2;3;9;8", "2;9;8;3", "2;9;8;4", "2;4;9;8"})
  void colours_may_be_first_or_last(String dims) throws IOException {
    long[] shape = java.util.Arrays.stream(dims.split(";")).mapToLong(Long::parseLong).toArray();
    save(bytes(shape));
    List<String> colored = onScreen(true, "head", file).lines();
    assertThat(colored).hasSize(6); // of two rows of pixels each
    assertThat(colored.get(1)).contains("\u001b[38;2;");
    List<String> plain = onScreen(false, "head", file).lines();
    assertThat(plain).hasSize(10);
    assertThat(plain.get(0)).isEqualTo("0" + " ".repeat(17) + "1");
  }

  @Test
  void the_same_picture_is_drawn_alike_wherever_its_colours_are() throws IOException {
    NdArray last = bytes(2, 9, 8, 3);
    save(last);
    String drawn = onScreen(true, "head", file).out();
    save(last.transpose(0, 3, 1, 2));
    assertThat(onScreen(true, "head", file).out()).isEqualTo(drawn);
  }

  @Test
  void makes_large_pictures_fit() throws IOException {
    save(bytes(2, 512, 400));
    for (boolean color : new boolean[] {true, false}) {
      List<String> lines = onScreen(color, "head", file).lines();
      assertThat(lines).hasSizeLessThanOrEqualTo(2 * 39);
      assertThat(lines).allMatch(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").length() <= 76);
    }
    save(bytes(500, 500, 3));
    assertThat(onScreen(false, "head", file).lines())
        .allMatch(line -> line.length() <= 76)
        .hasSizeLessThanOrEqualTo(76);
  }

  @ParameterizedTest
  @CsvSource({"0;28;28", "3;0;28", "3;28;0", "3;7;28", "2;513;9", "2;5;9;9", "1;2;3;9;9"})
  void prints_what_is_no_picture_as_ever(String dims) throws IOException {
    long[] shape = java.util.Arrays.stream(dims.split(";")).mapToLong(Long::parseLong).toArray();
    save(bytes(shape));
    assertThat(onScreen(true, "head", file)).isEqualTo(Brine.run("head", file));
    assertThat(onScreen(true, "head", file, "--draw", "always").code()).isZero();
  }

  @Test
  void prints_numbers_of_other_types_as_ever() throws IOException {
    save(NdArray.of(new int[2 * 8 * 8]).reshape(2, 8, 8));
    assertThat(onScreen(true, "head", file, "--draw", "always")).isEqualTo(Brine.run("head", file));
  }

  @Test
  void refuses_what_makes_no_sense() throws IOException {
    save(bytes(2, 8, 8));
    assertThat(Brine.run("head", file, "--draw", "perhaps").err())
        .contains("--draw must be auto, always or never but was perhaps");
    assertThat(Brine.run("head", file, "--draw", "always", "--format", "csv").err())
        .contains("--draw always needs --format text");
  }
}
