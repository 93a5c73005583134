package dev.brine.scan.internal.walk;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Looks at whatever a part turns out to be: what containers give their members to. */
interface Walker {

  /**
   * Looks at all of a stream.
   *
   * @return why it ended too early, or null; that is no finding yet
   */
  @Nullable IOException walk(InputStream in, Part part, Report report);
}
