/**
 * Python's pickle stream as inert data: opcodes, a machine that runs none of them, and the values.
 * Knows no NumPy and has no dependency.
 */
module dev.brine.pickle {
  requires static org.jspecify;
  requires transitive dev.brine.base;

  exports dev.brine.pickle;
  exports dev.brine.pickle.value;
  exports dev.brine.pickle.internal.kernel to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.convert,
      dev.brine.datasets,
      dev.brine.cli;
  exports dev.brine.pickle.spi to
      dev.brine.npy,
      dev.brine.scan;
  exports dev.brine.pickle.internal.opcode to
      dev.brine.npy,
      dev.brine.scan;
  exports dev.brine.pickle.internal.python to
      dev.brine.npy,
      dev.brine.scan;
}
