package dev.brine.scan;

import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.scan.internal.source.Budget;

/**
 * The state that all parts of one file share.
 *
 * @param options the limits of the scan
 * @param work the number of bytes that may still be scanned
 * @param steps the number of steps that may still be taken: opcodes, key comparisons, arithmetic,
 *     and attempted starts
 * @param heldBytes the number of bytes that one thread may hold of archives in other files
 * @param codec the decoders of what is compressed as a whole
 * @param pickles how pickles are read: with NumPy's names known, and Python 2's strings as latin1,
 *     in which no byte is invalid
 */
record ScanState(
    ScanOptions options,
    Budget work,
    Budget steps,
    long heldBytes,
    Codec codec,
    PickleOptions pickles) {

  /** Returns a session over a file of {@code size} bytes, with this many concurrent threads. */
  static ScanState of(ScanOptions options, long size, int threads) {
    long more = options.bytesPerByte() == 0 ? 0 : size * options.bytesPerByte();
    boolean overflows = more < 0 || options.freeBytes() > Long.MAX_VALUE - more;
    long total = overflows ? Long.MAX_VALUE : options.freeBytes() + more;
    // of the memory, which the threads share, half is for pickles and a quarter for archives
    long share = Runtime.getRuntime().maxMemory() / 4 / threads;
    long heap = Math.min(options.pickle().heapBytes(), 2 * share);
    long held = Math.min(options.heldBytes(), share);
    PickleOptions pickles =
        PickleOptions.DEFAULT
            .withEncoding(StringEncoding.LATIN1)
            .withTypes(NumpyTypes.INSTANCE)
            .withLimits(options.pickle().withHeapBytes(heap));
    Budget steps = new Budget(total);
    return new ScanState(options, new Budget(total), steps, held, new Codec(steps), pickles);
  }
}
