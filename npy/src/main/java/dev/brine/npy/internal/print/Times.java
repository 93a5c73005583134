package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.TimeType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Locale;

/** Converts counts of NumPy's units to classes of java.time, and to text like NumPy's. */
public final class Times {
  private static final int NANOS = 1_000_000_000;

  private Times() {}

  public static LocalDateTime timestamp(long count, TimeType type) {
    try {
      return switch (type.unit()) {
        case YEAR -> midnight(LocalDate.of(EPOCH_YEAR, 1, 1).plusYears(scaled(count, type)));
        case MONTH -> midnight(LocalDate.of(EPOCH_YEAR, 1, 1).plusMonths(scaled(count, type)));
        default -> timestamp(duration(count, type));
      };
    } catch (DateTimeException e) {
      throw new ArithmeticException(
          count + " of " + type + " is not within the range of LocalDateTime");
    }
  }

  private static LocalDateTime midnight(LocalDate date) {
    return LocalDateTime.of(date, LocalTime.MIDNIGHT);
  }

  private static LocalDateTime timestamp(Duration sinceEpoch) {
    long seconds = sinceEpoch.getSeconds();
    return LocalDateTime.of(
        LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY)),
        LocalTime.ofNanoOfDay(Math.floorMod(seconds, DAY) * (long) NANOS + sinceEpoch.getNano()));
  }

  private static long scaled(long count, TimeType type) {
    return Math.multiplyExact(count, type.multiple());
  }

  public static Duration duration(long count, TimeType type) {
    return switch (type.unit()) {
      case YEAR, MONTH ->
          throw new UnsupportedOperationException(
              "years and months have no fixed length; use getPeriod");
      case GENERIC ->
          throw new UnsupportedOperationException("an array of " + type + " has no unit of time");
      case WEEK -> seconds(count, type, 7 * DAY);
      case DAY -> seconds(count, type, DAY);
      case HOUR -> seconds(count, type, 60 * 60);
      case MINUTE -> seconds(count, type, 60);
      case SECOND -> seconds(count, type, 1);
      case MILLISECOND -> fraction(count, type, 1_000L);
      case MICROSECOND -> fraction(count, type, 1_000_000L);
      case NANOSECOND -> fraction(count, type, NANOS);
      case PICOSECOND -> fraction(count, type, NANOS * 1_000L);
      case FEMTOSECOND -> fraction(count, type, NANOS * 1_000_000L);
      case ATTOSECOND -> fraction(count, type, NANOS * 1_000_000_000L);
    };
  }

  private static Duration seconds(long count, TimeType type, long each) {
    return Duration.ofSeconds(Math.multiplyExact(scaled(count, type), each));
  }

  /** Converts a count of {@code perSecond} units per second. The product may not fit in a long. */
  private static Duration fraction(long count, TimeType type, long perSecond) {
    BigInteger units = BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiple()));
    BigInteger[] parts = units.divideAndRemainder(BigInteger.valueOf(perSecond));
    long rest = parts[1].longValueExact();
    long perNano = Math.max(perSecond / NANOS, 1);
    if (rest % perNano != 0) {
      throw new ArithmeticException(
          count + " of " + type + " is more precise than java.time's nanoseconds");
    }
    long nanos = perSecond >= NANOS ? rest / perNano : rest * (NANOS / perSecond);
    return Duration.ofSeconds(parts[0].longValueExact(), nanos);
  }

  public static Period period(long count, TimeType type) {
    int units = Math.toIntExact(scaled(count, type));
    return switch (type.unit()) {
      case YEAR -> Period.ofYears(units);
      case MONTH -> Period.ofMonths(units);
      default ->
          throw new UnsupportedOperationException(
              "an array of " + type + " has durations; use getDuration");
    };
  }

  private static final int EPOCH_YEAR = 1970;
  private static final long DAY = 24 * 60 * 60;

  /** Days from 0000-03-01 to 1970-01-01, and in 400 years. */
  private static final long EPOCH_DAYS = 719_468;

  private static final long ERA_DAYS = 146_097;

  /** Formats a timestamp like NumPy, in ISO 8601 with the precision of its unit; not NaT. */
  public static String timestampText(long count, TimeType type) {
    BigInteger units = BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiple()));
    return switch (type.unit()) {
      case YEAR -> year(units.add(BigInteger.valueOf(EPOCH_YEAR)));
      case MONTH -> {
        BigInteger[] parts = floorDivide(units, 12);
        yield year(parts[0].add(BigInteger.valueOf(EPOCH_YEAR)))
            + "-"
            + two(parts[1].longValue() + 1);
      }
      case WEEK -> date(units.multiply(BigInteger.valueOf(7)));
      case DAY -> date(units);
      case HOUR -> clock(units, 24, 1);
      case MINUTE -> clock(units, 24 * 60, 2);
      case SECOND -> clock(units, DAY, 3);
      case MILLISECOND -> fraction(units, 3);
      case MICROSECOND -> fraction(units, 6);
      case NANOSECOND -> fraction(units, 9);
      case PICOSECOND -> fraction(units, 12);
      case FEMTOSECOND -> fraction(units, 15);
      case ATTOSECOND -> fraction(units, 18);
      case GENERIC -> units.toString();
    };
  }

  private static BigInteger[] floorDivide(BigInteger value, long by) {
    BigInteger divisor = BigInteger.valueOf(by);
    BigInteger rest = value.mod(divisor);
    return new BigInteger[] {value.subtract(rest).divide(divisor), rest};
  }

  /** The date, and as many of hours, minutes and seconds as the unit has. */
  private static String clock(BigInteger units, long perDay, int fields) {
    BigInteger[] parts = floorDivide(units, perDay);
    long seconds = parts[1].longValue() * (DAY / perDay);
    String text = date(parts[0]) + "T" + two(seconds / 3600);
    text += fields > 1 ? ":" + two(seconds / 60 % 60) : "";
    return text + (fields > 2 ? ":" + two(seconds % 60) : "");
  }

  private static String fraction(BigInteger units, int digits) {
    BigInteger perSecond = BigInteger.TEN.pow(digits);
    BigInteger rest = units.mod(perSecond);
    String fraction = rest.toString();
    return clock(units.subtract(rest).divide(perSecond), DAY, 3)
        + "."
        + "0".repeat(digits - fraction.length())
        + fraction;
  }

  /** The date in the proleptic Gregorian calendar, calculated with years that begin in March. */
  private static String date(BigInteger days) {
    BigInteger[] parts = floorDivide(days.add(BigInteger.valueOf(EPOCH_DAYS)), ERA_DAYS);
    long day = parts[1].longValue();
    long year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    long dayOfYear = day - (365 * year + year / 4 - year / 100);
    long march = (5 * dayOfYear + 2) / 153;
    long month = march < 10 ? march + 3 : march - 9;
    BigInteger years =
        parts[0]
            .multiply(BigInteger.valueOf(400))
            .add(BigInteger.valueOf(month <= 2 ? year + 1 : year));
    return year(years) + "-" + two(month) + "-" + two(dayOfYear - (153 * march + 2) / 5 + 1);
  }

  private static String year(BigInteger year) {
    String digits = year.abs().toString();
    String sign = year.signum() < 0 ? "-" : "";
    return sign + "0".repeat(Math.max(0, 4 - sign.length() - digits.length())) + digits;
  }

  private static String two(long value) {
    return (value < 10 ? "0" : "") + value;
  }

  /** Formats a single duration with its unit, like {@code str()}; not NaT. */
  public static String durationText(long count, TimeType type) {
    BigInteger units = BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiple()));
    String unit =
        type.unit() == TimeType.Unit.GENERIC
            ? "generic time unit"
            : type.unit().name().toLowerCase(Locale.ROOT);
    return units + " " + unit + "s";
  }
}
