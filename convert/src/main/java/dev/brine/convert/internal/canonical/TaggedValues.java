package dev.brine.convert.internal.canonical;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
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
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates values from the tagged objects of canonical JSON. */
final class TaggedValues {
  private static final int KEY_DEPTH = 100;
  private static final long KEY_STEPS = 10_000_000;

  private final KeyBudget keys = new KeyBudget(KEY_DEPTH, KEY_STEPS);

  /** Returns the value that an object represents, or null if its first key is not a tag. */
  @Nullable PickleValue of(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    PickleValue value = scalarOf(tag, content, object);
    value = value == null ? containerOf(tag, content, object) : value;
    return value == null ? arrayOf(tag, content) : value;
  }

  /** Returns the value, or null if the tag is not that of a scalar. */
  private static @Nullable PickleValue scalarOf(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    return switch (tag) {
      case "int" -> integer(content);
      case "float" -> new PyFloat(real(content));
      case "complex" -> {
        List<?> parts = list(content, 2);
        yield new PyNumber.Complex(real(parts.get(0)), real(parts.get(1)));
      }
      case "str" -> PyStr.of(text(content));
      case "bytes" -> PyBytes.wrap(hex(content));
      case "bytearray" -> PyBytes.wrapByteArray(hex(content));
      case "ellipsis" -> PyConstant.ELLIPSIS;
      case "notimplemented" -> PyConstant.NOT_IMPLEMENTED;
      case "range" -> {
        List<?> parts = list(content, 3);
        yield new PyLibrary.Range(
            integer(parts.get(0)), integer(parts.get(1)), integer(parts.get(2)));
      }
      case "slice" -> {
        PickleValue[] parts = values(list(content, 3));
        yield new PyLibrary.Slice(parts[0], parts[1], parts[2]);
      }
      case "decimal" -> new PyNumber.Decimal(text(content));
      case "fraction" -> {
        List<?> parts = list(content, 2);
        yield new PyNumber.Fraction(big(parts.get(0)), big(parts.get(1)));
      }
      case "uuid" -> PyLibrary.Uuid.of(UUID.fromString(text(content)));
      case "path" -> {
        List<?> parts = list(content, 2);
        yield new PyLibrary.Path(text(parts.get(0)), text(parts.get(1)));
      }
      case "array" -> {
        List<?> parts = list(content, 2);
        String code = text(parts.get(0));
        if (code.length() != 1) {
          throw new IllegalArgumentException("a type code is one character, not " + code.length());
        }
        yield PyLibrary.Array.wrap(code.charAt(0), hex(parts.get(1)));
      }
      case "global" -> Objects.requireNonNull(factory(text(content)));
      case "npscalar" -> scalar(content);
      case "dtype" -> DTypeValue.of(DTypeJson.read(content));
      case "back" -> throw new IllegalArgumentException("a value contains itself");
      default -> time(tag, content, object);
    };
  }

  private static @Nullable PickleValue time(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    return switch (tag) {
      case "date" -> new PyTemporal.Date(LocalDate.parse(text(content)));
      case "time" -> {
        LocalTime time = LocalTime.parse(text(content));
        yield new PyTemporal.Time(time, fold(object), value(object.get("tz")));
      }
      case "datetime" -> {
        LocalDateTime time = LocalDateTime.parse(text(content));
        yield new PyTemporal.DateTime(time, fold(object), value(object.get("tz")));
      }
      case "timedelta" -> {
        List<?> parts = list(content, 3);
        int days = Math.toIntExact(number(parts.get(0)));
        int seconds = Math.toIntExact(number(parts.get(1)));
        yield new Delta(days, seconds, Math.toIntExact(number(parts.get(2))));
      }
      case "timezone" -> {
        if (!(content instanceof Delta offset)) {
          throw new IllegalArgumentException("a timezone has no offset");
        }
        yield zone(offset, text(object.get("name")));
      }
      case "zone" -> {
        List<?> parts = list(content, 5);
        String abbreviation = parts.get(4) == null ? null : text(parts.get(4));
        yield new PyTemporal.NamedZone(
            text(parts.get(0)),
            text(parts.get(1)),
            delta(parts.get(2)),
            delta(parts.get(3)),
            abbreviation);
      }
      default -> null;
    };
  }

