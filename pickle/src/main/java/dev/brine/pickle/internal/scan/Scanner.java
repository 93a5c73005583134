package dev.brine.pickle.internal.scan;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.pickle.internal.machine.PickleMachine;
import dev.brine.pickle.internal.machine.Witness;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.PickleTypes;
import dev.brine.pickle.value.Finding;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import dev.brine.pickle.value.ScanReport;
import dev.brine.pickle.value.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Runs the machine over a pickle and all that follows it, and keeps what it asks for. After the
 * first pickle, or where one breaks, every place that looks like the start of another is tried:
 * other readers may get there.
 */
public final class Scanner implements Witness {
  private static final int DEEPEST = 4;
  private static final int LONGEST_REST = 64 << 20;
  private static final int LONGEST_TRY = 1 << 16;
  private static final long FREE_WORK = 64L << 20;

  private final Location location;
  private final PickleOptions options;
  private final PickleTypes tables;
  private final Findings findings;
  private final int nesting;
  private final long base;

  private Scanner(
      Location location, PickleOptions options, Findings findings, int nesting, long base) {
    this.location = location;
    this.options = options;
    this.tables = options.types().or(PythonTypes.INSTANCE);
    this.findings = findings;
    this.nesting = nesting;
    this.base = base;
  }

  /**
   * Scans a stream to its end.
   *
   * @param start the offset of the stream's first byte in its member
   */
  public static ScanReport scan(
      InputStream in, Location location, long start, PickleOptions options) throws IOException {
    Findings findings = new Findings();
    Scanner scanner = new Scanner(location, options.withLenient(), findings, 0, -1);
    OpcodeReader reader = PickleMachine.reader(in, location, start, options.limits());
    PickleMachine machine = new PickleMachine(reader, scanner.options, scanner);
    boolean complete = scanner.run(machine);
    PickleFacts facts = machine.facts();
    long offset = reader.offset();
    long promised = complete ? reader.frameLeft() : 0;
    byte[] rest = reader.rest(LONGEST_REST);
    scanner.frame(promised, rest.length, offset);
    if (rest.length == LONGEST_REST) {
      scanner.odd(Verdict.SUSPICIOUS, "", offset, "more follows than is looked at");
    }
    new Rest(scanner, rest, offset).scan(complete);
    return new ScanReport(findings.verdict(), findings.list(), facts);
  }

  /** Runs one pickle to its STOP; false if it breaks, which is a finding too. */
  private boolean run(PickleMachine machine) throws IOException {
    try {
      machine.run();
      return true;
    } catch (BrineException e) {
      String opcode = machine.opcodeName();
      findings.add(
          new Finding(
              rate(e, opcode), "", "", opcode, place(e.location().offset()), nesting, e.reason()));
      return false;
    }
  }

  /** A frame that goes on after the STOP: nobody runs what is there. */
  private void frame(long promised, long available, long offset) {
    if (promised > Math.min(available, LONGEST_REST - 1)) {
      odd(Verdict.MALFORMED, "STOP", offset, "the frame ends after the bytes do");
    } else if (promised > 0) {
      odd(Verdict.SUSPICIOUS, "STOP", offset, "the frame goes on after the STOP");
    }
  }

  private static Verdict rate(BrineException e, String opcode) {
    return switch (opcode) {
      case "INT", "LONG" -> e.kind() == Kind.MALFORMED ? Verdict.SUSPICIOUS : Verdict.MALFORMED;
      case "GLOBAL", "INST", "STACK_GLOBAL" ->
          e.kind() == Kind.LIMIT ? Verdict.SUSPICIOUS : Verdict.MALFORMED;
      default -> Verdict.MALFORMED;
    };
  }

  private long place(long offset) {
    return base >= 0 ? base : offset;
  }

  @Override
  public void named(PyGlobal name, boolean known, String opcode) {
    if (!known) {
      Verdict verdict = NameRating.verdict(name, tables);
      add(verdict, name, opcode, name.offset(), NameRating.reason(name, verdict));
    }
  }

  @Override
  public void called(
      PyGlobal name,
      PyTuple arguments,
      String opcode,
      long offset,
      Verdict verdict,
      String reason) {
    Verdict called = NameRating.callVerdict(name, arguments, verdict);
    add(called, name, opcode, offset, reason);
  }

