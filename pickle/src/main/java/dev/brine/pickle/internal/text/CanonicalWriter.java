package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.python.DecodedNames;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyExtension.CanonicalOutput;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import dev.brine.pickle.value.PyTemporal.Zone;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Writes the canonical form of a value, which is the same regardless of the file, protocol or
 * compression that stored it. The first occurrence of each value is free. A limit applies to
 * repeated occurrences of shared values, because a small pickle can make them endless.
 */
public final class CanonicalWriter implements PyExtension.CanonicalOutput {
  private static final int LONG_TEXT = 64;
  private static final String ESCAPED = "\"\\\b\f\n\r\t";
  private static final String ESCAPES = "\"\\bfnrt";
  private static final long NONE = -1;
  private static final int LEFT = 0;

  private final AsciiOutput out;
  private final Location location;
  private final long mostRepeated;
  private final Nesting nesting;

  /** The values entered so far: the level of those that are open, and {@link #LEFT} for others. */
  private final IdentityHashMap<Object, Integer> entered = new IdentityHashMap<>();

  private long repeated;

  /** How much was written when the outermost repeated value was entered; {@link #NONE} if none. */
  private long repeatStart = NONE;

  /**
   * Creates a writer.
   *
   * @param location the location to name in exceptions
   * @param mostRepeated how many characters may be written for values that were written before
   */
  public CanonicalWriter(OutputStream target, Location location, long mostRepeated) {
    this.out = new AsciiOutput(target);
    this.location = location;
    this.mostRepeated = mostRepeated;
    this.nesting = new Nesting(location);
  }

  /** Writes {@code value} and everything in it. */
  public void write(PickleValue value) throws IOException {
    try {
      value(value);
    } catch (StackOverflowError e) {
      throw nesting.stackExhausted();
    }
    out.flush();
  }

  /**
   * Writes one value. This method and {@link #sequence}, {@link #entries}, {@link #set} and {@link
   * #held} call each other and are the only frames on the stack for a level. Everything else is in
   * methods that do not recurse, because compiled code needs a stack slot for every local variable.
   */
  @Override
  public void value(PickleValue value) throws IOException {
    if (isScalar(value) || isBackReference(value)) {
      return;
    }
    boolean isRepeated = enter(value);
    switch (value.kind()) {
      case LIST, TUPLE -> sequence((PySequence) value);
      case DICT, ORDERED_DICT, COUNTER, DEFAULT_DICT -> entries((PyDict) value);
      case SET, FROZENSET -> set((PySet) value);
      case EXTENSION -> ((PyExtension) value).writeCanonical(this);
      default -> held(value);
    }
    leave(value, isRepeated);
  }

  /** Writes a value that holds no others; returns false if it does. */
  private boolean isScalar(PickleValue value) throws IOException {
    countLong(value);
    return CanonicalScalars.write(value, this);
  }

  /**
   * Writes a value inside itself as the number of levels up to it: {@code {"back":1}} in a list
   * that contains itself.
   */
  private boolean isBackReference(PickleValue value) throws IOException {
    Integer level = entered.get(identity(value));
    if (level == null || level == LEFT) {
      return false;
    }
    raw("{\"back\":" + (nesting.depth() - level + 1) + "}");
    return true;
  }

  private static Object identity(PickleValue value) {
    return value instanceof PyExtension extension ? extension.identity() : value;
  }

  /** Returns the text before the values that a value holds. */
  private String before(PickleValue value) throws UnsupportedException {
    return switch (value.kind()) {
      case LIST, TUPLE, SET, FROZENSET, DICT, COUNTER ->
          "{\"" + value.typeName().toLowerCase(Locale.ROOT) + "\":[";
      case ORDERED_DICT -> "{\"odict\":[";
      case DEFAULT_DICT -> {
        PyGlobal factory = ((PyDict) value).factory();
        yield "{\"defaultdict\":[" + (factory == null ? "null" : "\"" + factory + "\"") + ",[";
      }
      case SLICE -> "{\"slice\":[";
      case DEQUE -> {
        OptionalLong maxlen = ((PyLibrary.Deque) value).maxlen();
        yield "{\"deque\":[" + (maxlen.isPresent() ? maxlen.getAsLong() : "null") + ",[";
      }
      case TIME -> {
        PyTemporal.Time time = (PyTemporal.Time) value;
        yield "{\"time\":\"" + clock(time.value()) + "\",\"fold\":" + time.fold() + ",\"tz\":";
      }
      case DATETIME -> {
        PyTemporal.DateTime dateTime = (PyTemporal.DateTime) value;
        LocalDateTime local = dateTime.value();
        String text = local.toLocalDate() + "T" + clock(local.toLocalTime());
        yield "{\"datetime\":\"" + text + "\",\"fold\":" + dateTime.fold() + ",\"tz\":";
      }
      case EXTENSION -> "";
      default ->
          throw new UnsupportedException(
              location,
              value
                  + (value instanceof PyGlobal ? " is a name" : " is the record of a call")
                  + " and has no canonical form");
    };
  }

