package dev.brine.convert.internal.json;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.ScalarValue;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyComplex;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDecimal;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyFraction;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyPath;
import dev.brine.pickle.value.PyRange;
import dev.brine.pickle.value.PySlice;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyUuid;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tags of values that hold few others. */
final class TaggedScalars {
  private TaggedScalars() {}

  /** The value, or null for another tag. */
  static @Nullable PickleValue of(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    return switch (tag) {
      case "int" -> integer(content);
      case "float" -> new PyFloat(real(content));
      case "complex" -> {
        List<?> parts = Trees.list(content, 2);
        yield new PyComplex(real(parts.get(0)), real(parts.get(1)));
      }
      case "str" -> PyStr.of(Trees.text(content));
      case "bytes" -> PyBytes.owning(hex(content));
      case "bytearray" -> PyBytes.owningByteArray(hex(content));
      case "ellipsis" -> PyConstant.ELLIPSIS;
      case "notimplemented" -> PyConstant.NOT_IMPLEMENTED;
      case "range" -> {
        List<?> parts = Trees.list(content, 3);
        yield new PyRange(integer(parts.get(0)), integer(parts.get(1)), integer(parts.get(2)));
      }
      case "slice" -> {
        PickleValue[] parts = Trees.values(Trees.list(content, 3));
        yield new PySlice(parts[0], parts[1], parts[2]);
      }
      case "decimal" -> new PyDecimal(Trees.text(content));
      case "fraction" -> {
        List<?> parts = Trees.list(content, 2);
        yield new PyFraction(big(parts.get(0)), big(parts.get(1)));
      }
      case "uuid" -> PyUuid.of(UUID.fromString(Trees.text(content)));
      case "path" -> {
        List<?> parts = Trees.list(content, 2);
        yield new PyPath(Trees.text(parts.get(0)), Trees.text(parts.get(1)));
      }
      case "npscalar" -> scalar(content);
      case "dtype" -> DTypeValue.of(DescrJson.read(content));
      default -> time(tag, content, object);
    };
  }

  private static @Nullable PickleValue time(
      String tag, @Nullable Object content, Map<String, @Nullable Object> object) {
    return switch (tag) {
      case "date" -> new PyTemporal.Date(LocalDate.parse(Trees.text(content)));
      case "time" -> {
        LocalTime time = LocalTime.parse(Trees.text(content));
        yield new PyTemporal.Time(time, fold(object), Trees.value(object.get("tz")));
      }
      case "datetime" -> {
        LocalDateTime time = LocalDateTime.parse(Trees.text(content));
        yield new PyTemporal.DateTime(time, fold(object), Trees.value(object.get("tz")));
      }
      case "timedelta" -> {
        List<?> parts = Trees.list(content, 3);
        int days = Math.toIntExact(Trees.number(parts.get(0)));
        int seconds = Math.toIntExact(Trees.number(parts.get(1)));
        yield new Delta(days, seconds, Math.toIntExact(Trees.number(parts.get(2))));
      }
      case "timezone" -> {
        if (!(content instanceof Delta offset)) {
          throw new IllegalArgumentException("a timezone without its offset");
        }
        yield zone(offset, Trees.text(object.get("name")));
      }
      default -> null;
    };
  }

  private static PyTemporal.Zone zone(Delta offset, String name) {
    PyTemporal.Zone unnamed = new PyTemporal.Zone(offset, null);
    return unnamed.name().equals(name) ? unnamed : new PyTemporal.Zone(offset, name);
  }

  private static int fold(Map<String, @Nullable Object> object) {
    long fold = Trees.number(object.get("fold"));
    if (fold != 0 && fold != 1) {
      throw new IllegalArgumentException("a fold of " + fold);
    }
    return (int) fold;
  }

  private static PyInt integer(@Nullable Object content) {
    return PyInt.of(big(content));
  }

  private static BigInteger big(@Nullable Object content) {
    return new BigInteger(Trees.text(content));
  }

  static double real(@Nullable Object content) {
    String digits = Trees.text(content);
    if (digits.length() != 16) {
      throw new IllegalArgumentException("a float of " + digits.length() + " digits");
    }
    return Double.longBitsToDouble(Long.parseUnsignedLong(digits, 16));
  }

  private static byte[] hex(@Nullable Object content) {
    return HexFormat.of().parseHex(Trees.text(content));
  }

  private static PickleValue scalar(@Nullable Object content) {
    if (content instanceof Map<?, ?> parts) {
      return ScalarValue.wrap(DescrJson.read(parts.get("descr")), hex(parts.get("hex")));
    }
    throw new IllegalArgumentException("a NumPy scalar without its parts");
  }
}
