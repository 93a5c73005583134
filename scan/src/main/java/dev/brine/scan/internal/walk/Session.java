package dev.brine.scan.internal.walk;

import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.StringEncoding;
import dev.brine.scan.internal.source.Work;
import dev.brine.scan.report.ScanOptions;

/**
 * What all parts of one file share.
 *
 * @param options what the scan may cost
 * @param work how much of it is left
 * @param pickles how pickles are read: Python 2's strings as latin1, in which none is wrong
 */
record Session(ScanOptions options, Work work, PickleOptions pickles) {

  /** A session over a file of {@code size} bytes, in which so many threads run at once. */
  static Session of(ScanOptions options, long size, int threads) {
    long more = options.bytesPerByte() == 0 ? 0 : size * options.bytesPerByte();
    boolean overflows = more < 0 || options.freeBytes() > Long.MAX_VALUE - more;
    long total = overflows ? Long.MAX_VALUE : options.freeBytes() + more;
    // the machine takes three quarters of the memory at most, which threads have to share
    long share = Runtime.getRuntime().maxMemory() / 4 * 3 / threads;
    long heap = Math.min(options.pickle().heapBytes(), share);
    PickleOptions pickles =
        PickleOptions.DEFAULT
            .withEncoding(StringEncoding.LATIN1)
            .withLimits(options.pickle().withHeapBytes(heap));
    return new Session(options, new Work(total), pickles);
  }
}
