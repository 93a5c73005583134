package dev.brine.npy.dtype;

/**
 * The type of timestamps and durations, which are int64 counts of a multiple of a unit: NumPy's
 * {@code datetime64} and {@code timedelta64}. The smallest long is NaT.
 */
public final class TimeType extends DType {
  /** The units, longest first. */
  public enum Unit {
    YEAR("Y"),
    MONTH("M"),
    WEEK("W"),
    DAY("D"),
    HOUR("h"),
    MINUTE("m"),
    SECOND("s"),
    MILLISECOND("ms"),
    MICROSECOND("us"),
    NANOSECOND("ns"),
    PICOSECOND("ps"),
    FEMTOSECOND("fs"),
    ATTOSECOND("as"),
    /** No unit was given. */
    GENERIC("generic");

    private final String code;

    Unit(String code) {
      this.code = code;
    }

    /** NumPy's code for the unit. */
    public String code() {
      return code;
    }
  }

  private final Unit unit;
  private final int multiple;

  private TimeType(Kind kind, Endian endian, Unit unit, int multiple) {
    super(kind, endian, Long.BYTES, false);
    this.unit = unit;
    this.multiple = multiple;
  }

  /**
   * A type of kind DATETIME or TIMEDELTA.
   *
   * @param multiple the number of units in one count, at least 1; ignored for a GENERIC unit
   * @throws IllegalArgumentException if the kind is another, or the multiple is less than 1
   */
  public static TimeType of(Kind kind, Endian endian, Unit unit, int multiple) {
    if (kind != Kind.DATETIME && kind != Kind.TIMEDELTA) {
      throw new IllegalArgumentException(kind + " has no unit of time");
    }
    if (multiple < 1) {
      throw new IllegalArgumentException(
          "the multiple of a unit of time must be at least 1 but was " + multiple);
    }
    Endian order = NumberType.ordered(endian);
    return new TimeType(kind, order, unit, unit == Unit.GENERIC ? 1 : multiple);
  }

  /** The unit that is counted. */
  public Unit unit() {
    return unit;
  }

  /** The number of units in one count; at least 1. */
  public int multiple() {
    return multiple;
  }

  @Override
  public int alignment() {
    return Long.BYTES;
  }

  @Override
  public String str() {
    return endian.symbol() + "" + kind.code() + "8" + counted();
  }

  private String counted() {
    if (unit == Unit.GENERIC) {
      return "";
    }
    return "[" + (multiple == 1 ? "" : String.valueOf(multiple)) + unit.code() + "]";
  }

  @Override
  void write(DescrWriter out) {
    out.string(str());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeType that
        && kind == that.kind
        && endian == that.endian
        && unit == that.unit
        && multiple == that.multiple;
  }

  @Override
  public int hashCode() {
    return ((kind.code() * 31 + endian.symbol()) * 31 + unit.code().hashCode()) * 31 + multiple;
  }

  @Override
  public String toString() {
    if (endian == Endian.BIG) {
      return str();
    }
    return (kind == Kind.DATETIME ? "datetime64" : "timedelta64") + counted();
  }
}
