package dev.brine.cli.convert;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Chosen;
import dev.brine.cli.input.StandardInput;
import dev.brine.cli.rows.RowFile;
import dev.brine.convert.PickleFree;
import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.Safetensors;
import dev.brine.npy.Npy;
import dev.brine.npy.array.LoadOptions;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine convert}. */
public final class ConvertCommand implements Command {
  private static final String INVERSE = "inverse";
  private static final String DEFLATE = "deflate";
  private static final String STORE = "store";
  private static final String TENSORS = ".safetensors";
  private static final String CSV = ".csv";
  private static final String JSON_LINES = ".jsonl";

  @Override
  public String usage() {
    return "brine convert [--inverse] [--deflate|--store] IN [MEMBER] OUT";
  }

  @Override
  public String summary() {
    return "Writes the arrays of IN as OUT, by the end of its name an .npz that NumPy opens without"
        + " allow_pickle, a .safetensors, an .npy of one array, or a .csv or .jsonl of its rows;"
        + " prints the Python that gives object arrays back.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, INVERSE, "Makes object arrays again of what convert made of them.");
    Arguments.flag(options, DEFLATE, "Deflates the members of an .npz; else as IN does.");
    Arguments.flag(options, STORE, "Stores the members of an .npz without compression.");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    List<String> files = line.getArgList();
    if (files.size() != 2 && files.size() != 3) {
      throw new UsageException(
          "brine convert takes IN, a MEMBER of it if only one is meant, and OUT");
    }
    Path in = Path.of(files.get(0));
    Path out = Path.of(files.get(files.size() - 1));
    Arguments arguments = new Arguments(line);
    if (out.toString().endsWith(CSV) || out.toString().endsWith(JSON_LINES)) {
      lines(files, out);
      console.out().println(out + ": written");
    } else if (files.size() == 3) {
      throw new UsageException("brine convert takes a MEMBER only for .csv and .jsonl");
    } else if (arguments.has(INVERSE)) {
      List<String> restored = PickleFree.restore(in, out);
      console.out().println(out + ": " + counted(restored.size()) + " restored");
    } else {
      convert(in, out, compression(arguments), console.out());
    }
    return FINE;
  }

  private static void lines(List<String> files, Path out) throws IOException {
    List<String> inputs = files.subList(0, files.size() - 1);
    try (StandardInput none = new StandardInput(InputStream.nullInputStream());
        Chosen chosen = Chosen.open(inputs, 0, none, LoadOptions.DEFAULT)) {
      if (chosen.next() != inputs.size()) {
        throw new UsageException(inputs.get(0) + " has no member " + inputs.get(1));
      }
      if (chosen.parts().size() != 1) {
        throw new UsageException(
            inputs.get(0)
                + " has not one member but "
                + chosen.parts().size()
                + ": say which, between IN and OUT");
      }
      RowFile.write(chosen.parts().get(0), out, out.toString().endsWith(JSON_LINES));
    }
  }

  private static @Nullable Boolean compression(Arguments arguments) {
    if (arguments.has(DEFLATE) && arguments.has(STORE)) {
      throw new UsageException("--deflate and --store exclude each other");
    }
    return arguments.has(DEFLATE) ? Boolean.TRUE : arguments.has(STORE) ? Boolean.FALSE : null;
  }

  private static void convert(Path in, Path out, @Nullable Boolean deflated, PrintStream to)
      throws IOException {
    boolean fromTensors = in.toString().endsWith(TENSORS);
    if (out.toString().endsWith(".npz")) {
      if (fromTensors) {
        Safetensors.toArchive(in, out, Boolean.TRUE.equals(deflated));
        to.println(out + ": written");
      } else {
        tell(PickleFree.convert(in, out, deflated), out, to);
      }
      return;
    }
    boolean tensors = out.toString().endsWith(TENSORS);
    if (!tensors && !out.toString().endsWith(".npy")) {
      throw new UsageException(
          "brine convert writes .npz, .npy, .safetensors, .csv and .jsonl, not " + out);
    }
    Map<String, NdArray> arrays =
        fromTensors ? Safetensors.read(in) : PickleFree.arrays(in, new ArrayList<>());
    if (tensors) {
      Safetensors.write(out, arrays);
    } else if (arrays.size() == 1) {
      Npy.save(out, arrays.values().iterator().next());
    } else {
      throw new UsageException(in + " has not one array but " + arrays.size() + ": write an .npz");
    }
    to.println(out + ": written");
  }

  private static void tell(List<Converted> done, Path out, PrintStream to) {
    to.println(out + ": " + counted(done.size()) + " converted; opens without allow_pickle");
    if (done.isEmpty()) {
      return;
    }
    to.println();
    to.println("import " + modules(done));
    to.println("z = numpy.load(" + quoted(out.toString()) + ")");
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
