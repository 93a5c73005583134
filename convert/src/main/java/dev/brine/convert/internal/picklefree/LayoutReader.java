package dev.brine.convert.internal.picklefree;

import dev.brine.convert.internal.canonical.CanonicalReader;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.LayoutKind;
import dev.brine.npy.internal.picklefree.LayoutText.LayoutHeader;
import dev.brine.npy.internal.picklefree.PickleFreeLayout;
import dev.brine.npy.internal.picklefree.PlainArrays;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.util.Arrays;

/** Creates object arrays from their members; the reverse of {@code LayoutWriter}. */
final class LayoutReader {
  private final MemberSource source;
  private final Location location;

  LayoutReader(MemberSource source, Location location) {
    this.source = source;
    this.location = location;
  }

  /** Returns the object array or value of this name. */
  PickleValue read(LayoutParser.Parsed parsed, String name) throws IOException {
    LayoutHeader head = parsed.head();
    Shape shape = head.shape();
    try {
      PySequence items = items(parsed.layout(), name, shape.size());
      if (head.isValue()) {
        return items.get(0);
      }
      NdArray array = ObjectArray.of(head.dtype(), shape, items);
      return ArrayValue.of(head.isFortran() ? array.transpose().copy().transpose() : array);
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | ArithmeticException
        | IllegalStateException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private PySequence items(PickleFreeLayout layout, String name, long count) throws IOException {
    if (count > Integer.MAX_VALUE - 8) {
      throw malformed("it claims " + count + " elements");
    }
    return switch (layout.kind()) {
      case ROWS -> rows(layout, name, count);
      case EQUAL -> equal(layout, name, count);
      case DICT -> single(dict(layout, name), count);
      case ARRAY -> {
        NdArray array = source.array(name);
        MlType type = MlType.of(layout.row());
        yield single(ArrayValue.of(type == null ? array : array.astype(type)), count);
      }
      case OBJECTS -> {
        PySequence items = items(layout.only(), name, layout.shape().size());
        ObjectArray array = ObjectArray.of(DTypes.OBJECT, layout.shape(), items);
        yield single(ArrayValue.of(array), count);
      }
      case MASKED -> {
        PickleValue fill = items(layout.only(), name + ".fill_value", 1).get(0);
        NdArray mask = source.array(name + ".mask");
        yield single(MaskedValue.of(source.array(name + ".data"), mask, fill), count);
      }
      case JSON -> json(name, count);
      case NONE -> nones(name, count);
      case UTF8, RAW -> {
        byte[][] pieces = pieces(name, "values", "row_splits", count);
        yield masked(layout, name, ValuesReader.pieces(layout.kind(), pieces));
      }
      default -> {
        NdArray array = source.array(name);
        require(array.size() == count, name + " has " + array.size() + " elements, not " + count);
        yield masked(layout, name, ValuesReader.read(layout.kind(), array));
      }
    };
  }

  private PySequence single(PickleValue value, long count) throws MalformedException {
    require(count == 1, "there is one value for " + count + " elements");
    return PyList.of(value);
  }

  private PyDict dict(PickleFreeLayout layout, String name) throws IOException {
    PyDict.Builder dict = PyDict.builder(PickleValue.Kind.DICT, new KeyBudget(10, 10_000_000));
    for (int i = 0; i < layout.keys().size(); i++) {
      String key = layout.keys().get(i);
      PickleValue value = items(layout.items().get(i), name + "/" + key, 1).get(0);
      dict.setItem(PyStr.of(key), value);
    }
    return dict.value();
  }

  private PySequence rows(PickleFreeLayout layout, String name, long count) throws IOException {
    long[] splits = splits(name + ".row_splits", count);
    long total = splits[splits.length - 1];
    String inner = name + ".values";
    if (layout.only().kind() == LayoutKind.ARRAY) {
      return arrayRows(source.array(inner), splits);
    }
    return ValuesReader.rows(layout.row(), items(layout.only(), inner, total), splits);
  }

  private PySequence equal(PickleFreeLayout layout, String name, long count) throws IOException {
    long length = layout.length();
    long total = Math.multiplyExact(count, length);
    if (layout.only().kind() == LayoutKind.ARRAY) {
      NdArray array = source.array(name);
      require(array.size() == total, name + " has " + array.size() + " elements, not " + total);
      return arrayRows(array.reshape(total), equalSplits(count, length));
    }
    // before the splits are allocated, because this checks the number of items
    PySequence items = items(layout.only(), name, total);
    return ValuesReader.rows(layout.row(), items, equalSplits(count, length));
  }

  private static long[] equalSplits(long count, long length) {
    long[] splits = new long[Math.toIntExact(count + 1)];
    for (int i = 0; i < splits.length; i++) {
      splits[i] = i * length;
    }
    return splits;
  }

  private PySequence arrayRows(NdArray values, long[] splits) throws MalformedException {
    require(values.ndim() >= 1, "the values of rows have no axis");
    require(
        values.shape().dim(0) == splits[splits.length - 1],
        "the row splits do not end at the values");
    PickleValue[] rows = new PickleValue[splits.length - 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ArrayValue.of(values.slice(splits[i], splits[i + 1]));
    }
    return PyList.of(rows);
  }

  private long[] splits(String name, long count) throws IOException {
    long[] splits = source.array(name).toLongArray();
    require(
        splits.length == count + 1,
        name + " has " + splits.length + " splits for " + count + " elements");
    require(splits[0] == 0, name + " does not start at 0");
    for (int i = 1; i < splits.length; i++) {
      require(splits[i] >= splits[i - 1], name + " decreases at " + i);
    }
    return splits;
  }

  private byte[][] pieces(String name, String valuesName, String splitsName, long count)
      throws IOException {
    long[] splits = splits(name + "." + splitsName, count);
    NdArray array = source.array(name + "." + valuesName);
    require(array.dtype().equals(DTypes.UINT8), name + "." + valuesName + " is not uint8");
    byte[] values = PlainArrays.bytes(array);
    require(
        splits[splits.length - 1] == values.length, name + ": the splits do not end at the values");
    byte[][] pieces = new byte[splits.length - 1][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = Arrays.copyOfRange(values, (int) splits[i], (int) splits[i + 1]);
    }
    return pieces;
  }

  private PySequence json(String name, long count) throws IOException {
    byte[][] texts = pieces(name, "json", "json_splits", count);
    CanonicalReader reader = new CanonicalReader(location);
    PyList.Builder items = PyList.builder();
    for (byte[] text : texts) {
      items.append(reader.read(text));
    }
    return items.value();
  }

  private PySequence nones(String name, long count) throws IOException {
    require(mask(name).length == count, name + ".mask has a different size");
    PickleValue[] items = new PickleValue[(int) count];
    Arrays.fill(items, PyConstant.NONE);
    return PyList.of(items);
  }

  private boolean[] mask(String name) throws IOException {
    return source.array(name + ".mask").toBooleanArray();
  }

  private PySequence masked(PickleFreeLayout layout, String name, PySequence items)
      throws IOException {
    if (!layout.masked()) {
      return items;
    }
    boolean[] mask = mask(name);
    require(mask.length == items.size(), name + ".mask has a different size");
    PickleValue[] all = new PickleValue[mask.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = mask[i] ? PyConstant.NONE : items.get(i);
    }
    return PyList.of(all);
  }

  private void require(boolean right, String reason) throws MalformedException {
    if (!right) {
      throw malformed(reason);
    }
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(
        Kind.MISMATCH, location, "the members do not match their description: " + reason);
  }

  /** Reads the members of a layout. */
  @FunctionalInterface
  interface MemberSource {
    /**
     * Returns the array of a member.
     *
     * @throws IOException if there is no such member, or it cannot be read
     */
    NdArray array(String name) throws IOException;
  }
}
