/** Files of arrays in other forms: above all, object arrays without a pickle, and back. */
module dev.brine.convert {
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;
  requires transitive dev.brine.npy;

  exports dev.brine.convert;
}
