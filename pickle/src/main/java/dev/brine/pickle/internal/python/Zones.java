package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.NamedGlobal;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal.DateTime;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Builds the time zones of {@code zoneinfo}, {@code pytz} and {@code dateutil}, as names. */
enum Zones implements PickleType {
  /** {@code zoneinfo.ZoneInfo(key)}. */
  ZONE_INFO,
  /** {@code zoneinfo.ZoneInfo._unpickle(key, from_cache)}. */
  UNPICKLE,
  /** {@code pytz._UTC()}. */
  PYTZ_UTC,
  /** {@code pytz._p(name[, offset, dst, abbreviation])}, in seconds. */
  PYTZ,
  /** {@code pytz.FixedOffset(minutes)}. */
  PYTZ_FIXED,
  /** {@code pytz.timezone(name)}, which only writers other than Python's use. */
  PYTZ_NAMED,
  /** {@code dateutil.tz.tzutc()}. */
  TZUTC,
  /** {@code dateutil.tz.tzoffset(name, seconds)}. */
  TZOFFSET,
  /** {@code dateutil.tz.tzfile(path)}. */
  TZFILE,
  /** {@code dateutil.zoneinfo.gettz(name)}. */
  GETTZ,
  /** The method {@code localize} of the time zone that is its argument. */
  LOCALIZE,
  /** Calls a method of a time zone of pytz. */
  LOCALIZED;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MINUTES_PER_DAY = 1_440;

  static @Nullable PickleType find(String module, String name) {
    return switch (module) {
      case "zoneinfo" -> name.equals("ZoneInfo") ? ZONE_INFO : null;
      case "pytz", "pytz.tzinfo" ->
          switch (name) {
            case "_UTC" -> PYTZ_UTC;
            case "_p" -> PYTZ;
            case "FixedOffset", "_FixedOffset" -> PYTZ_FIXED;
            case "timezone" -> PYTZ_NAMED;
            default -> null;
          };
      case "dateutil.zoneinfo" -> name.equals("gettz") ? GETTZ : null;
      default ->
          switch (name) {
            case "tzutc" -> TZUTC;
            case "tzoffset" -> TZOFFSET;
            default -> null;
          };
    };
  }

  /**
   * A zone that dateutil may read from the file that the pickle names. A scan knows no such type.
   */
  static @Nullable PickleType ofFile(String module, String name) {
    boolean isDateutil = module.equals("dateutil.tz") || module.equals("dateutil.tz.tz");
    return isDateutil && name.equals("tzfile") ? TZFILE : null;
  }

  /**
   * {@code getattr(zoneinfo.ZoneInfo, '_unpickle')}: with it CPython writes a ZoneInfo. Any other
   * call of getattr is code.
   */
  static Construction method(Call call) {
    if (call.count() == 2
        && call.argument(0) instanceof PyGlobal owner
        && owner.module().equals("zoneinfo")
        && owner.name().equals("ZoneInfo")
        && call.argument(1) instanceof PyStr name
        && name.value().equals("_unpickle")) {
      return new NamedGlobal(
          new PyGlobal("zoneinfo", "ZoneInfo._unpickle", call.offset()), UNPICKLE);
    }
    throw call.refuse("only the constructor of a zoneinfo.ZoneInfo is data");
  }

  /**
   * {@code operator.attrgetter('localize')(pytz.timezone(name))(datetime)}: with it razorvine's
   * Pickler writes a Calendar.
   */
  static Construction attribute(Call call) {
    if (call.count() == 1
        && call.argument(0) instanceof PyStr name
        && name.value().equals("localize")) {
      return new NamedGlobal(
          new PyGlobal("operator", "attrgetter('localize')", call.offset()), LOCALIZE);
    }
    throw call.refuse("only the attribute 'localize' of a time zone is data");
  }

