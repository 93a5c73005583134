package dev.brine.internal.zip;

import dev.brine.internal.io.ByteTarget;
import java.io.IOException;

/** Receives the bytes of a new member. */
public interface MemberTarget extends ByteTarget {

  /** All bytes were written. */
  void end() throws IOException;
}
