package dev.brine.npy.array;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.array.ComplexArray.Complex;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A NumPy scalar inside a pickle, such as {@code numpy.float64(1.5)}. Immutable. */
public final class ScalarValue implements PyExtension {
  private final DType dtype;
  private final byte[] bytes;
  private final @Nullable ArrayValue struct;

  private ScalarValue(DType dtype, byte[] bytes, @Nullable ArrayValue struct) {
    this.dtype = dtype;
    this.bytes = bytes;
    this.struct = struct;
  }

  /**
   * Returns a scalar of a dtype without objects over these bytes, which must not be changed
   * afterwards.
   *
   * @throws IllegalArgumentException if the number of bytes is not the itemsize of the dtype
   */
  public static ScalarValue wrap(DType dtype, byte[] bytes) {
    if (dtype.hasObject() || bytes.length != dtype.itemsize()) {
      throw new IllegalArgumentException(
          "a scalar of " + dtype + " cannot have " + bytes.length + " bytes");
    }
    return new ScalarValue(dtype, bytes, null);
  }

  /** Returns a scalar of a struct with objects, held by a 0-d array. */
  public static ScalarValue of(ArrayValue struct) {
    return new ScalarValue(struct.array().dtype(), new byte[0], struct);
  }

  /** The dtype of the scalar. */
  public DType dtype() {
    return dtype;
  }

  /** The scalar as a read-only 0-d array, whose methods convert it to Java types. */
  public NdArray array() {
    if (struct != null) {
      return struct.array();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    return NdArray.of(dtype, Shape.SCALAR, Order.C, buffer);
  }

  /** The bytes of the element in the byte order of its dtype; none for a struct with objects. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String typeName() {
    return switch (dtype.kind()) {
      case BYTES -> "numpy.bytes_";
      case STR -> "numpy.str_";
      case VOID, STRUCT, SUBARRAY -> "numpy.void";
      case DATETIME -> "numpy.datetime64";
      case TIMEDELTA -> "numpy.timedelta64";
      case BOOL -> "numpy.bool";
      case INT -> "numpy.int" + 8 * dtype.itemsize();
      case UINT -> "numpy.uint" + 8 * dtype.itemsize();
      case FLOAT -> "numpy.float" + 8 * dtype.itemsize();
      case COMPLEX -> "numpy.complex" + 8 * dtype.itemsize();
      case LONGDOUBLE -> "numpy.longdouble";
      case COMPLEX_LONGDOUBLE -> "numpy.clongdouble";
      case ML_FLOAT, ML_INT -> "ml_dtypes." + dtype;
      case OBJECT, STRING -> "numpy.object_";
    };
  }

  /** The fields of a struct with objects. */
  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    return struct == null || struct.accept(visitor);
  }

  /** The value of Python's own types that it equals, if there is one. */
  @Override
  public Object javaValue() {
    return keyValue();
  }

  /** Writes the bytes as they are; a struct with objects is written as a 0-d array. */
  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    if (struct != null) {
      struct.writeCanonical(out);
      return;
    }
    out.raw("{\"npscalar\":{\"descr\":");
    CanonicalElements.writeDescr(dtype, out);
    out.raw(",\"hex\":\"");
    out.hex(bytes);
    out.raw("\"}}");
  }

  /** {@code numpy.float64(1.5)}: what NumPy's {@code repr} gives, with the full name of NumPy. */
  @Override
  public Printed printed() {
    if (struct != null) {
      String after = ", dtype=" + ArrayRepr.name(dtype) + ")";
      return new Printed(typeName() + "(", after, (int) struct.array().size(), true);
    }
    NdArray array = array();
    return Printed.of(
        dtype.kind() == DType.Kind.BOOL
            ? array.getBoolean() ? "numpy.True_" : "numpy.False_"
            : typeName() + "(" + argument(array) + ")");
  }

  private String argument(NdArray array) {
    String text = array.scalarText();
    return switch (dtype.kind()) {
      case STR, STRING -> PythonRepr.of(text);
      case LONGDOUBLE -> "'" + text + "'";
      case COMPLEX -> withoutParentheses(text);
      case COMPLEX_LONGDOUBLE -> "'" + withoutParentheses(text) + "'";
      case DATETIME -> {
        // NumPy leaves out the unit if it reads it off the text
        String unit = unit();
        boolean implied = Character.isLetter(unit.charAt(0)) && !unit.equals("h");
        yield "'" + text + "'" + (implied && !text.equals("NaT") ? "" : ",'" + unit + "'");
      }
      case TIMEDELTA ->
          (text.equals("NaT") ? "'NaT'" : Long.toString(array.getLong()))
              + (unit().equals("generic") ? "" : ",'" + unit() + "'");
      case STRUCT -> text + ", dtype=" + ArrayRepr.name(dtype);
      default -> text;
    };
  }

  private static String withoutParentheses(String text) {
    return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
  }

  /** The unit of a time, such as {@code 7D}. */
  private String unit() {
    String name = dtype.toString();
    int bracket = name.indexOf('[');
    return bracket < 0 ? "generic" : name.substring(bracket + 1, name.length() - 1);
  }

  /** The key that it equals in Python: {@code numpy.int64(5) == 5}, and both have the same hash. */
  @Override
  public PickleValue keyValue() {
    return struct == null ? keyOf(this, array()) : this;
  }

  /** Whether dtype and bytes are equal; a struct with objects equals only itself. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ScalarValue that
            && struct == null
            && that.struct == null
            && dtype.equals(that.dtype)
            && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return struct == null ? Arrays.hashCode(bytes) : System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return typeName();
  }

  /** The value of one of Python's own types that a scalar equals, or else the scalar itself. */
  static PickleValue keyOf(PickleValue scalar, NdArray array) {
    return switch (array.dtype().kind()) {
      case BOOL -> PyConstant.of(array.getBoolean());
      case INT -> PyInt.of(array.getLong());
      case UINT -> PyInt.of(array.getBigInteger());
      case FLOAT -> new PyFloat(array.getDouble());
      case LONGDOUBLE -> real(scalar, array);
      case COMPLEX -> {
        Complex value = ((ComplexArray) array).getComplex();
        yield new PyNumber.Complex(value.real(), value.imag());
      }
      case BYTES -> PyBytes.wrap(array.getBytes());
      case STR -> text(scalar, array);
      default -> scalar;
    };
  }

  private static PickleValue real(PickleValue scalar, NdArray array) {
    try {
      return new PyFloat(array.getDouble());
    } catch (ArithmeticException e) {
      return scalar;
    }
  }

  private static PickleValue text(PickleValue scalar, NdArray array) {
    try {
      return PyStr.of(array.getString());
    } catch (IllegalStateException e) {
      return scalar;
    }
  }
}
