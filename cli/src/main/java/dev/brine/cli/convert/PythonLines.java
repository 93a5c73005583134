package dev.brine.cli.convert;

import dev.brine.convert.Converted;
import java.io.PrintStream;
import java.util.List;

/** The lines of Python that give object arrays back. */
final class PythonLines {
  private PythonLines() {}

  /** Prints a line for each array, after those that open the archive. */
  static void print(List<Converted> done, String archive, PrintStream to) {
    to.println("import " + modules(done));
    to.println("z = numpy.load(" + quoted(archive) + ")");
    for (int i = 0; i < done.size(); i++) {
      String variable = isPython(done.get(i).name()) ? done.get(i).name() : "array_" + i;
      String note =
          done.get(i).python().contains("json.loads") ? "  # tagged JSON where it is" : "";
      to.println(variable + " = " + done.get(i).python() + note);
    }
  }

  private static String modules(List<Converted> done) {
    StringBuilder names = new StringBuilder();
    for (String module : List.of("decimal", "json")) {
      if (done.stream().anyMatch(array -> array.python().contains(module + "."))) {
        names.append(module).append(", ");
      }
    }
    return names + "numpy";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Whether a name can be that of a variable. */
  private static boolean isPython(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty() && !isTaken(name);
  }

  /** Python's keywords, and the names that the lines use. */
  private static boolean isTaken(String name) {
    return switch (name) {
      case "and", "as", "assert", "async", "await", "break", "class", "continue", "def" -> true;
      case "del", "elif", "else", "except", "finally", "for", "from", "global", "if" -> true;
      case "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise" -> true;
      case "return", "try", "while", "with", "yield", "None", "True", "False" -> true;
      case "bytes", "decimal", "json", "len", "list", "numpy", "range", "tuple", "z", "zip" -> true;
      default -> false;
    };
  }
}
