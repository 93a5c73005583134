package dev.brine.npy.internal.picklefree;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.PickleFreeArray.JsonCheck;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the layout of an object array's elements, and makes the members that hold them. */
final class LayoutWriter {
  /** The levels of nested rows; values that are nested deeper become JSON. */
  private static final int MAX_NESTING = 6;

  private final Location location;
  private final PickleLimits limits = PickleLimits.DEFAULT;
  private final JsonCheck check;
  private long repeated;

  LayoutWriter(Location location, JsonCheck check) {
    this.location = location;
    this.check = check;
  }

  /** Returns the layout of an object array, and adds its members. */
  PickleFreeLayout array(ObjectArray array, String name, Members members) throws IOException {
    return elements(array.toList(), array.shape(), name, members, 0);
  }

  /** Returns the layout of a value that is not an array, and adds its members. */
  PickleFreeLayout value(PickleValue value, String name, Members members) throws IOException {
    return elements(PyList.of(value), Shape.SCALAR, name, members, 0);
  }

  private PickleFreeLayout elements(
      PySequence items, Shape shape, String name, Members members, int depth) throws IOException {
    PickleFreeLayout leaf = UniformValues.layout(items);
    if (leaf != null) {
      UniformValues.write(leaf, items, shape, name, members);
      return leaf;
    }
    if (depth < MAX_NESTING) {
      PickleFreeLayout nested = nested(items, shape, name, members, depth);
      if (nested != null) {
        return nested;
      }
    }
    json(items, name, members);
    return PickleFreeLayout.leaf(LayoutKind.JSON, false);
  }

  private @Nullable PickleFreeLayout nested(
      PySequence items, Shape shape, String name, Members members, int depth) throws IOException {
    if (items.size() == 1 && shape.ndim() == 0) {
      PickleValue only = items.get(0);
      if (only instanceof PyDict dict) {
        return dict(dict, name, members, depth);
      }
      if (only instanceof MaskedValue masked
          && !masked.data().dtype().hasObject()
          && !(masked.data().dtype() instanceof MlType)) {
        members.put(name + ".data", masked.data());
        members.put(name + ".mask", masked.mask());
        return PickleFreeLayout.maskedArray(
            entry(masked.fill(), name + ".fill_value", members, depth + 1));
      }
    }
    ListRows rows = ListRows.of(items);
    if (rows != null) {
      return rows(rows, shape, name, members, depth);
    }
    return arrayRows(items, shape, name, members);
  }

  private PickleFreeLayout rows(ListRows rows, Shape shape, String name, Members members, int depth)
      throws IOException {
    long length = rows.commonLength();
    countRepeated(rows.repeated());
    PyList flat = rows.flat(location);
    if (length > 0) {
      Shape longer = extended(shape, length);
      if (longer != null) {
        return PickleFreeLayout.equal(
            rows.type(), length, elements(flat, longer, name, members, depth + 1));
      }
    }
    members.put(name + ".row_splits", rows.splitsArray());
    String inner = name + ".values";
    Shape line = Shape.of(flat.size());
    return PickleFreeLayout.rows(rows.type(), elements(flat, line, inner, members, depth + 1));
  }

  /** Shared rows are written once per use, so a short pickle can ask for very large output. */
  private void countRepeated(long more) throws LimitException {
    repeated += more;
    if (repeated > limits.walkText()) {
      throw new LimitException(
          location,
          "shared rows would be written again, more than "
              + limits.walkText()
              + " values of them (limit walkText)");
    }
  }

  private static @Nullable Shape extended(Shape shape, long length) {
    if (shape.ndim() == Shape.MAX_NDIM) {
      return null;
    }
    long[] dims = Arrays.copyOf(shape.dims(), shape.ndim() + 1);
    dims[shape.ndim()] = length;
    return Shape.of(dims);
  }

