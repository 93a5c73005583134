package dev.brine.scan;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleListener;
import dev.brine.pickle.PickleMachine;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import dev.brine.scan.internal.source.ScanInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scans a pickle and everything that follows it. After the first pickle, or after a malformed one,
 * every place that looks like the start of another pickle is tried, because other readers may get
 * there. Containers in the bytes of a pickle are scanned by {@link StreamWalk}.
 */
final class PickleScan {
  /** The maximum number of bytes to try of a pickle among other bytes. */
  private static final int LONGEST_TRY = 1 << 16;

  /** The maximum number of bytes of a pickle to read again if readers disagree about its frames. */
  private static final int LONGEST_REREAD = 1 << 18;

  private static final List<OpcodeReader.Crossing> DROPPING =
      List.of(OpcodeReader.Crossing.DROP, OpcodeReader.Crossing.DROP_EXCEPT_BYTES);

  private static final long FREE_WORK = 8L << 20;
  private static final int WORK_PER_BYTE = 8;
  private static final int WORK_PER_TRY = 64;
  private static final int CHARGE_PER_WORK = 16;
  private static final Set<String> NAMING = Set.of("GLOBAL", "STACK_GLOBAL", "INST");
  private static final String SPECIAL =
      "it sets a special attribute, which Python or NumPy acts on, or uses a class that is code";
  private static final String RESULT = "it calls the result of another call";
  private static final int STEPS_PER_TRY = 500;

  private static final List<String> BUDGETS =
      List.of("(limit heapBytes)", "(limit walkNodes)", "(limit total)", "(limit pickleBytes)");

  /** An attempt ended because the bytes end before the pickle does. */
  private static final int CUT = -1;

  private static final PickleTypes TABLES = NumpyTypes.INSTANCE.or(PythonTypes.INSTANCE);

  private final StreamWalk walk;
  private final ScanInput in;
  private final ScannedPart part;
  private final Location location;
  private final PickleOptions options;
  private final int depth;

  /** Receives the findings at the end, and findings in the bytes of pickles at once. */
  private final Report report;

  private final Report findings = new Report();
  private long work;
  private boolean hasMemo;
  private boolean sharesMemo;
  private boolean hasPadding;
  private boolean ignoresPadding;

  /** Scans the stream from its next byte on, up to a container or to the end. */
  PickleScan(StreamWalk walk, ScanInput in, ScannedPart part, Report report) {
    this.walk = walk;
    this.in = in;
    this.part = part;
    this.location = part.location();
    this.options = walk.session().pickles();
    this.depth = walk.session().options().depth() - part.depth();
    this.report = report;
  }

  /** Scans the next pickles; returns false and reports nothing if no pickle follows. */
  boolean pickles() throws IOException {
    boolean isPickle = run(null);
    if (isPickle) {
      report.addAll(findings);
    }
    return isPickle;
  }

  /**
   * Returns whether a pickle may have asked the memo of an earlier one, so that the stream has
   * another meaning for a reader that keeps it.
   */
  boolean sharesMemo() {
    return sharesMemo;
  }

  /**
   * Scans one pickle after another as a reader that keeps its memo, up to the first broken one, and
   * reports names of code. Pickles that were saved independently of each other make no sense to
   * such a reader, so nothing else is reported.
   */
  void withOneMemo() throws IOException {
    long charged = 0;
    Run run = null;
    do {
      run = new Run(reader(), options, findings, 0, -1, run == null ? null : run.machine);
      run.leave(run.run() != null);
      charged += run.machine.charged();
    } while (!run.isBroken
        && charged < options.limits().heapBytes()
        && walk.session().steps().takes(STEPS_PER_TRY)
        && in.sees(1));
    reportCode();
    if (!run.isBroken && in.sees(1)) {
      String why = "too many pickles to scan as a reader that keeps its memo (limit total)";
      report.add(Verdict.SUSPICIOUS, part, in.offset(), why);
    }
  }

  /**
   * Returns whether there was an array of joblib with padding, which versions before 1.2 ignore.
   */
  boolean hasPadding() {
    return hasPadding;
  }

  /**
   * Scans a pickle as a joblib before 1.2, which takes padding for elements and the last elements
   * for opcodes, and reports names of code.
   */
  void withoutPadding() throws IOException {
    ignoresPadding = true;
    Run run = new Run(reader(), options, findings, 0, -1);
    run.leave(run.run() != null);
    reportCode();
  }

