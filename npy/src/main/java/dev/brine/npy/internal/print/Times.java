package dev.brine.npy.internal.print;

import dev.brine.npy.dtype.TimeType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;

/** Converts counts of NumPy's units to classes of java.time, if these can represent them. */
public final class Times {
  private static final int NANOS = 1_000_000_000;
  private static final int DAY = 24 * 60 * 60;
  private static final int EPOCH_YEAR = 1970;

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

  private static Duration seconds(long count, TimeType type, int each) {
    return Duration.ofSeconds(Math.multiplyExact(scaled(count, type), each));
  }

  /** A count of which {@code perSecond} make a second. The product may not fit a long. */
  private static Duration fraction(long count, TimeType type, long perSecond) {
    BigInteger units = BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiple()));
    BigInteger[] parts = units.divideAndRemainder(BigInteger.valueOf(perSecond));
    long rest = parts[1].longValueExact();
    long perNano = Math.max(perSecond / NANOS, 1);
    if (rest % perNano != 0) {
      throw new ArithmeticException(
          count + " of " + type + " is finer than the nanoseconds of java.time");
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
}