  /** One or more members per key; null if a key cannot be part of a member's name. */
  private @Nullable PickleFreeLayout dict(PyDict dict, String name, Members members, int depth)
      throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < dict.size(); i++) {
      if (!(dict.key(i) instanceof PyStr key) || !Members.isName(key.value())) {
        return null;
      }
      keys.add(key.value());
    }
    if (dict.kind() != Kind.DICT) {
      return null;
    }
    Members own = new Members();
    List<PickleFreeLayout> forms = new ArrayList<>();
    try {
      for (int i = 0; i < keys.size(); i++) {
        forms.add(entry(dict.value(i), name + "/" + keys.get(i), own, depth + 1));
      }
      members.putAll(own);
      return PickleFreeLayout.dict(keys, forms);
    } catch (Members.ClashException e) {
      return null;
    }
  }

  private PickleFreeLayout entry(PickleValue value, String name, Members members, int depth)
      throws IOException {
    if (value instanceof ArrayValue held && held.subtype().equals(ArrayValue.NDARRAY)) {
      NdArray array = held.array();
      if (!array.dtype().hasObject()) {
        if (array.dtype() instanceof MlType type) {
          members.put(name, array.astype(type.widened()));
          return PickleFreeLayout.widened(type);
        }
        members.put(name, array);
        return PickleFreeLayout.leaf(LayoutKind.ARRAY, false);
      }
      if (array instanceof ObjectArray objects
          && array.dtype().equals(DTypes.OBJECT)
          && depth < MAX_NESTING) {
        PickleFreeLayout items =
            elements(objects.toList(), array.shape(), name, members, depth + 1);
        return PickleFreeLayout.objects(array.shape(), items);
      }
    }
    return elements(PyList.of(value), Shape.SCALAR, name, members, depth);
  }

  /** Writes the canonical JSON of each element; a value that contains itself has none. */
  private void json(PySequence items, String name, Members members) throws IOException {
    byte[][] texts = new byte[items.size()][];
    for (int i = 0; i < texts.length; i++) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try {
        PickleText.writeCanonical(items.get(i), text, location, limits);
      } catch (UnsupportedException e) {
        throw new UnsupportedException(location, e.reason()); // an array knows no file
      }
      texts[i] = text.toByteArray();
      check.check(items.get(i), texts[i]);
      countRepeated(texts[i].length / 16);
    }
    members.putPieces(texts, name + ".json", name + ".json_splits");
  }

  private static final String TYPE = "ndarray";

  /**
   * Adds the members of elements that are all arrays of one dtype without objects, which differ
   * only in the length of their first axis; returns null for other elements.
   */
  static @Nullable PickleFreeLayout arrayRows(
      PySequence items, Shape shape, String name, Members members) {
    if (items.size() == 0) {
      return null;
    }
    NdArray first = plainArray(items, 0);
    if (first == null) {
      return null;
    }
    DType dtype = first.dtype();
    long[] splits = new long[items.size() + 1];
    boolean equal = true;
    for (int i = 0; i < items.size(); i++) {
      NdArray row = plainArray(items, i);
      if (row == null || !row.dtype().equals(dtype) || !hasRowsOf(row, first)) {
        return null;
      }
      splits[i + 1] = Math.addExact(splits[i], row.shape().dim(0));
      equal &= row.size() == first.size();
    }
    long[] dims = first.shape().dims();
    dims[0] = splits[items.size()];
    Shape whole = Shape.of(dims);
    ByteBuffer bytes = PlainArrays.room(whole.size(), dtype.itemsize());
    for (int i = 0; i < items.size(); i++) {
      NdArray row = plainArray(items, i);
      if (row != null) {
        bytes.put(PlainArrays.bytes(row));
      }
    }
    return putArrayRows(
        new Joined(dtype, bytes, splits, equal && first.ndim() == 1, whole), shape, name, members);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Joined(DType dtype, ByteBuffer bytes, long[] splits, boolean equal, Shape whole) {
    long length() {
      return splits[1];
    }
  }

  /** Whether two arrays have the same axes but the first. */
  private static boolean hasRowsOf(NdArray array, NdArray other) {
    long[] dims = array.shape().dims();
    dims[0] = other.shape().dim(0);
    return dims.length == other.ndim() && Shape.of(dims).equals(other.shape());
  }

  private static PickleFreeLayout putArrayRows(
      Joined rows, Shape shape, String name, Members members) {
    PickleFreeLayout items = PickleFreeLayout.leaf(LayoutKind.ARRAY, false);
    if (rows.equal && rows.length() > 0 && shape.ndim() < Shape.MAX_NDIM) {
      long[] dims = Arrays.copyOf(shape.dims(), shape.ndim() + 1);
      dims[shape.ndim()] = rows.length();
      members.put(name, PlainArrays.of(rows.dtype, Shape.of(dims), rows.bytes));
      return PickleFreeLayout.equal(TYPE, rows.length(), items);
    }
    Shape starts = Shape.of(rows.splits.length);
    members.put(name + ".row_splits", PlainArrays.longs(DTypes.INT64, rows.splits, starts));
    members.put(name + ".values", PlainArrays.of(rows.dtype, rows.whole, rows.bytes));
    return PickleFreeLayout.rows(TYPE, items);
  }

  private static @Nullable NdArray plainArray(PySequence items, int index) {
    return items.get(index) instanceof ArrayValue held
            && held.subtype().equals(ArrayValue.NDARRAY)
            && held.array().ndim() >= 1
            && !held.array().dtype().hasObject()
            && !(held.array().dtype() instanceof MlType)
            && held.array().dtype().itemsize() > 0
        ? held.array()
        : null;
  }
}
