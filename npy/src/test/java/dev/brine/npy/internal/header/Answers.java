package dev.brine.npy.internal.header;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What NumPy and Python answered: src/test/resources/header, by make_header_fixtures.py. */
public final class Answers {
  private Answers() {}

  /** The rows of a file: from the first column, the question, to the others, the answer. */
  public static Map<String, List<String>> of(String name) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    try (InputStream in = Answers.class.getResourceAsStream("/header/" + name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t", -1)) {
          cells.add(unescaped(cell));
        }
        answers.put(cells.get(0), cells.subList(1, cells.size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  /** The facts of a dtype in the order of the file: dtype.str, descr, itemsize and so on. */
  public static List<String> facts(DType dtype) {
    List<Field> fields = dtype instanceof StructType struct ? struct.fields() : List.of();
    StringBuilder offsets = new StringBuilder();
    StringBuilder titles = new StringBuilder();
    for (Field field : fields) {
      String separator = offsets.length() == 0 ? "" : ", ";
      offsets.append(separator).append('(').append(PythonRepr.of(field.name()));
      offsets.append(", ").append(field.offset()).append(')');
      String title = field.title();
      titles.append(separator);
      titles.append(title == null ? "()" : "(" + PythonRepr.of(title) + ",)");
    }
    return List.of(
        dtype.str(),
        dtype.descr(),
        String.valueOf(dtype.itemsize()),
        String.valueOf(dtype.alignment()),
        dtype.toString(),
        dtype.hasObject() ? "1" : "0",
        "[" + offsets + "]",
        "[" + titles + "]");
  }

  /** Undoes Python's unicode_escape. */
  private static String unescaped(String cell) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < cell.length()) {
      char c = cell.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char letter = cell.charAt(i++);
      switch (letter) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case '\\' -> out.append('\\');
        default -> {
          int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
          out.appendCodePoint(Integer.parseUnsignedInt(cell.substring(i, i + digits), 16));
          i += digits;
        }
      }
    }
    return out.toString();
  }
}