  /**
   * Reports names of code that exist; a reader to which the pickle makes no sense makes up others.
   */
  private void reportCode() {
    for (Finding finding : findings.findings()) {
      if (finding.verdict() == Verdict.DANGEROUS
          && NAMING.contains(finding.opcode())
          && !finding.why().equals(NamePairs.WHY)
          && exists(finding.module(), finding.name())) {
        report.add(finding);
      }
    }
  }

  private static boolean exists(String module, String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    NameTable table = NameTable.get();
    return !name.isEmpty()
        && (!table.owns(module)
            || table.find(module, first) != null
            || table.hasModule(module + '.' + first));
  }

  /** Scans the pickle after the header of an array, and everything that follows it. */
  void payload(NpyHeader header) throws IOException {
    run(header);
    report.addAll(findings);
  }

  /**
   * Scans every place that looks like the start of a pickle, in bytes that need not contain one.
   */
  void search() throws IOException {
    // a reader that understands the header continues right after it
    Run next = new Run(reader(), options, new Report(), 0, -1);
    boolean stopped = next.run() != null;
    if (stopped && !next.isBroken()) {
      findings.addAll(next.own);
    } else {
      findings.addNames(next.own);
    }
    next.leave(stopped);
    rest(stopped);
    report.addAll(findings);
  }

  private boolean run(@Nullable NpyHeader header) throws IOException {
    in.sees(LONGEST_REREAD);
    long start = in.offset();
    byte[] head = Arrays.copyOfRange(in.buffer(), in.from(), in.to());
    Run first = new Run(reader(), options, findings, 0, -1);
    Pickle.Decoded decoded = first.run();
    first.noteMemo();
    boolean stopped = decoded != null;
    if (decoded != null && header != null && !first.isBroken()) {
      String fault = disagreement(header, decoded.value());
      if (!fault.isEmpty()) {
        first.add(Verdict.MALFORMED, "", first.machine.opcodeOffset(), fault);
      }
    }
    if (first.reader.hasCrossed()) {
      otherReadings(head, 0, head.length, start, first, findings);
      if (head.length >= LONGEST_REREAD) {
        String why = "readers disagree about where the frames of a long pickle end";
        findings.add(Verdict.SUSPICIOUS, part, start, why);
      }
    }
    first.leave(stopped);
    boolean isPickle = part.isClaimed() || (stopped && !first.isBroken()) || findings.hasNames();
    return isPickle && !isText(head, first) && rest(stopped);
  }

  /**
   * Returns whether this is text that happens to begin with an opcode that names something, such as
   * a list of words. Python would fail before it calls anything, at a module that does not exist or
   * soon after; a name of code is a finding nevertheless.
   */
  private boolean isText(byte[] head, Run run) {
    long read = run.machine.opcodeOffset() - run.start;
    return !part.isClaimed()
        && run.isBroken()
        && !run.hasCalls
        && findings.verdict().compareTo(Verdict.DANGEROUS) < 0
        && (read < head.length || head.length < LONGEST_REREAD)
        && Foreign.isText(head, 0, head.length);
  }

  /** Reads a pickle again as other readers do, which do not enforce its frames. */
  private void otherReadings(byte[] bytes, int from, int to, long start, Run run, Report target)
      throws IOException {
    for (OpcodeReader.Crossing reading : DROPPING) {
      OpcodeReader again =
          PickleMachine.reader(bytes, from, to, location, start, run.options.limits());
      again.crossAs(reading);
      Run other = new Run(again, run.options, new Report(), run.nesting, run.base);
      other.run();
      if (part.isClaimed()) {
        target.addAll(other.own);
      } else {
        target.addNames(other.own);
      }
    }
  }

  private OpcodeReader reader() {
    return PickleMachine.reader(in, location, in.offset(), options.limits());
  }

  private static String disagreement(NpyHeader header, PickleValue value) {
    return value instanceof ArrayValue || value instanceof MaskedValue
        ? ObjectPayload.disagreement(header, value)
        : "the header says an array, the pickle holds " + value.described();
  }

