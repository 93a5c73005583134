package dev.brine.convert.internal.text;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date and a time of day, in ISO 8601 as NumPy writes {@code datetime64}: the last
 * field is that of the unit. A T or a space separates date and time.
 *
 * @param day the date
 * @param nanos the nanoseconds since midnight
 * @param unit the unit of the last field
 */
record IsoDateTime(LocalDate day, long nanos, Unit unit) {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  /** Units, from the coarsest. */
  enum Unit {
    MONTH("M", 1), // months have no fixed number of units per day
    DAY("D", 1),
    HOUR("h", 24),
    MINUTE("m", 1440),
    SECOND("s", 86_400),
    MILLISECOND("ms", 86_400_000),
    MICROSECOND("us", 86_400_000_000L),
    NANOSECOND("ns", NANOS_PER_DAY);

    @SuppressWarnings("ImmutableEnumChecker") // a DType is immutable
    private final DType dtype;

    private final long perDay;

    Unit(String symbol, long perDay) {
      this.dtype = DTypes.parse("M8[" + symbol + "]");
      this.perDay = perDay;
    }

    /** Returns {@code datetime64} of this unit. */
    DType dtype() {
      return dtype;
    }

    /** Returns the unit of a dtype that {@link #dtype} returns. */
    static Unit of(DType dtype) {
      for (Unit unit : values()) {
        if (unit.dtype.equals(dtype)) {
          return unit;
        }
      }
      throw new IllegalArgumentException("no text has the dtype " + dtype);
    }
  }

  /** Parses a text; returns null if it is not a datetime. */
  static @Nullable IsoDateTime parse(String text) {
    int length = text.length();
    boolean known =
        switch (length) {
          case 7, 10, 13, 16, 19 -> true;
          default -> length > 20 && length <= 29;
        };
    if (!known || !hasSeparators(text)) {
      return null;
    }
    int hour = length > 10 ? number(text, 11, 13) : 0;
    int minute = length > 13 ? number(text, 14, 16) : 0;
    int second = length > 16 ? number(text, 17, 19) : 0;
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    long nanos = (hour * 3600L + minute * 60L + second) * 1_000_000_000L + fraction(text);
    try {
      int day = length > 7 ? number(text, 8, 10) : 1;
      LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), day);
      return new IsoDateTime(date, nanos, unit(length));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean hasSeparators(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T' || c == ' ';
            case 13, 16 -> c == ':';
            case 19 -> c == '.';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static long fraction(String text) {
    long fraction = 0;
    for (int i = 20; i < 29; i++) {
      fraction = 10 * fraction + (i < text.length() ? text.charAt(i) - '0' : 0);
    }
    return fraction;
  }

  private static Unit unit(int length) {
    return switch (length) {
      case 7 -> Unit.MONTH;
      case 10 -> Unit.DAY;
      case 13 -> Unit.HOUR;
      case 16 -> Unit.MINUTE;
      case 19 -> Unit.SECOND;
      default ->
          length <= 23 ? Unit.MILLISECOND : length <= 26 ? Unit.MICROSECOND : Unit.NANOSECOND;
    };
  }

  /** Returns whether the nanoseconds since 1970 fit into 64 bits on every day of this year. */
  boolean hasNanoseconds() {
    return day.getYear() > 1677 && day.getYear() < 2262;
  }

  /**
   * Returns the number of units since 1970.
   *
   * @param in a unit that is not coarser than {@link #unit}
   */
  long count(Unit in) {
    if (in == Unit.MONTH) {
      return (day.getYear() - 1970) * 12L + day.getMonthValue() - 1;
    }
    long ofDay = nanos / (NANOS_PER_DAY / in.perDay);
    return Math.addExact(Math.multiplyExact(day.toEpochDay(), in.perDay), ofDay);
  }
}
