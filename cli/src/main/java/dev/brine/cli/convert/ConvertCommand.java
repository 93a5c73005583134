package dev.brine.cli.convert;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.StandardInput;
import dev.brine.convert.Converted;
import dev.brine.convert.FreeOptions.Members;
import dev.brine.convert.PickleFree;
import dev.brine.convert.Safetensors;
import dev.brine.convert.TextRows;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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
  private static final String HEADER = "header";
  private static final String NO_HEADER = "no-header";

  @Override
  public String usage() {
    return "brine convert [--inverse] [--deflate|--store] [--header|--no-header] IN [MEMBER] OUT";
  }

  @Override
  public String summary() {
    return "Writes the arrays of IN as OUT, by the end of its name an .npz that NumPy opens without"
        + " allow_pickle, a .safetensors, an .npy of one array, or a .csv or .jsonl of its rows;"
        + " prints the Python that gives object arrays back. IN may be any of these, too.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, INVERSE, "Makes object arrays again of what convert made of them.");
    Arguments.flag(options, DEFLATE, "Deflates the members of an .npz; else as IN does.");
    Arguments.flag(options, STORE, "Stores the members of an .npz without compression.");
    Arguments.flag(
        options, HEADER, "The first line of a .csv has names; else by what is below it.");
    Arguments.flag(options, NO_HEADER, "The first line of a .csv has no names.");
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    List<String> files = line.getArgList();
    if (files.size() != 2 && files.size() != 3) {
      throw new UsageException(
          "brine convert takes IN, a MEMBER of it if only one is meant, and OUT");
    }
    String in = files.get(0);
    String out = files.get(files.size() - 1);
    Arguments arguments = new Arguments(line);
    FileKind from = FileKind.of(in);
    FileKind to = FileKind.of(out);
    check(from, to, files, arguments);
    if (to.isText()) {
      MemberRows.write(
          files.subList(0, files.size() - 1), Path.of(out), to, Loading.options(arguments));
      console.out().println(out + ": written");
    } else if (arguments.has(INVERSE)) {
      List<String> restored = PickleFree.restore(Path.of(in), Path.of(out));
      console.out().println(out + ": " + counted(restored.size()) + " restored");
    } else if (from.isText()) {
      List<Converted> ragged = rows(Path.of(in), Path.of(out), arguments);
      console.out().println(out + ": written");
      tell(ragged, out, console.out());
    } else {
      convert(Path.of(in), Path.of(out), arguments, console.out());
    }
    return FINE;
  }

  /** Refuses what makes no sense together, rather than to leave something out. */
  private static void check(FileKind from, FileKind to, List<String> files, Arguments arguments) {
    if (files.get(0).equals(StandardInput.NAME)) {
      throw new UsageException("brine convert reads a file, not standard input");
    }
    if (to == FileKind.OTHER || (to.isPickle() && !arguments.has(INVERSE))) {
      throw new UsageException(
          "brine convert writes .npz, .npy, .safetensors, .csv and .jsonl, not "
              + files.get(files.size() - 1));
    }
    if (files.size() == 3 && !to.isText()) {
      throw new UsageException("brine convert takes a MEMBER only for .csv and .jsonl");
    }
    if (from.isText() && to.isText()) {
      throw new UsageException("brine convert makes text of arrays and arrays of text: go by .npz");
    }
    if ((arguments.has(HEADER) || arguments.has(NO_HEADER)) && from != FileKind.CSV) {
      throw new UsageException("--header and --no-header are for a .csv that is read");
    }
    if ((arguments.has(DEFLATE) || arguments.has(STORE)) && to != FileKind.NPZ) {
      throw new UsageException("--deflate and --store are for an .npz that is written");
    }
    boolean arrays = to == FileKind.NPZ || to == FileKind.NPY || to.isPickle();
    if (arguments.has(INVERSE) && (from.isText() || from == FileKind.SAFETENSORS || !arrays)) {
      throw new UsageException("--inverse makes an .npz, .npy or .pkl of an .npz");
    }
    if (arguments.has(INVERSE) && (arguments.has(DEFLATE) || arguments.has(STORE))) {
      throw new UsageException("--inverse deflates members where IN does");
    }
  }

  /** Which of two options is given: true for the first, false for the second, null for none. */
  private static @Nullable Boolean chosen(Arguments arguments, String yes, String no) {
    if (arguments.has(yes) && arguments.has(no)) {
      throw new UsageException("--" + yes + " and --" + no + " exclude each other");
    }
    return arguments.has(yes) ? Boolean.TRUE : arguments.has(no) ? Boolean.FALSE : null;
  }

  /** Writes the array of a text; what is to be told of lists of different lengths. */
  private static List<Converted> rows(Path in, Path out, Arguments arguments) throws IOException {
    Boolean header = chosen(arguments, HEADER, NO_HEADER);
    boolean deflated = Boolean.TRUE.equals(chosen(arguments, DEFLATE, STORE));
    TextRows rows =
        FileKind.of(in.toString()) == FileKind.CSV
            ? TextRows.csv(in, header)
            : TextRows.jsonLines(in);
    switch (FileKind.of(out.toString())) {
      case NPZ -> {
        return rows.toNpz(out, deflated);
      }
      case NPY -> rows.toNpy(out);
      default -> rows.toSafetensors(out);
    }
    return List.of();
  }

  private static void convert(Path in, Path out, Arguments arguments, PrintStream to)
      throws IOException {
    Boolean deflated = chosen(arguments, DEFLATE, STORE);
    LoadOptions load = Loading.options(arguments);
    boolean fromTensors = FileKind.of(in.toString()) == FileKind.SAFETENSORS;
    FileKind kind = FileKind.of(out.toString());
    if (kind == FileKind.NPZ && !fromTensors) {
      List<Converted> done =
          PickleFree.convert(
              in, out, options -> options.withLoad(load).withMembers(members(deflated)));
      to.println(out + ": " + counted(done.size()) + " converted; opens without allow_pickle");
      tell(done, out.toString(), to);
      return;
    }
    if (kind == FileKind.NPZ) {
      Safetensors.toArchive(in, out, Boolean.TRUE.equals(deflated));
    } else {
      Map<String, NdArray> arrays =
          fromTensors
              ? Safetensors.read(in)
              : PickleFree.arrays(in, options -> options.withLoad(load));
      if (kind == FileKind.SAFETENSORS) {
        Safetensors.write(out, arrays);
      } else if (arrays.size() == 1) {
        Npy.save(out, arrays.values().iterator().next());
      } else {
        throw new UsageException(
            in + " has not one array but " + arrays.size() + ": write an .npz");
      }
    }
    to.println(out + ": written");
  }

  private static void tell(List<Converted> done, String out, PrintStream to) {
    if (!done.isEmpty()) {
      to.println();
      PythonLines.print(done, out, to);
    }
  }

  private static Members members(@Nullable Boolean deflated) {
    if (deflated == null) {
      return Members.AS_BEFORE;
    }
    return deflated ? Members.DEFLATED : Members.STORED;
  }

  private static String counted(int arrays) {
    return arrays == 1 ? "1 object array" : arrays + " object arrays";
  }
}
