package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import dev.brine.pickle.value.PyTemporal.Zone;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Builds the types of {@code datetime}. A date or time is given as bytes, in which the highest bit
 * of the month, or of a time's hour, is the fold (PEP 495). Writers other than Python give numbers.
 */
enum Times implements PickleType {
  DATE,
  TIME,
  DATETIME,
  TIMEDELTA,
  TIMEZONE;

  private static final int FOLD = 0x80;
  private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(86_400_000_000L);
  private static final int MOST_DAYS = 999_999_999;

  static @Nullable PickleType find(String name) {
    return switch (name) {
      case "date" -> DATE;
      case "time" -> TIME;
      case "datetime" -> DATETIME;
      case "timedelta" -> TIMEDELTA;
      case "timezone" -> TIMEZONE;
      default -> null;
    };
  }

  @Override
  public Construction construct(Call call) {
    try {
      return Construction.complete(
          switch (this) {
            case DATE -> date(call);
            case TIME -> time(call);
            case DATETIME -> dateTime(call);
            case TIMEDELTA -> delta(call);
            case TIMEZONE -> zone(call);
          });
    } catch (DateTimeException e) {
      throw call.invalid("there is no such date or time: " + e.getMessage());
    }
  }

  /** Returns whether the call gives at least this many numbers and not the bytes of a state. */
  private static boolean hasNumbers(Call call, int least) {
    return call.count() >= least && call.argument(0) instanceof PyInt;
  }

  private static int number(Call call, int index) {
    if (index >= call.count()) {
      return 0;
    }
    PyInt value = Arguments.integer(call, index);
    return value.isLong() && value.longValue() == (int) value.longValue()
        ? (int) value.longValue()
        : Integer.MAX_VALUE;
  }

  private static LocalDate localDate(Call call) {
    int year = number(call, 0);
    if (year < 1 || year > 9_999) {
      throw call.invalid("a year is 1 to 9999, not " + year);
    }
    return LocalDate.of(year, number(call, 1), number(call, 2));
  }

  private static LocalTime localTime(Call call, int at) {
    int micros = number(call, at + 3);
    int nanos = micros > 999_999 ? Integer.MAX_VALUE : micros * 1_000;
    return LocalTime.of(number(call, at), number(call, at + 1), number(call, at + 2), nanos);
  }

  private static PyTemporal date(Call call) {
    if (hasNumbers(call, 3) && call.count() == 3) {
      return new PyTemporal.Date(localDate(call));
    }
    if (call.count() != 1) {
      throw call.invalid("takes 4 bytes");
    }
    return new PyTemporal.Date(localDate(call, state(call, 4), 0));
  }

  private static PyTemporal time(Call call) {
    if (hasNumbers(call, 1)) {
      return new PyTemporal.Time(localTime(call, 0), 0, timezone(call, 4));
    }
    byte[] state = state(call, 6);
    int fold = (state[0] & FOLD) == 0 ? 0 : 1;
    state[0] = (byte) (state[0] & ~FOLD);
    return new PyTemporal.Time(localTime(state, 0), fold, timezone(call, 1));
  }

  private static PyTemporal dateTime(Call call) {
    if (hasNumbers(call, 3)) {
      LocalDateTime value = LocalDateTime.of(localDate(call), localTime(call, 3));
      return new PyTemporal.DateTime(value, 0, timezone(call, 7));
    }
    byte[] state = state(call, 10);
    int fold = (state[2] & FOLD) == 0 ? 0 : 1;
    state[2] = (byte) (state[2] & ~FOLD);
    LocalDateTime value = LocalDateTime.of(localDate(call, state, 0), localTime(state, 4));
    return new PyTemporal.DateTime(value, fold, timezone(call, 1));
  }

  private static byte[] state(Call call, int length) {
    byte[] state = call.count() == 0 ? null : Arguments.bytes(call, call.argument(0));
    if (state == null || state.length != length) {
      throw call.invalid("takes " + length + " bytes");
    }
    return state;
  }

  private static LocalDate localDate(Call call, byte[] state, int at) {
    int year = (state[at] & 0xff) << 8 | (state[at + 1] & 0xff);
    if (year < 1 || year > 9_999) {
      throw call.invalid("a year is 1 to 9999, not " + year);
    }
    return LocalDate.of(year, state[at + 2] & 0xff, state[at + 3] & 0xff);
  }

  private static LocalTime localTime(byte[] state, int at) {
    int micros =
        (state[at + 3] & 0xff) << 16 | (state[at + 4] & 0xff) << 8 | (state[at + 5] & 0xff);
    int nanos = micros > 999_999 ? Integer.MAX_VALUE : micros * 1_000;
    return LocalTime.of(state[at] & 0xff, state[at + 1] & 0xff, state[at + 2] & 0xff, nanos);
  }

  /** Returns the argument at {@code index}, which must be the last. */
  private static PickleValue timezone(Call call, int index) {
    if (call.count() <= index) {
      return PyConstant.NONE;
    }
    PickleValue zone = call.argument(index);
    if (call.count() == index + 1
        && (zone == PyConstant.NONE
            || zone instanceof Zone
            || zone instanceof NamedZone
            || zone instanceof PyCall)) {
      return zone;
    }
    throw call.invalid("its tzinfo must be None or a timezone");
  }

  /** Carries like Python: microseconds into seconds, seconds into days. */
  private static Delta delta(Call call) {
    if (call.count() > 3) {
      throw call.invalid("takes days, seconds and microseconds");
    }
    BigInteger micros =
        small(call, 0)
            .multiply(BigInteger.valueOf(86_400))
            .add(small(call, 1))
            .multiply(BigInteger.valueOf(1_000_000))
            .add(small(call, 2));
    BigInteger within = micros.mod(MICROS_PER_DAY);
    BigInteger days = micros.subtract(within).divide(MICROS_PER_DAY);
    if (days.bitLength() > 31 || Math.abs(days.longValue()) > MOST_DAYS) {
      throw call.invalid("more than " + MOST_DAYS + " days");
    }
    long rest = within.longValue();
    return new Delta(days.intValue(), (int) (rest / 1_000_000), (int) (rest % 1_000_000));
  }

  private static BigInteger small(Call call, int index) {
    if (index >= call.count()) {
      return BigInteger.ZERO;
    }
    PyInt value = Arguments.integer(call, index);
    if (!value.isLong()) {
      throw call.invalid("more than " + MOST_DAYS + " days");
    }
    return value.bigValue();
  }

  private static Zone zone(Call call) {
    if (call.count() < 1 || call.count() > 2 || !(call.argument(0) instanceof Delta offset)) {
      throw call.invalid("takes a timedelta and perhaps a name");
    }
    boolean underADay = offset.days() == 0 || (offset.days() == -1 && isPositive(offset));
    if (!underADay) {
      throw call.invalid("its offset must be less than a day");
    }
    if (call.count() == 1) {
      return new Zone(offset, null);
    }
    if (!(call.argument(1) instanceof PyStr name)) {
      throw new InvalidStateException("datetime.timezone: its name must be a str");
    }
    return new Zone(offset, name.value());
  }

  private static boolean isPositive(Delta withoutDays) {
    return withoutDays.seconds() > 0 || withoutDays.microseconds() > 0;
  }
}
