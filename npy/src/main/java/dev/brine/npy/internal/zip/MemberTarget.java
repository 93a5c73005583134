package dev.brine.npy.internal.zip;

import dev.brine.npy.internal.io.ByteTarget;
import java.io.IOException;

/** Where the bytes of a new member go. */
public interface MemberTarget extends ByteTarget {

  /** All bytes were written. */
  void end() throws IOException;
}
