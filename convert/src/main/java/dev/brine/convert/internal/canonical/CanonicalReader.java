package dev.brine.convert.internal.canonical;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.DataFrame;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values from their canonical JSON. */
public final class CanonicalReader {
  private final Location location;
  private final TaggedValues values = new TaggedValues();

  /**
   * Creates a reader.
   *
   * @param location the location for error messages
   */
  public CanonicalReader(Location location) {
    this.location = location;
  }

  /**
   * Returns the value that a text represents.
   *
   * @throws BrineException if the text is not canonical JSON
   */
  public PickleValue read(byte[] utf8) throws IOException {
    @Nullable Object tree = JsonTree.read(utf8, this::complete, location);
    try {
      return TaggedValues.value(tree);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  /** Returns the value that an object represents, or the object if it is only part of one. */
  private Object complete(Map<String, @Nullable Object> object) throws IOException {
    String tag = object.isEmpty() ? "" : object.keySet().iterator().next();
    @Nullable Object content = object.get(tag);
    try {
      PickleValue value = values.of(tag, content, object);
      return value == null ? object : value;
    } catch (IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | ExcessiveException
        | InvalidStateException e) {
      throw malformed(e);
    }
  }

  private MalformedException malformed(RuntimeException e) {
    return new MalformedException(
        BrineException.Kind.MALFORMED, location, "invalid canonical JSON: " + e.getMessage());
  }

  /**
   * Checks that the canonical JSON of a value can be read back. That of a dtype whose fields
   * overlap, for example, cannot.
   *
   * @throws UnsupportedException if it cannot be read back, or gives another value
   */
  public void check(PickleValue value, byte[] utf8) throws IOException {
    try {
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      PickleText.writeCanonical(read(utf8), again, location, PickleLimits.DEFAULT);
      if (Arrays.equals(again.toByteArray(), utf8)) {
        return;
      }
    } catch (MalformedException e) {
      if (holdsFrame(value)) {
        throw new UnsupportedException(
            location,
            "a pandas DataFrame, Series or Index in a list or dict cannot be converted; save each in"
                + " a pickle of its own (frame.to_pickle), which brine convert reads");
      }
      throw new UnsupportedException(
          location, value.described() + " has no pickle-free form: " + e.reason());
    }
    throw new UnsupportedException(location, value.described() + " has no pickle-free form");
  }

  /** Whether a value is or directly holds a value of pandas. */
  private static boolean holdsFrame(PickleValue value) throws IOException {
    return value instanceof DataFrame || !value.accept(held -> !(held instanceof DataFrame));
  }
}
