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
import dev.brine.pickle.type.ScanContext;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.Finding;
import dev.brine.pickle.value.PickleLimits;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import dev.brine.pickle.value.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the machine over one pickle, and keeps what it asks for: the pickle itself, one behind it,
 * or one in its bytes.
 */
final class Scanner implements Witness {
  /** The bytes end before the pickle does. */
  static final int CUT = -1;

  private final Location location;
  private final PickleOptions options;
  private final PickleTypes tables;
  private final ScanContext context;
  private final Findings findings;
  private final int nesting;
  private final long base;
  private boolean isCut;

  /**
   * Creates one.
   *
   * @param nesting how many pickles this one lies inside
   * @param base where the outermost of them has its bytes, or -1 for the outermost itself
   */
  Scanner(
      Location location,
      PickleOptions options,
      ScanContext context,
      Findings findings,
      int nesting,
      long base) {
    this.location = location;
    this.options = options.withLenient();
    this.tables = options.types().or(PythonTypes.INSTANCE);
    this.context = context;
    this.findings = findings;
    this.nesting = nesting;
    this.base = base;
  }

  /** What is to be run by this machine is witnessed here. */
  PickleMachine machine(OpcodeReader reader) {
    return new PickleMachine(reader, options, this);
  }

  /** Runs one pickle to its STOP; null if it breaks, which is a finding too. */
  @Nullable DecodedPickle run(PickleMachine machine) throws IOException {
    try {
      return machine.run();
    } catch (BrineException e) {
      isCut = e.kind() == Kind.TRUNCATED || e.kind() == Kind.FRAME;
      String opcode = machine.opcodeName();
      findings.add(
          new Finding(
              rate(e, opcode), "", "", opcode, place(e.location().offset()), nesting, e.reason()));
      return null;
    }
  }

  /** A frame has more bytes than its pickle: nobody runs what is there. */
  void frameGoesOn(boolean available, long offset) {
    if (available) {
      odd(Verdict.SUSPICIOUS, "STOP", offset, "the frame goes on after the STOP");
    } else {
      odd(Verdict.MALFORMED, "STOP", offset, "the frame ends after the bytes do");
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
    if (known || NameRating.isPlain(name.module())) {
      findings.named();
    }
    if (!known) {
      Verdict verdict = NameRating.verdict(name, tables);
      add(verdict, name, opcode, name.offset(), NameRating.reason(name, verdict));
    }
  }

  /** One that no table knows was found when it was named. */
  @Override
  public void held(PyGlobal name) {
    if (tables.find(name.module(), name.name()) != null) {
      String reason = "a class or function stands where data should";
      add(Verdict.SUSPICIOUS, name, "GLOBAL", name.offset(), reason);
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
    if (NameRating.isGetattr(name)) {
      add(NameRating.getattr(arguments), name, opcode, offset, reason);
      return;
    }
    boolean known = tables.find(name.module(), name.name()) != null;
    Verdict rated = known ? verdict : verdict.or(NameRating.verdict(name, tables));
    boolean isDanger = rated != verdict;
    add(rated, name, opcode, offset, isDanger ? NameRating.reason(name, rated) : reason);
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
    boolean other = context.begins(content, 0, content.length);
    if (!other && !Starts.looksLikePickle(content, 0, content.length)) {
      return;
    }
    if (nesting >= context.depth()) {
      odd(
          Verdict.SUSPICIOUS,
          "",
          offset,
          "bytes that look like a pickle are nested deeper than is looked at (limit depth)");
    } else if (other) {
      context.scan(content, place(offset), nesting + 1);
    } else {
      attempt(content, 0, content.length, place(offset), nesting + 1, false);
    }
  }

  /**
   * Tries to run a pickle from {@code from} on; what it names, or asks for before its STOP, is
   * kept.
   *
   * @param goesOn whether more follows behind {@code to}
   * @return how many bytes it has; 0 if it is none; {@link #CUT} if that cannot be told from these
   */
  int attempt(byte[] bytes, int from, int to, long place, int depth, boolean goesOn) {
    Findings own = new Findings();
    boolean nested = depth > nesting;
    PickleOptions given = nested ? options.withLimits(lessHeap(options.limits())) : options;
    Scanner inner = new Scanner(location, given, context, own, depth, nested ? place : base);
    OpcodeReader reader =
        PickleMachine.reader(bytes, from, to, location, nested ? 0 : place, given.limits());
    boolean complete;
    try {
      complete = inner.run(inner.machine(reader)) != null;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
    findings.work(reader.consumed());
    if (complete && reader.insideFrame()) {
      inner.frameGoesOn(reader.frameLeft() <= to - from - reader.consumed(), reader.offset());
    }
    if (goesOn && inner.isCut) {
      return CUT;
    }
    if (!complete) {
      findings.addNames(own);
      return 0;
    }
    findings.addAll(own);
    return (int) reader.consumed();
  }

  /** The pickle outside goes on to need what it has taken. */
  private static PickleLimits lessHeap(PickleLimits limits) {
    return limits.withHeapBytes(Math.min(limits.heapBytes(), Runtime.getRuntime().maxMemory()) / 8);
  }
}
