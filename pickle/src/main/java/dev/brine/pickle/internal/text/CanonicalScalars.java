package dev.brine.pickle.internal.text;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension.CanonicalOutput;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.Zone;
import dev.brine.pickle.value.PyTemporal;
import java.io.IOException;

/** The canonical form of values that hold no others. */
final class CanonicalScalars {
  private static final int LONG_DIGITS = 16;

  private CanonicalScalars() {}

  /** Writes the value, unless it holds others. */
  static boolean write(PickleValue value, CanonicalOutput out) throws IOException {
    switch (value.kind()) {
      case NONE -> out.none();
      case BOOL -> out.bool(value == PyConstant.TRUE);
      case INT -> integer((PyInt) value, out);
      case FLOAT -> out.floating(((PyFloat) value).value());
      case STR -> {
        out.raw("{\"str\":");
        out.quoted(((PyStr) value).value());
        out.raw("}");
      }
      case BYTES, BYTEARRAY -> {
        out.raw("{\"" + value.typeName() + "\":\"");
        out.hex(((PyBytes) value).toByteArray());
        out.raw("\"}");
      }
      case ELLIPSIS -> out.raw("{\"ellipsis\":true}");
      case NOT_IMPLEMENTED -> out.raw("{\"notimplemented\":true}");
      case COMPLEX -> {
        PyNumber.Complex complex = (PyNumber.Complex) value;
        pair("complex", bits(complex.real()), bits(complex.imaginary()), out);
      }
      case RANGE -> {
        PyLibrary.Range range = (PyLibrary.Range) value;
        String parts = range.start() + "\",\"" + range.stop() + "\",\"" + range.step();
        out.raw("{\"range\":[\"" + parts + "\"]}");
      }
      case DATE -> single("date", ((PyTemporal.Date) value).value().toString(), out);
      case TIMEDELTA -> delta((Delta) value, out);
      case TIMEZONE -> {
        out.raw("{\"timezone\":");
        delta(((Zone) value).offset(), out);
        out.raw(",\"name\":");
        out.quoted(((Zone) value).name());
        out.raw("}");
      }
      case DECIMAL -> single("decimal", ((PyNumber.Decimal) value).text(), out);
      case FRACTION -> {
        PyNumber.Fraction fraction = (PyNumber.Fraction) value;
        String numerator = fraction.numerator().toString();
        pair("fraction", numerator, fraction.denominator().toString(), out);
      }
      case UUID -> single("uuid", ((PyLibrary.Uuid) value).value().toString(), out);
      case PATH -> {
        out.raw("{\"path\":[\"" + value.typeName() + "\",");
        out.quoted(((PyLibrary.Path) value).text());
        out.raw("]}");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void integer(PyInt value, CanonicalOutput out) throws IOException {
    if (value.isLong()) {
      out.integer(value.longValue());
    } else {
      single("int", value.toString(), out);
    }
  }

  private static void delta(Delta delta, CanonicalOutput out) throws IOException {
    String rest = delta.seconds() + "," + delta.microseconds();
    out.raw("{\"timedelta\":[" + delta.days() + "," + rest + "]}");
  }

  private static void single(String name, String text, CanonicalOutput out) throws IOException {
    out.raw("{\"" + name + "\":\"" + text + "\"}");
  }

  private static void pair(String name, String first, String second, CanonicalOutput out)
      throws IOException {
    out.raw("{\"" + name + "\":[\"" + first + "\",\"" + second + "\"]}");
  }

  private static String bits(double value) {
    String digits = Long.toHexString(Double.doubleToRawLongBits(value));
    return "0".repeat(LONG_DIGITS - digits.length()) + digits;
  }
}
