package dev.brine.convert.internal.free;

import dev.brine.npy.array.NdArray;
import java.io.IOException;

/** Where the members of a form come from. */
@FunctionalInterface
interface MemberSource {

  /**
   * The array of a member.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  NdArray array(String name) throws IOException;
}