  /** {@code copyreg._reconstructor(dateutil.tz.tzutc, datetime.tzinfo, tzinfo())}; or null. */
  static @Nullable Construction reconstruct(Call call, PyGlobal made) {
    PickleType type =
        made.module().equals("dateutil.tz") || made.module().equals("dateutil.tz.tz")
            ? find(made.module(), made.name())
            : null;
    boolean isBase =
        call.argument(1) instanceof PyGlobal base
            && base.module().equals("datetime")
            && base.name().equals("tzinfo");
    return type == null || !isBase ? null : new Attributed(made, (Zones) type);
  }

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case ZONE_INFO -> named(call, "zoneinfo.ZoneInfo", 1, 1);
      case UNPICKLE -> named(call, "zoneinfo.ZoneInfo", 1, 2);
      case PYTZ_UTC -> {
        requireNone(call);
        yield Construction.complete(utc("pytz._UTC"));
      }
      case PYTZ -> call.count() < 2 ? named(call, "pytz._p", 1, 1) : pytz(call);
      case PYTZ_FIXED -> {
        if (call.count() != 1) {
          throw call.invalid("takes a number of minutes");
        }
        Delta offset = delta(call, call.argument(0), 60, MINUTES_PER_DAY);
        yield Construction.complete(new NamedZone("pytz.FixedOffset", "", offset, null, null));
      }
      case PYTZ_NAMED -> named(call, "pytz.timezone", 1, 1);
      case TZUTC -> {
        requireNone(call);
        yield new Attributed(call.global(), this);
      }
      case TZOFFSET -> call.count() == 0 ? new Attributed(call.global(), this) : tzoffset(call);
      case TZFILE -> tzfile(call);
      case GETTZ -> named(call, "dateutil.zoneinfo.gettz", 1, 1);
      case LOCALIZE -> localize(call);
      case LOCALIZED -> throw call.refuse("a method is called with its object only");
    };
  }

  private static NamedZone utc(String type) {
    return new NamedZone(type, "UTC", new Delta(0, 0, 0), null, null);
  }

  private static void requireNone(Call call) {
    if (call.count() != 0) {
      throw call.invalid("takes nothing");
    }
  }

  private static Construction named(Call call, String type, int least, int most) {
    if (call.count() < least || call.count() > most) {
      throw call.invalid("takes the name of a time zone");
    }
    return Construction.complete(NamedZone.of(type, Arguments.text(call, 0)));
  }

  private static Construction pytz(Call call) {
    if (call.count() != 4) {
      throw call.invalid("takes a name, an offset, a difference and an abbreviation");
    }
    Delta offset = delta(call, call.argument(1), 1, SECONDS_PER_DAY);
    Delta dst = delta(call, call.argument(2), 1, SECONDS_PER_DAY);
    return Construction.complete(
        new NamedZone("pytz._p", Arguments.text(call, 0), offset, dst, Arguments.text(call, 3)));
  }

  /** Returns a number of units of {@code seconds} seconds as an offset of less than a day. */
  private static Delta delta(Call call, PickleValue value, int seconds, int most) {
    if (value instanceof Delta delta && isLessThanDay(delta)) {
      return delta;
    }
    if (!(value instanceof PyInt units)
        || !units.isLong()
        || units.longValue() <= -most
        || units.longValue() >= most) {
      throw call.invalid("its offset must be less than a day");
    }
    return delta(units.longValue() * seconds);
  }

  private static boolean isLessThanDay(Delta delta) {
    return delta.toDuration().abs().compareTo(Duration.ofDays(1)) < 0;
  }

  private static Delta delta(long seconds) {
    int days = (int) Math.floorDiv(seconds, SECONDS_PER_DAY);
    return new Delta(days, Math.floorMod(seconds, SECONDS_PER_DAY), 0);
  }

  private static Construction tzoffset(Call call) {
    if (call.count() != 2) {
      throw call.invalid("takes a name and an offset");
    }
    Delta offset = delta(call, call.argument(1), 1, SECONDS_PER_DAY);
    String name = call.argument(0) == PyConstant.NONE ? "" : Arguments.text(call, 0);
    return new Attributed(call.global(), TZOFFSET, offset(name, offset));
  }

  private static NamedZone offset(String name, Delta offset) {
    return new NamedZone("dateutil.tz.tz.tzoffset", name, offset, null, null);
  }

  /** {@code tzfile(path)}, or {@code tzfile(None, path)} with a state that repeats the file. */
  private static Construction tzfile(Call call) {
    if (call.count() == 0 || call.count() > 2) {
      throw call.invalid("takes a path");
    }
    int last = call.count() - 1;
    if (last == 1 && call.argument(0) != PyConstant.NONE) {
      throw call.invalid("takes None and a path");
    }
    String path = Arguments.text(call, last);
    return new Attributed(call.global(), TZFILE, NamedZone.of("dateutil.tz.tz.tzfile", path));
  }

  private static Construction localize(Call call) {
    if (call.count() != 1 || !(call.argument(0) instanceof NamedZone zone)) {
      throw call.refuse("only a time zone of pytz has the method localize");
    }
    PickleType localized =
        bound -> {
          if (bound.count() != 1
              || !(bound.argument(0) instanceof DateTime time)
              || time.timezone() != PyConstant.NONE) {
            throw bound.invalid("takes a datetime without a time zone");
          }
          NamedZone at = at(bound, zone, time.value());
          return Construction.complete(new DateTime(time.value(), time.fold(), at));
        };
    PyGlobal name = new PyGlobal("pytz", "timezone('" + zone.name() + "').localize", call.offset());
    return new NamedGlobal(name, localized);
  }

  /**
   * Returns the time zone of pytz for a local time. Where a time exists twice or not at all,
   * localize takes standard time, which is the smaller of two offsets.
   */
  private static NamedZone at(Call call, NamedZone zone, LocalDateTime time) {
    ZoneRules rules;
    try {
      rules = ZoneId.of(zone.name(), ZoneId.SHORT_IDS).getRules();
    } catch (DateTimeException e) {
      throw call.refuse("Java has no time zone " + zone.name());
    }
    if (zone.name().equals("UTC")) {
      return utc("pytz._UTC");
    }
    if (rules.isFixedOffset()) {
      return NamedZone.of("pytz._p", zone.name());
    }
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    ZoneOffset offset =
        offsets.isEmpty()
            ? rules.getTransition(time).getOffsetBefore()
            : offsets.get(offsets.size() - 1);
    Duration dst = rules.getDaylightSavings(time.toInstant(offset));
    return new NamedZone(
        "pytz._p",
        zone.name(),
        delta(offset.getTotalSeconds()),
        delta(dst.toSeconds()),
        TimeZone.getTimeZone(zone.name()).getDisplayName(!dst.isZero(), TimeZone.SHORT, Locale.US));
  }

  /**
   * A time zone of dateutil. The state of a tzoffset has its offset; of the others it repeats what
   * the arguments or the file say.
   */
  private static final class Attributed extends Construction {
    private final PyGlobal made;
    private final Zones kind;
    private @Nullable NamedZone zone;

    Attributed(PyGlobal made, Zones kind) {
      this(made, kind, kind == TZUTC ? utc("dateutil.tz.tz.tzutc") : null);
      if (kind == TZFILE) {
        throw new InvalidStateException(made + ": takes a path");
      }
    }

    Attributed(PyGlobal made, Zones kind, @Nullable NamedZone zone) {
      this.made = made;
      this.kind = kind;
      this.zone = zone;
    }

    @Override
    public PickleValue value() {
      if (zone == null) {
        throw new InvalidStateException(made + " is used before its state is set");
      }
      return zone;
    }

    @Override
    public void build(PickleValue state) {
      if (!(state instanceof PyDict attributes)) {
        throw new InvalidStateException(made + ": its state must be a dict");
      }
      if (kind != TZOFFSET) {
        return;
      }
      PickleValue name = attributes.get("_name");
      if (!(attributes.get("_offset") instanceof Delta offset)
          || !isLessThanDay(offset)
          || !(name == PyConstant.NONE || name instanceof PyStr)) {
        throw new InvalidStateException(made + ": its state must have a name and an offset");
      }
      NamedZone given = offset(name instanceof PyStr text ? text.value() : "", offset);
      if (zone != null && !zone.equals(given)) {
        throw new InvalidStateException(made + ": its state has another offset");
      }
      zone = given;
    }
  }
}