  /** Returns the text after the values that a value holds. */
  private static String after(PickleValue value) {
    return switch (value.kind()) {
      case DEFAULT_DICT, DEQUE -> "]]}";
      case TIME, DATETIME -> "}";
      case ORDERED_DICT -> ((PyDict) value).attributes() == null ? "]}" : "}";
      case EXTENSION -> "";
      default -> "]}";
    };
  }

  private void sequence(PySequence items) throws IOException {
    for (int i = numbers(items); i < items.size(); i++) {
      comma(i);
      value(items.get(i));
    }
  }

  /** Writes packed numbers without an object for each; returns how many there were. */
  private int numbers(PySequence items) throws IOException {
    return switch (items.packing()) {
      case INTS, LONGS -> {
        for (int i = 0; i < items.size(); i++) {
          comma(i);
          integer(items.longAt(i));
        }
        yield items.size();
      }
      case DOUBLES -> {
        for (int i = 0; i < items.size(); i++) {
          comma(i);
          floating(items.doubleAt(i));
        }
        yield items.size();
      }
      case EMPTY, VALUES -> 0;
    };
  }

  private void entries(PyDict dict) throws IOException {
    for (int i = 0; i < dict.size(); i++) {
      raw(i == 0 ? "[" : ",[");
      value(dict.key(i));
      comma(1);
      value(dict.value(i));
      raw("]");
    }
    PyDict attributes = dict.attributes();
    if (attributes != null) {
      raw("],\"attributes\":");
      value(attributes);
    }
  }

  /** A deque, a slice, or the time zone of a time. */
  private void held(PickleValue value) throws IOException {
    List<PickleValue> held = new ArrayList<>();
    value.accept(held::add);
    for (int i = 0; i < held.size(); i++) {
      comma(i);
      value(held.get(i));
    }
  }

  /** A set has no order of its own: its elements are sorted by their canonical text. */
  private void set(PySet set) throws IOException {
    List<byte[]> texts = new ArrayList<>(set.size());
    for (int i = 0; i < set.size(); i++) {
      out.startCapture();
      value(set.get(i));
      texts.add(out.endCapture());
    }
    texts.sort(Arrays::compare);
    for (int i = 0; i < texts.size(); i++) {
      comma(i);
      out.write(texts.get(i));
    }
  }

  private static String clock(LocalTime time) {
    String micros = Integer.toString(1_000_000 + time.getNano() / 1_000).substring(1);
    String minutes = two(time.getHour()) + ":" + two(time.getMinute());
    return minutes + ":" + two(time.getSecond()) + "." + micros;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private void comma(int index) throws IOException {
    if (index > 0) {
      out.put(',');
    }
  }

  /** Opens a value; true if it is the outermost one of those written before. */
  private boolean enter(PickleValue value) throws IOException {
    nesting.enter();
    Integer before = entered.put(identity(value), nesting.depth());
    boolean isRepeated = before != null && repeatStart == NONE;
    if (isRepeated) {
      repeatStart = out.written();
    }
    checkRepeated();
    raw(before(value));
    return isRepeated;
  }

  private void leave(PickleValue value, boolean isRepeated) throws IOException {
    raw(after(value));
    nesting.leave();
    entered.put(identity(value), LEFT);
    if (isRepeated) {
      repeated += out.written() - repeatStart;
      repeatStart = NONE;
      checkRepeated();
    }
  }

  private void checkRepeated() throws LimitException {
    long running = repeatStart == NONE ? 0 : out.written() - repeatStart;
    if (repeated + running > mostRepeated) {
      throw new LimitException(
          location,
          "shared values would be written again for more than "
              + mostRepeated
              + " characters (limit walkText)");
    }
  }

  /** Charges for a long text, which is cheap to share and expensive to write. */
  private void countLong(PickleValue value) throws LimitException {
    long length =
        switch (value.kind()) {
          case STR -> ((PyStr) value).value().length();
          case BYTES, BYTEARRAY -> 2L * ((PyBytes) value).size();
          case ARRAY -> 2L * ((PyLibrary.Array) value).buffer().remaining();
          case INT -> ((PyInt) value).isLong() ? 0 : ((PyInt) value).bigValue().bitLength();
          default -> 0;
        };
    if (length > LONG_TEXT && entered.put(value, LEFT) != null && repeatStart == NONE) {
      repeated += length;
      checkRepeated();
    }
  }

  @Override
  public void raw(String text) throws IOException {
    out.raw(text);
  }

  /** As JSON, with everything but printable ASCII escaped. */
  @Override
  public void quoted(String text) throws IOException {
    out.put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = c < ' ' || c == '"' || c == '\\' ? ESCAPED.indexOf(c) : -1;
      if (escape >= 0) {
        out.put('\\');
        out.put(ESCAPES.charAt(escape));
      } else if (c >= ' ' && c < 0x7f) {
        out.put(c);
      } else {
        out.raw("\\u");
        out.hex(c, 4);
      }
    }
    out.put('"');
  }

  @Override
  public void none() throws IOException {
    out.raw("null");
  }

  @Override
  public void bool(boolean value) throws IOException {
    out.raw(value ? "true" : "false");
  }

