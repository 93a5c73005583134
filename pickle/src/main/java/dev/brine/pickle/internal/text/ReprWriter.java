package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyTemporal;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as Python's {@code repr} would: on one line if it fits, otherwise with one item
 * per line. A container inside itself is shown as {@code ...}.
 */
public final class ReprWriter {
  private static final int INDENT = 2;
  private static final int MAX_INDENT = 40;

  /** The fewest characters for an item: a digit, a comma and a space. */
  private static final int MIN_ITEM = 3;

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
      if (!fits(value, 0, 0)) {
        block(value);
      }
    } catch (StackOverflowError e) {
      throw nesting.stackExhausted();
    }
  }

  /** Writes the value here if it fits on the line; false if it must be a block of lines. */
  private boolean fits(PickleValue value, int prefix, int suffix) throws IOException {
    boolean isWhole = isWhole(value);
    int room = width - indent() - prefix - suffix;
    String line = oneLine(value, isWhole ? Integer.MAX_VALUE : Math.max(room, width / 4));
    if (line == null) {
      line = isWhole ? value.typeName() + "(...)" : scalar(value);
    }
    if (line == null) {
      return false;
    }
    target.append(line);
    return true;
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
        target.append(',');
      }
    }
    blocks--;
    close(shape, shown);
    path.remove(value);
    nesting.leave();
  }

  private void close(ReprShape shape, int shown) throws IOException {
    if (shown < shape.size()) {
      newLine();
      target.append(shape.more(shown));
    }
    newLine();
    // a close such as ", dtype=object)" starts its own line, without the comma
    target.append(shape.close().startsWith(", ") ? shape.close().substring(2) : shape.close());
  }

  /** Writes a key, and returns how long it is. */
  private int key(PickleValue key) throws IOException {
    String line = oneLine(key, width);
    String text = (line == null ? key.typeName() + "(...)" : line) + ": ";
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
  private boolean isWhole(PickleValue value) {
    return width < Integer.MAX_VALUE
        && value instanceof PyExtension extension
        && !extension.printed().isSplit();
  }

  /** Returns the text of a value that holds no others and has no lines of its own, else null. */
  private @Nullable String scalar(PickleValue value) {
    return isWhole(value) ? null : ReprScalars.text(value, text);
  }

  /** Returns the value on one line, or null if that has more than {@code longest} characters. */
  private @Nullable String oneLine(PickleValue value, int longest) throws IOException {
    OneLine line = new OneLine(longest);
    line.write(value);
    nodes -= line.written;
    if (nodes < 0) {
      throw new LimitException(location, "too many values to print (limit walkNodes)");
    }
    return line.isOver() ? null : line.text.toString();
  }

  /** One line of text, abandoned when it gets too long. */
  private final class OneLine {
    private final int longest;
    private final int mostItems;
    private final StringBuilder text = new StringBuilder();
    private long written;

    OneLine(int longest) {
      this.longest = longest;
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
      String scalar = scalar(value);
      if (scalar != null) {
        text.append(scalar);
        return null;
      }
      if (path.put(value, Boolean.TRUE) != null) {
        text.append(ReprShape.again(value));
        return null;
      }
      nesting.enter();
      ReprShape shape = ReprShape.of(value, mostItems);
      text.append(shape.open());
      return shape;
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
   * The text around the values that a value holds.
   *
   * @param open the text before the first
   * @param close the text after the last
   * @param size the number of held values that can be shown
   * @param children the held values by index
   * @param entries whether keys and values alternate
   */
  record ReprShape(
      String open, String close, int size, IntFunction<PickleValue> children, boolean entries) {

    /** Returns the shape of a value of which the first {@code most} held values are of interest. */
    static ReprShape of(PickleValue value, int most) throws IOException {
      return switch (value.kind()) {
        case LIST -> list(value, "[", "]");
        case TUPLE -> list(value, "(", Children.count(value) == 1 ? ",)" : ")");
        case SET -> Children.count(value) == 0 ? list(value, "set(", ")") : list(value, "{", "}");
        case FROZENSET -> list(value, "frozenset({", "})");
        case DEQUE -> {
          OptionalLong maxlen = ((PyLibrary.Deque) value).maxlen();
          String close = maxlen.isPresent() ? "], maxlen=" + maxlen.getAsLong() + ")" : "])";
          yield list(value, "deque([", close);
        }
        case DICT -> dict((PyDict) value, "{", "}");
        case DEFAULT_DICT -> {
          PyGlobal factory = ((PyDict) value).factory();
          String name = factory == null ? "None" : factory.name();
          yield dict((PyDict) value, "defaultdict(" + name + ", {", "})");
        }
        case ORDERED_DICT, COUNTER -> dict((PyDict) value, value.typeName() + "({", "})");
        case TIME -> {
          PyTemporal.Time time = (PyTemporal.Time) value;
          String open = "datetime.time(" + clock(time.value()) + ", tzinfo=";
          yield held(value, open, fold(time.fold()), 1, most);
        }
        case DATETIME -> {
          PyTemporal.DateTime dateTime = (PyTemporal.DateTime) value;
          String open = "datetime.datetime(" + date(dateTime.value()) + ", tzinfo=";
          yield held(value, open, fold(dateTime.fold()), 1, most);
        }
        case EXTENSION -> {
          PyExtension.Printed printed = ((PyExtension) value).printed();
          yield held(value, printed.before(), printed.after(), printed.held(), most);
        }
        case CALL -> {
          PyCall call = (PyCall) value;
          List<PickleValue> given = new ArrayList<>();
          given.add(call.arguments());
          given.addAll(call.states());
          given.addAll(call.items());
          given.addAll(call.entries());
          yield new ReprShape(call.typeName() + "(", ")", given.size(), given::get, false);
        }
        case SLICE -> held(value, "slice(", ")", 3, most);
        default -> held(value, value.typeName() + "(", ")", 1, most);
      };
    }

    /** Returns the text for a container inside itself. */
    static String again(PickleValue value) {
      return switch (value.kind()) {
        case LIST -> "[...]";
        case TUPLE -> "(...)";
        case DICT, SET -> "{...}";
        default -> value.typeName() + "(...)";
      };
    }

    private static ReprShape list(PickleValue value, String open, String close) {
      return new ReprShape(open, close, Children.count(value), i -> Children.get(value, i), false);
    }

    private static ReprShape dict(PyDict dict, String open, String close) {
      return new ReprShape(open, close, 2 * dict.size(), i -> Children.get(dict, i), true);
    }

    private static ReprShape held(PickleValue value, String open, String close, int size, int most)
        throws IOException {
      List<PickleValue> first = new ArrayList<>(Math.min(size, 16));
      if (size > 0) {
        value.accept(held -> first.add(held) && first.size() < most);
      }
      return new ReprShape(open, close, size, first::get, false);
    }

    private static String date(LocalDateTime value) {
      String day = value.getYear() + ", " + value.getMonthValue() + ", " + value.getDayOfMonth();
      return day + ", " + clock(value.toLocalTime());
    }

    private static String clock(LocalTime time) {
      String clock = time.getHour() + ", " + time.getMinute() + ", " + time.getSecond();
      return time.getNano() == 0 ? clock : clock + ", " + time.getNano() / 1_000;
    }

    private static String fold(int fold) {
      return fold == 0 ? ")" : ", fold=1)";
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
      return entries && index % 2 == 1 ? ": " : ", ";
    }
  }
}
