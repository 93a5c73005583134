/** Loads Keras' datasets as Keras does: the same files, the same order, the same splits. */
module dev.brine.datasets {
  requires static org.jspecify;
  requires transitive dev.brine.npy;
  requires java.net.http;

  exports dev.brine.datasets;
  exports dev.brine.datasets.cache;
  exports dev.brine.datasets.tables;
}
