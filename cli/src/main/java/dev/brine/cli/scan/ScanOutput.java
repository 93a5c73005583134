package dev.brine.cli.scan;

import java.io.IOException;

/** Tells what came of the files, each as soon as it is its turn. */
interface ScanOutput {

  /** Tells of one file. */
  void file(Outcome outcome) throws IOException;

  /** Ends, when all files were told of. */
  void finish(Totals totals) throws IOException;
}
