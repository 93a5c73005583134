package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.spi.Reduction.Form;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Provides the calls that rebuild Python's own types, as CPython 3.11 and later write them, and
 * paths as CPython up to 3.12 writes them. Older and newer versions read them all. Each instance
 * serves one pickle.
 */
final class PythonReductions {
  private static final PyStr LATIN1 = PyStr.of("latin1");

  private final PyStr uuidKey = PyStr.of("int");
  private final PathParts paths = new PathParts();

  private final int protocol;

  PythonReductions(int protocol) {
    this.protocol = protocol;
  }

  /** Returns the reduction of a value that has no opcode of its own. */
  Reduction of(PickleValue value) {
    return switch (value.kind()) {
      case BYTES -> bytes((PyBytes) value);
      case BYTEARRAY -> byteArray((PyBytes) value);
      case COMPLEX -> {
        PyNumber.Complex complex = (PyNumber.Complex) value;
        PyFloat imaginary = new PyFloat(complex.imaginary());
        yield builtin("complex", new PyFloat(complex.real()), imaginary);
      }
      case SET, FROZENSET -> builtin(value.typeName(), elements((PySet) value));
      case RANGE -> {
        PyLibrary.Range range = (PyLibrary.Range) value;
        yield builtin("range", range.start(), range.stop(), range.step());
      }
      case SLICE -> {
        PyLibrary.Slice slice = (PyLibrary.Slice) value;
        yield builtin("slice", slice.start(), slice.stop(), slice.step());
      }
      case ORDERED_DICT -> {
        Reduction made = Reduction.call("collections", "OrderedDict").withEntries(value);
        PyDict attributes = ((PyDict) value).attributes();
        yield attributes == null ? made : made.withState(attributes);
      }
      case DEFAULT_DICT -> defaultDict((PyDict) value);
      case DEQUE -> deque((PyLibrary.Deque) value);
      case DATE, TIME, DATETIME, TIMEDELTA, TIMEZONE -> TimeReductions.of(value);
      case NAMED_ZONE -> TimeReductions.zone((PyTemporal.NamedZone) value);
      case ARRAY -> array((PyLibrary.Array) value);
      case DECIMAL ->
          Reduction.call("decimal", "Decimal", PyStr.of(((PyNumber.Decimal) value).text()));
      case FRACTION -> {
        PyNumber.Fraction fraction = (PyNumber.Fraction) value;
        PyInt denominator = PyInt.of(fraction.denominator());
        PyInt numerator = PyInt.of(fraction.numerator());
        yield Reduction.call("fractions", "Fraction", numerator, denominator);
      }
      case UUID -> uuid((PyLibrary.Uuid) value);
      case PATH -> {
        PyLibrary.Path path = (PyLibrary.Path) value;
        yield Reduction.call("pathlib", path.typeName(), paths.of(path));
      }
      case CALL -> call((PyCall) value);
      default -> throw new IllegalStateException(value.kind() + " has opcodes");
    };
  }

  private static Reduction builtin(String name, PickleValue... arguments) {
    return Reduction.call("builtins", name, arguments);
  }

  /** Before protocol 3: {@code _codecs.encode(text, 'latin1')}, and {@code bytes()} for none. */
  private static Reduction bytes(PyBytes bytes) {
    if (bytes.size() == 0) {
      return builtin("bytes");
    }
    String text = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    return Reduction.call("_codecs", "encode", PyStr.of(text), LATIN1);
  }

  /** Before protocol 5. */
  private static Reduction byteArray(PyBytes bytes) {
    return bytes.size() == 0
        ? builtin("bytearray")
        : builtin("bytearray", PyBytes.wrap(bytes.toByteArray()));
  }

  /** Before protocol 4. */
  private static PyList elements(PySet set) {
    PickleValue[] elements = new PickleValue[set.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = set.get(i);
    }
    return PyList.of(elements);
  }

  private static Reduction defaultDict(PyDict dict) {
    PyGlobal factory = dict.factory();
    Reduction made =
        factory == null
            ? Reduction.call("collections", "defaultdict")
            : Reduction.call("collections", "defaultdict", factory);
    return made.withEntries(dict);
  }

  /** From protocol 3 on the bytes of the items, before that, and for Python 2's, a list of them. */
  private Reduction array(PyLibrary.Array array) {
    PyStr code = PyStr.of(String.valueOf(array.typecode()));
    int format =
        switch (array.typecode()) {
          case 'B' -> 0;
          case 'b' -> 1;
          case 'H' -> 2;
          case 'h' -> 4;
          case 'I' -> 6;
          case 'i' -> 8;
          case 'L', 'Q' -> 10;
          case 'l', 'q' -> 12;
          case 'f' -> 14;
          case 'd' -> 16;
          case 'u', 'w' -> 20;
          default -> -1;
        };
    if (protocol < 3 || format < 0) {
      PickleValue[] items = new PickleValue[array.size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = array.get(i);
      }
      return Reduction.call("array", "array", code, PyList.of(items));
    }
    byte[] bytes = new byte[array.buffer().remaining()];
    array.buffer().get(bytes);
    PyGlobal type = new PyGlobal("array", "array", 0);
    return Reduction.call(
        "array", "_array_reconstructor", type, code, PyInt.of(format), PyBytes.wrap(bytes));
  }

