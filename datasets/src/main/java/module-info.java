/** {@code keras.datasets} on the JVM: the same files, the same shuffle, the same splits. */
module dev.brine.datasets {
  requires static org.jspecify;
  requires transitive dev.brine.npy;
  requires java.net.http;

  exports dev.brine.datasets;
  exports dev.brine.datasets.cache;
  exports dev.brine.datasets.tables;
}