  /**
   * Returns all that follows the first pickle, which came to its STOP or broke.
   *
   * @return false if the following bytes show that the first one was not a pickle either
   */
  private boolean rest(boolean afterStop) throws IOException {
    long start = in.offset();
    boolean junk = false;
    boolean next = afterStop;
    if (afterStop && part.isClaimed() && in.skipZeros() > 0) {
      next = false;
      junk = in.sees(1); // otherwise padding, which no reader follows
    }
    while ((in.sees(LONGEST_TRY) || in.sees(1)) && !isContainer(in.buffer(), in.from(), in.to())) {
      if (work > FREE_WORK + WORK_PER_BYTE * (in.offset() - start)) {
        findings.add(
            Verdict.SUSPICIOUS,
            part,
            in.offset(),
            "too many following bytes to scan (limit total)");
        in.skip(Long.MAX_VALUE);
        break;
      }
      int used = attempt(next);
      if (used == CUT) {
        next = follow();
      } else {
        next = used > 0;
        in.pass(Math.max(used, 1));
      }
      junk |= !next;
      if (junk && !part.isClaimed() && !findings.hasNames()) {
        return false;
      }
    }
    if (junk && afterStop) {
      findings.add(Verdict.SUSPICIOUS, part, start, "bytes that are not a pickle follow the STOP");
    }
    return true;
  }

  private static boolean isContainer(byte[] bytes, int from, int to) {
    return FormatNames.among(bytes, from, to) != Form.OTHER;
  }

  /**
   * Tries to run a pickle from the next byte on.
   *
   * @param next whether a STOP was right before it
   * @return the number of its bytes; 0 if no pickle begins here; {@link #CUT} if more bytes are
   *     needed to decide
   */
  private int attempt(boolean next) {
    byte[] bytes = in.buffer();
    int from = in.from();
    int to = Math.min(in.to(), from + LONGEST_TRY);
    if (!next && !Starts.looksLikePickle(bytes, from, to)) {
      return 0;
    }
    boolean goesOn = next && (to < in.to() || !in.seesTheEnd());
    OpcodeReader reader =
        PickleMachine.reader(bytes, from, to, location, in.offset(), options.limits());
    Run attempt = new Run(reader, options, new Report(), 0, -1);
    int used = attempt(attempt, to - from, goesOn, findings);
    readAgain(attempt, bytes, from, to, in.offset(), findings);
    return used;
  }

  private void readAgain(Run run, byte[] bytes, int from, int to, long start, Report target) {
    if (run.reader.hasCrossed()) {
      try {
        otherReadings(bytes, from, to, start, run, target);
      } catch (IOException e) {
        throw new AssertionError("bytes in memory can be read", e);
      }
    }
  }

