package dev.brine.pickle.value;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The types of Python's {@code datetime}, as the types of {@code java.time} that equal them. */
public sealed interface PyTemporal extends PickleValue {

  /** Returns the value that Python compares: two objects of one kind are equal if these are. */
  String keyText();

  /**
   * A {@code date}.
   *
   * @param value year 1 to 9999
   */
  record Date(LocalDate value) implements PyTemporal {

    @Override
    public Kind kind() {
      return Kind.DATE;
    }

    @Override
    public String typeName() {
      return "date";
    }

    /** Returns the date in ISO 8601, such as {@code 2020-01-31}. */
    @Override
    public String toString() {
      return value.toString();
    }

    @Override
    public String keyText() {
      return value.toString();
    }
  }

  /**
   * A {@code time}.
   *
   * @param value to the microsecond
   * @param fold 1 for the second of two equal wall clock times, else 0
   * @param timezone {@code None}, a {@code Zone} or {@code NamedZone}, or a record of another
   *     tzinfo
   */
  record Time(LocalTime value, int fold, PickleValue timezone) implements PyTemporal {

    @Override
    public boolean accept(PickleValue.Visitor visitor) throws IOException {
      return visitor.visit(timezone);
    }

    @Override
    public Kind kind() {
      return Kind.TIME;
    }

    @Override
    public String typeName() {
      return "time";
    }

    /** Returns the time as {@code isoformat} does, such as {@code 10:20:30.500000+02:00}. */
    @Override
    public String toString() {
      return clock(value) + zone(timezone);
    }

    @Override
    public String keyText() {
      Duration sinceMidnight = Duration.ofNanos(value.toNanoOfDay());
      Delta offset = offset(timezone);
      return offset == null
          ? sinceMidnight + suffix(timezone)
          : sinceMidnight.minus(offset.toDuration()) + "Z";
    }
  }

  /**
   * A {@code datetime}.
   *
   * @param value year 1 to 9999, to the microsecond
   * @param fold 1 for the second of two equal wall clock times, else 0
   * @param timezone {@code None}, a {@code Zone} or {@code NamedZone}, or a record of another
   *     tzinfo
   */
  record DateTime(LocalDateTime value, int fold, PickleValue timezone) implements PyTemporal {

    @Override
    public boolean accept(PickleValue.Visitor visitor) throws IOException {
      return visitor.visit(timezone);
    }

    @Override
    public Kind kind() {
      return Kind.DATETIME;
    }

    @Override
    public String typeName() {
      return "datetime";
    }

    /** Returns what {@code isoformat} does, such as {@code 2020-01-31T10:20:30+02:00}. */
    @Override
    public String toString() {
      return value.toLocalDate() + "T" + clock(value.toLocalTime()) + zone(timezone);
    }

    @Override
    public String keyText() {
      Delta offset = offset(timezone);
      return offset == null ? value + suffix(timezone) : value.minus(offset.toDuration()) + "Z";
    }
  }

  /**
   * A {@code timedelta}, normalised as Python does.
   *
   * @param days −999,999,999 to 999,999,999
   * @param seconds 0 to 86,399
   * @param microseconds 0 to 999,999
   */
  record Delta(int days, int seconds, int microseconds) implements PyTemporal {

    /** Returns the same as a duration, exactly. */
    public Duration toDuration() {
      return Duration.ofSeconds(days * 86_400L + seconds, microseconds * 1_000L);
    }

    @Override
    public Kind kind() {
      return Kind.TIMEDELTA;
    }

    @Override
    public String typeName() {
      return "timedelta";
    }

    /** Returns what Python's {@code str} gives, such as {@code 1 day, 2:30:00.500000}. */
    @Override
    public String toString() {
      String text = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ");
      text += seconds / 3_600 + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
      return text + fraction(microseconds);
    }

    @Override
    public String keyText() {
      return days + " " + seconds + " " + microseconds;
    }
  }

  /**
   * A {@code timezone}.
   *
   * @param offset the difference between local time and UTC, less than a day
   * @param givenName the name it was created with, or null
   */
  record Zone(Delta offset, @Nullable String givenName) implements PyTemporal {

    /** Returns the name it was made with, or {@code UTC+hh:mm}. */
    public String name() {
      if (givenName != null) {
        return givenName;
      }
      return offset.equals(new Delta(0, 0, 0)) ? "UTC" : "UTC" + ahead();
    }

    /** Returns the offset as ISO 8601 writes it: {@code +02:00}. */
    private String ahead() {
      long ahead = (offset.days * 86_400L + offset.seconds) * 1_000_000 + offset.microseconds;
      long micros = Math.abs(ahead);
      long seconds = micros / 1_000_000;
      String text = (ahead < 0 ? "-" : "+") + two(seconds / 3_600) + ":" + two(seconds / 60 % 60);
      text += micros % 60_000_000 != 0 ? ":" + two(seconds % 60) : "";
      return text + fraction(micros % 1_000_000);
    }

