package dev.brine.pickle.internal.java;

import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts containers, each once. Java's collections print, hash and compare recursively, and visit
 * shared contents each time they occur, so the size of the result is limited.
 */
public final class JavaContainers {
  private static final long MAX_VALUES = 10_000_000;

  /** Marks a container whose contents are being converted. */
  private static final Converted OPEN = new Converted(List.of(), 0, 0);

  private final IdentityHashMap<PickleValue, Converted> known = new IdentityHashMap<>();
  private long values;

  /**
   * A container in Java.
   *
   * @param nodes the number of values in it, counting shared values each time they occur
   * @param height the number of levels in it
   */
  private record Converted(Object java, long nodes, int height) {}

  /** Converts a value and everything it holds. */
  public @Nullable Object convert(PickleValue root) {
    return Children.isContainer(root) ? container(root, 1).java() : JavaScalars.of(root);
  }

  private Converted container(PickleValue value, int depth) {
    Converted earlier = known.get(value);
    if (earlier != null && earlier.height() == 0) {
      throw new IllegalStateException(value.described() + " contains itself");
    }
    if (earlier != null) {
      return earlier;
    }
    checkDepth(depth);
    @Nullable Object[] children = new Object[Children.count(value)];
    values += 1L + children.length;
    if (values > MAX_VALUES) {
      throw new IllegalStateException("more than " + MAX_VALUES + " values");
    }
    known.put(value, OPEN);
    long nodes = 1;
    int height = 1;
    for (int i = 0; i < children.length; i++) {
      PickleValue child = Children.get(value, i);
      if (Children.isContainer(child)) {
        Converted held = container(child, depth + 1);
        children[i] = held.java();
        nodes += held.nodes();
        height = Math.max(height, 1 + held.height());
        checkDepth(height);
      } else {
        children[i] = JavaScalars.of(child);
        nodes++;
      }
      if (nodes > MAX_VALUES) {
        throw new IllegalStateException(
            "more than " + MAX_VALUES + " values, counting shared values each time they occur");
      }
    }
    Converted converted = new Converted(collection(value, children), nodes, height);
    known.put(value, converted);
    return converted;
  }

  private static void checkDepth(int depth) {
    if (depth > Nesting.MAX) {
      throw new IllegalStateException("nested more than " + Nesting.MAX + " deep");
    }
  }

  private static Object collection(PickleValue value, @Nullable Object[] children) {
    return switch (value.kind()) {
      case SET, FROZENSET -> set(children);
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> map(children);
      default -> Collections.unmodifiableList(Arrays.asList(children));
    };
  }

  private static Set<@Nullable Object> set(@Nullable Object[] children) {
    Set<@Nullable Object> set = new LinkedHashSet<>(children.length * 2);
    for (Object child : children) {
      if (!set.add(key(child))) {
        throw clash();
      }
    }
    return Collections.unmodifiableSet(set);
  }

  private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object[] children) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>(children.length);
    for (int i = 0; i < children.length; i += 2) {
      map.put(key(children[i]), children[i + 1]);
    }
    if (map.size() != children.length / 2) {
      throw clash();
    }
    return Collections.unmodifiableMap(map);
  }

  /** Java's arrays are equal to themselves only. */
  private static @Nullable Object key(@Nullable Object child) {
    return child instanceof byte[] bytes ? ByteBuffer.wrap(bytes).asReadOnlyBuffer() : child;
  }

  private static IllegalStateException clash() {
    return new IllegalStateException("two keys that are different in Python are equal in Java");
  }

  /** Converts values that hold no others to Java's own types. */
  static final class JavaScalars {
    private JavaScalars() {}

    /** Returns the Java counterpart of the value, or the value itself if Java has none. */
    static @Nullable Object of(PickleValue value) {
      return switch (value.kind()) {
        case NONE -> null;
        case BOOL -> value == PyConstant.TRUE;
        case INT -> integer((PyInt) value);
        case FLOAT -> ((PyFloat) value).value();
        case STR -> ((PyStr) value).value();
        case BYTES, BYTEARRAY -> ((PyBytes) value).toByteArray();
        case DATE -> ((PyTemporal.Date) value).value();
        case TIME -> time((PyTemporal.Time) value);
        case DATETIME -> dateTime((PyTemporal.DateTime) value);
        case TIMEDELTA -> ((PyTemporal.Delta) value).toDuration();
        case TIMEZONE -> {
          ZoneOffset offset = offset(value);
          yield offset == null ? value : offset;
        }
        case NAMED_ZONE -> {
          ZoneId zone = zone((PyTemporal.NamedZone) value);
          yield zone == null ? value : zone;
        }
        case ARRAY -> ((PyLibrary.Array) value).toJava();
        case DECIMAL -> decimal((PyNumber.Decimal) value);
        case UUID -> ((PyLibrary.Uuid) value).value();
        case PATH -> ((PyLibrary.Path) value).text();
        case EXTENSION -> extension((PyExtension) value);
        default -> value;
      };
    }

    private static Object integer(PyInt value) {
      if (value.isLong()) {
        return value.longValue();
      }
      return value.bigValue();
    }

    /** Returns an extension's Java counterpart, or the conversion of an equal Python value. */
    private static @Nullable Object extension(PyExtension value) {
      Object java = value.javaValue();
      boolean plain = java instanceof PickleValue && !(java instanceof PyExtension);
      return plain ? of((PickleValue) java) : java;
    }

    private static Object decimal(PyNumber.Decimal value) {
      try {
        return value.isFinite() ? value.toBigDecimal() : value;
      } catch (ArithmeticException e) {
        return value;
      }
    }

    /**
     * Returns the time of day, or the value itself if it has a time zone, which is ambiguous
     * without a date.
     */
    private static Object time(PyTemporal.Time value) {
      boolean plain = value.timezone() == PyConstant.NONE && value.fold() == 0;
      return plain ? value.value() : value;
    }

    private static Object dateTime(PyTemporal.DateTime value) {
      if (value.fold() != 0) {
        return value;
      }
      if (value.timezone() == PyConstant.NONE) {
        return value.value();
      }
      if (value.timezone() instanceof PyTemporal.NamedZone named) {
        ZoneId zone = zone(named);
        PyTemporal.Delta offset = named.offset();
        return zone == null
            ? value
            : ZonedDateTime.ofLocal(
                value.value(),
                zone,
                offset == null ? null : offset(new PyTemporal.Zone(offset, null)));
      }
      ZoneOffset offset = offset(value.timezone());
      return offset == null ? value : OffsetDateTime.of(value.value(), offset);
    }

    private static @Nullable ZoneId zone(PyTemporal.NamedZone zone) {
      try {
        return zone.toZoneId();
      } catch (DateTimeException e) {
        return null;
      }
    }

    private static @Nullable ZoneOffset offset(PickleValue timezone) {
      try {
        return timezone instanceof PyTemporal.Zone zone ? zone.toZoneOffset() : null;
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