  @Override
  public void odd(Verdict verdict, String opcode, long offset, String reason) {
    findings.add(new Finding(verdict, "", "", opcode, place(offset), nesting, reason));
  }

  private void add(Verdict verdict, PyGlobal name, String opcode, long offset, String reason) {
    findings.add(
        new Finding(verdict, name.module(), name.name(), opcode, place(offset), nesting, reason));
  }

  /** Bytes that look like a pickle are scanned as one; that they are none is no finding. */
  @Override
  public void bytes(byte[] content, long offset) {
    if (nesting < DEEPEST && Rest.looksLikePickle(content, 0)) {
      attempt(content, 0, content.length, place(offset), nesting + 1);
    }
  }

  /**
   * Tries to run a pickle from {@code from} on; what it names, or asks for before its STOP, is
   * kept.
   *
   * @return how many bytes it has, or 0 if it is none
   */
  private int attempt(byte[] bytes, int from, int length, long place, int depth) {
    Findings own = new Findings();
    boolean nested = depth > nesting;
    long start = nested ? 0 : place;
    Scanner inner = new Scanner(location, options, own, depth, nested ? place : base);
    try {
      InputStream in = new ByteArrayInputStream(bytes, from, length);
      OpcodeReader reader = PickleMachine.reader(in, location, start, options.limits());
      PickleMachine machine = new PickleMachine(reader, options, inner);
      boolean complete = inner.run(machine);
      if (complete) {
        inner.frame(reader.frameLeft(), length - reader.consumed(), reader.offset());
      }
      findings.addAll(own, complete);
      findings.work(reader.consumed());
      return complete ? (int) reader.consumed() : 0;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  /** What follows a pickle, or what was not reached because it broke. */
  private static final class Rest {
    private final Scanner scanner;
    private final byte[] bytes;
    private final long offset;

    Rest(Scanner scanner, byte[] bytes, long offset) {
      this.scanner = scanner;
      this.bytes = bytes;
      this.offset = offset;
    }

    void scan(boolean afterStop) {
      int at = 0;
      boolean junk = false;
      boolean next = afterStop;
      while (at < bytes.length && scanner.findings.worked() < FREE_WORK + 8L * bytes.length) {
        int used = 0;
        if (next || looksLikePickle(bytes, at)) {
          int length = Math.min(bytes.length - at, next ? Integer.MAX_VALUE : LONGEST_TRY);
          used = scanner.attempt(bytes, at, length, offset + at, scanner.nesting);
        }
        next = used > 0;
        junk |= used == 0;
        at += Math.max(used, 1);
      }
      if (at < bytes.length) {
        scanner.odd(Verdict.SUSPICIOUS, "", offset + at, "too much to try follows");
      } else if (junk && afterStop) {
        scanner.odd(Verdict.SUSPICIOUS, "", offset, "bytes that are no pickle follow the STOP");
      }
    }

    /**
     * Whether a pickle may start here: a PROTO, or a name as the text or later protocols have it.
     */
    static boolean looksLikePickle(byte[] bytes, int at) {
      int left = bytes.length - at;
      if (left < 3) {
        return false;
      }
      return switch (bytes[at] & 0xff) {
        case 0x80 -> bytes[at + 1] >= 0 && bytes[at + 1] <= 5;
        case 'c', 'i' -> isLine(bytes, at + 1);
        case '(' -> (bytes[at + 1] == 'c' || bytes[at + 1] == 'i') && isLine(bytes, at + 2);
        case 0x8c -> isName(bytes, at + 2, bytes[at + 1] & 0xff);
        case 'X' -> left > 5 && bytes[at + 2] == 0 && isName(bytes, at + 5, bytes[at + 1] & 0xff);
        default -> false;
      };
    }

    private static boolean isLine(byte[] bytes, int from) {
      int end = from;
      while (end < bytes.length && end - from < 200 && bytes[end] != '\n') {
        end++;
      }
      return end < bytes.length && isName(bytes, from, end - from);
    }

    private static boolean isName(byte[] bytes, int from, int length) {
      if (length == 0 || length > bytes.length - from) {
        return false;
      }
      for (int i = from; i < from + length; i++) {
        boolean name = Character.isJavaIdentifierPart(bytes[i]) && bytes[i] > ' ';
        if (!name && bytes[i] != '.') {
          return false;
        }
      }
      return true;
    }
  }
}
