/**
 * The exceptions that malformed input causes, and, for Brine's own modules, how files are read and
 * written.
 */
module dev.brine.base {
  // Optional: only to open http(s) URLs.
  requires static java.net.http;
  // Optional: only for zip members that are compressed with bzip2 or lzma.
  requires static org.apache.commons.compress;
  requires static org.jspecify;
  requires static org.tukaani.xz;

  exports dev.brine.error;
  exports dev.brine.internal.http to
      dev.brine.npy,
      dev.brine.datasets,
      dev.brine.cli;
  exports dev.brine.internal.io to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.datasets,
      dev.brine.convert,
      dev.brine.cli;
  exports dev.brine.internal.zip to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.datasets,
      dev.brine.convert,
      dev.brine.cli;
}
