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
  exports dev.brine.internal.gzip to
      dev.brine.scan,
      dev.brine.datasets;
  exports dev.brine.internal.hash to
      dev.brine.pickle,
      dev.brine.npy,
      dev.brine.datasets,
      dev.brine.cli;
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
  exports dev.brine.internal.magic to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.convert,
      dev.brine.cli;
  exports dev.brine.internal.number to
      dev.brine.pickle,
      dev.brine.npy,
      dev.brine.datasets,
      dev.brine.convert;
  exports dev.brine.internal.parallel to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.datasets,
      dev.brine.cli;
  exports dev.brine.internal.tar to
      dev.brine.scan,
      dev.brine.datasets;
  exports dev.brine.internal.text to
      dev.brine.pickle,
      dev.brine.npy,
      dev.brine.datasets,
      dev.brine.cli;
  exports dev.brine.internal.zip to
      dev.brine.npy,
      dev.brine.scan,
      dev.brine.datasets,
      dev.brine.convert,
      dev.brine.cli;
}
