package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.value.PyFloat;
import java.nio.ByteBuffer;

/** Formats numbers as text, without {@code String.format}, which is slow in a short command. */
public final class Numbers {
  private Numbers() {}

  /** With a comma after every third digit: {@code 5,967,841}. */
  public static String grouped(long number) {
    String digits = Long.toString(number);
    int first = digits.startsWith("-") ? 1 : 0;
    StringBuilder text = new StringBuilder(digits.length() + digits.length() / 3);
    for (int i = 0; i < digits.length(); i++) {
      if (i > first && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** A number of bytes in a suitable unit: {@code 312 B}, {@code 31.4 MiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    int unit = 0;
    double size = bytes;
    while (size >= 1023.95) {
      size /= 1024;
      unit++;
    }
    long tenths = Math.round(size * 10);
    return tenths / 10 + "." + tenths % 10 + " " + "KMGTPE".charAt(unit - 1) + "iB";
  }

  /** A count of things: {@code 1 member}, {@code 2,000 members}. */
  public static String count(long count, String thing) {
    return grouped(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** A time in seconds, with two digits after the point: {@code 0.31}. */
  public static String seconds(long nanos) {
    long hundredths = Math.round(nanos / 1e7);
    String digits = Long.toString(hundredths % 100);
    return hundredths / 100 + (digits.length() == 1 ? ".0" : ".") + digits;
  }

  /** Pads a text with leading spaces to {@code width} characters. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Pads a text with trailing spaces to {@code width} characters. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Formats single values as NumPy's {@code str} does. */
  public static final class Scalars {
    private Scalars() {}

    /** A float from an array of this dtype; 80-bit floats are rounded. */
    public static String text(double value, DType dtype) {
      if (dtype.itemsize() >= Double.BYTES) {
        return text(value);
      }
      NdArray scalar = NdArray.zeros(dtype, Shape.SCALAR);
      ((NumericArray) scalar).setDouble(value);
      return scalar.toString();
    }

    /** A float64. */
    public static String text(double value) {
      return new PyFloat(value).toString();
    }

    /** A timestamp or duration of {@code count} units. */
    public static String text(long count, TimeType type) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(type.endian().byteOrder());
      return ScalarValue.wrap(type, bytes.putLong(count).array()).array().toString();
    }
  }
}
