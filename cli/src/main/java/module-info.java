/** The {@code brine} command. */
module dev.brine.cli {
  requires static org.jspecify;
  requires dev.brine.convert;
  requires dev.brine.datasets;
  requires dev.brine.scan;
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.cli;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;
  requires me.tongfei.progressbar;
}
