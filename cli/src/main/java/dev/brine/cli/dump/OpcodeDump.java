package dev.brine.cli.dump;

import dev.brine.cli.dump.Subject.Content;
import dev.brine.cli.text.Numbers;
import dev.brine.error.Location;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Disassembly;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.Instruction;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** The opcodes of a pickle, one a line: offset, name, argument. Nothing is run. */
final class OpcodeDump implements Dump {
  private static final int OFFSET = 8;
  private static final int NAME = 17;

  private final PrintStream out;

  OpcodeDump(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(Subject subject) throws IOException {
    long start = 0;
    if (subject.content() == Content.ARRAY) {
      NpyHeader header = subject.header();
      if (!header.dtype().hasObject()) {
        out.println("an array of " + header.dtype() + ": there is no pickle in it");
        return;
      }
      start = header.length();
    }
    try (InputStream in = subject.bytes()) {
      in.skipNBytes(start);
      long end = opcodes(in, subject, start);
      long more = subject.size() - end;
      if (more > 0) {
        out.println(Numbers.count(more, "byte") + " after the STOP");
      }
    }
  }

  /** Shows all opcodes; the offset behind the STOP. */
  private long opcodes(InputStream in, Subject subject, long start) throws IOException {
    Location location = Location.of(subject.title());
    Disassembly opcodes = Pickle.disassemble(in, location, start, PickleLimits.DEFAULT);
    long last = start;
    Instruction next = opcodes.next();
    while (next != null) {
      last = next.offset();
      out.print(Numbers.right(Long.toString(last), OFFSET));
      out.print(": ");
      String argument = next.argument();
      out.println(
          argument.isEmpty() ? next.opcode() : Numbers.left(next.opcode(), NAME) + argument);
      next = opcodes.next();
    }
    return last + 1;
  }
}
