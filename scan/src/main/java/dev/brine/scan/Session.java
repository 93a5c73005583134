package dev.brine.scan;

import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.scan.internal.source.Work;

/**
 * What all parts of one file share.
 *
 * @param options what the scan may cost
 * @param work how many bytes may still be looked at
 * @param steps how many steps may still be taken: opcodes, comparisons of keys, arithmetic, starts
 *     that are tried
 * @param pickles how pickles are read: with NumPy's names known, and Python 2's strings as latin1,
 *     in which no byte is invalid
 */
record Session(ScanOptions options, Work work, Work steps, PickleOptions pickles) {

  /** Returns a session over a file of {@code size} bytes, in which so many threads run at once. */
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
            .withTypes(NumpyTypes.INSTANCE)
            .withLimits(options.pickle().withHeapBytes(heap));
    return new Session(options, new Work(total), new Work(total), pickles);
  }
}
