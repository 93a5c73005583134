package dev.brine.npy.dtype;

import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.TimeType.Unit;
import java.util.List;

/** Reads {@code M8[25s]}, {@code m8}, {@code datetime64[ns]}, {@code timedelta64[D/2]}. */
final class TimeSpelling {
  private final String metadata;
  private int position;

  private TimeSpelling(String metadata) {
    this.metadata = metadata;
  }

  static boolean isOne(String code) {
    return code.startsWith("M8")
        || code.startsWith("m8")
        || code.startsWith("datetime64")
        || code.startsWith("timedelta64");
  }

  /** The dtype of {@code code}, which {@link #isOne}. */
  static TimeType parse(String code, Endian endian) {
    Kind kind =
        code.startsWith("M8") || code.startsWith("datetime64") ? Kind.DATETIME : Kind.TIMEDELTA;
    int length =
        code.charAt(1) == '8' ? 2 : (kind == Kind.DATETIME ? "datetime64" : "timedelta64").length();
    return code.length() == length
        ? TimeType.of(kind, endian, Unit.GENERIC, 1)
        : new TimeSpelling(code.substring(length)).counted(kind, endian);
  }

  private TimeType counted(Kind kind, Endian endian) {
    if (metadata.length() < 3) {
      throw new IllegalArgumentException("Invalid datetime metadata string \"" + metadata + "\"");
    }
    if (metadata.charAt(0) != '[') {
      throw invalidAt(1);
    }
    position = 1;
    int multiple = startsNumber() ? number() : 1;
    int start = position;
    while (position < metadata.length() && "]/".indexOf(metadata.charAt(position)) < 0) {
      position++;
    }
    if (position == start || position == metadata.length()) {
      throw invalidAt(position);
    }
    Unit unit = unit(metadata.substring(start, position));
    int divisor = 1;
    if (metadata.charAt(position) == '/') {
      start = ++position;
      divisor = number();
      if (position == metadata.length() || metadata.charAt(position) != ']') {
        throw invalidAt(start);
      }
    }
    if (position + 1 != metadata.length()) {
      throw invalidAt(position + 1);
    }
    if (multiple < 1 || divisor < 1) {
      // NumPy accepts a multiple of 0, with which nothing can be done, and crashes on a divisor of
      // 0
      throw invalidAt(1);
    }
    return divided(kind, endian, unit, multiple, divisor);
  }

  /** As C's strtol: blanks and a sign may come before the digits. */
  private boolean startsNumber() {
    return firstDigit() < metadata.length() && isDigit(metadata.charAt(firstDigit()));
  }

  private int firstDigit() {
    int at = position;
    while (at < metadata.length() && metadata.charAt(at) == ' ') {
      at++;
    }
    return at < metadata.length() && "+-".indexOf(metadata.charAt(at)) >= 0 ? at + 1 : at;
  }

  private int number() {
    int start = position;
    if (!startsNumber()) {
      throw invalidAt(start);
    }
    position = firstDigit();
    boolean negative = metadata.charAt(position - 1) == '-';
    long value = 0;
    while (position < metadata.length() && isDigit(metadata.charAt(position))) {
      value = value * 10 + (metadata.charAt(position) - '0');
      if (value > Integer.MAX_VALUE) {
        throw invalidAt(start);
      }
      position++;
    }
    return (int) (negative ? -value : value);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException invalidAt(int at) {
    return new IllegalArgumentException(
        "Invalid datetime metadata string \"" + metadata + "\" at position " + at);
  }

  private Unit unit(String code) {
    for (Unit unit : Unit.values()) {
      if (unit.code().equals(code)) {
        return unit;
      }
    }
    if (code.equals("\u03bcs")) {
      return Unit.MICROSECOND;
    }
    throw new IllegalArgumentException(
        "Invalid datetime unit in metadata string \"" + metadata + "\"");
  }

  /**
   * A fraction of a unit is a multiple of a shorter one: half a day is 12 hours. NumPy tries the
   * two or three next shorter units, with a year of 12 months, 52 weeks or 365 days and a month of
   * 4 weeks, 30 days or 720 hours.
   */
  private TimeType divided(Kind kind, Endian endian, Unit unit, int multiple, int divisor) {
    if (divisor == 1) {
      return TimeType.of(kind, endian, unit, multiple);
    }
    if (unit == Unit.GENERIC) {
      throw new IllegalArgumentException("Can't use 'den' divisor with generic units");
    }
    // from the longest; GENERIC, the last, is no length
    List<Unit> units = List.of(Unit.values());
    int next = units.indexOf(unit) + 1;
    int[] parts = parts(unit);
    for (int i = 0; i < parts.length && next + i < units.size() - 1; i++) {
      if (parts[i] % divisor == 0) {
        long total = (long) multiple * (parts[i] / divisor);
        if (total <= Integer.MAX_VALUE) {
          return TimeType.of(kind, endian, units.get(next + i), (int) total);
        }
        break;
      }
    }
    throw new IllegalArgumentException(
        "divisor ("
            + divisor
            + ") is not a multiple of a lower-unit in datetime metadata \""
            + metadata
            + "\"");
  }

  /** How many of the next shorter unit, of the one after that, and so on, there are in one. */
  private static int[] parts(Unit unit) {
    return switch (unit) {
      case YEAR -> new int[] {12, 52, 365};
      case MONTH -> new int[] {4, 30, 720};
      case WEEK -> new int[] {7, 168, 10_080};
      case DAY -> new int[] {24, 1440, 86_400};
      case HOUR -> new int[] {60, 3600};
      case MINUTE -> new int[] {60, 60_000};
      default -> new int[] {1000, 1_000_000};
    };
  }
}
