package dev.brine.pickle.internal.java;

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
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Values that hold no others, as Java's own types. */
final class JavaScalars {
  private JavaScalars() {}

  /** The value in Java, or itself where Java has nothing for it. */
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

  /** An extension gives what it is in Java, or a value of Python's that it equals. */
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

  /** A time of day in a time zone says nothing without the day: it stays what it is. */
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
    ZoneOffset offset = offset(value.timezone());
    return offset == null ? value : OffsetDateTime.of(value.value(), offset);
  }

  private static @Nullable ZoneOffset offset(PickleValue timezone) {
    try {
      return timezone instanceof PyTemporal.Zone zone ? zone.toZoneOffset() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
