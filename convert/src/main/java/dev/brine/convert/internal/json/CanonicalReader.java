package dev.brine.convert.internal.json;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values from their canonical form. */
public final class CanonicalReader {
  private final Location location;
  private final TaggedContainers containers = new TaggedContainers();

  /**
   * Reads texts.
   *
   * @param location what failures name
   */
  public CanonicalReader(Location location) {
    this.location = location;
  }

  /**
   * The value of one text.
   *
   * @throws BrineException if it is no canonical form
   */
  public PickleValue read(byte[] utf8) throws IOException {
    @Nullable Object tree = JsonTree.read(utf8, this::complete, location);
    try {
      return Trees.value(tree);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  /** A value where the object is the form of one; else the object, as a part of a larger form. */
  private Object complete(Map<String, @Nullable Object> object) throws IOException {
    String tag = object.isEmpty() ? "" : object.keySet().iterator().next();
    @Nullable Object content = object.get(tag);
    try {
      PickleValue value = TaggedScalars.of(tag, content, object);
      value = value == null ? containers.of(tag, content) : value;
      value = value == null ? TaggedArrays.of(tag, content) : value;
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
        BrineException.Kind.MALFORMED, location, "no canonical form: " + e.getMessage());
  }
}
