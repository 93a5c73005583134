package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.convert.TextRows.Options.Header;
import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that is broken, or that somebody made to break what reads it. */
class TextHostileTest {
  private static final int ROW = 9 << 20;

  @TempDir Path folder = Path.of("");
  private Texts texts = new Texts(folder);

  @BeforeEach
  void useTheFolder() {
    texts = new Texts(folder);
  }

  private void refusesCsv(String text, Class<? extends BrineException> type, String message) {
    assertThatThrownBy(() -> texts.csv(text)).isInstanceOf(type).hasMessageContaining(message);
    assertThat(folder.resolve("out.npy")).doesNotExist();
  }

  private void refusesJson(String text, Class<? extends BrineException> type, String message) {
    assertThatThrownBy(() -> texts.jsonLines(text))
        .isInstanceOf(type)
        .hasMessageContaining(message);
    assertThat(folder.resolve("out.npy")).doesNotExist();
  }

  private void refusesBytes(byte[] bytes, String message) throws IOException {
    Path csv = texts.file("in.csv", bytes);
    assertThatThrownBy(() -> TextRows.csv(csv))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> TextRows.jsonLines(csv)).isInstanceOf(MalformedException.class);
  }

  @Test
  void refuses_what_has_no_rows() {
    for (String empty : new String[] {"", "\n\r\n\r", "\ufeff", "\ufeff\n"}) {
      refusesCsv(empty, UnsupportedException.class, "has no rows");
      refusesJson(empty, UnsupportedException.class, "has no rows");
    }
    refusesJson(" \n\t\n", UnsupportedException.class, "has no rows");
    assertThatThrownBy(() -> texts.csv("a,b\n", Header.PRESENT))
        .hasMessageContaining("has names but no rows");
  }

  @Test
  void names_the_line_and_the_offset_of_what_is_no_utf8() throws IOException {
    byte[] text = "1,é\n2,\u20ac\n3,x\n".getBytes(StandardCharsets.UTF_8);
    text[text.length - 2] = (byte) 0xff;
    refusesBytes(text, "line 3 is not UTF-8");
    assertThatThrownBy(() -> TextRows.csv(folder.resolve("in.csv")))
        .hasMessageContaining("in.csv@" + (text.length - 2));
    refusesBytes(new byte[] {'1', '\n', (byte) 0xe2, (byte) 0x82}, "line 2 is not UTF-8");
    refusesBytes(new byte[] {(byte) 0xc0, (byte) 0x80}, "line 1 is not UTF-8");
    refusesBytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "line 1 is not UTF-8");
    refusesBytes("1\n".getBytes(StandardCharsets.UTF_16), "line 1 is UTF-16, not UTF-8");
    refusesBytes("1\n2\n".getBytes(StandardCharsets.UTF_16LE), "line 1 contains a NUL");
  }

  @Test
  void what_is_no_utf8_is_found_wherever_blocks_end() throws IOException {
    for (int length = 16_380; length < 16_390; length++) {
      byte[] text = new byte[length + 3];
      java.util.Arrays.fill(text, (byte) '1');
      text[length - 1] = '\n';
      text[length] = (byte) 0xe2;
      text[length + 1] = (byte) 0x82;
      text[length + 2] = (byte) 0xac;
      assertThat(texts.csv(new String(text, StandardCharsets.UTF_8)).getString(1))
          .isEqualTo("\u20ac");
      text[length + 2] = '\n';
      refusesBytes(text, "line 2 is not UTF-8");
    }
  }

  @Test
  void refuses_rows_of_other_lengths() {
    refusesCsv("1,2\n3\n", MalformedException.class, "line 2 has 1 cell, line 1 has 2 cells");
    refusesCsv("x\n\n1,2\n", MalformedException.class, "line 3 has 2 cells, line 1 has 1 cell");
    refusesCsv("\"a\nb\",1\n2\n", MalformedException.class, "line 3 has 1 cell, line 1 has 2");
  }

  @Test
  void refuses_broken_quotes() {
    refusesCsv("1\n\"a\nb", MalformedException.class, "line 2 has a quote that is never closed");
    refusesCsv(
        "1\n\"a\"b\n", MalformedException.class, "line 2 has characters after a closing quote");
    refusesCsv("\"", MalformedException.class, "line 1 has a quote that is never closed");
    refusesCsv("\"a\"\"", MalformedException.class, "line 1 has a quote that is never closed");
    refusesCsv("\"a\nb\",\"", MalformedException.class, "line 2 has a quote that is never closed");
  }

  @Test
  void refuses_names_that_are_there_twice() {
    refusesCsv("a,a\n1,2\n", UnsupportedException.class, "line 1 has two fields named a");
    refusesCsv(",f0\n1,2\n", UnsupportedException.class, "two fields named f0");
    refusesJson("{\"a\":1,\"a\":2}", MalformedException.class, "Duplicate field 'a'");
  }

  @Test
  void refuses_rows_that_are_too_long_for_memory() {
    refusesCsv("1".repeat(ROW), LimitException.class, "the row that begins on line 1 is longer");
    refusesCsv("1\n" + ",".repeat(1 << 20), LimitException.class, "line 2 has more than 1048576");
    refusesCsv("1\n\"" + "a\n".repeat(ROW / 2), LimitException.class, "is a quote not closed?");
    refusesJson("1\n[" + "1,".repeat(ROW / 2), LimitException.class, "line 2 is longer than");
    refusesJson(
        "[" + "1,".repeat(1 << 20) + "1]", LimitException.class, "line 1 has more than 1048576");
  }

  @Test
  void refuses_more_fields_than_a_struct_can_have() {
    String names = "x,".repeat(70_000) + "x\n";
    assertThatThrownBy(() -> texts.csv(names + "1,".repeat(70_000) + "1\n", Header.PRESENT))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("at most 65536 are possible");
  }

  @Test
  void long_rows_of_numbers_are_no_fields() throws IOException {
    assertThat(texts.csv(("1,".repeat(70_000) + "2\n").repeat(3)).shape().dim(1)).isEqualTo(70_001);
  }

  @Test
  void refuses_nested_lists_without_end() {
    for (int depth : new int[] {64, 1000, 1 << 20, (8 << 20) - 1}) {
      refusesJson("[".repeat(depth), BrineException.class, "line 1 has more than 63 nested lists");
    }
    refusesJson("[".repeat(10_000_000), LimitException.class, "line 1 is longer than");
    refusesJson("{\"a\":".repeat(1 << 20), BrineException.class, "line 1");
  }

  @Test
  void lists_are_as_deep_as_arrays_have_axes() throws IOException {
    assertThat(texts.jsonLines("[".repeat(63) + "7" + "]".repeat(63)).ndim()).isEqualTo(64);
  }

  @Test
  void refuses_what_is_no_json() {
    refusesJson("1\n[1,]\n", MalformedException.class, "line 2 is not a JSON value");
    refusesJson("[1\n,2]\n", MalformedException.class, "line 1 is not a JSON value");
    refusesJson("1 2\n", UnsupportedException.class, "line 1 has more than one JSON value");
    refusesJson("'a'\n", MalformedException.class, "line 1 is not a JSON value");
    refusesJson("{}\n", UnsupportedException.class, "line 1 is a JSON object without keys");
    refusesJson("1".repeat(2000), MalformedException.class, "line 1 is not a JSON value");
  }

  @Test
  void refuses_texts_that_numpy_cannot_give_back() {
    refusesJson("\"\\ud800\"", UnsupportedException.class, "half of a surrogate pair");
    refusesJson("\"\\udc00a\"", UnsupportedException.class, "half of a surrogate pair");
    refusesJson("{\"\\ud83d\":1}", MalformedException.class, "Broken surrogate pair in field name");
    refusesJson("\"a\\u0000\"", UnsupportedException.class, "ends in a NUL");
    refusesCsv("1\n\0\n", MalformedException.class, "line 2 contains a NUL");
  }

  @Test
  void numbers_of_many_digits_take_no_time() throws IOException {
    assertThat(texts.csv("9".repeat(1_000_000) + "\n").dtype().descr()).isEqualTo("<U1000000");
    assertThat(texts.csv("1" + "0".repeat(900) + "\n0.5\n").getDouble(0))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void texts_in_structs_are_not_stored_at_any_cost() {
    String wide = "id,text\n" + "1,a\n".repeat(2000) + "2," + "b".repeat(1 << 20) + "\n";
    refusesCsv(wide, LimitException.class, "which is on line 2002");
    String cells = "a,".repeat(1000) + "b".repeat(1 << 20) + "\n";
    refusesCsv(cells, LimitException.class, "as wide as the longest");
  }

  @Test
  void broken_text_fails_as_it_should_or_makes_an_array() throws IOException {
    long seed = 20_261_123;
    Random random = new Random(seed);
    String[] parts = {
      "1",
      "2.5",
      ",",
      "\n",
      "\r",
      "\"",
      "a",
      "\u20ac",
      "[",
      "]",
      "{",
      "}",
      ":",
      "null",
      "NaN",
      "true",
      "\ud83d\ude00",
      "#",
      "-",
      "2020-01-01",
      " ",
      "(1+2j)",
      "\\u0000",
      "\0"
    };
    int arrays = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      arrays += makesAnArray(text.toString(), true, seed) ? 1 : 0;
      arrays += makesAnArray(text.toString(), false, seed) ? 1 : 0;
    }
    assertThat(arrays).as("seed " + seed).isGreaterThan(500);
  }

  private boolean makesAnArray(String text, boolean csv, long seed) throws IOException {
    try {
      assertThat((csv ? texts.csv(text) : texts.jsonLines(text)).size()).isNotNegative();
      return true;
    } catch (BrineException e) {
      assertThat(e).as("seed " + seed).hasMessageContaining(csv ? "in.csv" : "in.jsonl");
      return false;
    }
  }
}