  private static @Nullable Delta delta(@Nullable Object content) {
    if (content == null || content instanceof Delta) {
      return (Delta) content;
    }
    throw new IllegalArgumentException("an offset must be a timedelta");
  }

  private static PyTemporal.Zone zone(Delta offset, String name) {
    PyTemporal.Zone unnamed = new PyTemporal.Zone(offset, null);
    return unnamed.name().equals(name) ? unnamed : new PyTemporal.Zone(offset, name);
  }

  private static int fold(Map<String, @Nullable Object> object) {
    long fold = number(object.get("fold"));
    if (fold != 0 && fold != 1) {
      throw new IllegalArgumentException("fold must be 0 or 1 but was " + fold);
    }
    return (int) fold;
  }

  private static PyInt integer(@Nullable Object content) {
    return PyInt.of(big(content));
  }

  private static BigInteger big(@Nullable Object content) {
    return new BigInteger(text(content));
  }

  static double real(@Nullable Object content) {
    String digits = text(content);
    if (digits.length() != 16) {
      throw new IllegalArgumentException(
          "a float must have 16 hexadecimal digits but has " + digits.length());
    }
    return Double.longBitsToDouble(Long.parseUnsignedLong(digits, 16));
  }

  private static byte[] hex(@Nullable Object content) {
    return HexFormat.of().parseHex(text(content));
  }

  private static PickleValue scalar(@Nullable Object content) {
    if (content instanceof Map<?, ?> parts) {
      return ScalarValue.wrap(DTypeJson.read(parts.get("descr")), hex(parts.get("hex")));
    }
    throw new IllegalArgumentException("a NumPy scalar must be an object of a dtype and bytes");
  }

  /** Returns the value, or null if the tag is not that of a container. */
  private @Nullable PickleValue containerOf(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    return switch (tag) {
      case "list" -> PyList.of(values(content));
      case "tuple" -> {
        PickleValue[] items = values(content);
        yield items.length == 0 ? PyTuple.EMPTY : PyTuple.of(items);
      }
      case "dict" -> filled(PyDict.builder(Kind.DICT, keys), content);
      case "odict" -> {
        PyDict.Builder dict = PyDict.builder(Kind.ORDERED_DICT, keys);
        if (object.get("attributes") instanceof PyDict attributes) {
          dict.build(attributes);
        }
        yield filled(dict, content);
      }
      case "counter" -> filled(PyDict.builder(Kind.COUNTER, keys), content);
      case "defaultdict" -> {
        List<?> parts = list(content, 2);
        yield filled(PyDict.defaultDict(factory(parts.get(0)), keys), parts.get(1));
      }
      case "deque" -> deque(content);
      case "set" -> set(Kind.SET, content);
      case "frozenset" -> set(Kind.FROZENSET, content);
      default -> null;
    };
  }

  private static PyDict filled(PyDict.Builder dict, @Nullable Object content) {
    for (Object entry : list(content)) {
      List<?> pair = list(entry, 2);
      dict.setItem(value(pair.get(0)), value(pair.get(1)));
    }
    return dict.value();
  }

