package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.LayoutText.LayoutHeader;
import java.util.List;

/**
 * The layout of the elements of an object array: which members there are and how to read them.
 *
 * @param kind what the members hold
 * @param masked whether there is a member {@code .mask} that is true where an element is None
 * @param row {@code list}, {@code tuple} or {@code ndarray} for ROWS and EQUAL; for ARRAY the name
 *     of the {@link MlType} that its elements had, if any; otherwise empty
 * @param length the length of each row for EQUAL; otherwise 0
 * @param shape the shape of the array for OBJECTS; otherwise 0-d
 * @param keys the keys for DICT; otherwise empty
 * @param items the layout of the items of ROWS and EQUAL, of the elements of OBJECTS, of the fill
 *     value of MASKED, or of each value of DICT; otherwise empty
 */
public record PickleFreeLayout(
    LayoutKind kind,
    boolean masked,
    String row,
    long length,
    Shape shape,
    List<String> keys,
    List<PickleFreeLayout> items) {
  /** Returns the layout of elements that are one plain array. */
  public static PickleFreeLayout leaf(LayoutKind kind, boolean masked) {
    return new PickleFreeLayout(kind, masked, "", 0, Shape.SCALAR, List.of(), List.of());
  }

  /** Returns the layout of an array whose elements are widened to a type that NumPy has. */
  public static PickleFreeLayout widened(MlType type) {
    return new PickleFreeLayout(
        LayoutKind.ARRAY, false, type.name(), 0, Shape.SCALAR, List.of(), List.of());
  }

  public static PickleFreeLayout rows(String row, PickleFreeLayout items) {
    return new PickleFreeLayout(
        LayoutKind.ROWS, false, row, 0, Shape.SCALAR, List.of(), List.of(items));
  }

  public static PickleFreeLayout equal(String row, long length, PickleFreeLayout items) {
    return new PickleFreeLayout(
        LayoutKind.EQUAL, false, row, length, Shape.SCALAR, List.of(), List.of(items));
  }

  public static PickleFreeLayout dict(List<String> keys, List<PickleFreeLayout> items) {
    return new PickleFreeLayout(LayoutKind.DICT, false, "", 0, Shape.SCALAR, keys, items);
  }

  public static PickleFreeLayout objects(Shape shape, PickleFreeLayout items) {
    return new PickleFreeLayout(LayoutKind.OBJECTS, false, "", 0, shape, List.of(), List.of(items));
  }

  public static PickleFreeLayout maskedArray(PickleFreeLayout fill) {
    return new PickleFreeLayout(
        LayoutKind.MASKED, false, "", 0, Shape.SCALAR, List.of(), List.of(fill));
  }

  public PickleFreeLayout only() {
    return items.get(0);
  }

  public static final String SPLITS = ".row_splits";
  public static final String VALUES = ".values";

  /** Strings in UTF-8. */
  public static final PickleFreeLayout STRINGS = leaf(LayoutKind.UTF8, false);

  /**
   * Lists of different lengths.
   *
   * @param items bools, ints, floats or strings
   */
  public static PickleFreeLayout lists(DType items) {
    LayoutKind kind =
        switch (items.kind()) {
          case BOOL -> LayoutKind.BOOL;
          case FLOAT -> LayoutKind.FLOAT;
          case STR -> LayoutKind.STR;
          default -> LayoutKind.INT;
        };
    return rows("list", leaf(kind, false));
  }

  /** Returns the member that describes an object array of one axis. */
  public NdArray member(long rows) {
    return member(LayoutHeader.of(DTypes.OBJECT, Shape.of(rows)));
  }

  /** Returns the member that describes an object array or a value. */
  NdArray member(LayoutHeader header) {
    return PlainArrays.strings(new String[] {LayoutText.of(header, this)}, Shape.SCALAR);
  }

  /** Returns an expression of the elements of an object array of one axis, as a list. */
  public String python(String name) {
    return PythonExpression.elements(this, name, true);
  }
}
