package dev.brine.npy.dtype;

import org.jspecify.annotations.Nullable;

/**
 * A field of a struct.
 *
 * @param name its name, which may be empty
 * @param dtype the type of its values
 * @param offset bytes from the start of the struct
 * @param title a second name, or null
 */
public record Field(String name, DType dtype, int offset, @Nullable String title) {

  /** A field without a title. */
  public static Field of(String name, DType dtype, int offset) {
    return new Field(name, dtype, offset, null);
  }
}
