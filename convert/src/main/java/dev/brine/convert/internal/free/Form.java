package dev.brine.convert.internal.free;

import dev.brine.npy.dtype.Shape;
import java.util.List;

/**
 * What became of the elements of an object array: which members there are and how to read them.
 *
 * @param kind what stands in the members
 * @param masked whether a member {@code .mask} is true where an element is None
 * @param row for ROWS and EQUAL: {@code list}, {@code tuple} or {@code ndarray}; else empty
 * @param length for EQUAL how long each row is; else 0
 * @param shape for OBJECTS the shape of the array; else 0-d
 * @param keys for DICT the keys; else none
 * @param items for ROWS and EQUAL the form of their items, for OBJECTS of its elements, for MASKED
 *     of what stands for a masked element; for DICT one for each key
 */
record Form(
    FormKind kind,
    boolean masked,
    String row,
    long length,
    Shape shape,
    List<String> keys,
    List<Form> items) {

  static Form leaf(FormKind kind, boolean masked) {
    return new Form(kind, masked, "", 0, Shape.SCALAR, List.of(), List.of());
  }

  static Form rows(String row, Form items) {
    return new Form(FormKind.ROWS, false, row, 0, Shape.SCALAR, List.of(), List.of(items));
  }

  static Form equal(String row, long length, Form items) {
    return new Form(FormKind.EQUAL, false, row, length, Shape.SCALAR, List.of(), List.of(items));
  }

  static Form dict(List<String> keys, List<Form> items) {
    return new Form(FormKind.DICT, false, "", 0, Shape.SCALAR, keys, items);
  }

  static Form objects(Shape shape, Form items) {
    return new Form(FormKind.OBJECTS, false, "", 0, shape, List.of(), List.of(items));
  }

  static Form maskedArray(Form fill) {
    return new Form(FormKind.MASKED, false, "", 0, Shape.SCALAR, List.of(), List.of(fill));
  }

  Form only() {
    return items.get(0);
  }
}
