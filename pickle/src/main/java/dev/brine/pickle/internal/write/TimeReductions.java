package dev.brine.pickle.internal.write;

import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * The calls by which the types of {@code datetime} are written: their bytes, and a time zone. The
 * fold is kept in every protocol; CPython drops it below 4 for the sake of Python 2.
 */
final class TimeReductions {
  private static final int FOLD = 0x80;
  private static final int MICRO = 1_000;

  private TimeReductions() {}

  static Reduction of(PickleValue value) {
    return switch (value.kind()) {
      case DATE -> call("date", date(((PyTemporal.Date) value).value()));
      case TIME -> {
        PyTemporal.Time time = (PyTemporal.Time) value;
        byte[] state = new byte[6];
        time(time.value(), state, 0);
        state[0] |= (byte) (time.fold() * FOLD);
        yield zoned("time", state, time.timezone());
      }
      case DATETIME -> {
        PyTemporal.DateTime dateTime = (PyTemporal.DateTime) value;
        byte[] state = dateTime(dateTime.value());
        state[2] |= (byte) (dateTime.fold() * FOLD);
        yield zoned("datetime", state, dateTime.timezone());
      }
      case TIMEDELTA -> {
        PyTemporal.Delta delta = (PyTemporal.Delta) value;
        PyInt micros = PyInt.of(delta.microseconds());
        yield call("timedelta", PyInt.of(delta.days()), PyInt.of(delta.seconds()), micros);
      }
      default -> zone((PyTemporal.Zone) value);
    };
  }

  private static Reduction zone(PyTemporal.Zone zone) {
    String name = zone.givenName();
    return name == null
        ? call("timezone", zone.offset())
        : call("timezone", zone.offset(), PyStr.of(name));
  }

  private static Reduction zoned(String name, byte[] state, PickleValue timezone) {
    PyBytes bytes = PyBytes.wrap(state);
    return timezone == PyConstant.NONE ? call(name, bytes) : call(name, bytes, timezone);
  }

  private static Reduction call(String name, PickleValue... arguments) {
    return Reduction.call("datetime", name, arguments);
  }

  private static PyBytes date(LocalDate date) {
    byte[] state = new byte[4];
    date(date, state);
    return PyBytes.wrap(state);
  }

  private static byte[] dateTime(LocalDateTime dateTime) {
    byte[] state = new byte[10];
    date(dateTime.toLocalDate(), state);
    time(dateTime.toLocalTime(), state, 4);
    return state;
  }

  private static void date(LocalDate date, byte[] state) {
    state[0] = (byte) (date.getYear() >> 8);
    state[1] = (byte) date.getYear();
    state[2] = (byte) date.getMonthValue();
    state[3] = (byte) date.getDayOfMonth();
  }

  private static void time(LocalTime time, byte[] state, int at) {
    int micros = time.getNano() / MICRO;
    state[at] = (byte) time.getHour();
    state[at + 1] = (byte) time.getMinute();
    state[at + 2] = (byte) time.getSecond();
    state[at + 3] = (byte) (micros >> 16);
    state[at + 4] = (byte) (micros >> 8);
    state[at + 5] = (byte) micros;
  }
}
