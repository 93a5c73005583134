package dev.brine.pickle.spi;

import org.jspecify.annotations.Nullable;

/**
 * A table of exact (module, name) pairs. It has no prefixes and no dotted names, and never trusts a
 * whole module.
 */
@FunctionalInterface
public interface PickleTypes {

  /** Returns the type for the pair, or null if this table does not list it. */
  @Nullable PickleType find(String module, String name);

  /** Returns a table that consults this one first and then {@code next}. */
  default PickleTypes or(PickleTypes next) {
    return (module, name) -> {
      PickleType type = find(module, name);
      return type == null ? next.find(module, name) : type;
    };
  }
}
