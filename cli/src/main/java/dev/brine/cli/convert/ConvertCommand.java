package dev.brine.cli.convert;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.OpenFile;
import dev.brine.convert.Compression;
import dev.brine.convert.PickleFree;
import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.Safetensors;
import dev.brine.convert.TextRows;
import dev.brine.convert.TextRows.Options.Header;
import dev.brine.error.BrineException;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine convert}. */
public final class ConvertCommand implements Command {
  private static final String INVERSE = "inverse";
  private static final String DEFLATE = "deflate";
  private static final String STORE = "store";
  private static final String HEADER = "header";
  private static final String NO_HEADER = "no-header";
  private static final String KEEP_GOING = "keep-going";
  private static final String ARRAYS_ONLY = "arrays-only";
  private static final String RAW = "raw";

  @Override
  public String usage() {
    return "brine convert [options] IN [MEMBER] OUT";
  }

  @Override
  public String summary() {
    return "Writes the arrays of IN to OUT. The extension of OUT chooses the format: an .npz"
        + " that NumPy"
        + " opens without allow_pickle, a .safetensors, an .npy of one array, or a .csv or"
        + " .jsonl of"
        + " its rows. Prints the Python code that restores object arrays. IN may have any of these"
        + " formats.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, INVERSE, "restore the object arrays of a file that convert wrote");
    Arguments.flag(
        options,
        DEFLATE,
        "compress the members of an .npz; by default, they are compressed as in IN");
    Arguments.flag(options, STORE, "store the members of an .npz uncompressed");
    Arguments.flag(
        options, HEADER, "the first line of a .csv has names; by default, this is detected");
    Arguments.flag(options, NO_HEADER, "the first line of a .csv has no names");
    Arguments.flag(
        options,
        KEEP_GOING,
        "convert the members of an archive that can be read, also of a damaged one; name the"
            + " others, and exit with 1");
    Arguments.flag(
        options,
        ARRAYS_ONLY,
        "leave out members of an archive that are not arrays, such as the metadata of macOS");
    Arguments.flag(
        options,
        RAW,
        "write tensors of types that NumPy does not have as raw data, bfloat16 as V2, instead of"
            + " as float32");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    List<String> files = line.getArgList();
    if (files.size() != 2 && files.size() != 3) {
      throw new UsageException("brine convert takes IN, optionally a MEMBER of it, and OUT");
    }
    String in = files.get(0);
    String out = files.get(files.size() - 1);
    Arguments arguments = new Arguments(line);
    FileKind from = FileKind.of(in);
    FileKind to = FileKind.of(out);
    check(from, to, files, arguments);
    if (to.isText()) {
      RowFile.write(files.subList(0, files.size() - 1), Path.of(out), to, arguments.loading());
      console.out().println(out + ": written");
    } else if (arguments.has(INVERSE)) {
      List<String> restored = PickleFree.restore(Path.of(in), Path.of(out));
      console.out().println(out + ": " + counted(restored.size()) + " restored");
    } else if (from.isText()) {
      List<Converted> ragged = rows(Path.of(in), Path.of(out), arguments);
      console.out().println(out + ": written");
      tell(ragged, out, console.out());
    } else {
      try (OpenFile file = OpenFile.of(in, Path.of(in))) {
        InputFile.requireReadable(file);
        Conversion conversion = new Conversion(file, arguments, console);
        conversion.write(Path.of(out));
        return conversion.failed ? FINDINGS : OK;
      }
    }
    return OK;
  }

  /** Refuses combinations of arguments that would ignore an option. */
  private static void check(FileKind from, FileKind to, List<String> files, Arguments arguments) {
    if (files.get(0).equals(StandardInput.NAME)) {
      throw new UsageException("brine convert cannot read standard input; name a file");
    }
    if (to == FileKind.OTHER || (to.isPickle() && !arguments.has(INVERSE))) {
      throw new UsageException(
          "brine convert writes .npz, .npy, .safetensors, .csv and .jsonl, not "
              + files.get(files.size() - 1));
    }
    if (files.size() == 3 && !to.isText()) {
      throw new UsageException("brine convert takes a MEMBER only if OUT is a .csv or .jsonl");
    }
    if (from.isText() && to.isText()) {
      throw new UsageException("brine convert cannot convert text to text; convert to .npz first");
    }
    if ((arguments.has(HEADER) || arguments.has(NO_HEADER)) && from != FileKind.CSV) {
      throw new UsageException("--header and --no-header apply only if IN is a .csv");
    }
    if ((arguments.has(DEFLATE) || arguments.has(STORE)) && to != FileKind.NPZ) {
      throw new UsageException("--deflate and --store apply only if OUT is an .npz");
    }
    boolean arrays = to == FileKind.NPZ || to == FileKind.NPY || to.isPickle();
    if (arguments.has(INVERSE) && (from.isText() || from == FileKind.SAFETENSORS || !arrays)) {
      throw new UsageException("--inverse converts an .npz to an .npz, .npy or .pkl");
    }
    if (arguments.has(INVERSE) && (arguments.has(DEFLATE) || arguments.has(STORE))) {
      throw new UsageException(
          "--inverse keeps the compression of IN; remove --deflate or --store");
    }
  }

  private static void exclude(Arguments arguments, String one, String other) {
    if (arguments.has(one) && arguments.has(other)) {
      throw new UsageException("--" + one + " and --" + other + " exclude each other");
    }
  }

