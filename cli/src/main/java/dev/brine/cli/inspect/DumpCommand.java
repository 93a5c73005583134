package dev.brine.cli.inspect;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.cli.print.Numbers;
import dev.brine.error.BrineException;
import dev.brine.error.MalformedException;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine dump} prints values, canonical text, or opcodes. */
public final class DumpCommand implements Command {
  private static final int MAX_BYTES = 1_000;
  private static final int PROTO = 0x80;
  private static final int OFFSET_WIDTH = 8;
  private static final int OPCODE_WIDTH = 17;

  @Override
  public String usage() {
    return "brine dump FILE [MEMBER]... [--canonical | --ops] [--encoding NAME]";
  }

  @Override
  public String summary() {
    return "Prints the value in a file as Python's repr does, on a terminal with one item per line; a"
        + " call of an unknown class or function is printed as a call, and nothing is run.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(
        options,
        "canonical",
        "print the canonical text, which is the same for the same value in any file; refuse"
            + " anything that is not data");
    Arguments.flag(
        options,
        "ops",
        "print the opcodes of the pickle with their offsets, up to the first error");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    List<String> names = line.getArgList();
    if (names.isEmpty()) {
      throw new UsageException("no file is given");
    }
    boolean canonical = arguments.has("canonical");
    boolean ops = arguments.has("ops");
    if (canonical && ops) {
      throw new UsageException("--canonical and --ops exclude each other");
    }
    LoadOptions strict = arguments.loading();
    LoadOptions options = canonical ? strict : strict.withPickle(strict.pickle().withLenient());
    PickleText.Options shown =
        console.screen() ? PickleText.Options.DEFAULT : PickleText.Options.EXACT;
    PrintStream out = console.out();
    boolean failed = false;
    try (StandardInput input = new StandardInput(console.in());
        Chosen chosen = Chosen.open(names, 0, input, options)) {
      if (chosen.next() < names.size()) {
        throw new UsageException(
            names.get(0)
                + " has no member "
                + names.get(chosen.next())
                + "; "
                + chosen.file().memberList()
                + "; brine dump takes one FILE");
      }
      for (Part part : chosen.parts()) {
        if (chosen.parts().size() > 1 && !canonical) {
          out.println(Printable.escape(part.key()) + ":");
        }
        Failure failure =
            Failure.of(
                () -> {
                  if (ops) {
                    opcodes(part, out);
                  } else if (canonical) {
                    canonical(part, out);
                  } else {
                    readable(part, out, shown);
                  }
                },
                part);
        if (failure != null) {
          console.tell(failure.message());
          failed = true;
        }
      }
    }
    return failed ? ERROR : OK;
  }

  /** Whether a part is an array or a pickle; a member is a pickle if it begins with PROTO. */
  private static boolean hasValue(Part part) throws IOException {
    if (part.content() != Part.Content.BYTES) {
      return true;
    }
    try (InputStream in = part.bytes()) {
      return in.read() == PROTO;
    }
  }

  /** Prints the value as Python would; for other members, the first bytes. */
  private static void readable(Part part, PrintStream out, PickleText.Options options)
      throws IOException {
    boolean value = hasValue(part);
    PickleValue shown = value ? part.value() : start(part);
    PickleText.writeRepr(shown, out, part.location(), options, PickleLimits.DEFAULT);
    out.println();
    long more = value ? 0 : part.size() - MAX_BYTES;
    if (more > 0) {
      out.println("... and " + more + " more bytes");
    }
  }

  private static PickleValue start(Part part) throws IOException {
    try (InputStream in = part.bytes()) {
      return PyBytes.wrap(in.readNBytes(MAX_BYTES));
    }
  }

  /** Prints the canonical text and a line feed, nothing else. */
  private static void canonical(Part part, PrintStream out) throws IOException {
    PickleValue value = part.value();
    boolean array = value instanceof ArrayValue || value instanceof MaskedValue;
    if (!array && part.content() == Part.Content.ARRAY) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH,
          part.location().at(part.header().length()),
          "the header says an array, but the pickle holds " + value.described());
    }
    PickleText.writeCanonical(value, out, part.location(), PickleLimits.DEFAULT);
    out.write('\n');
  }

  /** Prints the opcodes of a pickle, one per line: offset, name, argument. */
  private static void opcodes(Part part, PrintStream out) throws IOException {
    long start = 0;
    if (part.content() == Part.Content.ARRAY) {
      NpyHeader header = part.header();
      if (!header.dtype().hasObject()) {
        out.println(
            part.key() + " is an array of " + header.dtype() + ", which contains no pickle");
        return;
      }
      start = header.length();
    }
    try (InputStream in = part.bytes()) {
      in.skipNBytes(start);
      Pickle.Disassembly opcodes =
          Pickle.disassemble(in, part.location(), start, PickleLimits.DEFAULT);
      long last = start;
      for (Pickle.@Nullable Instruction next = opcodes.next();
          next != null;
          next = opcodes.next()) {
        last = next.offset();
        String argument = next.argument();
        out.print(Numbers.right(Long.toString(last), OFFSET_WIDTH));
        out.print(": ");
        out.println(
            argument.isEmpty()
                ? next.opcode()
                : Numbers.left(next.opcode(), OPCODE_WIDTH) + argument);
      }
      long more = part.size() - (last + 1);
      if (more > 0) {
        out.println(Numbers.count(more, "byte") + " after the STOP");
      }
    }
  }
}
