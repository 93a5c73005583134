package dev.brine.cli.input;

import dev.brine.cli.input.Console.StandardInput;
import dev.brine.internal.text.Printable;

/**
 * The name of a file, quoted for commands and programs.
 *
 * @param plain as given
 * @param shell as one word for a shell
 * @param python as a Python literal in single quotes
 * @param java as a Java literal
 */
public record QuotedName(String plain, String shell, String python, String java) {
  private static final String UNQUOTED = "_-./+,:@%=";

  /** Quotes a name on the command line; standard input is called FILE. */
  public static QuotedName of(String name) {
    String plain = name.equals(StandardInput.NAME) ? "FILE" : name;
    return new QuotedName(plain, shell(plain), python(plain), java(plain));
  }

  /**
   * Replaces {@code {sh}} and {@code {py}} by the name, and <code>{sh:END}</code> by the name with
   * another end instead of its extension.
   */
  public String in(String command) {
    String text = command.replace("{sh}", shell).replace("{py}", python);
    for (int at = text.indexOf("{sh:"); at >= 0; at = text.indexOf("{sh:")) {
      int end = text.indexOf('}', at);
      String other = of(stem() + text.substring(at + 4, end)).shell;
      text = text.substring(0, at) + other + text.substring(end + 1);
    }
    return text;
  }

  /** The name with {@code part} inserted before its extension. */
  public QuotedName with(String part) {
    return of(stem() + part + plain.substring(stem().length()));
  }

  /** The name without its extension. */
  public String stem() {
    int dot = plain.lastIndexOf('.');
    boolean has = dot > 0 && plain.indexOf('/', dot) < 0 && plain.charAt(dot - 1) != '/';
    return has ? plain.substring(0, dot) : plain;
  }

  private static String shell(String name) {
    String word = name.startsWith("-") ? "./" + name : name;
    if (!word.isEmpty() && word.chars().allMatch(QuotedName::needsNoQuotes)) {
      return word;
    }
    if (word.chars().allMatch(c -> !hides(c))) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
    StringBuilder text = new StringBuilder("$'");
    for (int i = 0; i < word.length(); i++) {
      append(text, word.charAt(i), '\'', "\\u%04x");
    }
    return text.append('\'').toString();
  }

  public static String python(String name) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < name.length(); i++) {
      append(text, name.charAt(i), '\'', "\\u%04x");
    }
    return text.append('\'').toString();
  }

  /**
   * Writes control characters in octal: Java translates Unicode escapes before it parses literals.
   */
  private static String java(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      append(text, c, '"', c < ' ' ? "\\%03o" : "\\u%04x");
    }
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, char c, char quote, String hidden) {
    if (c == quote || c == '\\') {
      text.append('\\').append(c);
    } else if (hides(c)) {
      text.append(String.format(hidden, (int) c));
    } else {
      text.append(c);
    }
  }

  private static boolean needsNoQuotes(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNQUOTED.indexOf(c) >= 0;
  }

  /** Whether a terminal would hide or change the character. */
  private static boolean hides(int c) {
    return !Printable.isShown(c) && Character.getType(c) != Character.SURROGATE;
  }
}
