package dev.brine.pickle.internal.text;

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
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;

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

  /** The shape of a value of which the first {@code most} held values are of interest. */
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

  /** The text for a container inside itself. */
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

  /** The number of held values that are shown if at most {@code items} items or entries are. */
  int shown(int items) {
    return (int) Math.min(size, entries ? 2L * items : items);
  }

  /** The text for what is not shown. */
  String more(int shown) {
    return "... and " + (size - shown) / (entries ? 2 : 1) + " more";
  }

  /** The text before the child at {@code index}, if it is not the first. */
  String before(int index) {
    return entries && index % 2 == 1 ? ": " : ", ";
  }
}
