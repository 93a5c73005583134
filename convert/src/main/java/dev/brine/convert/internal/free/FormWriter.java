package dev.brine.convert.internal.free;

import dev.brine.convert.internal.json.CanonicalReader;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.Canonical;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the form of an object array's elements, and makes the members that hold them. */
final class FormWriter {
  /** Rows of rows of rows: what is nested deeper becomes JSON. */
  private static final int DEEPEST = 6;

  private final Location location;
  private final PickleLimits limits;
  private long repeated;

  FormWriter(Location location, PickleLimits limits) {
    this.location = location;
    this.limits = limits;
  }

  /** The form of an object array, whose members are added. */
  Form array(ObjectArray array, String name, Members members) throws IOException {
    return elements(array.toList(), array.shape(), name, members, 0);
  }

  /** The form of a value that is no array, whose members are added. */
  Form value(PickleValue value, String name, Members members) throws IOException {
    return elements(PyList.of(value), Shape.SCALAR, name, members, 0);
  }

  private Form elements(PySequence items, Shape shape, String name, Members members, int depth)
      throws IOException {
    Form leaf = Leaves.form(items);
    if (leaf != null) {
      LeafWriter.write(leaf, items, shape, name, members);
      return leaf;
    }
    if (depth < DEEPEST) {
      Form nested = nested(items, shape, name, members, depth);
      if (nested != null) {
        return nested;
      }
    }
    json(items, name, members);
    return Form.leaf(FormKind.JSON, false);
  }

  private @Nullable Form nested(
      PySequence items, Shape shape, String name, Members members, int depth) throws IOException {
    if (items.size() == 1 && shape.ndim() == 0) {
      PickleValue only = items.get(0);
      if (only instanceof PyDict dict) {
        return dict(dict, name, members, depth);
      }
      if (only instanceof MaskedValue masked && !masked.data().dtype().hasObject()) {
        members.put(name + ".data", masked.data());
        members.put(name + ".mask", masked.mask());
        return Form.maskedArray(entry(masked.fill(), name + ".fill_value", members, depth + 1));
      }
    }
    Rows rows = Rows.of(items);
    if (rows != null) {
      return rows(rows, shape, name, members, depth);
    }
    return ArrayRows.write(items, shape, name, members);
  }

  private Form rows(Rows rows, Shape shape, String name, Members members, int depth)
      throws IOException {
    long length = rows.commonLength();
    countRepeated(rows.repeated());
    PyList flat = rows.flat(location);
    if (length > 0) {
      Shape longer = extended(shape, length);
      if (longer != null) {
        return Form.equal(rows.type(), length, elements(flat, longer, name, members, depth + 1));
      }
    }
    members.put(name + ".row_splits", rows.splits());
    String inner = name + ".values";
    Shape line = Shape.of(flat.size());
    return Form.rows(rows.type(), elements(flat, line, inner, members, depth + 1));
  }

  /** What rows share is written once for each: a short pickle may ask for very much. */
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

  /** A member, or several, for each key; null where a key can be no part of a member's name. */
  private @Nullable Form dict(PyDict dict, String name, Members members, int depth)
      throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < dict.size(); i++) {
      if (!(dict.key(i) instanceof PyStr key) || !Names.isPlain(key.value())) {
        return null;
      }
      keys.add(key.value());
    }
    if (dict.kind() != Kind.DICT) {
      return null;
    }
    Members own = new Members();
    List<Form> forms = new ArrayList<>();
    try {
      for (int i = 0; i < keys.size(); i++) {
        forms.add(entry(dict.value(i), name + "/" + keys.get(i), own, depth + 1));
      }
      members.putAll(own);
      return Form.dict(keys, forms);
    } catch (Members.ClashException e) {
      return null;
    }
  }

  private Form entry(PickleValue value, String name, Members members, int depth)
      throws IOException {
    if (value instanceof ArrayValue held && held.subtype().equals("numpy.ndarray")) {
      NdArray array = held.array();
      if (!array.dtype().hasObject()) {
        members.put(name, array);
        return Form.leaf(FormKind.ARRAY, false);
      }
      if (array instanceof ObjectArray objects
          && array.dtype().equals(DTypes.OBJECT)
          && depth < DEEPEST) {
        Form items = elements(objects.toList(), array.shape(), name, members, depth + 1);
        return Form.objects(array.shape(), items);
      }
    }
    return elements(PyList.of(value), Shape.SCALAR, name, members, depth);
  }

  /** The canonical form of each element, which a value that contains itself does not have. */
  private void json(PySequence items, String name, Members members) throws IOException {
    byte[][] texts = new byte[items.size()][];
    for (int i = 0; i < texts.length; i++) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      Canonical.write(items.get(i), text, location, limits);
      texts[i] = text.toByteArray();
      checkReadable(items.get(i), texts[i]);
      countRepeated(texts[i].length / 16);
    }
    ByteRows.of(texts).put(name, members, "json", "json_splits");
  }

  /** What could not be read back, such as a dtype whose fields overlap, is not written. */
  private void checkReadable(PickleValue value, byte[] text) throws IOException {
    try {
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      Canonical.write(new CanonicalReader(location).read(text), again, location, limits);
      if (Arrays.equals(again.toByteArray(), text)) {
        return;
      }
    } catch (MalformedException e) {
      throw new UnsupportedException(
          location, value.described() + " has no pickle-free form: " + e.reason());
    }
    throw new UnsupportedException(location, value.described() + " has no pickle-free form");
  }
}
