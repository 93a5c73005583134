package dev.brine.npy.internal.header;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header of an {@code .npy} file, with the same bytes as {@code numpy.lib.format} since
 * NumPy 1.24.
 */
public final class NpyHeaderWriter {
  /** The data starts at a multiple of this, so that it can be mapped. */
  private static final int ALIGNMENT = 64;

  /** The room for the digits of the axis that can grow: those of 2^64 and one more. */
  private static final int GROWTH_DIGITS = 21;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_V1 = 0xffff;

  private NpyHeaderWriter() {}

  /**
   * Returns all bytes before the data.
   *
   * @param version null for the lowest version that can represent the header
   * @param location of the array, for messages
   * @throws BrineException if NumPy could not write it: the fields of a struct overlap or are out
   *     of order, or the version cannot represent it
   */
  public static byte[] header(
      DType dtype,
      boolean fortranOrder,
      Shape shape,
      @Nullable FormatVersion version,
      Location location)
      throws BrineException {
    checkOrder(dtype, location);
    String text = text(dtype, fortranOrder, shape);
    if (version == null) {
      return wrapped(text, first(text));
    }
    if (version.major() < 3 && !isLatin1(text)) {
      throw new UnsupportedException(
          location, "the names of the fields need version 3.0 of the format, not " + version);
    }
    if (version.major() == 1 && length(text, version) > MOST_V1) {
      throw new UnsupportedException(
          location, "Header length " + (text.length() + 1) + " too big for version=(1, 0)");
    }
    return wrapped(text, version);
  }

  /**
   * Returns a header with more spaces at its end.
   *
   * @param length the new length in bytes, at least the present one
   */
  public static byte[] padded(byte[] header, int length) {
    byte[] longer = Arrays.copyOf(header, length);
    Arrays.fill(longer, header.length - 1, length - 1, (byte) ' ');
    longer[length - 1] = '\n';
    boolean wide = header[MAGIC.length] > 1;
    writeLength(longer, length - MAGIC.length - 2 - (wide ? 4 : 2));
    return longer;
  }

  /** The literal, and spaces so that it can grow in place. */
  private static String text(DType dtype, boolean fortranOrder, Shape shape) {
    StringBuilder text = new StringBuilder("{'descr': ");
    if (dtype instanceof StructType || dtype instanceof SubarrayType) {
      text.append(dtype.descr());
    } else {
      text.append('\'').append(dtype.descr()).append('\'');
    }
    text.append(", 'fortran_order': ").append(fortranOrder ? "True" : "False");
    text.append(", 'shape': ").append(shape).append(", }");
    if (shape.ndim() > 0) {
      long dim = shape.dim(fortranOrder ? shape.ndim() - 1 : 0);
      text.append(" ".repeat(GROWTH_DIGITS - Long.toString(dim).length()));
    }
    return text.toString();
  }

  private static FormatVersion first(String text) {
    if (!isLatin1(text)) {
      return FormatVersion.V3;
    }
    return length(text, FormatVersion.V1) <= MOST_V1 ? FormatVersion.V1 : FormatVersion.V2;
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(FormatVersion version) {
    return version.major() < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  private static int prefix(FormatVersion version) {
    return MAGIC.length + 2 + (version.major() == 1 ? 2 : 4);
  }

  /** The value of the length field: the size of text, padding and line end. */
  private static int length(String text, FormatVersion version) {
    int bytes = version.major() < 3 ? text.length() : text.getBytes(charset(version)).length;
    int end = prefix(version) + bytes + 1;
    // as in NumPy, a header that fits exactly gets 64 more bytes
    return bytes + 1 + ALIGNMENT - end % ALIGNMENT;
  }

  private static byte[] wrapped(String text, FormatVersion version) {
    int length = length(text, version);
    int prefix = prefix(version);
    byte[] bytes = Arrays.copyOf(MAGIC, prefix + length);
    bytes[MAGIC.length] = (byte) version.major();
    bytes[MAGIC.length + 1] = (byte) version.minor();
    writeLength(bytes, length);
    byte[] encoded = text.getBytes(charset(version));
    System.arraycopy(encoded, 0, bytes, prefix, encoded.length);
    Arrays.fill(bytes, prefix + encoded.length, bytes.length - 1, (byte) ' ');
    bytes[bytes.length - 1] = '\n';
    return bytes;
  }

  private static void writeLength(byte[] header, int length) {
    int prefix = MAGIC.length + 2 + (header[MAGIC.length] == 1 ? 2 : 4);
    for (int i = MAGIC.length + 2, shift = 0; i < prefix; i++, shift += 8) {
      header[i] = (byte) (length >>> shift);
    }
  }

  /** Rejects structs that a list of fields cannot represent, at any level, in NumPy's words. */
  private static void checkOrder(DType dtype, Location location) throws BrineException {
    if (dtype instanceof SubarrayType subarray) {
      checkOrder(subarray.base(), location);
    } else if (dtype instanceof StructType struct) {
      if (!struct.isInOrder()) {
        throw new UnsupportedException(
            location,
            "dtype.descr is not defined for types with overlapping or out-of-order fields");
      }
      for (Field field : struct.fields()) {
        checkOrder(field.dtype(), location);
      }
    }
  }
}
