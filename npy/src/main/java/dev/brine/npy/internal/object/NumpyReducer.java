package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.spi.PickleReducer;
import dev.brine.pickle.spi.Reduction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Pickles arrays, scalars and dtypes as the calls that NumPy writes: the inverse of NumpyTypes. */
final class NumpyReducer implements PickleReducer {
  private final NumpyNames names;
  private final DTypeReductions dtypes;

  /** A constant in NumPy's Python code, so the same object for every masked array. */
  private final PyTuple maskedShape = zeroLength();

  NumpyReducer(int protocol) {
    this.names = new NumpyNames(protocol >= 4);
    this.dtypes = new DTypeReductions(names);
  }

  @Override
  public @Nullable Reduction reduce(PyExtension value) throws IOException {
    if (value instanceof ArrayValue array) {
      return array(array);
    }
    if (value instanceof ScalarValue scalar) {
      return scalar(scalar);
    }
    if (value instanceof SparseMatrix sparse) {
      return sparse(sparse);
    }
    if (value instanceof DTypeValue dtype) {
      return dtypes.reduce(dtype);
    }
    return value instanceof MaskedValue masked ? masked(masked) : null;
  }

  /** In NumPy, the dtypes of numbers are singletons. */
  @Override
  public PyExtension representative(PyExtension value) {
    return value instanceof DTypeValue dtype ? dtypes.representative(dtype) : value;
  }

  private Reduction array(ArrayValue value) throws IOException {
    NdArray array = value.array();
    boolean records = value.subtype().equals("numpy.recarray");
    PyGlobal type = names.arrayClass(value.subtype());
    return Reduction.call(names.multiarray(), "_reconstruct", type, zeroLength(), code())
        .withState(PyTuple.of(state(array, records)));
  }

  private static PyTuple zeroLength() {
    return PyTuple.of(PyInt.of(0));
  }

  private static PyBytes code() {
    return PyBytes.wrap(new byte[] {'b'});
  }

  /** {@code (1, shape, dtype, is_fortran, data)}. */
  private PickleValue[] state(NdArray array, boolean records) throws IOException {
    DType dtype = array.dtype();
    boolean record = records && dtype instanceof StructType;
    return new PickleValue[] {
      PyInt.of(1),
      DTypeReductions.shape(array.shape()),
      record ? dtypes.record(dtype) : dtypes.value(dtype),
      PyConstant.of(isFortran(array)),
      array instanceof ObjectArray objects ? items(objects) : bytes(array)
    };
  }

  /** The elements, which must fit the dtype: a program can make any array. */
  private static PyList items(ObjectArray array) throws UnsupportedException {
    PyList items = array.toList();
    try {
      Items.check(array.dtype(), items);
    } catch (InvalidStateException e) {
      throw new UnsupportedException(Location.MEMORY, String.valueOf(e.getMessage()));
    }
    return items;
  }

  private static boolean isFortran(NdArray array) {
    return array.isFortranContiguous() && !array.isContiguous();
  }

  /** The bytes of the elements, in the order that the state says. */
  private static PyBytes bytes(NdArray array) throws UnsupportedException {
    long size = array.size() * array.dtype().itemsize();
    if (size > Integer.MAX_VALUE - 8) {
      throw new UnsupportedException(
          Location.MEMORY, "an array of " + size + " bytes inside a pickle; 2 GiB is the most");
    }
    byte[] bytes = new byte[(int) size];
    int count = 0;
    for (ByteBuffer part : array.bytes(isFortran(array) ? Order.F : Order.C)) {
      int length = part.remaining();
      part.get(bytes, count, length);
      count += length;
    }
    return PyBytes.wrap(bytes);
  }

  /** {@code scalar(dtype, bytes)}; for a struct with objects, a 0-d array instead of bytes. */
  private Reduction scalar(ScalarValue scalar) {
    DType dtype = scalar.dtype();
    PickleValue element =
        dtype.hasObject() ? ArrayValue.of(scalar.array()) : PyBytes.wrap(scalar.bytes());
    return Reduction.call(names.multiarray(), "scalar", dtypes.ofScalar(dtype), element);
  }

  /**
   * The coordinates of a COO matrix are there twice, as scipy up to 1.12 and later ones have them.
   */
  private static Reduction sparse(SparseMatrix sparse) {
    PyDict.Builder state = PyDict.builder(Kind.DICT, new KeyBudget(1, Integer.MAX_VALUE));
    state.setItem(PyStr.of("_shape"), DTypeReductions.shape(sparse.shape()));
    state.setItem(PyStr.of("maxprint"), PyInt.of(50));
    if (sparse.format() == SparseMatrix.Format.COO) {
      PyTuple coords =
          PyTuple.of(ArrayValue.of(sparse.part("row")), ArrayValue.of(sparse.part("col")));
      state.setItem(PyStr.of("coords"), coords);
      state.setItem(PyStr.of("has_canonical_format"), PyConstant.FALSE);
    }
    sparse.parts().forEach((name, part) -> state.setItem(PyStr.of(name), ArrayValue.of(part)));
    return Reduction.newObject(
        "scipy.sparse._" + sparse.format().text(), sparse.typeName(), state.value());
  }

  private Reduction masked(MaskedValue masked) throws IOException {
    if (masked.subtype().equals("numpy.ma.core.MaskedConstant")) {
      return Reduction.call("numpy.ma.core", "MaskedConstant");
    }
    PickleValue[] data = state(masked.data(), false);
    PyTuple state =
        PyTuple.of(data[0], data[1], data[2], data[3], data[4], mask(masked), masked.fill());
    return Reduction.call(
            "numpy.ma.core",
            "_mareconstruct",
            names.maskedArray(),
            names.arrayClass(masked.subtype()),
            maskedShape,
            PyStr.of("b"))
        .withState(state);
  }

  /** The bytes of the mask, in the order of the data. */
  private static PyBytes mask(MaskedValue masked) throws IOException {
    NdArray mask = masked.mask();
    if (isFortran(mask) == isFortran(masked.data())) {
      return bytes(mask);
    }
    return bytes(isFortran(masked.data()) ? mask.transpose().copy().transpose() : mask.copy());
  }

  /** The modules in which a version of NumPy has the names in its pickles. */
  record NumpyNames(boolean areSecond) {
    String multiarray() {
      return areSecond ? "numpy._core.multiarray" : "numpy.core.multiarray";
    }

    PyGlobal maskedArray() {
      return global(areSecond ? "numpy.ma" : "numpy.ma.core", "MaskedArray");
    }

    /** The global for a class that the decoder names {@code numpy.recarray} or similar. */
    PyGlobal arrayClass(String subtype) {
      String name = subtype.substring(subtype.lastIndexOf('.') + 1);
      return switch (name) {
        case "recarray" -> global(areSecond ? "numpy.rec" : "numpy", name);
        case "chararray" -> global(areSecond ? "numpy.char" : "numpy", name);
        default -> global("numpy", name);
      };
    }

    static PyGlobal global(String module, String name) {
      return new PyGlobal(module, name, 0);
    }
  }
}
