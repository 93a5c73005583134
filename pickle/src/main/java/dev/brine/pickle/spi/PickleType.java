package dev.brine.pickle.spi;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import org.jspecify.annotations.Nullable;

/**
 * Builds the values of one known (module, name) pair. Implementations never call anything that a
 * pickle provides.
 */
public interface PickleType {

  /**
   * Builds the value of a call.
   *
   * @throws NotInertException if the call would be harmless data only with other arguments
   * @throws dev.brine.pickle.internal.kernel.InvalidStateException if the arguments are never valid
   * @throws dev.brine.pickle.internal.kernel.ExcessiveException if the value would be too large
   */
  Construction construct(Call call);

  /** Returns the value of the name if it is a constant such as {@code Ellipsis}, otherwise null. */
  default @Nullable PickleValue constant() {
    return null;
  }

  /** Returns whether the name is data as long as nothing calls it: a dtype's class, a ufunc. */
  default boolean isDataUncalled() {
    return false;
  }
}
