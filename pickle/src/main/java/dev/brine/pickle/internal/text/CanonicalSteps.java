package dev.brine.pickle.internal.text;

import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDeque;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.ValueOutput;
import dev.brine.pickle.value.ValueOutput.Steps;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The canonical form of the values that hold others, step by step. */
final class CanonicalSteps {
  private CanonicalSteps() {}

  /** The steps of {@code value}, or null where it has no canonical form. */
  static @Nullable Steps of(PickleValue value, AsciiOutput ascii) {
    return switch (value.kind()) {
      case LIST, TUPLE -> new Items((PySequence) value);
      case SLICE -> new Held(value, "{\"slice\":[", "]}");
      case DEQUE -> new Held(value, "{\"deque\":[" + maxlen((PyDeque) value) + ",[", "]]}");
      case DICT -> new Entries((PyDict) value, "{\"dict\":[", "]}");
      case ORDERED_DICT -> new Entries((PyDict) value, "{\"odict\":[", "]}");
      case COUNTER -> new Entries((PyDict) value, "{\"counter\":[", "]}");
      case DEFAULT_DICT ->
          new Entries((PyDict) value, "{\"defaultdict\":[" + factory((PyDict) value) + ",[", "]]}");
      case SET, FROZENSET -> new Elements((PySet) value, ascii);
      case TIME -> time((PyTemporal.Time) value);
      case DATETIME -> dateTime((PyTemporal.DateTime) value);
      case EXTENSION -> ((PyExtension) value).canonicalSteps();
      default -> null;
    };
  }

  private static String maxlen(PyDeque deque) {
    return deque.maxlen().isPresent() ? Long.toString(deque.maxlen().getAsLong()) : "null";
  }

  private static String factory(PyDict dict) {
    PyGlobal factory = dict.factory();
    return factory == null ? "null" : "\"" + factory + "\"";
  }

  private static Steps time(PyTemporal.Time time) {
    String fold = "\",\"fold\":" + time.fold() + ",\"tz\":";
    return new Held(time, "{\"time\":\"" + clock(time.value()) + fold, "}");
  }

  private static Steps dateTime(PyTemporal.DateTime dateTime) {
    LocalDateTime value = dateTime.value();
    String text = value.toLocalDate() + "T" + clock(value.toLocalTime());
    String fold = "\",\"fold\":" + dateTime.fold() + ",\"tz\":";
    return new Held(dateTime, "{\"datetime\":\"" + text + fold, "}");
  }

  private static String clock(LocalTime time) {
    String micros = Integer.toString(1_000_000 + time.getNano() / 1_000).substring(1);
    return two(time.getHour())
        + ":"
        + two(time.getMinute())
        + ":"
        + two(time.getSecond())
        + "."
        + micros;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** A list or tuple; packed numbers are written without an object for each. */
  private static final class Items implements Steps {
    private final PySequence items;
    private int at;

    Items(PySequence items) {
      this.items = items;
    }

    @Override
    public @Nullable PickleValue next(ValueOutput out) throws IOException {
      if (at == 0) {
        out.raw("{\"" + items.typeName() + "\":[");
      }
      switch (items.packing()) {
        case INTS, LONGS -> {
          for (; at < items.size(); at++) {
            comma(at, out);
            out.integer(items.longAt(at));
          }
        }
        case DOUBLES -> {
          for (; at < items.size(); at++) {
            comma(at, out);
            out.floating(items.doubleAt(at));
          }
        }
        default -> {
          if (at < items.size()) {
            comma(at, out);
            return items.get(at++);
          }
        }
      }
      out.raw("]}");
      return null;
    }
  }

  /** Whatever holds few values in a fixed order. */
  private static final class Held implements Steps {
    private final PickleValue holder;
    private final String before;
    private final String after;
    private int at;

    Held(PickleValue holder, String before, String after) {
      this.holder = holder;
      this.before = before;
      this.after = after;
    }

    @Override
    public @Nullable PickleValue next(ValueOutput out) throws IOException {
      if (at == 0) {
        out.raw(before);
      }
      if (at == Children.count(holder)) {
        out.raw(after);
        return null;
      }
      comma(at, out);
      return Children.get(holder, at++);
    }
  }

  private static final class Entries implements Steps {
    private final PyDict dict;
    private final String before;
    private final String after;
    private int at;

    Entries(PyDict dict, String before, String after) {
      this.dict = dict;
      this.before = before;
      this.after = after;
    }

    @Override
    public @Nullable PickleValue next(ValueOutput out) throws IOException {
      out.raw(at == 0 ? before : at % 2 == 0 ? "]" : ",");
      if (at == 2 * dict.size()) {
        out.raw(after);
        return null;
      }
      if (at % 2 == 0) {
        out.raw(at == 0 ? "[" : ",[");
      }
      return Children.get(dict, at++);
    }
  }

  /** A set has no order of its own: its elements go by their canonical text. */
  private static final class Elements implements Steps {
    private final PySet set;
    private final AsciiOutput ascii;
    private final List<byte[]> texts;

    Elements(PySet set, AsciiOutput ascii) {
      this.set = set;
      this.ascii = ascii;
      this.texts = new ArrayList<>(set.size());
    }

    private boolean started;

    @Override
    public @Nullable PickleValue next(ValueOutput out) throws IOException {
      if (started) {
        texts.add(ascii.endCapture());
      }
      if (texts.size() < set.size()) {
        started = true;
        ascii.startCapture();
        return set.get(texts.size());
      }
      texts.sort(Arrays::compare);
      out.raw("{\"" + set.typeName() + "\":[");
      for (int i = 0; i < texts.size(); i++) {
        comma(i, out);
        ascii.write(texts.get(i));
      }
      out.raw("]}");
      return null;
    }
  }

  private static void comma(int index, ValueOutput out) throws IOException {
    if (index > 0) {
      out.raw(",");
    }
  }
}
