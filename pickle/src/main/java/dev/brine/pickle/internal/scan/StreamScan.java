package dev.brine.pickle.internal.scan;

import dev.brine.error.Location;
import dev.brine.pickle.internal.machine.PickleMachine;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.ScanContext;
import dev.brine.pickle.type.ScanInput;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.ScanReport;
import dev.brine.pickle.value.Verdict;
import java.io.IOException;
import java.util.List;

/**
 * Scans a pickle and all that follows it. After the first, or where one breaks, every place that
 * looks like the start of another is tried: other readers may get there.
 */
public final class StreamScan {
  /** How much of a pickle is tried that stands among other bytes. */
  private static final int LONGEST_TRY = 1 << 16;

  private static final long FREE_WORK = 64L << 20;
  private static final int WORK_PER_BYTE = 8;

  private final ScanInput in;
  private final Location location;
  private final PickleOptions options;
  private final ScanContext context;
  private final int nesting;
  private final Findings findings = new Findings();
  private final Scanner scanner;

  private StreamScan(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting) {
    this.in = in;
    this.location = location;
    this.options = options;
    this.context = context;
    this.nesting = nesting;
    this.scanner = new Scanner(location, options, context, findings, nesting, -1);
  }

  /**
   * Scans a stream to its end, or to where another form begins that {@code context} knows.
   *
   * @param nesting how many pickles the stream lies inside
   */
  public static ScanReport scan(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    return new StreamScan(in, location, options, context, nesting).run();
  }

  /**
   * Tries every place of a stream that looks like the start of a pickle; what else is there may be.
   */
  public static ScanReport search(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    StreamScan scan = new StreamScan(in, location, options, context, nesting);
    scan.rest(false);
    PickleFacts facts = new PickleFacts(0, List.of(), 0);
    return new ScanReport(scan.findings.verdict(), scan.findings.list(), facts, true);
  }

  private ScanReport run() throws IOException {
    OpcodeReader reader = PickleMachine.reader(in, location, in.offset(), options.limits());
    PickleMachine machine = scanner.machine(reader);
    boolean whole = first(machine);
    PickleFacts facts = machine.facts();
    behind(reader, machine, whole);
    boolean isPickle = context.isClaimed() || whole || findings.hasNames();
    isPickle = isPickle && rest(whole);
    return new ScanReport(findings.verdict(), findings.list(), facts, isPickle);
  }

  private boolean first(PickleMachine machine) throws IOException {
    DecodedPickle decoded = scanner.run(machine);
    if (decoded == null) {
      return false;
    }
    String fault = context.judge(decoded);
    if (!fault.isEmpty()) {
      scanner.odd(Verdict.MALFORMED, "", machine.opcodeOffset(), fault);
    }
    return true;
  }

  /** Stands where the pickle ended or broke. */
  private void behind(OpcodeReader reader, PickleMachine machine, boolean whole)
      throws IOException {
    long promised = whole ? reader.frameLeft() : 0;
    // others may get over what it broke at
    in.unread(reader.surplus(whole ? reader.offset() : machine.opcodeOffset()));
    if (promised > 0) {
      boolean available = in.sees((int) Math.min(promised, LONGEST_TRY));
      scanner.frameGoesOn(available, in.offset());
    }
  }

  /**
   * All that follows the first pickle, which came to its STOP or broke.
   *
   * @return false if what follows shows that it was no pickle either
   */
  private boolean rest(boolean afterStop) throws IOException {
    long start = in.offset();
    boolean junk = false;
    boolean next = afterStop;
    while ((in.sees(LONGEST_TRY) || in.sees(1))
        && !context.begins(in.buffer(), in.from(), in.to())) {
      if (findings.worked() > FREE_WORK + WORK_PER_BYTE * (in.offset() - start)) {
        scanner.odd(Verdict.SUSPICIOUS, "", in.offset(), "too much to try follows");
        in.skip(Long.MAX_VALUE);
        break;
      }
      int used = attempt(next);
      if (used == Scanner.CUT) {
        next = follow();
      } else {
        next = used > 0;
        in.pass(Math.max(used, 1));
      }
      junk |= !next;
      if (junk && !context.isClaimed() && !findings.hasNames()) {
        return false;
      }
    }
    if (junk && afterStop) {
      scanner.odd(Verdict.SUSPICIOUS, "", start, "bytes that are no pickle follow the STOP");
    }
    return true;
  }

  private int attempt(boolean next) {
    int at = in.from();
    int to = Math.min(in.to(), at + LONGEST_TRY);
    if (!next && !Starts.looksLikePickle(in.buffer(), at, to)) {
      return 0;
    }
    boolean goesOn = next && (to < in.to() || !in.seesTheEnd());
    return scanner.attempt(in.buffer(), at, to, in.offset(), nesting, goesOn);
  }

  /** Runs a long pickle that stands right behind a STOP; whether it has one too. */
  private boolean follow() throws IOException {
    OpcodeReader reader = PickleMachine.reader(in, location, in.offset(), options.limits());
    PickleMachine machine = scanner.machine(reader);
    boolean whole = scanner.run(machine) != null;
    findings.work(reader.consumed());
    behind(reader, machine, whole);
    return whole;
  }
}
