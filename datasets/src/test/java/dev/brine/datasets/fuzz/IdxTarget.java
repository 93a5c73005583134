package dev.brine.datasets.fuzz;

import dev.brine.datasets.internal.keras.IdxFile;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** IDX in gzip, whole or the bytes themselves: as many elements as there are bytes. */
public final class IdxTarget {
  private IdxTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(data);
    }
    for (int ndim : new int[] {1, 3}) {
      read(data, ndim);
      NdArray array = read(packed.toByteArray(), ndim);
      if (array != null && array.size() != data.length - 4L * (1 + ndim)) {
        throw new AssertionError(array.size() + " elements of " + data.length + " bytes");
      }
    }
  }

  private static @Nullable NdArray read(byte[] packed, int ndim) throws IOException {
    try {
      return IdxFile.read(new ByteArrayInputStream(packed), Location.MEMORY, ndim);
    } catch (BrineException e) {
      return null;
    }
  }
}
