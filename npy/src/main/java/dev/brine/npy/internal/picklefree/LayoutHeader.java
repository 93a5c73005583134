package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;

/**
 * What a form says before the elements.
 *
 * @param isValue whether there was a value and no array
 * @param dtype of the array; of a value {@code object}
 * @param shape of the array; of a value that of a scalar
 * @param isFortran whether the array lay in Fortran order and not in C order
 */
public record LayoutHeader(boolean isValue, DType dtype, Shape shape, boolean isFortran) {
  static final LayoutHeader VALUE = new LayoutHeader(true, DTypes.OBJECT, Shape.SCALAR, false);

  static LayoutHeader of(DType dtype, Shape shape) {
    return new LayoutHeader(false, dtype, shape, false);
  }

  static LayoutHeader of(ObjectArray array) {
    boolean fortran = array.isFortranContiguous() && !array.isContiguous();
    return new LayoutHeader(false, array.dtype(), array.shape(), fortran);
  }
}
