package dev.brine.convert.internal.free;

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
record FormHead(boolean isValue, DType dtype, Shape shape, boolean isFortran) {
  static final FormHead VALUE = new FormHead(true, DTypes.OBJECT, Shape.SCALAR, false);

  static FormHead of(DType dtype, Shape shape) {
    return new FormHead(false, dtype, shape, false);
  }

  static FormHead of(ObjectArray array) {
    boolean fortran = array.isFortranContiguous() && !array.isContiguous();
    return new FormHead(false, array.dtype(), array.shape(), fortran);
  }
}
