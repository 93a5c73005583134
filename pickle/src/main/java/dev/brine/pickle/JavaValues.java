package dev.brine.pickle;

import dev.brine.pickle.internal.java.JavaContainers;
import dev.brine.pickle.internal.java.PythonFromJava;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to and from Java's own types, for programs that prefer a {@code Map} to a {@code
 * PyDict}:
 *
 * <table>
 * <caption>Python's types and Java's</caption>
 * <tr><th>Python</th><th>Java</th></tr>
 * <tr><td>None</td><td>null</td></tr>
 * <tr><td>bool, int, float</td><td>Boolean; Long, or BigInteger beyond; Double</td></tr>
 * <tr><td>str, bytes, bytearray</td><td>String, byte[]; as a key, bytes are a ByteBuffer</td></tr>
 * <tr><td>list, tuple, deque</td><td>List</td></tr>
 * <tr><td>dict and its subclasses</td><td>Map, in order</td></tr>
 * <tr><td>set, frozenset</td><td>Set, in order</td></tr>
 * <tr><td>date, time, datetime</td><td>LocalDate, LocalTime, LocalDateTime; OffsetDateTime</td></tr>
 * <tr><td>timedelta, timezone</td><td>Duration, ZoneOffset</td></tr>
 * <tr><td>time zones of zoneinfo, pytz, dateutil</td><td>ZoneId, and ZonedDateTime</td></tr>
 * <tr><td>array.array</td><td>an array such as {@code double[]}; a String of characters</td></tr>
 * <tr><td>Decimal, UUID, PurePath</td><td>BigDecimal, UUID, String</td></tr>
 * <tr><td>NumPy's arrays and dtypes</td><td>NdArray, DType</td></tr>
 * <tr><td>NumPy's scalars</td><td>the Java type of an equal Python value: Long, Double, String …</td></tr>
 * </table>
 *
 * <p>Values without a counterpart in Java are returned unchanged. Lists, maps and sets are
 * unmodifiable, and a shared value is converted once.
 */
public final class JavaValues {
  private JavaValues() {}

  /**
   * Converts a value and everything in it.
   *
   * @throws IllegalStateException if the value contains itself, is nested more than 1,000 levels
   *     deep, has more than 10 million values (counting shared values each time they occur), or has
   *     two keys that are equal in Java
   */
  public static @Nullable Object of(PickleValue value) {
    return new JavaContainers().convert(value);
  }

  /**
   * Converts a Java value to Python's, by the same table. {@code int[]}, {@code long[]} and {@code
   * double[]} become lists, a {@link PickleValue.Convertible} such as an {@code NdArray} what it
   * says, and a {@code PickleValue} is returned unchanged. Keys are compared as in Python, where 1
   * equals 1.0. A list, map, set or array that occurs twice is one value, which Python restores as
   * shared.
   *
   * @throws IllegalArgumentException if Python has no counterpart of a value, or the value is
   *     nested more than 1,000 levels deep
   */
  public static PickleValue toPython(@Nullable Object value) {
    return new PythonFromJava().convert(value, 0);
  }

  /** A tuple of Java values, converted as {@link #toPython} does. */
  public static PyTuple tuple(@Nullable Object... items) {
    PythonFromJava converter = new PythonFromJava();
    PickleValue[] values = new PickleValue[items.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = converter.convert(items[i], 1);
    }
    return PyTuple.of(values);
  }

  /**
   * A dict of Java values, in the order of the map, converted as {@link #toPython} does.
   *
   * @param kind DICT, ORDERED_DICT or COUNTER
   */
  public static PyDict dict(PickleValue.Kind kind, Map<?, ?> entries) {
    return new PythonFromJava().dict(kind, entries);
  }

  /**
   * A {@code collections.defaultdict} of Java values.
   *
   * @param factory the name of its default factory, such as {@code builtins.list}; may be null
   */
  public static PyDict defaultDict(@Nullable PyGlobal factory, Map<?, ?> entries) {
    return new PythonFromJava().defaultDict(factory, entries);
  }

  /**
   * A set of Java values, in the order of the collection.
   *
   * @param kind SET or FROZENSET
   */
  public static PySet set(PickleValue.Kind kind, Collection<?> elements) {
    return new PythonFromJava().set(kind, elements, 0);
  }
}
