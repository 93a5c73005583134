package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.text.PythonRepr;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.python.DecodedNames;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import dev.brine.pickle.value.PyTemporal.Zone;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as Python's {@code repr} does: on one line if it fits, otherwise with one item per
 * line. With a width of {@link Integer#MAX_VALUE} the text is what Python prints, and is written
 * piece by piece. The record of a call is written as the expression that would make it.
 */
public final class ReprWriter {
  private static final int INDENT = 2;
  private static final int MAX_INDENT = 40;

  /** The fewest characters for an item: a digit, a comma and a space. */
  private static final int MIN_ITEM = 3;

  /** Python refuses to write ints of more digits. */
  private static final int MOST_DIGITS = 4_300;

  private static final int MOST_BITS = 14_285;

  /** The number of bits up to which ints are divided word by word. */
  private static final int FEW_BITS = 512;

  private static final long BILLION = 1_000_000_000;

  private final Appendable target;
  private final Location location;
  private final int width;
  private final int items;
  private final int text;
  private final Nesting nesting;

  /** The containers that are being written. */
  private final IdentityHashMap<PickleValue, Boolean> path = new IdentityHashMap<>();

  private int blocks;
  private long nodes;

  /**
   * Creates a writer.
   *
   * @param mostNodes how many values may be written, counting shared ones again
   */
  public ReprWriter(
      Appendable target, Location location, int width, int items, int text, long mostNodes) {
    this.target = target;
    this.location = location;
    this.width = width;
    this.items = items;
    this.text = text;
    this.nodes = mostNodes;
    this.nesting = new Nesting(location);
  }

  /** Writes {@code value}, without a line feed at the end. */
  public void write(PickleValue value) throws IOException {
    try {
      if (width == Integer.MAX_VALUE) {
        OneLine line = new OneLine(width, target);
        line.write(value);
        count(line);
        target.append(line.text);
      } else if (!fits(value, 0, 0)) {
        block(value);
      }
    } catch (StackOverflowError e) {
      throw nesting.stackExhausted();
    }
  }

  /** Writes the value here if it fits on the line; false if it must be a block of lines. */
  private boolean fits(PickleValue value, int prefix, int suffix) throws IOException {
    int room = width - indent() - prefix - suffix;
    String line = oneLine(value, Math.max(room, width / 4));
    if (line == null && (path.containsKey(value) || isWhole(value) || isScalar(value))) {
      line = oneLine(value, Integer.MAX_VALUE);
    }
    if (line == null) {
      return false;
    }
    target.append(line);
    return true;
  }

  private boolean isScalar(PickleValue value) {
    return scalar(value, text, new StringBuilder());
  }

  /** Writes the shown items of a container, each on its own line. */
  private void block(PickleValue value) throws IOException {
    nesting.enter();
    path.put(value, Boolean.TRUE);
    ReprShape shape = ReprShape.of(value, items);
    int shown = shape.shown(items);
    target.append(shape.open());
    blocks++;
    for (int at = 0; at < shown; at++) {
      int prefix = 0;
      newLine();
      if (shape.entries()) {
        prefix = key(shape.child(at++));
      }
      boolean hasMore = at + 1 < shape.size();
      if (!fits(shape.child(at), prefix, hasMore ? 1 : 0)) {
        block(shape.child(at));
      }
      if (hasMore) {
        between(shape.before(at + 1));
      }
    }
    blocks--;
    close(shape, shown);
    path.remove(value);
    nesting.leave();
  }

  /** Writes the text between two items, and what is not a comma on a line of its own. */
  private void between(String text) throws IOException {
    if (text.startsWith(", ")) {
      target.append(text.length() > 2 ? text : ",");
      return;
    }
    blocks--;
    newLine();
    target.append(text);
    blocks++;
  }

  private void close(ReprShape shape, int shown) throws IOException {
    if (shown < shape.size()) {
      newLine();
      target.append(shape.more(shown));
    }
    String close = shape.close();
    if (close.startsWith(",")) {
      // a close such as ",)" or ", dtype=object)" starts its own line, without the comma
      target.append(',');
      close = close.substring(1).stripLeading();
    }
    newLine();
    target.append(close);
  }

  /** Writes a key, whatever its length, and returns how long it is. */
  private int key(PickleValue key) throws IOException {
    String text = oneLine(key, Integer.MAX_VALUE) + ": ";
    target.append(text);
    return text.length();
  }

  private int indent() {
    return INDENT * Math.min(blocks, MAX_INDENT);
  }

  private void newLine() throws IOException {
    target.append('\n').append(" ".repeat(indent()));
  }

  /** Returns whether a value has lines of its own, such as an array of numbers. */
  private static boolean isWhole(PickleValue value) {
    return value instanceof PyExtension extension && !extension.printed().isSplit();
  }

  /** Returns the value on one line, or null if that has more than {@code longest} characters. */
  private @Nullable String oneLine(PickleValue value, int longest) throws IOException {
    OneLine line = new OneLine(longest, null);
    line.write(value);
    count(line);
    return line.isOver() ? null : line.text.toString();
  }

  private void count(OneLine line) throws LimitException {
    nodes -= line.written;
    if (nodes < 0) {
      throw new LimitException(location, "too many values to print (limit walkNodes)");
    }
  }

  /** One line of text, abandoned when it gets too long. */
  private final class OneLine {
    private static final int PIECE = 1 << 13;

    private final int longest;
    private final @Nullable Appendable sink;
    private final int mostItems;
    private final StringBuilder text = new StringBuilder();
    private long written;

    /** Starts a line; if there is a sink, it takes the text as the line grows. */
    OneLine(int longest, @Nullable Appendable sink) {
      this.longest = longest;
      this.sink = sink;
      this.mostItems = (int) Math.min(items, longest / MIN_ITEM + 2L);
    }

    boolean isOver() {
      return text.length() > longest || written > nodes;
    }

    /** Recurses; everything that does not recurse is in other methods, to keep this frame small. */
    void write(PickleValue value) throws IOException {
      ReprShape shape = begin(value);
      if (shape == null) {
        return;
      }
      int shown = shape.shown(items);
      for (int at = 0; at < shown && !isOver(); at++) {
        write(child(shape, at));
      }
      end(value, shape, shown);
    }

    /** Writes the text before the first held value; null if there is nothing more to write. */
    private @Nullable ReprShape begin(PickleValue value) throws IOException {
      written++;
      if (sink != null && text.length() > PIECE) {
        sink.append(text);
        text.setLength(0);
      }
      if (scalar(value, ReprWriter.this.text, text)) {
        return null;
      }
      if (path.put(value, Boolean.TRUE) != null) {
        text.append(again(value));
        return null;
      }
      nesting.enter();
      ReprShape shape = ReprShape.of(value, mostItems);
      text.append(shape.open());
      if (value instanceof PySequence numbers && shape.size() <= mostItems && packed(numbers)) {
        end(value, shape, shape.size());
        return null;
      }
      return shape;
    }

    /** Writes packed numbers without an object for each; false if there are none. */
    private boolean packed(PySequence numbers) throws IOException {
      Packing packing = numbers.packing();
      if (packing == Packing.VALUES || packing == Packing.EMPTY) {
        return false;
      }
      for (int i = 0; i < numbers.size() && !isOver(); i++) {
        text.append(i == 0 ? "" : ", ");
        written++;
        if (packing == Packing.DOUBLES) {
          PythonRepr.append(text, numbers.doubleAt(i));
        } else {
          text.append(numbers.longAt(i));
        }
        if (sink != null && text.length() > PIECE) {
          sink.append(text);
          text.setLength(0);
        }
      }
      return true;
    }

    private PickleValue child(ReprShape shape, int at) {
      text.append(at == 0 ? "" : shape.before(at));
      return shape.child(at);
    }

    private void end(PickleValue value, ReprShape shape, int shown) {
      if (shown < shape.size()) {
        text.append(shape.before(shown)).append(shape.more(shown));
      }
      text.append(shape.close());
      path.remove(value);
      nesting.leave();
    }
  }

  /**
   * Appends the text of a value that holds no others, long ones cut after {@code longest}
   * characters; returns false if it holds others.
   */
  private static boolean scalar(PickleValue value, int longest, StringBuilder out) {
    switch (value.kind()) {
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, COMPLEX, RANGE -> out.append(value);
      case FLOAT -> PythonRepr.append(out, ((PyFloat) value).value());
      case INT -> integer((PyInt) value, out);
      case STR -> string(((PyStr) value).value(), longest, out);
      case BYTES -> bytes((PyBytes) value, longest, out);
      case BYTEARRAY -> {
        // Python escapes an apostrophe here whatever the quotes are
        String text = bytes((PyBytes) value, longest, new StringBuilder()).toString();
        text = text.startsWith("b\"") ? text.replace("'", "\\'") : text;
        out.append("bytearray(").append(text).append(')');
      }
      case DATE -> day(((PyTemporal.Date) value).value(), out.append("datetime.date(")).append(')');
      case TIMEDELTA -> delta((Delta) value, out);
      case TIMEZONE -> zone((Zone) value, longest, out);
      case NAMED_ZONE -> zone((NamedZone) value, longest, out);
      case ARRAY -> {
        PyLibrary.Array array = (PyLibrary.Array) value;
        if (!array.isText() || array.size() == 0) {
          return false;
        }
        out.append("array('").append(array.typecode()).append("', ");
        string((String) array.toJava(), longest, out).append(')');
      }
      case TIME -> {
        PyTemporal.Time time = (PyTemporal.Time) value;
        if (time.timezone() != PyConstant.NONE) {
          return false;
        }
        clock(time.value(), out.append("datetime.time("));
        out.append(time.fold() == 0 ? ")" : ", fold=1)");
      }
      case DATETIME -> {
        PyTemporal.DateTime time = (PyTemporal.DateTime) value;
        if (time.timezone() != PyConstant.NONE) {
          return false;
        }
        dateTime(time, out).append(')');
      }
      case DECIMAL -> out.append("Decimal('").append(value).append("')");
      case FRACTION -> {
        PyNumber.Fraction fraction = (PyNumber.Fraction) value;
        out.append("Fraction(").append(fraction.numerator());
        out.append(", ").append(fraction.denominator()).append(')');
      }
      case UUID -> out.append("UUID('").append(value).append("')");
      case PATH -> {
        PyLibrary.Path path = (PyLibrary.Path) value;
        String text = path.isWindows() ? path.text().replace('\\', '/') : path.text();
        string(text, longest, out.append(path.typeName()).append('(')).append(')');
      }
      case GLOBAL -> out.append(global((PyGlobal) value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static StringBuilder string(String text, int longest, StringBuilder out) {
    if (text.length() > longest) {
      return out.append(PythonRepr.of(text, longest));
    }
    PythonRepr.append(out, text);
    return out;
  }

  private static StringBuilder bytes(PyBytes bytes, int longest, StringBuilder out) {
    byte[] all = bytes.toByteArray();
    int end = Math.min(all.length, longest);
    PythonRepr.appendBytes(out, all, end);
    return end < all.length ? out.append("… (" + all.length + " bytes)") : out;
  }

  private static void integer(PyInt value, StringBuilder out) {
    if (value.isLong()) {
      out.append(value.longValue());
      return;
    }
    BigInteger big = value.bigValue();
    String digits = big.bitLength() > MOST_BITS ? "" : digits(big);
    if (digits.isEmpty() || digits.length() - (big.signum() < 0 ? 1 : 0) > MOST_DIGITS) {
      out.append("<int of ").append(big.bitLength()).append(" bits>");
    } else {
      out.append(digits);
    }
  }

  /** As {@code toString}, without its general division for ints of a few words. */
  private static String digits(BigInteger big) {
    if (big.bitLength() > FEW_BITS) {
      return big.toString();
    }
    byte[] bytes = big.abs().toByteArray();
    int[] words = new int[(bytes.length + 3) / 4]; // the most significant first
    for (int i = 0; i < bytes.length; i++) {
      words[words.length - 1 - i / 4] |= (bytes[bytes.length - 1 - i] & 0xff) << (8 * (i % 4));
    }
    byte[] digits = new byte[10 * words.length + 9];
    int start = digits.length;
    int first = 0;
    while (first < words.length) {
      if (words[first] == 0) {
        first++;
        continue;
      }
      long rest = 0;
      for (int i = first; i < words.length; i++) {
        long part = (rest << 32) | (words[i] & 0xffff_ffffL);
        words[i] = (int) (part / BILLION);
        rest = part % BILLION;
      }
      for (int i = 0; i < 9; i++, rest /= 10) {
        digits[--start] = (byte) ('0' + rest % 10);
      }
    }
    while (digits[start] == '0') {
      start++;
    }
    if (big.signum() < 0) {
      digits[--start] = '-';
    }
    return new String(digits, start, digits.length - start, StandardCharsets.ISO_8859_1);
  }

  private static StringBuilder day(LocalDate date, StringBuilder out) {
    out.append(date.getYear()).append(", ").append(date.getMonthValue());
    return out.append(", ").append(date.getDayOfMonth());
  }

  private static StringBuilder clock(LocalTime time, StringBuilder out) {
    int micros = time.getNano() / 1_000;
    out.append(time.getHour()).append(", ").append(time.getMinute());
    if (time.getSecond() > 0 || micros > 0) {
      out.append(", ").append(time.getSecond());
    }
    return micros > 0 ? out.append(", ").append(micros) : out;
  }

  /** A {@code datetime} up to its time zone. CPython puts the fold before it, unlike in a time. */
  private static StringBuilder dateTime(PyTemporal.DateTime value, StringBuilder out) {
    LocalDateTime local = value.value();
    day(local.toLocalDate(), out.append("datetime.datetime(")).append(", ");
    return clock(local.toLocalTime(), out).append(value.fold() == 0 ? "" : ", fold=1");
  }

  private static StringBuilder delta(Delta delta, StringBuilder out) {
    out.append("datetime.timedelta(");
    int start = out.length();
    part("days=", delta.days(), start, out);
    part("seconds=", delta.seconds(), start, out);
    part("microseconds=", delta.microseconds(), start, out);
    return out.append(out.length() == start ? "0)" : ")");
  }

  private static void part(String name, int value, int start, StringBuilder out) {
    if (value != 0) {
      out.append(out.length() == start ? "" : ", ").append(name).append(value);
    }
  }

  /** A time zone as its library shows it. */
  private static void zone(NamedZone zone, int longest, StringBuilder out) {
    Delta offset = zone.offset();
    switch (zone.type()) {
      case "zoneinfo.ZoneInfo" ->
          string(zone.name(), longest, out.append("zoneinfo.ZoneInfo(key=")).append(')');
      case "pytz._UTC" -> out.append("<UTC>");
      case "pytz.FixedOffset" ->
          out.append("pytz.FixedOffset(").append(seconds(zone) / 60).append(')');
      case "pytz._p" -> {
        out.append(offset == null ? "<StaticTzInfo " : "<DstTzInfo ");
        string(zone.name(), longest, out);
        if (offset != null) {
          boolean isStandard = new Delta(0, 0, 0).equals(zone.dst());
          String sign = offset.days() < 0 ? "" : "+";
          out.append(' ').append(zone.abbreviation()).append(sign).append(offset);
          out.append(isStandard ? " STD" : " DST");
        }
        out.append('>');
      }
      case "dateutil.tz.tz.tzutc" -> out.append("tzutc()");
      case "dateutil.tz.tz.tzoffset" -> {
        out.append("tzoffset(");
        if (zone.name().isEmpty()) {
          out.append("None");
        } else {
          string(zone.name(), longest, out);
        }
        out.append(", ").append(seconds(zone)).append(')');
      }
      default -> string(zone.name(), longest, out.append(zone.typeName()).append('(')).append(')');
    }
  }

  private static long seconds(NamedZone zone) {
    Delta offset = zone.offset();
    return offset == null ? 0 : offset.toDuration().toSeconds();
  }

  private static void zone(Zone zone, int longest, StringBuilder out) {
    String name = zone.givenName();
    if (name == null && zone.offset().equals(new Delta(0, 0, 0))) {
      out.append("datetime.timezone.utc");
      return;
    }
    delta(zone.offset(), out.append("datetime.timezone("));
    if (name != null) {
      string(name, longest, out.append(", "));
    }
    out.append(')');
  }

  /** A class or function that is known; of any other name the two strings. */
  private static String global(PyGlobal global) {
    boolean builtin = global.module().equals("builtins") || global.module().equals("__builtin__");
    String name = builtin ? RENAMED.getOrDefault(global.name(), global.name()) : global.toString();
    if (builtin && FUNCTIONS.contains(name)) {
      return "<built-in function " + name + ">";
    }
    if (CLASSES.contains(name)) {
      return "<class '" + name + "'>";
    }
    if (global.module().startsWith("numpy") && DecodedNames.isUfunc(global)) {
      return "<ufunc '" + global.name() + "'>";
    }
    return "<" + PythonRepr.of(global.toString()) + ">";
  }

  /** Returns the text for a container inside itself. */
  private static String again(PickleValue value) {
    return switch (value.kind()) {
      case LIST, DEQUE -> "[...]";
      case TUPLE -> "(...)";
      case DICT -> "{...}";
      case ORDERED_DICT -> "...";
      case DEFAULT_DICT -> ReprShape.defaultDict((PyDict) value) + "{...})";
      default -> PythonRepr.escaped(value.typeName()) + "(...)";
    };
  }

  /**
   * The text around the values that a value holds.
   *
   * @param open the text before the first
   * @param close the text after the last
   * @param size the number of held values that can be shown
   * @param children the held values by index
   * @param entries whether keys and values alternate
   * @param between the text before each held value but the first, unless it is a comma or a colon
   */
  record ReprShape(
      String open,
      String close,
      int size,
      IntFunction<PickleValue> children,
      boolean entries,
      @Nullable List<String> between) {

    /** Returns the shape of a value of which the first {@code most} held values are of interest. */
    static ReprShape of(PickleValue value, int most) throws IOException {
      return switch (value.kind()) {
        case LIST -> list(value, "[", "]");
        case TUPLE -> list(value, "(", Children.count(value) == 1 ? ",)" : ")");
        case SET -> Children.count(value) == 0 ? list(value, "set(", ")") : list(value, "{", "}");
        case FROZENSET ->
            Children.count(value) == 0
                ? list(value, "frozenset(", ")")
                : list(value, "frozenset({", "})");
        case DEQUE -> {
          OptionalLong maxlen = ((PyLibrary.Deque) value).maxlen();
          String close = maxlen.isPresent() ? "], maxlen=" + maxlen.getAsLong() + ")" : "])";
          yield list(value, "deque([", close);
        }
        case DICT -> dict((PyDict) value, "{", "}");
        case DEFAULT_DICT -> dict((PyDict) value, defaultDict((PyDict) value) + "{", "})");
        case ORDERED_DICT, COUNTER -> {
          boolean empty = ((PyDict) value).size() == 0;
          String open = value.typeName() + (empty ? "(" : "({");
          String close = empty ? ")" : "})";
          yield value.kind() == PickleValue.Kind.COUNTER
              ? counter((PyDict) value, open, close)
              : dict((PyDict) value, open, close);
        }
        case TIME -> {
          PyTemporal.Time time = (PyTemporal.Time) value;
          String open = clock(time.value(), new StringBuilder("datetime.time(")) + ", tzinfo=";
          yield held(value, open, time.fold() == 0 ? ")" : ", fold=1)", 1, most);
        }
        case DATETIME ->
            held(
                value,
                dateTime((PyTemporal.DateTime) value, new StringBuilder()) + ", tzinfo=",
                ")",
                1,
                most);
        case EXTENSION -> {
          PyExtension.Printed printed = ((PyExtension) value).printed();
          yield held(value, printed.before(), printed.after(), printed.held(), most);
        }
        case CALL -> new CallText((PyCall) value).shape();
        case ARRAY -> array((PyLibrary.Array) value);
        case SLICE -> held(value, "slice(", ")", 3, most);
        default -> held(value, PythonRepr.escaped(value.typeName()) + "(", ")", 1, most);
      };
    }

    private static String defaultDict(PyDict dict) {
      PyGlobal factory = dict.factory();
      return "defaultdict(" + (factory == null ? "None" : global(factory)) + ", ";
    }

    private static ReprShape list(PickleValue value, String open, String close) {
      return new ReprShape(
          open, close, Children.count(value), i -> Children.get(value, i), false, null);
    }

    private static ReprShape dict(PyDict dict, String open, String close) {
      return new ReprShape(open, close, 2 * dict.size(), i -> Children.get(dict, i), true, null);
    }

    /** The most common elements first, if the counts are ints, as nearly all are. */
    private static ReprShape counter(PyDict dict, String open, String close) {
      Integer[] order = new Integer[dict.size()];
      for (int i = 0; i < order.length; i++) {
        if (!(dict.value(i) instanceof PyInt)) {
          return dict(dict, open, close);
        }
        order[i] = i;
      }
      Comparator<Integer> byCount =
          Comparator.comparing(i -> ((PyInt) dict.value(i)).bigValue(), Comparator.reverseOrder());
      Arrays.sort(order, byCount);
      IntFunction<PickleValue> children =
          i -> i % 2 == 0 ? dict.key(order[i / 2]) : dict.value(order[i / 2]);
      return new ReprShape(open, close, 2 * order.length, children, true, null);
    }

    /** The numbers of an {@code array.array}. */
    private static ReprShape array(PyLibrary.Array array) {
      String open = "array('" + array.typecode() + "'" + (array.size() == 0 ? "" : ", [");
      String close = array.size() == 0 ? ")" : "])";
      return new ReprShape(open, close, array.size(), array::get, false, null);
    }

    private static ReprShape held(PickleValue value, String open, String close, int size, int most)
        throws IOException {
      List<PickleValue> first = new ArrayList<>(Math.min(size, 16));
      if (size > 0) {
        value.accept(held -> first.add(held) && first.size() < most);
      }
      return new ReprShape(open, close, size, first::get, false, null);
    }

    PickleValue child(int index) {
      return children.apply(index);
    }

    /**
     * Returns the number of held values that are shown if at most {@code items} items or entries
     * are.
     */
    int shown(int items) {
      return (int) Math.min(size, entries ? 2L * items : items);
    }

    /** Returns the text for what is not shown. */
    String more(int shown) {
      return "... and " + (size - shown) / (entries ? 2 : 1) + " more";
    }

    /** Returns the text before the child at {@code index}, if it is not the first. */
    String before(int index) {
      if (between != null && index < between.size()) {
        return between.get(index);
      }
      return entries && index % 2 == 1 ? ": " : ", ";
    }
  }

  /**
   * Makes the expression that a record stands for: the call with its arguments, then the methods
   * that the pickle calls on the result.
   */
  private static final class CallText {
    private final List<PickleValue> held = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final PyCall call;
    private StringBuilder next = new StringBuilder();

    CallText(PyCall call) {
      this.call = call;
    }

    ReprShape shape() {
      if (call.callable() instanceof PyGlobal global) {
        next.append(PythonRepr.escaped(global.toString()));
      } else {
        add(call.callable());
      }
      next.append('(');
      arguments();
      next.append(')');
      for (PickleValue state : call.states()) {
        next.append(".__setstate__(");
        add(state);
        next.append(')');
      }
      list(".extend([", call.items(), "])", ", ");
      list(".update({", call.entries(), "})", ": ");
      String open = texts.isEmpty() ? next.toString() : texts.get(0);
      String close = texts.isEmpty() ? "" : next.toString();
      return new ReprShape(open, close, held.size(), held::get, false, texts);
    }

    private void add(PickleValue value) {
      texts.add(next.toString());
      held.add(value);
      next = new StringBuilder();
    }

    private void arguments() {
      PickleValue all = call.arguments();
      PickleValue named = PyConstant.NONE;
      if (call.opcode().equals("NEWOBJ_EX") && all instanceof PyTuple two && two.size() == 2) {
        all = two.get(0);
        named = two.get(1);
      }
      boolean first = true;
      if (all instanceof PyTuple positional) {
        for (int i = 0; i < positional.size(); i++) {
          next.append(i == 0 ? "" : ", ");
          add(positional.get(i));
          first = false;
        }
      } else {
        next.append('*');
        add(all);
        first = false;
      }
      if (named instanceof PyDict keywords) {
        for (int i = 0; i < keywords.size(); i++) {
          next.append(first ? "" : ", ");
          first = false;
          if (keywords.key(i) instanceof PyStr name) {
            next.append(PythonRepr.escaped(name.value())).append('=');
          }
          add(keywords.value(i));
        }
      }
    }

    private void list(String open, List<PickleValue> values, String close, String odd) {
      for (int i = 0; i < values.size(); i++) {
        next.append(i == 0 ? open : i % 2 == 1 ? odd : ", ");
        add(values.get(i));
      }
      next.append(values.isEmpty() ? "" : close);
    }
  }

  /** The classes that are shown as such: Python's own, and those that Brine knows as values. */
  private static final Set<String> CLASSES =
      Set.of(
          ("bool bytearray bytes classmethod complex dict enumerate filter float frozenset int list"
                  + " map memoryview object property range reversed set slice staticmethod str"
                  + " super tuple type zip collections.Counter collections.OrderedDict"
                  + " collections.defaultdict collections.deque datetime.date datetime.datetime"
                  + " datetime.time datetime.timedelta datetime.timezone decimal.Decimal"
                  + " fractions.Fraction uuid.UUID numpy.ndarray numpy.bool numpy.int8 numpy.int16"
                  + " numpy.int32 numpy.int64 numpy.uint8 numpy.uint16 numpy.uint32 numpy.uint64"
                  + " numpy.float16 numpy.float32 numpy.float64 numpy.longdouble numpy.complex64"
                  + " numpy.complex128 numpy.str_ numpy.bytes_ numpy.void numpy.datetime64"
                  + " numpy.timedelta64 array.array datetime.tzinfo")
              .split(" "));

  /** What Python 3 calls the builtins of Python 2, whose names protocols 0 to 2 have. */
  private static final Map<String, String> RENAMED =
      Map.of("long", "int", "unicode", "str", "xrange", "range", "unichr", "chr");

  private static final Set<String> FUNCTIONS =
      Set.of(
          ("abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec"
                  + " format getattr globals hasattr hash hex id input isinstance issubclass iter"
                  + " len locals max min next oct open ord pow print repr round setattr sorted sum"
                  + " vars __import__")
              .split(" "));
}
