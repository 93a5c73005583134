package dev.brine.pickle.internal.java;

import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Convertible;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Python's values for Java's. */
public final class PythonFromJava {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int LAST_YEAR = 9_999;
  private static final long MOST_DAYS = 999_999_999;

  private final KeyBudget keys = new KeyBudget(Nesting.MAX, Long.MAX_VALUE);
  private final IntArena arena = new IntArena();

  /** What was converted already, by its identity. */
  private final IdentityHashMap<Object, PickleValue> shared = new IdentityHashMap<>();

  /** Converts a value that is nested {@code depth} levels deep. */
  public PickleValue convert(@Nullable Object value, int depth) {
    if (depth > Nesting.MAX) {
      throw new IllegalArgumentException("nested more than " + Nesting.MAX + " deep, or in itself");
    }
    if (value == null) {
      return PyConstant.NONE;
    }
    if (value instanceof PickleValue python) {
      return python;
    }
    PickleValue scalar = value instanceof Number number ? number(number) : scalar(value);
    if (scalar != null) {
      return scalar;
    }
    PickleValue known = shared.get(value);
    if (known == null) {
      known = container(value, depth);
      shared.put(value, known);
    }
    return known;
  }

  private static PickleValue number(Number number) {
    if (number instanceof BigInteger big) {
      return PyInt.of(big);
    }
    if (number instanceof BigDecimal decimal) {
      return new PyNumber.Decimal(decimal.toString());
    }
    if (number instanceof Double || number instanceof Float) {
      return new PyFloat(number.doubleValue());
    }
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return PyInt.of(number.longValue());
    }
    throw unknown(number);
  }

  private static @Nullable PickleValue scalar(Object value) {
    if (value instanceof String text) {
      return PyStr.of(text);
    }
    if (value instanceof Boolean bool) {
      return PyConstant.of(bool);
    }
    if (value instanceof byte[] bytes) {
      return PyBytes.wrap(bytes.clone());
    }
    if (value instanceof UUID uuid) {
      return PyLibrary.Uuid.of(uuid);
    }
    return time(value);
  }

  private static @Nullable PickleValue time(Object value) {
    if (value instanceof LocalDate date) {
      return new PyTemporal.Date(checked(date));
    }
    if (value instanceof LocalTime time) {
      return new PyTemporal.Time(checked(time), 0, PyConstant.NONE);
    }
    if (value instanceof LocalDateTime dateTime) {
      return new PyTemporal.DateTime(checked(dateTime), 0, PyConstant.NONE);
    }
    if (value instanceof OffsetDateTime dateTime) {
      LocalDateTime local = checked(dateTime.toLocalDateTime());
      return new PyTemporal.DateTime(local, 0, zone(dateTime.getOffset()));
    }
    if (value instanceof ZoneOffset offset) {
      return zone(offset);
    }
    return value instanceof Duration duration ? delta(duration) : null;
  }

  private static LocalDateTime checked(LocalDateTime dateTime) {
    return LocalDateTime.of(checked(dateTime.toLocalDate()), checked(dateTime.toLocalTime()));
  }

  private static LocalDate checked(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("Python's dates have the years 1 to 9999: " + date);
    }
    return date;
  }

  private static LocalTime checked(LocalTime time) {
    requireMicros(time.toNanoOfDay(), time);
    return time;
  }

  private static void requireMicros(long nanos, Object value) {
    if (nanos % NANOS_PER_MICRO != 0) {
      throw new IllegalArgumentException("Python's times have whole microseconds: " + value);
    }
  }

  private static PickleValue zone(ZoneOffset offset) {
    return new PyTemporal.Zone(delta(Duration.ofSeconds(offset.getTotalSeconds())), null);
  }

  private static Delta delta(Duration duration) {
    long seconds = duration.getSeconds();
    requireMicros(duration.getNano(), duration);
    long days = Math.floorDiv(seconds, SECONDS_PER_DAY);
    if (Math.abs(days) > MOST_DAYS) {
      throw new IllegalArgumentException("Python's timedelta has at most 10^9 days: " + duration);
    }
    int rest = Math.floorMod(seconds, SECONDS_PER_DAY);
    return new Delta((int) days, rest, duration.getNano() / NANOS_PER_MICRO);
  }

  private PickleValue container(Object value, int depth) {
    if (value instanceof Convertible convertible) {
      return convertible.toPython();
    }
    if (value instanceof List<?> list) {
      PyList.Builder items = PyList.builder();
      for (Object item : list) {
        items.append(convert(item, depth + 1));
      }
      return items.value();
    }
    if (value instanceof Set<?> set) {
      return set(Kind.SET, set, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return filled(PyDict.builder(Kind.DICT, keys), map, depth);
    }
    return numbers(value);
  }

  /** Converts a dict of another kind. */
  public PyDict dict(Kind kind, Map<?, ?> entries) {
    return filled(PyDict.builder(kind, keys), entries, 0);
  }

  /** Converts a dict with a default factory. */
  public PyDict defaultDict(@Nullable PyGlobal factory, Map<?, ?> entries) {
    return filled(PyDict.defaultDict(factory, keys), entries, 0);
  }

  private PyDict filled(PyDict.Builder dict, Map<?, ?> entries, int depth) {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      dict.setItem(convert(entry.getKey(), depth + 1), convert(entry.getValue(), depth + 1));
    }
    return dict.value();
  }

  /** Converts a set of a kind that is nested {@code depth} levels deep. */
  public PySet set(Kind kind, Collection<?> values, int depth) {
    PySet.Builder elements = PySet.builder(kind, keys);
    for (Object element : values) {
      elements.put(convert(element, depth + 1));
    }
    return elements.value();
  }

  /** Arrays of numbers, which stay packed. */
  private PickleValue numbers(Object value) {
    PyList.Builder list = PyList.builder();
    if (value instanceof int[] ints) {
      long[] longs = new long[ints.length];
      for (int i = 0; i < ints.length; i++) {
        longs[i] = ints[i];
      }
      list.appendInts(longs, 0, longs.length, arena);
    } else if (value instanceof long[] longs) {
      list.appendLongs(longs, 0, longs.length);
    } else if (value instanceof double[] doubles) {
      long[] bits = new long[doubles.length];
      for (int i = 0; i < doubles.length; i++) {
        bits[i] = Double.doubleToRawLongBits(doubles[i]);
      }
      list.appendDoubles(bits, 0, bits.length);
    } else {
      throw unknown(value);
    }
    return list.value();
  }

  private static IllegalArgumentException unknown(Object value) {
    return new IllegalArgumentException("Python has no value for a " + value.getClass().getName());
  }
}