  private static Header header(Arguments arguments) {
    exclude(arguments, HEADER, NO_HEADER);
    return arguments.has(HEADER)
        ? Header.PRESENT
        : arguments.has(NO_HEADER) ? Header.ABSENT : Header.DETECT;
  }

  private static Compression compression(Arguments arguments) {
    exclude(arguments, DEFLATE, STORE);
    return arguments.has(DEFLATE)
        ? Compression.DEFLATED
        : arguments.has(STORE) ? Compression.STORED : Compression.AS_INPUT;
  }

  /** Writes the array of a text file; returns how to restore lists of different lengths. */
  private static List<Converted> rows(Path in, Path out, Arguments arguments) throws IOException {
    Header header = header(arguments);
    Compression compression = compression(arguments);
    TextRows rows =
        FileKind.of(in.toString()) == FileKind.CSV
            ? TextRows.csv(in, options -> options.withHeader(header))
            : TextRows.jsonLines(in);
    switch (FileKind.of(out.toString())) {
      case NPZ -> {
        return rows.toNpz(out, compression);
      }
      case NPY -> rows.toNpy(out);
      default -> rows.toSafetensors(out);
    }
    return List.of();
  }

  /** Converts arrays or tensors. */
  private static final class Conversion {
    private final OpenFile in;
    private final Arguments arguments;
    private final Console console;
    private final PickleFree.Options options;
    private boolean failed;

    Conversion(OpenFile in, Arguments arguments, Console console) {
      this.in = in;
      this.arguments = arguments;
      this.console = console;
      PickleFree.Options chosen =
          PickleFree.Options.DEFAULT
              .withLoad(arguments.loading())
              .withCompression(compression(arguments));
      chosen = arguments.has(ARRAYS_ONLY) ? chosen.withArraysOnly() : chosen;
      this.options = arguments.has(KEEP_GOING) ? chosen.withFailed(this::skip) : chosen;
    }

    private void skip(String member, BrineException failure) {
      failed = true;
      console.tell(Failure.of(in.name(), failure).message() + "; left out");
    }

    void write(Path out) throws IOException {
      // a header of safetensors counts more than the extension
      boolean fromTensors =
          in.head().isSafetensors() || FileKind.of(in.name()) == FileKind.SAFETENSORS;
      FileKind kind = FileKind.of(out.toString());
      PrintStream to = console.out();
      if (kind == FileKind.NPZ && !fromTensors) {
        List<Converted> done = PickleFree.convert(in.channel(), in.location(), out, options);
        to.println(out + ": " + counted(done.size()) + " converted; opens without allow_pickle");
        tell(done, out.toString(), to);
        return;
      }
      Map<String, NdArray> arrays =
          fromTensors ? tensors() : PickleFree.arrays(in.channel(), in.location(), options);
      if (kind == FileKind.NPZ) {
        Safetensors.toNpz(arrays, out, options.compression());
      } else if (kind == FileKind.SAFETENSORS) {
        Safetensors.write(out, arrays);
      } else if (arrays.size() == 1) {
        Npy.save(out, arrays.values().iterator().next());
      } else {
        throw new UsageException(
            in.name() + " has " + arrays.size() + " arrays, and an .npy holds one; write an .npz");
      }
      to.println(out + ": written");
    }

    /** The tensors, with a note about those that are written as another type. */
    private Map<String, NdArray> tensors() throws IOException {
      boolean raw = arguments.has(RAW);
      Safetensors.foreignTypes(in.channel(), in.location())
          .forEach(
              (name, type) ->
                  console.tell(
                      in.name()
                          + "!"
                          + name
                          + ": "
                          + type
                          + " is written as "
                          + (raw
                              ? "raw data, as ml_dtypes does"
                              : "float32, since NumPy does not have it")));
      return raw
          ? Safetensors.readRaw(in.channel(), in.location())
          : Safetensors.read(in.channel(), in.location());
    }
  }

  private static void tell(List<Converted> done, String out, PrintStream to) {
    if (!done.isEmpty()) {
      to.println();
      PythonLines.print(done, out, to);
    }
  }

  private static String counted(int arrays) {
    return arrays == 1 ? "1 object array" : arrays + " object arrays";
  }

  /** The format of a file by its extension. */
  enum FileKind {
    NPY(".npy"),
    NPZ(".npz"),
    SAFETENSORS(".safetensors"),
    CSV(".csv"),
    JSON_LINES(".jsonl"),
    PKL(".pkl"),
    PICKLE(".pickle"),
    /** Another extension. */
    OTHER("");

    private final String end;

    FileKind(String end) {
      this.end = end;
    }

    static FileKind of(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      for (FileKind kind : values()) {
        if (lower.endsWith(kind.end)) {
          return kind;
        }
      }
      return OTHER;
    }

    /** Whether it is a bare pickle. */
    boolean isPickle() {
      return this == PKL || this == PICKLE;
    }

    /** Whether it is rows of text. */
    boolean isText() {
      return this == CSV || this == JSON_LINES;
    }
  }

  /** The lines of Python that restore object arrays. */
  private static final class PythonLines {
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

    /** Whether a name can be the name of a variable. */
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
        case "bytes", "decimal", "json", "len", "list", "numpy", "range", "tuple", "z", "zip" ->
            true;
        default -> false;
      };
    }
  }
}
