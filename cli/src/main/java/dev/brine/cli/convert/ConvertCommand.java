package dev.brine.cli.convert;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.convert.PickleFree;
import dev.brine.convert.PickleFree.Converted;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine convert}. */
public final class ConvertCommand implements Command {
  private static final String INVERSE = "inverse";

  @Override
  public String usage() {
    return "brine convert [--inverse] IN OUT";
  }

  @Override
  public String summary() {
    return "Writes the arrays of IN, an .npy or .npz, as OUT, an .npz that NumPy opens without"
        + " allow_pickle, and prints the Python that gives object arrays back.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, INVERSE, "Makes object arrays again of what convert made of them.");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    List<String> files = line.getArgList();
    if (files.size() != 2) {
      throw new UsageException("brine convert takes IN and OUT");
    }
    Path in = Path.of(files.get(0));
    Path out = Path.of(files.get(1));
    if (new Arguments(line).has(INVERSE)) {
      List<String> restored = PickleFree.restore(in, out);
      console.out().println(out + ": " + counted(restored.size()) + " restored");
      return FINE;
    }
    if (!files.get(1).endsWith(".npz")) {
      throw new UsageException("brine convert writes an .npz, not " + out);
    }
    tell(PickleFree.convert(in, out), out, console.out());
    return FINE;
  }

  private static void tell(List<Converted> done, Path out, PrintStream to) {
    to.println(out + ": " + counted(done.size()) + " converted; opens without allow_pickle");
    if (done.isEmpty()) {
      return;
    }
    to.println();
    to.println("import decimal, json, numpy");
    to.println("z = numpy.load(" + quoted(out.toString()) + ")");
    for (int i = 0; i < done.size(); i++) {
      String variable = isPython(done.get(i).name()) ? done.get(i).name() : "array_" + i;
      String note = done.get(i).python().contains("json.loads") ? "  # tagged JSON where it is" : "";
      to.println(variable + " = " + done.get(i).python() + note);
    }
  }

  private static String counted(int arrays) {
    return arrays == 1 ? "1 object array" : arrays + " object arrays";
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
