package dev.brine.cli.inspect;

import java.io.IOException;

/** One way to show a subject. */
interface Dump {

  /**
   * Shows one subject.
   *
   * @throws dev.brine.error.BrineException if it is not what it should be; what was shown before
   *     stays
   */
  void show(Subject subject) throws IOException;
}
