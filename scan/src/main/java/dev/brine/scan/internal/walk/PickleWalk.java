package dev.brine.scan.internal.walk;

import dev.brine.npy.NpyScan;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.type.ScanContext;
import dev.brine.pickle.type.ScanInput;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.ScanReport;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.internal.form.Forms;
import dev.brine.scan.report.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks at pickles: the machine's findings, and other forms in their bytes and behind them. */
final class PickleWalk {
  private final Session session;
  private final Walker walker;

  PickleWalk(Session session, Walker walker) {
    this.session = session;
    this.walker = walker;
  }

  /** Looks at the pickles that are next, up to another form; false if they are none. */
  boolean pickles(ScanInput in, Part part, Report report) throws IOException {
    Context context = new Context(part, report, null);
    ScanReport found = NpyScan.pickles(in, part.location(), session.pickles(), context, 0);
    if (found.isPickle()) {
      take(found, part, report);
    }
    return found.isPickle();
  }

  /** Looks at the pickle behind a header, and at what follows it up to another form. */
  void payload(ScanInput in, NpyHeader header, Part part, Report report) throws IOException {
    Part claimed = part.claimed();
    Context context = new Context(claimed, report, header);
    take(NpyScan.pickles(in, part.location(), session.pickles(), context, 0), part, report);
  }

  /** Looks for pickles among bytes that need hold none. */
  void search(ScanInput in, Part part, Report report) throws IOException {
    Context context = new Context(part.claimed(), report, null);
    take(NpyScan.search(in, part.location(), session.pickles(), context, 0), part, report);
  }

  private static void take(ScanReport found, Part part, Report report) {
    for (dev.brine.pickle.value.Finding finding : found.findings()) {
      report.addPickle(part, finding);
    }
    report.raise(found.verdict());
  }

  /** The bytes of a pickle. */
  private static final class Held extends ByteArrayInputStream implements Sized {
    Held(byte[] bytes) {
      super(bytes);
    }

    @Override
    public long size() {
      return available();
    }
  }

  private final class Context implements ScanContext {
    private final Part part;
    private final Report report;
    private final @Nullable NpyHeader header;

    Context(Part part, Report report, @Nullable NpyHeader header) {
      this.part = part;
      this.report = report;
      this.header = header;
    }

    @Override
    public boolean begins(byte[] bytes, int at, int end) {
      return Forms.among(bytes, at, end) != Form.OTHER;
    }

    /** Bytes may be anything: that they are no whole container is no finding. */
    @Override
    public void scan(byte[] bytes, long offset, int nesting) {
      Report own = new Report();
      walker.walk(new Held(bytes), part.inBytes(offset, nesting), own);
      report.addWorse(own, Verdict.SUSPICIOUS);
    }

    @Override
    public boolean isClaimed() {
      return part.isClaimed();
    }

    @Override
    public String judge(DecodedPickle first) {
      return header == null ? "" : NpyScan.disagreement(header, first.value());
    }

    @Override
    public int depth() {
      return session.options().depth() - part.depth();
    }
  }
}
