package dev.brine.convert.fuzz;

import dev.brine.convert.Safetensors;
import dev.brine.error.BrineException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Safetensors: tensors no larger than the file, which can be read to their end. */
public final class SafetensorsTarget {
  private SafetensorsTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = Files.createTempFile("brine-fuzz", ".safetensors");
    try {
      long total = 0;
      for (NdArray array : Safetensors.read(Files.write(file, data)).values()) {
        array.digest();
        total += array.dtype().kind() == Kind.STR ? 0 : array.size() * array.dtype().itemsize();
      }
      if (total > data.length) {
        throw new AssertionError(total + " bytes out of " + data.length);
      }
    } catch (BrineException e) {
      // as it should be
    } finally {
      Files.delete(file);
    }
  }
}