    /** Returns the name. */
    @Override
    public String toString() {
      return name();
    }

    /**
     * Returns the same as an offset.
     *
     * @throws DateTimeException if it has microseconds or is more than 18 hours
     */
    public ZoneOffset toZoneOffset() {
      if (offset.microseconds != 0) {
        throw new DateTimeException("a zone offset has whole seconds: " + name());
      }
      return ZoneOffset.ofTotalSeconds((int) offset.toDuration().toSeconds());
    }

    @Override
    public Kind kind() {
      return Kind.TIMEZONE;
    }

    @Override
    public String typeName() {
      return "timezone";
    }

    @Override
    public String keyText() {
      return offset.keyText();
    }
  }

  /**
   * A time zone of {@code zoneinfo}, {@code pytz} or {@code dateutil}, as its pickle describes it.
   * Nothing is looked up in a database of time zones.
   *
   * @param type the class or function that makes it, such as {@code zoneinfo.ZoneInfo}, {@code
   *     pytz._p} or {@code dateutil.tz.tz.tzfile}
   * @param name the name it was made with, such as {@code Europe/Paris} or a path; empty if it has
   *     none
   * @param offset the difference between local time and UTC, null if that depends on the date.
   *     {@code pytz} has a time zone for each offset.
   * @param dst how much of the offset is daylight saving time; null if the pickle does not say
   * @param abbreviation the name of the offset, such as {@code CEST}; null if the pickle does not
   *     say
   */
  record NamedZone(
      String type,
      String name,
      @Nullable Delta offset,
      @Nullable Delta dst,
      @Nullable String abbreviation)
      implements PyTemporal {

    /** Returns a time zone that depends on the date. */
    public static NamedZone of(String type, String name) {
      return new NamedZone(type, name, null, null, null);
    }

    /** Returns the name in the database of time zones, without the folder of its file. */
    public String key() {
      int folder = name.lastIndexOf("zoneinfo/");
      return folder < 0 ? name : name.substring(folder + "zoneinfo/".length());
    }

    /**
     * Returns the time zone of this name in Java's database.
     *
     * @throws DateTimeException if Java knows no time zone of this name
     */
    public ZoneId toZoneId() {
      return offset != null && (name.isEmpty() || dst == null)
          ? new Zone(offset, null).toZoneOffset()
          : ZoneId.of(key());
    }

    @Override
    public Kind kind() {
      return Kind.NAMED_ZONE;
    }

    @Override
    public String typeName() {
      return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Returns the name, or the offset if it has no name. */
    @Override
    public String toString() {
      return key().isEmpty() && offset != null ? new Zone(offset, null).name() : key();
    }

    @Override
    public String keyText() {
      return key() + "@" + (offset == null ? "" : offset.keyText());
    }
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  private static String fraction(long microseconds) {
    return microseconds == 0 ? "" : "." + Long.toString(1_000_000 + microseconds).substring(1);
  }

  private static String clock(LocalTime time) {
    String minutes = two(time.getHour()) + ":" + two(time.getMinute());
    return minutes + ":" + two(time.getSecond()) + fraction(time.getNano() / 1_000);
  }

  /** An offset, or in brackets (as in RFC 9557) the name by which another tzinfo was made. */
  private static String zone(PickleValue timezone) {
    if (timezone instanceof Zone zone) {
      return zone.ahead();
    }
    if (timezone instanceof NamedZone zone) {
      String ahead = zone.offset == null ? "" : new Zone(zone.offset, null).ahead();
      boolean isNamed = !zone.key().isEmpty() && !zone.key().equals("UTC");
      return isNamed ? ahead + "[" + zone.key() + "]" : ahead;
    }
    if (timezone instanceof PyCall call) {
      boolean named =
          call.arguments() instanceof PyTuple given
              && given.size() > 0
              && given.get(0) instanceof PyStr;
      return "[" + (named ? ((PyTuple) call.arguments()).get(0) : call.typeName()) + "]";
    }
    return timezone == PyConstant.NONE ? "" : "[" + timezone + "]";
  }

  /** Returns the offset of a time zone, or null if it depends on the date or is not known. */
  private static @Nullable Delta offset(PickleValue timezone) {
    return timezone instanceof Zone zone
        ? zone.offset
        : timezone instanceof NamedZone named ? named.offset : null;
  }

  private static String suffix(PickleValue timezone) {
    if (timezone instanceof NamedZone zone) {
      return "@" + zone.keyText();
    }
    return timezone == PyConstant.NONE ? "" : "@" + System.identityHashCode(timezone);
  }
}
