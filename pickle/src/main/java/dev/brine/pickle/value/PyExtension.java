package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import java.io.IOException;

/**
 * A value that another module builds from the contents of a pickle, such as a NumPy array.
 * Implementations are immutable once the pickle is decoded, and implement {@link #accept} if they
 * hold other values.
 */
public non-sealed interface PyExtension extends PickleValue {

  @Override
  default Kind kind() {
    return Kind.EXTENSION;
  }

  /**
   * Returns whether the pickle has supplied everything the value needs; otherwise decoding fails.
   */
  default boolean isComplete() {
    return true;
  }

  /** Returns an object that stands for this value: two values with the same are one in Python. */
  default Object identity() {
    return this;
  }

  /** Writes the canonical form of this value. */
  void writeCanonical(CanonicalOutput out) throws IOException;

  /** Returns this value as Python's {@code repr} shows it, on as many lines as that needs. */
  Printed printed();

  /**
   * Returns the value that represents this one as a dict key if Python considers them equal, such
   * as the int that a NumPy scalar equals; otherwise this value.
   *
   * @throws InvalidStateException if Python would not accept it as a key
   */
  default PickleValue keyValue() {
    return this;
  }

  /**
   * Returns the Java counterpart of this value: one of Java's own types, an equal value of Python's
   * types, or this value.
   */
  default Object javaValue() {
    return this;
  }

  /**
   * The text around the values that an extension value holds.
   *
   * @param before the text before the first
   * @param after the text after the last
   * @param held the number of held values
   * @param isSplit whether each held value may have its own line if they do not fit on one line
   */
  record Printed(String before, String after, int held, boolean isSplit) {
    /** Returns the text of a value that holds no others. */
    public static Printed of(String text) {
      return new Printed(text, "", 0, false);
    }
  }

  /**
   * Receives the canonical form of an extension value. Text is streamed, so that an array of
   * millions of numbers never needs one long string.
   */
  interface CanonicalOutput {
    /** ASCII text of the form itself, written as it is. */
    void raw(String text) throws IOException;

    /** A string in quotes, escaped as in JSON. */
    void quoted(String text) throws IOException;

    /** The canonical form of {@code None}. */
    void none() throws IOException;

    /** The canonical form of a {@code bool}. */
    void bool(boolean value) throws IOException;

    /** The canonical form of an {@code int}. */
    void integer(long value) throws IOException;

    /** The canonical form of a {@code float}. */
    void floating(double value) throws IOException;

    /** Two hexadecimal digits for each byte, without quotes. */
    void hex(byte[] bytes) throws IOException;

    /** The canonical form of a value that this one holds. */
    void value(PickleValue held) throws IOException;
  }
}
