/** NumPy's arrays and dtypes, and the {@code .npy} and {@code .npz} files that hold them. */
module dev.brine.npy {
  requires static org.jspecify;
  requires transitive dev.brine.pickle;

  exports dev.brine.npy;
  exports dev.brine.npy.array;
  exports dev.brine.npy.dtype;
  exports dev.brine.npy.internal.header to
      dev.brine.scan,
      dev.brine.convert,
      dev.brine.cli;
  exports dev.brine.npy.internal.object to
      dev.brine.scan;
  exports dev.brine.npy.internal.strided to
      dev.brine.convert;
  exports dev.brine.npy.internal.picklefree to
      dev.brine.convert;
}
