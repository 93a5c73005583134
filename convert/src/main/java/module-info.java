/** Converts files of arrays: pickle-free files, safetensors, CSV and JSON lines. */
module dev.brine.convert {
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;
  requires transitive dev.brine.npy;

  exports dev.brine.convert;
}
