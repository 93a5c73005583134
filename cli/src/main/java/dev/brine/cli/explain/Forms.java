package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/** The forms of files that are told by how they begin. */
final class Forms {
  private Forms() {}

  /** What a file is that begins so, or null if that is not known; nothing is unpacked. */
  static @Nullable Foreign of(Beginning file) {
    Foreign found = DamagedForms.of(file);
    found = found == null ? TextForms.of(file) : found;
    found = found == null ? TensorForms.of(file) : found;
    found = found == null ? TableForms.of(file) : found;
    return found == null ? MediaForms.of(file) : found;
  }
}
