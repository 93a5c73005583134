/** Whether a file holds anything but data: pickles, arrays, and the containers they come in. */
module dev.brine.scan {
  requires static org.jspecify;
  requires transitive dev.brine.npy;
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;

  exports dev.brine.scan;
}
