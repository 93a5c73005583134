package dev.brine.pickle.value;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where values are written as text, in one of several forms: the canonical one, or one for people.
 * The pieces are streamed, so that an array of millions of numbers needs no long text in memory.
 */
public interface ValueOutput {

  /** Text of the form itself, ASCII, as it is. */
  void raw(String text) throws IOException;

  /** Text in quotes, escaped by the rules of the form. */
  void quoted(String text) throws IOException;

  /** {@code None}. */
  void none() throws IOException;

  /** A {@code bool}. */
  void bool(boolean value) throws IOException;

  /** An {@code int}. */
  void integer(long value) throws IOException;

  /** A {@code float}. */
  void floating(double value) throws IOException;

  /** The digits of bytes, two each, without anything around them. */
  void hex(byte[] bytes) throws IOException;

  /**
   * Writes one value, piece by piece, without ever calling itself: values may be nested ten
   * thousand deep.
   */
  @FunctionalInterface
  interface Steps {
    /**
     * Writes on, up to the next value that this one holds.
     *
     * @return the held value, which is written before the next step; null when all is written
     */
    @Nullable PickleValue next(ValueOutput out) throws IOException;
  }
}
