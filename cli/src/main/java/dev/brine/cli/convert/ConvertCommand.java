package dev.brine.cli.convert;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.OpenFile;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.convert.Compression;
import dev.brine.convert.PickleFree;
import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.PickleFree.Stored;
import dev.brine.convert.Safetensors;
import dev.brine.convert.TextRows;
import dev.brine.convert.TextRows.Options.Header;
import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.magic.FileFormat;
import dev.brine.npy.Npy;
import dev.brine.npy.SaveOptions;
import dev.brine.npy.Torch;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine convert}. */
public final class ConvertCommand implements Command {
  private static final String RENAME = "rename";
  private static final String DELIMITER = "delimiter";
  private static final String INVERSE = "inverse";
  private static final String DEFLATE = "deflate";
  private static final String STORE = "store";
  private static final String HEADER = "header";
  private static final String NO_HEADER = "no-header";
  private static final String KEEP_GOING = "keep-going";
  private static final String ARRAYS_ONLY = "arrays-only";
  private static final String RAW = "raw";
  private static final String DTYPE = "dtype";
  private static final String ORDER = "order";

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
        RENAME,
        "write members whose names occur before as NAME_1, NAME_2 and so on; without it, the last"
            + " of several members of one name is written, as NumPy reads it, and other clashes are"
            + " errors");
    Arguments.value(
        options,
        DELIMITER,
        "CHARACTER",
        "the character between the cells of a .csv, such as ; or tab; by default a comma");
    Arguments.flag(
        options,
        RAW,
        "write elements of types that NumPy does not have as raw data, bfloat16 as V2, instead of"
            + " as float32");
    Arguments.value(
        options,
        DTYPE,
        "TYPE",
        "convert all arrays to float32, bfloat16 or another type of numbers, as NumPy's astype"
            + " with casting='same_kind'");
    Arguments.value(
        options,
        ORDER,
        "C|F",
        "the order of the elements of an .npy or .npz; by default, as in IN");
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
    List<String> inputs = files.subList(0, files.size() - 1);
    if (from.isText() && to.isText()) {
      rewrite(Path.of(in), Path.of(out), arguments);
      console.out().println(out + ": written");
    } else if (to.isText()) {
      char delimiter = delimiter(arguments);
      RowFile.write(inputs, Path.of(out), to, delimiter, arguments.loading());
      console.out().println(out + ": written");
    } else if (files.size() == 3) {
      RowFile.save(inputs, Path.of(out), arguments.loading());
      console.out().println(out + ": written");
    } else if (arguments.has(INVERSE)) {
      List<String> restored = PickleFree.restore(Path.of(in), Path.of(out));
      console.out().println(out + ": " + counted(restored.size()) + " restored");
    } else if (from.isText()) {
      List<Converted> ragged = rows(Path.of(in), Path.of(out), arguments);
      console.out().println(out + ": written");
      tell(ragged, out, console.out());
    } else if (!Files.exists(Path.of(in)) && in.indexOf('!') > 0) {
      convertPart(in, Path.of(out), arguments, console);
      console.out().println(out + ": written");
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

  /** Converts the array that FILE!MEMBER names. */
  private static void convertPart(String in, Path out, Arguments arguments, Console console)
      throws IOException {
    try (StandardInput input = new StandardInput(console.in());
        Chosen chosen = Chosen.open(List.of(in), 0, input, arguments.loading())) {
      NdArray array = chosen.parts().get(0).array();
      if (array.dtype().hasObject()) {
        throw new UsageException(in + " is an array of objects; convert the whole file to an .npz");
      }
      new Conversion(chosen.file().opened(), arguments, console)
          .write(Map.of("arr_0", array), FileKind.of(out.toString()), out);
    }
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
    if (files.size() == 3 && ((!to.isText() && to != FileKind.NPY) || from.isText())) {
      throw new UsageException(
          "brine convert takes a MEMBER only if OUT is a .npy, .csv or .jsonl");
    }
    if (arguments.has(DELIMITER) && from != FileKind.CSV && to != FileKind.CSV) {
      throw new UsageException("--delimiter applies only if IN or OUT is a .csv");
    }
    if (arguments.has(RENAME) && (from.isText() || to.isText() || arguments.has(INVERSE))) {
      throw new UsageException("--rename applies only to members of an .npz");
    }
    if ((arguments.has(HEADER) || arguments.has(NO_HEADER)) && from != FileKind.CSV) {
      throw new UsageException("--header and --no-header apply only if IN is a .csv");
    }
    if ((arguments.has(DEFLATE) || arguments.has(STORE)) && to != FileKind.NPZ) {
      throw new UsageException("--deflate and --store apply only if OUT is an .npz");
    }
    checkStored(from, to, arguments);
    boolean arrays = to == FileKind.NPZ || to == FileKind.NPY || to.isPickle();
    if (arguments.has(INVERSE) && (from.isText() || from == FileKind.SAFETENSORS || !arrays)) {
      throw new UsageException("--inverse converts an .npz to an .npz, .npy or .pkl");
    }
    if (arguments.has(INVERSE) && (arguments.has(DEFLATE) || arguments.has(STORE))) {
      throw new UsageException(
          "--inverse keeps the compression of IN; remove --deflate or --store");
    }
  }

  private static void checkStored(FileKind from, FileKind to, Arguments arguments) {
    boolean stored = arguments.has(DTYPE) || arguments.has(ORDER);
    if (stored && (from.isText() || to.isText() || arguments.has(INVERSE))) {
      throw new UsageException("--dtype and --order apply only if arrays are converted to arrays");
    }
    if (arguments.has(ORDER) && to == FileKind.SAFETENSORS) {
      throw new UsageException("--order applies only if OUT is an .npy or .npz");
    }
  }

  /** The order and the dtype of the output. */
  private static Stored stored(Arguments arguments) {
    Stored stored = arguments.has(RAW) ? Stored.AS_READ.withMlTypes() : Stored.AS_READ;
    String order = arguments.text(ORDER);
    if (order != null) {
      if (!order.equals("C") && !order.equals("F")) {
        throw new UsageException("--order must be C or F but was " + order);
      }
      stored = stored.withOrder(Order.valueOf(order));
    }
    String dtype = arguments.text(DTYPE);
    return dtype == null ? stored : stored.withDType(number(dtype));
  }

  private static DType number(String name) {
    try {
      DType dtype = MlType.of(name);
      dtype = dtype == null ? DTypes.parse(name) : dtype;
      if (dtype instanceof NumberType) {
        return dtype;
      }
    } catch (IllegalArgumentException e) {
      // as below
    }
    throw new UsageException(
        "--dtype must be a type of numbers such as float32 or bfloat16 but was " + name);
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

  /** The character between two cells of CSV. */
  private static char delimiter(Arguments arguments) {
    String given = arguments.text(DELIMITER);
    if (given == null) {
      return ',';
    }
    String text = given.equals("tab") || given.equals("\\t") ? "\t" : given;
    if (text.length() != 1) {
      throw new UsageException("--delimiter must be one character, or tab, but was " + given);
    }
    return text.charAt(0);
  }

  private static TextRows text(Path in, Arguments arguments) throws IOException {
    Header header = header(arguments);
    char delimiter = delimiter(arguments);
    try {
      return FileKind.of(in.toString()) == FileKind.CSV
          ? TextRows.csv(in, options -> options.withHeader(header).withDelimiter(delimiter))
          : TextRows.jsonLines(in);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--delimiter: " + e.getMessage());
    }
  }

  /** Writes the rows of a text file in the other format, by an array in a temporary file. */
  private static void rewrite(Path in, Path out, Arguments arguments) throws IOException {
    TextRows rows = text(in, arguments);
    Path array = Files.createTempFile("brine", ".npy");
    try {
      rows.toNpy(array);
      boolean json = FileKind.of(out.toString()) == FileKind.JSON_LINES;
      // a delimiter is that of IN; only if IN is no CSV, that of OUT
      boolean isCsv = FileKind.of(in.toString()) == FileKind.CSV;
      RowFile.write(Npy.load(array), in.toString(), out, json, isCsv ? ',' : delimiter(arguments));
    } finally {
      Files.deleteIfExists(array);
    }
  }

  private static Compression compression(Arguments arguments) {
    exclude(arguments, DEFLATE, STORE);
    return arguments.has(DEFLATE)
        ? Compression.DEFLATED
        : arguments.has(STORE) ? Compression.STORED : Compression.AS_INPUT;
  }

  /** Writes the array of a text file; returns how to restore lists of different lengths. */
  private static List<Converted> rows(Path in, Path out, Arguments arguments) throws IOException {
    Compression compression = compression(arguments);
    TextRows rows = text(in, arguments);
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
    private final Console console;
    private final PickleFree.Options options;
    private boolean failed;

    Conversion(OpenFile in, Arguments arguments, Console console) {
      this.in = in;
      this.console = console;
      PickleFree.Options chosen =
          PickleFree.Options.DEFAULT
              .withLoad(arguments.loading())
              .withCompression(compression(arguments))
              .withStored(stored(arguments));
      chosen = arguments.has(ARRAYS_ONLY) ? chosen.withArraysOnly() : chosen;
      chosen = arguments.has(RENAME) ? chosen.withRename() : chosen;
      this.options = arguments.has(KEEP_GOING) ? chosen.withFailed(this::skip) : chosen;
    }

    private void skip(String member, BrineException failure) {
      failed = true;
      console.tell(Failure.of(in.name(), failure).message() + "; left out");
    }

    void write(Path out) throws IOException {
      FileKind kind = FileKind.of(out.toString());
      if (Torch.isTorch(in.channel(), in.location())) {
        nested(nested(), kind, out);
      } else {
        try {
          whole(kind, out);
        } catch (RefusedException e) {
          Map<String, NdArray> arrays = nestedOrNone();
          if (arrays.isEmpty()) {
            throw e;
          }
          console.tell(in.name() + ": " + e.reason() + "; only the arrays in it are written");
          nested(arrays, kind, out);
        }
      }
    }

    /** The arrays in a value that has parts that are not data; none if it is no pickle. */
    private Map<String, NdArray> nestedOrNone() throws IOException {
      FileFormat format = in.head().format();
      return format == FileFormat.NPY || format == FileFormat.ZIP ? Map.of() : nested();
    }

    private Map<String, NdArray> nested() throws IOException {
      return PickleFree.nested(in.channel(), in.location(), options);
    }

    private void nested(Map<String, NdArray> arrays, FileKind kind, Path out) throws IOException {
      if (arrays.isEmpty()) {
        throw new UnsupportedException(
            in.location(), "there is no array in it; nothing is written");
      }
      write(arrays, kind, out);
      int count = arrays.size();
      console.out().println(out + ": " + (count == 1 ? "1 array" : count + " arrays") + " written");
    }

    private void whole(FileKind kind, Path out) throws IOException {
      // a header of safetensors counts more than the extension
      boolean fromTensors =
          in.head().isSafetensors() || FileKind.of(in.name()) == FileKind.SAFETENSORS;
      PrintStream to = console.out();
      if (kind == FileKind.NPZ && !fromTensors) {
        List<Converted> done = PickleFree.convert(in.channel(), in.location(), out, options);
        to.println(out + ": " + counted(done.size()) + " converted; opens without allow_pickle");
        tell(done, out.toString(), to);
        return;
      }
      write(
          fromTensors
              ? Safetensors.read(in.channel(), in.location())
              : PickleFree.arrays(in.channel(), in.location(), options),
          kind,
          out);
      to.println(out + ": written");
    }

    private void write(Map<String, NdArray> arrays, FileKind kind, Path out) throws IOException {
      if (kind != FileKind.SAFETENSORS) {
        note(arrays);
      }
      if (kind == FileKind.NPZ) {
        Safetensors.toNpz(arrays, out, options.compression(), options.stored());
      } else if (kind == FileKind.SAFETENSORS) {
        Safetensors.write(out, arrays, options.stored().dtype());
      } else if (arrays.size() == 1) {
        NdArray array = arrays.values().iterator().next();
        Npy.save(out, array, base -> options.stored().options(array, base));
      } else {
        throw new UsageException(
            in.name() + " has " + arrays.size() + " arrays, and an .npy holds one; write an .npz");
      }
    }

    /** Tells which elements, of types that NumPy does not have, become what. */
    private void note(Map<String, NdArray> arrays) {
      arrays.forEach(
          (name, array) -> {
            DType to = options.stored().options(array, SaveOptions.DEFAULT).dtype();
            if (array.dtype() instanceof MlType && options.stored().dtype() == null) {
              String as =
                  to == null
                      ? "raw data, as ml_dtypes does"
                      : to + ", since NumPy does not have it";
              console.tell(in.name() + "!" + name + ": " + array.dtype() + " is written as " + as);
            }
          });
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
