package dev.brine.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void escapes_what_a_terminal_would_obey() {
    assertThat(Printable.escape("a\u001b[2J\n\r\t\u202e\u2028\ud800b"))
        .isEqualTo("a\\u001b[2J\\n\\r\\t\\u202e\\u2028\\ud800b");
    assertThat(Printable.escape("\ud83d\ude00 é 漢")).isEqualTo("\ud83d\ude00 é 漢");
  }

  @Test
  void escapes_invisible_characters_beyond_the_basic_plane() {
    assertThat(Printable.escape("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
  }

  @Test
  void cuts_long_text_between_characters() {
    String text = "a".repeat(199) + "\ud83d\ude00" + "b";
    assertThat(Printable.escape(text)).isEqualTo("a".repeat(199) + "… (202 characters)");
    assertThat(Printable.escapeAll(text)).isEqualTo(text);
  }
}
