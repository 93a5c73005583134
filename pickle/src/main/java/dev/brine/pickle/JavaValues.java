package dev.brine.pickle;

import dev.brine.pickle.internal.java.JavaContainers;
import dev.brine.pickle.internal.java.PythonFromJava;
import dev.brine.pickle.value.PickleValue;
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
   * double[]} become lists, and a {@code PickleValue} is returned unchanged. Keys are compared as
   * in Python, where 1 equals 1.0.
   *
   * @throws IllegalArgumentException if Python has no counterpart of a value, or the value is
   *     nested more than 1,000 levels deep
   */
  public static PickleValue toPython(@Nullable Object value) {
    return new PythonFromJava().convert(value, 0);
  }
}
