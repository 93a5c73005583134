package dev.brine.cli.diff;

import dev.brine.cli.input.Failure;
import java.io.IOException;

/** Where the results of a comparison go. */
interface DiffOutput {

  /** Something that both files have; its name is empty if it is the whole file. */
  void pair(String name, Difference difference) throws IOException;

  /** Something that is in one file only. */
  void onlyIn(String file, String name) throws IOException;

  /** Something that could not be compared. */
  void failed(String name, Failure failure) throws IOException;

  /** The end of it: {@code different} of {@code all} names differ. */
  void verdict(long all, long different) throws IOException;
}