  /**
   * Runs bytes that may not be a pickle, and keeps the names and calls before the STOP.
   *
   * @param size how many bytes there are
   * @param goesOn whether more follow
   */
  private int attempt(Run attempt, int size, boolean goesOn, Report target) {
    boolean complete;
    try {
      complete = attempt.run() != null;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
    OpcodeReader reader = attempt.reader;
    attempt.noteMemo();
    work += reader.consumed() + attempt.machine.charged() / CHARGE_PER_WORK + WORK_PER_TRY;
    if (!walk.session().steps().takes(STEPS_PER_TRY)) {
      work = Long.MAX_VALUE / 2;
    }
    if (complete && reader.insideFrame()) {
      attempt.addFrame(reader.frameLeft() <= size - reader.consumed(), reader.offset());
    }
    if (goesOn && attempt.isCut) {
      return CUT;
    }
    if (!complete || attempt.isBroken()) {
      target.addNames(attempt.own);
      return 0;
    }
    target.addAll(attempt.own);
    return (int) reader.consumed();
  }

  /** Runs a long pickle right after a STOP and returns whether it has a STOP too. */
  private boolean follow() throws IOException {
    Run run = new Run(reader(), options, findings, 0, -1);
    boolean whole = run.run() != null;
    work += run.reader.consumed() + WORK_PER_TRY;
    run.noteMemo();
    run.leave(whole);
    return whole;
  }

  /** The bytes of a pickle. */
  private static final class Held extends ByteArrayInputStream implements BoundedStream {
    Held(byte[] bytes) {
      super(bytes);
    }

    @Override
    public long size() {
      return available();
    }
  }

  /** Scans one pickle: the stream itself, a later one, or one in its bytes. */
  private final class Run implements PickleListener {
    private final OpcodeReader reader;
    private final PickleOptions options;
    private final PickleMachine machine;
    private final Report own;
    private final int nesting;
    private final CallRating calls = new CallRating(TABLES, walk.session().steps());
    private final NamePairs pairs = new NamePairs(TABLES, walk.session().steps());

    /** The offset of the bytes in the outermost pickle that hold this one; -1 for the outermost. */
    private final long base;

    private final long start;
    private boolean isCut;
    private boolean isBroken;
    private boolean hasCalls;

    /** Whether the file is claimed to be a pickle, so that nothing ends it early. */
    private final boolean isClaimed;

    /** Whether an unknown number of raw bytes follows. */
    private boolean isLost;

    Run(OpcodeReader reader, PickleOptions given, Report own, int nesting, long base) {
      this(reader, given, own, nesting, base, null);
    }

    /** Scans a pickle with the memo of an {@code earlier} one. */
    Run(
        OpcodeReader reader,
        PickleOptions given,
        Report own,
        int nesting,
        long base,
        @Nullable PickleMachine earlier) {
      this.isClaimed = part.isClaimed() && nesting == 0;
      this.reader = reader;
      this.start = reader.offset();
      this.options = given;
      this.machine = new PickleMachine(reader, given, this, earlier);
      this.own = own;
      this.nesting = nesting;
      this.base = base;
    }

    /** Returns whether it broke a rule before its STOP. */
    boolean isBroken() {
      return isBroken;
    }

    /** Runs the pickle to its STOP; returns null, and reports a finding, if it has none. */
    Pickle.@Nullable Decoded run() throws IOException {
      Pickle.Decoded decoded = decode();
      add(calls.end(), machine.opcodeName(), machine.opcodeOffset(), SPECIAL);
      if (calls.isExhausted()) {
        String why = "too many values to look for classes in (limit total)";
        add(Verdict.SUSPICIOUS, machine.opcodeName(), machine.opcodeOffset(), why);
      }
      return decoded;
    }

    private Pickle.@Nullable Decoded decode() throws IOException {
      try {
        return machine.run();
      } catch (BrineException e) {
        isCut = e.kind() == Kind.TRUNCATED || e.kind() == Kind.FRAME;
        isBroken = true;
        String opcode = machine.opcodeName();
        add(rate(e, opcode), opcode, e.location().offset(), e.reason());
        if (isLost) {
          resume();
        }
        return null;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // a failure on one file must not prevent the scan of others
        isBroken = true;
        String why = "the scan fails here: " + e;
        add(Verdict.SUSPICIOUS, machine.opcodeName(), machine.opcodeOffset(), why);
        return null;
      }
    }

    /** Continues after raw bytes with the current stack and memo. */
    private void resume() throws IOException {
      while (walk.session().steps().takes(1)) {
        long offset = reader.offset();
        try {
          machine.run();
          return;
        } catch (BrineException e) {
          if (reader.offset() == offset) {
            return;
          }
        }
      }
      add(
          Verdict.SUSPICIOUS,
          "",
          reader.offset(),
          "too many following bytes to scan (limit total)");
    }

    private static Verdict rate(BrineException e, String opcode) {
      if (e.kind() == Kind.LIMIT && BUDGETS.stream().anyMatch(e.reason()::endsWith)) {
        return Verdict.SUSPICIOUS; // the following bytes were not scanned
      }
      return switch (opcode) {
        case "INT", "LONG" -> e.kind() == Kind.MALFORMED ? Verdict.SUSPICIOUS : Verdict.MALFORMED;
        case "GLOBAL", "INST", "STACK_GLOBAL" ->
            e.kind() == Kind.LIMIT ? Verdict.SUSPICIOUS : Verdict.MALFORMED;
        default -> Verdict.MALFORMED;
      };
    }

    /** Notes how the pickle uses its memo. */
    void noteMemo() {
      sharesMemo |= hasMemo && machine.hasRecalled();
      hasMemo |= machine.hasMemo();
    }

    /** Leaves the stream where the pickle ended or broke. */
    void leave(boolean whole) throws IOException {
      long promised = whole ? reader.frameLeft() : 0;
      // other readers may get past the opcode at which it broke
      in.unread(reader.surplus(whole ? reader.offset() : machine.opcodeOffset()));
      if (promised > 0) {
        addFrame(in.sees((int) Math.min(promised, LONGEST_TRY)), in.offset());
      }
    }

    /** Reports that a frame has more bytes than its pickle; those bytes are never run. */
    void addFrame(boolean available, long offset) {
      if (available) {
        add(Verdict.SUSPICIOUS, "STOP", offset, "the frame goes on after the STOP");
      } else {
        add(Verdict.MALFORMED, "STOP", offset, "the frame ends after the bytes do");
      }
    }

    private void add(Verdict verdict, String opcode, long offset, String why) {
      if (verdict == Verdict.CLEAN) {
        return;
      }
      own.add(new Finding(verdict, part.member(), "", "", opcode, place(offset), nesting, why));
    }

    private void add(Verdict verdict, PyGlobal name, String opcode, long offset, String why) {
      if (verdict == Verdict.CLEAN) {
        return;
      }
      own.add(
          new Finding(
              verdict,
              part.member(),
              name.module(),
              name.name(),
              opcode,
              place(offset),
              nesting,
              why));
    }

    private long place(long offset) {
      return base >= 0 ? base : offset;
    }

    @Override
    public void onGlobal(PyGlobal global, boolean known, String opcode) {
      if (known || NameRating.isPlain(global.module())) {
        own.addName();
      }
      if (!known) {
        Verdict verdict = calls.name(global);
        if (verdict != Verdict.DANGEROUS && allows(global)) {
          return;
        }
        add(verdict, global, opcode, global.offset(), NameRating.reason(global, verdict));
      }
    }

    @Override
    public boolean onFault(BrineException fault, boolean certain, String opcode, long offset) {
      if (certain && !isClaimed && !isLost) {
        return false;
      }
      isBroken = true;
      add(rate(fault, opcode), opcode, fault.location().offset(), fault.reason());
      return true;
    }

    @Override
    public void onUnknownName(List<String> strings, String opcode, long offset) {
      boolean wasExhausted = pairs.isExhausted();
      for (PyGlobal code : pairs.code(strings, offset)) {
        add(Verdict.DANGEROUS, code, opcode, offset, NamePairs.WHY);
      }
      if (pairs.isExhausted() && !wasExhausted) {
        String why = "too many strings that may be names (limit total)";
        add(Verdict.SUSPICIOUS, opcode, offset, why);
      }
    }

    @Override
    public void onState(PyCall target, PickleValue state, String opcode, long offset)
        throws IOException {
      add(calls.state(target, state), opcode, offset, SPECIAL);
      JoblibArray array = JoblibArray.of(target, state);
      if (array == null) {
        if (JoblibArray.isWrapper(target)) {
          isLost = true;
          add(Verdict.SUSPICIOUS, opcode, offset, "an array of joblib's that cannot be followed");
        }
        return;
      }
      byte[] frame = reader.suspendFrame();
      if (array.hasPickle()) {
        if (nesting >= depth) {
          add(Verdict.SUSPICIOUS, "BUILD", reader.offset(), ScannedPart.TOO_DEEP);
          return;
        }
        Run inner = new Run(reader, options, own, nesting + 1, base);
        inner.run();
        reader.suspendFrame();
      } else {
        hasPadding |= array.isPadded();
        array.skip(reader, array.isPadded() && !ignoresPadding);
      }
      reader.resumeFrame(frame);
    }

    @Override
    public boolean onWork(long steps) {
      return walk.session().steps().takes(steps);
    }

    @Override
    public void onItems(PyCall target, List<PickleValue> keys, String opcode, long offset) {
      add(calls.items(target, keys), opcode, offset, SPECIAL);
    }

    @Override
    public void onReference(PyGlobal global) {
      Verdict verdict = calls.reference(global);
      if (verdict == Verdict.SUSPICIOUS && allows(global)) {
        return;
      }
      String why =
          CallRating.isGetattr(global)
              ? "getattr is used as data; a caller of it may reach anything"
              : CallRating.isTorchLoad(global)
                  ? "a function that loads pickles is used as data"
                  : "a class or function is used as data";
      add(verdict, global, "GLOBAL", global.offset(), why);
    }

    @Override
    public void onResultCall(PyCall callable, PyTuple arguments, String opcode, long offset) {
      add(calls.resultCall(callable, arguments), opcode, offset, RESULT);
    }

    @Override
    public void onCall(
        PyGlobal callable,
        PyTuple arguments,
        String opcode,
        long offset,
        Anomaly anomaly,
        String reason) {
      hasCalls = true;
      if (CallRating.isGetattr(callable)) {
        add(calls.getattr(arguments), callable, opcode, offset, reason);
        return;
      }
      if (CallRating.isTorchLoad(callable)) {
        add(torchFile(arguments, opcode, offset), callable, opcode, offset, reason);
        return;
      }
      Verdict rated = calls.call(callable, arguments, opcode, anomaly);
      if (rated == Verdict.SUSPICIOUS && allows(callable)) {
        return;
      }
      boolean isDanger = rated == Verdict.DANGEROUS && anomaly != Anomaly.HARMFUL;
      add(rated, callable, opcode, offset, isDanger ? NameRating.reason(callable, rated) : reason);
    }

    /** Returns whether the caller of the scan vouches for a name, and notes that it is in use. */
    private boolean allows(PyGlobal global) {
      Set<String> allowed = walk.session().options().allowed();
      return !allowed.isEmpty() && own.allows(global.module() + ' ' + global.name(), allowed);
    }

    /** Scans the file that PyTorch loads from the bytes that are the only argument. */
    private Verdict torchFile(PyTuple arguments, String opcode, long offset) {
      if (arguments.size() != 1
          || !(arguments.get(0) instanceof PyBytes bytes)
          || bytes.kind() != PickleValue.Kind.BYTES) {
        return Verdict.DANGEROUS;
      }
      if (nesting >= depth) {
        add(Verdict.SUSPICIOUS, opcode, offset, ScannedPart.TOO_DEEP);
        return Verdict.SUSPICIOUS;
      }
      Report inner = new Report();
      ScannedPart file = part.inBytes(place(offset), nesting + 1).claimed();
      walk.walk(new Held(bytes.toByteArray()), file, inner);
      report.addWorse(inner, Verdict.SUSPICIOUS);
      return Verdict.SUSPICIOUS;
    }

    @Override
    public void onAnomaly(Anomaly anomaly, String opcode, long offset, String reason) {
      hasCalls |= !opcode.equals("PERSID");
      add(Verdict.of(anomaly), opcode, offset, reason);
    }

    /** Scans bytes that look like a pickle, or spell one. If they are not, nothing is reported. */
    @Override
    public void onBytes(byte[] content, long offset) {
      nested(content, offset, nesting + 1);
      text(Spelling.of(content), offset, nesting + 1);
    }

    @Override
    public void onText(String text, long offset) {
      text(Spelling.of(text), offset, nesting + 1);
    }

    /** Scans the bytes that a text spells, and those that their text spells again. */
    private void text(byte @Nullable [] spelled, long offset, int level) {
      byte[] content = spelled;
      for (int i = level; content != null && i <= level + depth; i++) {
        if (!walk.session().steps().takes(content.length / 8)) {
          String why = "too many texts that may spell a pickle (limit total)";
          add(Verdict.SUSPICIOUS, "", offset, why);
          return;
        }
        nested(content, offset, i);
        content = Spelling.of(content);
      }
    }

    private void nested(byte[] content, long offset, int level) {
      boolean container = isContainer(content, 0, content.length);
      if (!container && !Starts.looksLikePickle(content, 0, content.length)) {
        if (Starts.looksWritten(content) && level <= depth) {
          run(content, offset, level, false);
        }
        return;
      }
      if (level > depth) {
        add(
            Verdict.SUSPICIOUS,
            "",
            offset,
            "bytes that look like a pickle are nested too deep to scan (limit depth)");
      } else if (container) {
        Report inner = new Report();
        walk.walk(new Held(content), part.inBytes(place(offset), level), inner);
        // bytes may be anything: an incomplete container is not reported
        report.addWorse(inner, Verdict.SUSPICIOUS);
      } else {
        run(content, offset, level, true);
      }
    }

    /**
     * Runs the pickle that bytes may hold. A whole one is suspicious, whatever it holds: a program
     * that loads it need not be one that loads only pickles which were scanned.
     *
     * @param orPart whether names are reported even if the pickle breaks
     */
    private void run(byte[] content, long offset, int level, boolean orPart) {
      PickleOptions inner = options.withLimits(lessHeap(options.limits()));
      OpcodeReader bytes =
          PickleMachine.reader(content, 0, content.length, location, 0, inner.limits());
      Run attempt = new Run(bytes, inner, new Report(), level, place(offset));
      Report found = new Report();
      int used = attempt(attempt, content.length, false, found);
      readAgain(attempt, content, 0, content.length, 0, found);
      if (used > 0 && (content[0] == (byte) 0x80 || used == content.length)) {
        found.add(
            new Finding(
                Verdict.SUSPICIOUS,
                part.member(),
                "",
                "",
                "",
                place(offset),
                level,
                "a pickle inside the bytes or the text of another"));
      } else if (!orPart) {
        return;
      }
      own.addAll(found);
    }

    /** Returns the pickle outside still needs the memory that it has taken. */
    private static PickleLimits lessHeap(PickleLimits limits) {
      return limits.withHeapBytes(
          Math.min(limits.heapBytes(), Runtime.getRuntime().maxMemory()) / 8);
    }
  }
}
