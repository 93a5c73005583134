package dev.brine.pickle.internal.text;

import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDeque;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTemporal;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * How a value that holds others is written: what stands before, between and after them.
 *
 * @param value whose children they are
 * @param open what stands before the first
 * @param close what stands after the last
 * @param first the index of the first child that is shown
 * @param entries whether children are keys and values in turn
 */
record ReprShape(PickleValue value, String open, String close, int first, boolean entries) {

  static ReprShape of(PickleValue value) {
    return switch (value.kind()) {
      case LIST -> list(value, "[", "]");
      case TUPLE -> list(value, "(", Children.count(value) == 1 ? ",)" : ")");
      case SET -> Children.count(value) == 0 ? list(value, "set(", ")") : list(value, "{", "}");
      case FROZENSET -> list(value, "frozenset({", "})");
      case SLICE -> list(value, "slice(", ")");
      case DEQUE -> {
        PyDeque deque = (PyDeque) value;
        String longest =
            deque.maxlen().isPresent() ? "], maxlen=" + deque.maxlen().getAsLong() + ")" : "])";
        yield list(value, "deque([", longest);
      }
      case DICT -> new ReprShape(value, "{", "}", 0, true);
      case DEFAULT_DICT -> {
        PyGlobal factory = ((PyDict) value).factory();
        String name = factory == null ? "None" : factory.name();
        yield new ReprShape(value, "defaultdict(" + name + ", {", "})", 0, true);
      }
      case ORDERED_DICT, COUNTER -> new ReprShape(value, value.typeName() + "({", "})", 0, true);
      case TIME -> {
        PyTemporal.Time time = (PyTemporal.Time) value;
        yield list(value, "datetime.time(" + clock(time.value()) + ", tzinfo=", fold(time.fold()));
      }
      case DATETIME -> {
        PyTemporal.DateTime dateTime = (PyTemporal.DateTime) value;
        String open = "datetime.datetime(" + date(dateTime.value()) + ", tzinfo=";
        yield list(value, open, fold(dateTime.fold()));
      }
      case EXTENSION -> {
        PyExtension extension = (PyExtension) value;
        yield list(value, extension.printOpen(), extension.printClose());
      }
      case CALL -> new ReprShape(value, ((PyCall) value).typeName() + "(", ")", 1, false);
      default -> list(value, value.typeName() + "(", ")");
    };
  }

  /** What stands for a container inside itself. */
  static String again(PickleValue value) {
    return switch (value.kind()) {
      case LIST -> "[...]";
      case TUPLE -> "(...)";
      case DICT, SET -> "{...}";
      default -> value.typeName() + "(...)";
    };
  }

  private static ReprShape list(PickleValue value, String open, String close) {
    return new ReprShape(value, open, close, 0, false);
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

  int size() {
    return Children.count(value) - first;
  }

  PickleValue child(int index) {
    return Children.get(value, first + index);
  }

  /** What stands before the child at {@code index}, where it is not the first. */
  String before(int index) {
    return entries && index % 2 == 1 ? ": " : ", ";
  }
}
