package dev.brine.cli.print;

import dev.brine.cli.input.FileHead;
import dev.brine.cli.input.Part;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.header.HeaderRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What NumPy refuses although Brine reads it, and which versions and arguments it needs. */
public final class NumpyRules {
  /** The longest header that NumPy reads by default, since 1.24, without magic and length. */
  private static final int MAX_HEADER = 10_000;

  /** The most axes of an array before NumPy 2. */
  private static final int MAX_AXES_1 = 32;

  private static final int MOST_SHOWN = 60;

  private NumpyRules() {}

  /** Why NumPy refuses an array whose header Brine has read, or null if it does not. */
  public static @Nullable String refusal(Part part, NpyHeader header) throws IOException {
    if (hasLongDouble(header.dtype(), 12, 24)) {
      return "long double of 32-bit x86 (12 bytes), which NumPy on 64-bit machines does not have";
    }
    byte[] text;
    try (InputStream in = part.bytes()) {
      text = in.readNBytes(header.length());
    }
    return HeaderRules.hasCalls(text)
        ? "the shape in its header has calls such as np.int64(1), which NumPy 2 printed by mistake"
        : null;
  }

  /** Why NumPy refuses an archive that Brine has opened, or null if it does not. */
  public static @Nullable String refusal(FileHead head) {
    boolean zip = head.is("PK\u0003\u0004") || head.is("PK\u0005\u0006");
    return zip ? null : "other bytes precede the archive, so NumPy takes the file for a pickle";
  }

  /** The argument of {@code numpy.load} that a long header needs: {@code max_header_size=N}. */
  public static @Nullable Integer maxHeaderSize(NpyHeader header) {
    int size = header.length() - (header.version().equals(FormatVersion.V1) ? 10 : 12);
    return size > MAX_HEADER ? size : null;
  }

  /** The versions of NumPy, or the machines, that a header needs; null for any. */
  public static @Nullable String needs(NpyHeader header) {
    if (header.shape().ndim() > MAX_AXES_1) {
      return "NumPy 2 or later (" + header.shape().ndim() + " axes; NumPy 1 has at most 32)";
    }
    if (header.version().equals(FormatVersion.V2)) {
      return "NumPy 1.9 or later (.npy format 2.0)";
    }
    return header.version().equals(FormatVersion.V3)
        ? "NumPy 1.17 or later (.npy format 3.0)"
        : null;
  }

  /** Whether the dtype has a long double of 16 bytes, which only some machines have. */
  public static boolean hasLongDouble(DType dtype) {
    return hasLongDouble(dtype, 16, 32);
  }

  private static boolean hasLongDouble(DType dtype, int real, int complex) {
    if (dtype instanceof StructType struct) {
      return struct.fields().stream()
          .anyMatch(field -> hasLongDouble(field.dtype(), real, complex));
    }
    if (dtype instanceof SubarrayType subarray) {
      return hasLongDouble(subarray.base(), real, complex);
    }
    return (dtype.kind() == DType.Kind.LONGDOUBLE && dtype.itemsize() == real)
        || (dtype.kind() == DType.Kind.COMPLEX_LONGDOUBLE && dtype.itemsize() == complex);
  }

  /** {@code 20,420 bytes follow, room for 1,021 more rows}, or null if none follow. */
  public static @Nullable String trailing(NpyHeader header, long size) {
    if (header.dtype().hasObject()) {
      return null;
    }
    long more = size - header.length() - header.dataBytes();
    if (more <= 0) {
      return null;
    }
    boolean rows = header.shape().ndim() > 0 && header.shape().dim(0) > 0;
    long row = rows ? header.dataBytes() / header.shape().dim(0) : header.dtype().itemsize();
    String what = rows ? "more row" : "more element";
    String follow = Numbers.count(more, "byte") + (more == 1 ? " follows" : " follow");
    return row > 0 && more >= row
        ? follow + ", room for " + Numbers.count(more / row, what)
        : follow;
  }

  /**
   * Whether a member of an archive is metadata that macOS' Finder adds (AppleDouble, .DS_Store).
   */
  public static boolean isFromFinder(String member) {
    String last = member.substring(member.lastIndexOf('/') + 1);
    return member.startsWith("__MACOSX/")
        || member.contains("/__MACOSX/")
        || last.startsWith("._")
        || last.toLowerCase(Locale.ROOT).startsWith(".ds_store");
  }

  /** A dtype as NumPy prints it, cut with the number of its fields if it is long. */
  public static String name(DType dtype) {
    String name = dtype.toString();
    if (name.length() <= MOST_SHOWN + 20) {
      return name;
    }
    int cut = dtype instanceof StructType ? name.lastIndexOf("), (", MOST_SHOWN) + 1 : MOST_SHOWN;
    String begin = name.substring(0, cut > 1 ? cut : MOST_SHOWN);
    return dtype instanceof StructType struct
        ? begin + ", … " + Numbers.count(struct.fields().size(), "field") + " in total]"
        : begin + "…";
  }
}