  private static Reduction deque(PyLibrary.Deque deque) {
    Reduction made =
        deque.maxlen().isEmpty()
            ? Reduction.call("collections", "deque")
            : Reduction.call(
                "collections", "deque", PyTuple.EMPTY, PyInt.of(deque.maxlen().getAsLong()));
    return made.withItems(deque);
  }

  private Reduction uuid(PyLibrary.Uuid value) {
    UUID uuid = value.value();
    BigInteger high = unsigned(uuid.getMostSignificantBits()).shiftLeft(Long.SIZE);
    BigInteger number = high.or(unsigned(uuid.getLeastSignificantBits()));
    PyDict.Builder state = PyDict.builder(Kind.DICT, new KeyBudget(1, 1));
    state.setItem(uuidKey, PyInt.of(number));
    return Reduction.newObject("uuid", "UUID", state.value());
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : value;
  }

  /** Returns a record, as it was read. */
  private static Reduction call(PyCall call) {
    Form form =
        switch (call.opcode()) {
          case "NEWOBJ" -> Form.NEWOBJ;
          case "NEWOBJ_EX" -> Form.NEWOBJ_EX;
          case "OBJ", "INST" -> Form.OBJ;
          default -> Form.REDUCE;
        };
    List<PickleValue> states = new ArrayList<>(call.states());
    return new Reduction(
        form, call.callable(), call.arguments(), list(call.items()), list(call.entries()), states);
  }

  private static PyList list(List<PickleValue> values) {
    return PyList.of(values.toArray(new PickleValue[0]));
  }

  /** Returns the name by which a class or a constant is written. */
  static PyGlobal named(PickleValue value) {
    return value instanceof PyGlobal global
        ? global
        : new PyGlobal("builtins", ((PyConstant) value).toString(), 0);
  }

  /**
   * The calls by which the types of {@code datetime} are written: their bytes, and a time zone. The
   * fold is kept in every protocol; CPython drops it below 4 for the sake of Python 2.
   */
  static final class TimeReductions {
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

    static Reduction zone(PyTemporal.NamedZone zone) {
      int dot = zone.type().lastIndexOf('.');
      PyGlobal made = new PyGlobal(zone.type().substring(0, dot), zone.typeName(), 0);
      PyStr name = PyStr.of(zone.name());
      PyTemporal.Delta offset = zone.offset();
      long seconds = offset == null ? 0 : offset.toDuration().toSeconds();
      return switch (zone.typeName()) {
        case "_UTC", "tzutc" -> Reduction.call(made);
        case "FixedOffset" -> Reduction.call(made, PyInt.of(seconds / 60));
        case "tzoffset" ->
            Reduction.call(made, zone.name().isEmpty() ? PyConstant.NONE : name, PyInt.of(seconds));
        default -> {
          PyTemporal.Delta dst = zone.dst();
          String abbreviation = zone.abbreviation();
          yield offset == null || dst == null || abbreviation == null
              ? Reduction.call(made, name)
              : Reduction.call(
                  made,
                  name,
                  PyInt.of(seconds),
                  PyInt.of(dst.toDuration().toSeconds()),
                  PyStr.of(abbreviation));
        }
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

  /**
   * The parts of a path, which Python up to 3.12 writes and all later ones read: the anchor, then
   * the names. Python interns them, so that equal parts are one object.
   */
  static final class PathParts {
    private final Map<String, PyStr> interned = new HashMap<>();

    PickleValue[] of(PyLibrary.Path path) {
      String text = path.text();
      char separator = path.isWindows() ? '\\' : '/';
      int anchor = path.isWindows() ? windowsAnchor(text) : posixAnchor(text);
      List<PickleValue> parts = new ArrayList<>();
      if (anchor > 0) {
        parts.add(intern(text.substring(0, anchor)));
      }
      int from = anchor;
      while (from < text.length() && !text.equals(".")) {
        int to = text.indexOf(separator, from);
        to = to < 0 ? text.length() : to;
        parts.add(intern(text.substring(from, to)));
        from = to + 1;
      }
      return parts.toArray(new PickleValue[0]);
    }

    private PyStr intern(String part) {
      return interned.computeIfAbsent(part, PyStr::of);
    }

    private static int posixAnchor(String text) {
      return text.startsWith("//") ? 2 : text.startsWith("/") ? 1 : 0;
    }

    /** {@code c:}, {@code c:\}, {@code \} or {@code \\server\share\}. */
    private static int windowsAnchor(String text) {
      int drive = text.length() >= 2 && text.charAt(1) == ':' ? 2 : 0;
      if (text.startsWith("\\\\")) {
        int share = text.indexOf('\\', 2);
        int end = share < 0 ? -1 : text.indexOf('\\', share + 1);
        drive = end < 0 ? text.length() : end;
      }
      return text.startsWith("\\", drive) ? drive + 1 : drive;
    }
  }
}
