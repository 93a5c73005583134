package dev.brine.npy.fuzz;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Spellings of dtypes, alone and as a header's descr: what is read can be written and read. */
public final class DTypeTarget {
  private static final int LONGEST_HEADER = 1 << 20;

  private DTypeTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      check(DTypes.parse(text));
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).isEmpty()) {
        throw new AssertionError("no reason is given", e);
      }
    }
    DType described = described(text);
    if (described != null) {
      check(described);
    }
  }

  private static void check(DType dtype) throws IOException {
    if (dtype.itemsize() < 0 || dtype.levels() > DType.MAX_DEPTH || dtype.alignment() < 1) {
      throw new AssertionError(dtype + " has odd sizes");
    }
    String descr = dtype.descr();
    boolean unsaid = dtype.kind() == DType.Kind.STRING || dtype.kind() == DType.Kind.SUBARRAY;
    if (unsaid || descr.startsWith("{")) {
      // text of any length, the types of fields alone, fields that overlap: in no header
      return;
    }
    boolean list = descr.startsWith("[");
    DType again = described(list ? descr : "'" + descr + "'");
    if (again == null || !again.descr().equals(descr)) {
      throw new AssertionError(descr + " is read as " + again);
    }
  }

  /** The dtype of a header with this descr; null if it is refused. */
  private static @Nullable DType described(String descr) throws IOException {
    String literal = "{'descr': " + descr + ", 'fortran_order': False, 'shape': ()}\n";
    byte[] text = literal.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 3, 0});
    for (int shift = 0; shift < 32; shift += 8) {
      file.write(text.length >> shift);
    }
    file.writeBytes(text);
    try {
      NpyHeader header =
          NpyHeaderReader.read(file.toByteArray(), 0, Location.MEMORY, LONGEST_HEADER);
      return header.dtype();
    } catch (BrineException e) {
      return null;
    }
  }
}