  /** Returns a global. It can be written to a pickle only if it is a name that Brine knows. */
  private static @Nullable PyGlobal factory(@Nullable Object content) {
    if (content == null) {
      return null;
    }
    String name = text(content);
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      throw new IllegalArgumentException("a default factory has no module");
    }
    return new PyGlobal(name.substring(0, dot), name.substring(dot + 1), 0);
  }

  private static PickleValue deque(@Nullable Object content) {
    List<?> parts = list(content, 2);
    PyLibrary.Deque.Builder deque =
        parts.get(0) == null
            ? PyLibrary.Deque.builder()
            : PyLibrary.Deque.builder(number(parts.get(0)));
    for (PickleValue item : values(parts.get(1))) {
      deque.append(item);
    }
    return deque.value();
  }

  private PickleValue set(Kind kind, @Nullable Object content) {
    PySet.Builder set = PySet.builder(kind, keys);
    for (PickleValue element : values(content)) {
      set.put(element);
    }
    return set.value();
  }

  /** Returns the value, or null if the tag is not that of an array. */
  private static @Nullable PickleValue arrayOf(String tag, @Nullable Object content) {
    if (!(content instanceof Map<?, ?> parts)) {
      return null;
    }
    return switch (tag) {
      case "ndarray" -> array(parts);
      case "sparse" -> sparse(parts);
      case "masked" -> masked(parts);
      default -> null;
    };
  }

  private static ArrayValue array(Map<?, ?> parts) {
    DType dtype = DTypeJson.read(parts.get("descr"));
    List<?> lengths = list(parts.get("shape"));
    long[] dims = new long[lengths.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = number(lengths.get(i));
    }
    Shape shape = Shape.of(dims);
    PickleValue[] items = values(parts.get("items"));
    if (items.length != shape.size()) {
      throw new IllegalArgumentException(
          "an array of shape " + shape + " has " + items.length + " items");
    }
    if (dtype.hasObject()) {
      return ArrayValue.of(ObjectArray.of(dtype, shape, PyList.of(items)));
    }
    int itemsize = dtype.itemsize();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(items.length, itemsize))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < items.length; i++) {
      ElementEncoder.put(dtype, items[i], bytes, i * itemsize);
    }
    return ArrayValue.of(NdArray.of(dtype, shape, Order.C, bytes));
  }

  private static SparseMatrix sparse(Map<?, ?> parts) {
    List<?> lengths = list(parts.get("shape"), 2);
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Object part : list(parts.get("parts"))) {
      List<?> pair = list(part, 2);
      arrays.put(text(pair.get(0)), held(pair.get(1)));
    }
    String format = text(parts.get("format")).toUpperCase(Locale.ROOT);
    SparseMatrix matrix =
        SparseMatrix.of(
            SparseMatrix.Format.valueOf(format),
            Shape.of(number(lengths.get(0)), number(lengths.get(1))),
            arrays);
    return Boolean.TRUE.equals(parts.get("array")) ? matrix.asArray() : matrix;
  }

  private static PickleValue masked(Map<?, ?> parts) {
    NdArray data = held(parts.get("data"));
    NdArray mask = held(parts.get("mask"));
    PickleValue fill = value(parts.get("fill"));
    return MaskedValue.of(data, mask, fill);
  }

  private static NdArray held(@Nullable Object tree) {
    if (tree instanceof ArrayValue value) {
      return value.array();
    }
    throw new IllegalArgumentException("a masked array has no data or no mask");
  }

  /** Returns a value; null is None, and booleans are bools. */
  static PickleValue value(@Nullable Object tree) {
    if (tree == null) {
      return PyConstant.NONE;
    }
    if (tree instanceof Boolean bool) {
      return PyConstant.of(bool);
    }
    if (tree instanceof PickleValue value) {
      return value;
    }
    throw new IllegalArgumentException("the JSON is not a value");
  }

  static List<?> list(@Nullable Object tree) {
    if (tree instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("a list is missing");
  }

  static List<?> list(@Nullable Object tree, int size) {
    List<?> list = list(tree);
    if (list.size() != size) {
      throw new IllegalArgumentException("a list has " + list.size() + " items, not " + size);
    }
    return list;
  }

  static PickleValue[] values(@Nullable Object tree) {
    List<?> list = list(tree);
    PickleValue[] values = new PickleValue[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(list.get(i));
    }
    return values;
  }

  static String text(@Nullable Object tree) {
    if (tree instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a string is missing");
  }

  static long number(@Nullable Object tree) {
    if (tree instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("a number is missing");
  }
}