  @Override
  public void integer(long value) throws IOException {
    out.raw("{\"int\":\"");
    out.decimal(value);
    out.raw("\"}");
  }

  @Override
  public void floating(double value) throws IOException {
    out.raw("{\"float\":\"");
    out.hex(Double.doubleToRawLongBits(value), 16);
    out.raw("\"}");
  }

  @Override
  public void hex(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      out.hex(b, 2);
    }
  }

  /** The canonical form of values that hold no others. */
  static final class CanonicalScalars {
    private static final int LONG_DIGITS = 16;

    private CanonicalScalars() {}

    /** Writes the value, unless it holds others. */
    static boolean write(PickleValue value, CanonicalOutput out) throws IOException {
      switch (value.kind()) {
        case NONE -> out.none();
        case BOOL -> out.bool(value == PyConstant.TRUE);
        case INT -> integer((PyInt) value, out);
        case FLOAT -> out.floating(((PyFloat) value).value());
        case STR -> {
          out.raw("{\"str\":");
          out.quoted(((PyStr) value).value());
          out.raw("}");
        }
        case BYTES, BYTEARRAY -> {
          out.raw("{\"" + value.typeName() + "\":\"");
          out.hex(((PyBytes) value).toByteArray());
          out.raw("\"}");
        }
        case ELLIPSIS -> out.raw("{\"ellipsis\":true}");
        case NOT_IMPLEMENTED -> out.raw("{\"notimplemented\":true}");
        case COMPLEX -> {
          PyNumber.Complex complex = (PyNumber.Complex) value;
          pair("complex", bits(complex.real()), bits(complex.imaginary()), out);
        }
        case RANGE -> {
          PyLibrary.Range range = (PyLibrary.Range) value;
          String parts = range.start() + "\",\"" + range.stop() + "\",\"" + range.step();
          out.raw("{\"range\":[\"" + parts + "\"]}");
        }
        case DATE -> single("date", ((PyTemporal.Date) value).value().toString(), out);
        case TIMEDELTA -> delta((Delta) value, out);
        case TIMEZONE -> {
          out.raw("{\"timezone\":");
          delta(((Zone) value).offset(), out);
          out.raw(",\"name\":");
          out.quoted(((Zone) value).name());
          out.raw("}");
        }
        case NAMED_ZONE -> zone((NamedZone) value, out);
        case ARRAY -> {
          PyLibrary.Array array = (PyLibrary.Array) value;
          out.raw("{\"array\":[\"" + array.typecode() + "\",\"");
          byte[] items = new byte[array.buffer().remaining()];
          array.buffer().get(items);
          out.hex(items);
          out.raw("\"]}");
        }
        case DECIMAL -> single("decimal", ((PyNumber.Decimal) value).text(), out);
        case FRACTION -> {
          PyNumber.Fraction fraction = (PyNumber.Fraction) value;
          String numerator = fraction.numerator().toString();
          pair("fraction", numerator, fraction.denominator().toString(), out);
        }
        case GLOBAL -> {
          if (!DecodedNames.isConstant((PyGlobal) value)) {
            return false;
          }
          out.raw("{\"global\":");
          out.quoted(value.toString());
          out.raw("}");
        }
        case UUID -> single("uuid", ((PyLibrary.Uuid) value).value().toString(), out);
        case PATH -> {
          out.raw("{\"path\":[\"" + value.typeName() + "\",");
          out.quoted(((PyLibrary.Path) value).text());
          out.raw("]}");
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private static void integer(PyInt value, CanonicalOutput out) throws IOException {
      if (value.isLong()) {
        out.integer(value.longValue());
      } else {
        single("int", value.toString(), out);
      }
    }

    private static void zone(NamedZone zone, CanonicalOutput out) throws IOException {
      out.raw("{\"zone\":[");
      out.quoted(zone.type());
      out.raw(",");
      out.quoted(zone.name());
      for (Delta offset : Arrays.asList(zone.offset(), zone.dst())) {
        out.raw(",");
        if (offset == null) {
          out.none();
        } else {
          delta(offset, out);
        }
      }
      out.raw(",");
      if (zone.abbreviation() == null) {
        out.none();
      } else {
        out.quoted(zone.abbreviation());
      }
      out.raw("]}");
    }

    private static void delta(Delta delta, CanonicalOutput out) throws IOException {
      String rest = delta.seconds() + "," + delta.microseconds();
      out.raw("{\"timedelta\":[" + delta.days() + "," + rest + "]}");
    }

    private static void single(String name, String text, CanonicalOutput out) throws IOException {
      out.raw("{\"" + name + "\":\"" + text + "\"}");
    }

    private static void pair(String name, String first, String second, CanonicalOutput out)
        throws IOException {
      out.raw("{\"" + name + "\":[\"" + first + "\",\"" + second + "\"]}");
    }

    private static String bits(double value) {
      String digits = Long.toHexString(Double.doubleToRawLongBits(value));
      return "0".repeat(LONG_DIGITS - digits.length()) + digits;
    }
  }
}
