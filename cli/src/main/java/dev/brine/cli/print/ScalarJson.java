package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.Columns.BytesColumn;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.io.IOException;
import java.util.function.Function;

/** The JSON of Python values that need no walk: they hold nothing, or nothing but numbers. */
final class ScalarJson {
  private ScalarJson() {}

  /**
   * Writes the value; false if it holds others, which are to be written one by one.
   *
   * @param columns makes columns of arrays
   */
  static boolean write(PickleValue value, JsonGenerator json, Function<NdArray, Column> columns)
      throws IOException {
    switch (value.kind()) {
      case NONE -> json.writeNull();
      case BOOL -> json.writeBoolean(value == PyConstant.TRUE);
      case INT -> integer((PyInt) value, json);
      case FLOAT -> floating(((PyFloat) value).value(), json);
      case COMPLEX -> complex((PyNumber.Complex) value, json);
      case STR -> json.writeString(((PyStr) value).value());
      case BYTES, BYTEARRAY -> json.writeString(BytesColumn.ascii(((PyBytes) value).toByteArray()));
      case DATE -> json.writeString(((PyTemporal.Date) value).value().toString());
      case TIME -> json.writeString(((PyTemporal.Time) value).value().toString());
      case DATETIME -> json.writeString(((PyTemporal.DateTime) value).value().toString());
      case TIMEDELTA -> json.writeString(((PyTemporal.Delta) value).toDuration().toString());
      case LIST, TUPLE -> {
        return numbers((PySequence) value, json);
      }
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET, DEQUE, SLICE, CALL -> {
        return false;
      }
      case EXTENSION -> {
        return extension(value, json, columns);
      }
      default -> json.writeString(value.toString());
    }
    return true;
  }

  private static void integer(PyInt value, JsonGenerator json) throws IOException {
    if (value.isLong()) {
      json.writeNumber(value.longValue());
    } else {
      json.writeNumber(value.bigValue());
    }
  }

  /** JSON has no NaN and no infinity: they are strings. */
  private static void floating(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(Scalars.text(value));
    } else {
      json.writeString(Double.toString(value));
    }
  }

  private static void complex(PyNumber.Complex value, JsonGenerator json) throws IOException {
    json.writeStartArray();
    floating(value.real(), json);
    floating(value.imaginary(), json);
    json.writeEndArray();
  }

  /** A list of numbers, which are packed, without an object for each. */
  private static boolean numbers(PySequence items, JsonGenerator json) throws IOException {
    PySequence.Packing packing = items.packing();
    if (packing == PySequence.Packing.VALUES) {
      return false;
    }
    json.writeStartArray();
    for (int i = 0; i < items.size(); i++) {
      if (packing == PySequence.Packing.DOUBLES) {
        floating(items.doubleAt(i), json);
      } else {
        json.writeNumber(items.longAt(i));
      }
    }
    json.writeEndArray();
    return true;
  }

  /** Arrays and scalars of NumPy without objects. */
  private static boolean extension(
      PickleValue value, JsonGenerator json, Function<NdArray, Column> columns) throws IOException {
    if (value instanceof ArrayValue array) {
      if (array.array() instanceof ObjectArray) {
        return false;
      }
      write(array.array(), json, columns);
    } else if (value instanceof ScalarValue scalar) {
      write(scalar.array(), json, columns);
    } else {
      json.writeString(value.toString());
    }
    return true;
  }

  private static void write(NdArray array, JsonGenerator json, Function<NdArray, Column> columns)
      throws IOException {
    new ItemColumn(1, columns.apply(array), array.shape().dims()).json(0, json);
  }
}
