package dev.brine.pickle.value;

import java.io.IOException;

/**
 * Receives the values that another value holds; see {@link PickleValue#accept}. A visitor that
 * wants to go further down calls {@code accept} on what it is given. Decoded values are nested at
 * most as deep as the limits allow, but may be shared and may contain themselves, so a recursive
 * visitor must remember which values it is inside of.
 */
@FunctionalInterface
public interface PickleVisitor {
  /**
   * Visits one held value.
   *
   * @return whether to continue with the next one
   */
  boolean visit(PickleValue held) throws IOException;
}
