package dev.brine.npy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.text.Printable;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An array somewhere in a value: in a dict, a list, an object array, or the record of an object of
 * an unknown class, such as a model of scikit-learn.
 *
 * <p>The path is the Python expression that reaches the array from the value:
 *
 * <ul>
 *   <li>{@code ['weights']}, {@code [3]}: the item of a dict, list or tuple; strings are quoted as
 *       {@code repr} quotes them. An element of an object array is {@code [0, 1]}.
 *   <li>{@code .coef_}: an attribute that the pickle sets; {@code .__dict__['odd name']} if its
 *       name is no ASCII identifier.
 *   <li>{@code .__getstate__()[0]}: a part of a state that is not a dict of attributes.
 *   <li>{@code .__reduce__()[1][0]}: an argument of the call that makes the object.
 *   <li>{@code .data} and {@code .mask} of a masked array; {@code .values()[0]}: a value of a dict
 *       whose key has no short {@code repr}.
 * </ul>
 *
 * <p>Each path occurs once: if a record sets the same thing again, {@code #2} follows the path.
 *
 * @param path how to reach the array from the value; empty if the value is the array
 * @param name the parts of the path with dots in between, such as {@code steps.0.coef_}, for the
 *     member of an archive; unique, without slashes and control characters; {@code arr_0} if the
 *     value is the array
 * @param array the array
 */
public record NestedArray(String path, String name, NdArray array) {
  private static final String ALONE = "arr_0";
  private static final int LONGEST_KEY = 200;

  /**
   * Returns all arrays in a value, also those in object arrays, in the order of the pickle. A value
   * that occurs several times is searched where it occurs first.
   *
   * @throws LimitException if the paths are too long in all
   */
  public static List<NestedArray> of(PickleValue value) throws IOException {
    Search search = new Search();
    search.visit(value);
    return Collections.unmodifiableList(search.found);
  }

  /** Returns the paths of the tensors of PyTorch that are no arrays, each with the reason. */
  static Map<String, String> unread(PickleValue value) throws IOException {
    Search search = new Search();
    search.visit(value);
    return Collections.unmodifiableMap(search.unread);
  }

  /** Walks through a value. */
  private static final class Search {
    private final List<NestedArray> found = new ArrayList<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Integer> paths = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Nesting nesting = new Nesting(Location.MEMORY);
    private final StringBuilder path = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private long text;

    /** Whether the current value is a part of a tensor that cannot be read. */
    private boolean inTensor;

    /** Visits a value that the current value holds. */
    private void step(String pathPart, String namePart, PickleValue value) throws IOException {
      int pathLength = path.length();
      int nameLength = name.length();
      path.append(pathPart);
      if (!namePart.isEmpty()) {
        name.append(nameLength > 0 ? "." : "").append(namePart);
      }
      visit(value);
      path.setLength(pathLength);
      name.setLength(nameLength);
    }

    void visit(PickleValue value) throws IOException {
      if (!canHold(value) || !seen.add(value)) {
        return;
      }
      nesting.enter();
      if (value instanceof ArrayValue held) {
        array(held);
      } else if (value instanceof MaskedValue masked) {
        step(".data", "data", ArrayValue.of(masked.data()));
        step(".mask", "mask", ArrayValue.of(masked.mask()));
      } else if (value instanceof PyDict dict) {
        dict(dict);
      } else if (value instanceof PySequence sequence) {
        items(sequence);
      } else if (value instanceof PyCall call) {
        record(call);
      } else {
        List<PickleValue> held = new ArrayList<>();
        value.accept(held::add);
        items(held);
      }
      nesting.leave();
    }

    /** Whether an array may be in the value; scalars are many. */
    private static boolean canHold(PickleValue value) {
      return switch (value.kind()) {
        case LIST, TUPLE -> {
          PySequence items = (PySequence) value;
          yield items.size() > 0 && items.packing() == PySequence.Packing.VALUES;
        }
        case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET, DEQUE, SLICE, CALL -> true;
        case EXTENSION ->
            !(value instanceof ScalarValue)
                && (!(value instanceof ArrayValue array) || array.isComplete());
        default -> false;
      };
    }

    private void array(ArrayValue held) throws IOException {
      NdArray array = held.array();
      add(array);
      if (array instanceof ObjectArray objects) {
        Shape shape = array.shape();
        for (long i = 0; i < objects.size(); i++) {
          PickleValue item = objects.item(i);
          if (canHold(item)) {
            String index = index(shape, i);
            step("[" + (index.isEmpty() ? "()" : index) + "]", index.replace(", ", "."), item);
          }
        }
      }
    }

    /** The index of an element in C order. */
    private static String index(Shape shape, long position) {
      StringBuilder index = new StringBuilder();
      long rest = position;
      for (int axis = shape.ndim() - 1; axis >= 0; axis--) {
        index.insert(0, rest % shape.dim(axis) + (axis == shape.ndim() - 1 ? "" : ", "));
        rest /= shape.dim(axis);
      }
      return index.toString();
    }

    private void items(PySequence sequence) throws IOException {
      for (int i = 0; i < sequence.size(); i++) {
        step("[" + i + "]", Integer.toString(i), sequence.get(i));
      }
    }

    private void items(List<PickleValue> items) throws IOException {
      for (int i = 0; i < items.size(); i++) {
        step("[" + i + "]", Integer.toString(i), items.get(i));
      }
    }

    private void dict(PyDict dict) throws IOException {
      for (int i = 0; i < dict.size(); i++) {
        entry(dict.key(i), dict.value(i), i);
      }
    }

    private void entry(PickleValue given, PickleValue value, int index) throws IOException {
      if (!canHold(value)) {
        return;
      }
      // Python finds an entry by any equal key
      PickleValue key = given instanceof ScalarValue scalar ? scalar.keyValue() : given;
      if (key instanceof PyStr text) {
        step("[" + PythonRepr.of(text.value()) + "]", text.value(), value);
        return;
      }
      String shown = isShown(key) ? PickleText.repr(key) : "";
      if (shown.isEmpty() || shown.length() > LONGEST_KEY) {
        step(".values()[" + index + "]", Integer.toString(index), value);
      } else {
        step("[" + shown + "]", shown, value);
      }
    }

    /** Whether two keys that are not equal have different texts. */
    private static boolean isShown(PickleValue key) {
      return switch (key.kind()) {
        case NONE, BOOL, INT, STR, BYTES -> true;
        case FLOAT -> !Double.isNaN(((PyFloat) key).value());
        case TUPLE -> {
          PyTuple parts = (PyTuple) key;
          boolean shown = parts.size() <= LONGEST_KEY;
          for (int i = 0; i < parts.size() && shown; i++) {
            shown = parts.get(i).kind() != PickleValue.Kind.TUPLE && isShown(parts.get(i));
          }
          yield shown;
        }
        default -> false;
      };
    }

    private void record(PyCall call) throws IOException {
      String reason = inTensor ? null : Torch.unread(call);
      if (reason == null) {
        parts(call);
        return;
      }
      count(0);
      unread.put(path.toString(), reason);
      inTensor = true;
      parts(call);
      inTensor = false;
    }

    private void parts(PyCall call) throws IOException {
      if (call.callable() instanceof PyCall) {
        step(".__reduce__()[0]", "callable", call.callable());
      }
      if (call.arguments() instanceof PyTuple given) {
        for (int i = 0; i < given.size(); i++) {
          step(".__reduce__()[1][" + i + "]", "args." + i, given.get(i));
        }
      }
      for (PickleValue state : call.states()) {
        state(state);
      }
      items(call.items());
      for (int i = 0; i + 1 < call.entries().size(); i += 2) {
        entry(call.entries().get(i), call.entries().get(i + 1), i / 2);
      }
    }

    /** A dict of attributes, a pair of dicts if there are slots, or anything. */
    private void state(PickleValue state) throws IOException {
      if (state instanceof PyDict dict) {
        attributes(dict);
      } else if (state instanceof PyTuple pair
          && pair.size() == 2
          && (pair.get(0) == PyConstant.NONE || pair.get(0) instanceof PyDict)
          && pair.get(1) instanceof PyDict slots) {
        if (pair.get(0) instanceof PyDict dict) {
          attributes(dict);
        }
        attributes(slots);
      } else {
        step(".__getstate__()", "", state);
      }
    }

    private void attributes(PyDict dict) throws IOException {
      if (!seen.add(dict)) {
        return;
      }
      for (int i = 0; i < dict.size(); i++) {
        PickleValue value = dict.value(i);
        if (!(dict.key(i) instanceof PyStr key)) {
          int pathLength = path.length();
          path.append(".__getstate__()");
          entry(dict.key(i), value, i);
          path.setLength(pathLength);
        } else if (canHold(value)) {
          String attribute = key.value();
          step(
              isIdentifier(attribute)
                  ? "." + attribute
                  : ".__dict__[" + PythonRepr.of(attribute) + "]",
              attribute,
              value);
        }
      }
    }

    private static boolean isIdentifier(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && (i == 0 || c < '0' || c > '9')) {
          return false;
        }
      }
      return !text.isEmpty();
    }

    /** Counts the text of the current path. */
    private void count(int more) throws LimitException {
      text += path.length() + more;
      if (text > PickleLimits.DEFAULT.walkText()) {
        throw new LimitException(
            Location.MEMORY, "the paths of the arrays are too long in all (limit walkText)");
      }
    }

    private void add(NdArray array) throws LimitException {
      count(name.length());
      String here = unique(path.toString(), paths, "#");
      String member = name.length() == 0 ? ALONE : memberName(name);
      found.add(new NestedArray(here, unique(member, names, "_"), array));
    }

    /** Archives are unpacked too: a name must not lead to another folder. */
    private static String memberName(CharSequence name) {
      StringBuilder safe = new StringBuilder(name.length());
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean odd = c == '/' || c == '\\' || c == ':' || !Printable.isShown(c);
        safe.append(odd ? '_' : c);
      }
      return safe.toString();
    }

    private static String unique(String wanted, Map<String, Integer> taken, String mark) {
      int count = taken.merge(wanted, 1, Integer::sum);
      String text = wanted;
      while (count > 1 && taken.containsKey(text)) {
        text = wanted + mark + count++;
      }
      if (!text.equals(wanted)) {
        taken.put(wanted, count - 1);
        taken.put(text, 1);
      }
      return text;
    }
  }
}
