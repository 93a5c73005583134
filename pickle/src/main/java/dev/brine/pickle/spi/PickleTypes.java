package dev.brine.pickle.spi;

import org.jspecify.annotations.Nullable;

/** A table of exact (module, name) pairs. No prefixes, no dotted names, no trust in a module. */
@FunctionalInterface
public interface PickleTypes {

  /** Returns what the pair builds, or null if this table does not know it. */
  @Nullable PickleType find(String module, String name);

  /** Returns this table, and {@code next} for what it does not know. */
  default PickleTypes or(PickleTypes next) {
    return (module, name) -> {
      PickleType type = find(module, name);
      return type == null ? next.find(module, name) : type;
    };
  }
}
