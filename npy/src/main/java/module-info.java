/** NumPy's arrays and dtypes, and the {@code .npy} and {@code .npz} files that hold them. */
module dev.brine.npy {
  // for files on web servers, which nobody needs who has none
  requires static java.net.http;
  // for members that are compressed with bzip2 or lzma, which NumPy itself never writes
  requires static org.apache.commons.compress;
  requires static org.jspecify;
  requires static org.tukaani.xz;
  requires transitive dev.brine.pickle;

  exports dev.brine.npy;
  exports dev.brine.npy.array;
  exports dev.brine.npy.dtype;
}
