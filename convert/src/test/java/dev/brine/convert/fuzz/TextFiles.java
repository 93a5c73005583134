package dev.brine.convert.fuzz;

import dev.brine.convert.Compression;
import dev.brine.convert.PickleFree;
import dev.brine.convert.TextRows;
import dev.brine.error.BrineException;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text, and what becomes of them. */
final class TextFiles {
  private TextFiles() {}

  /** Reads the rows of a file. */
  interface Reader {
    TextRows read(Path path) throws IOException;
  }

  /** Converts text to an archive, and reads that. */
  static void convert(byte[] text, Reader reader) throws IOException {
    Path in = Files.createTempFile("brine-fuzz", ".txt");
    Path out = in.resolveSibling(in.getFileName() + ".npz");
    try {
      Files.write(in, text);
      try {
        reader.read(in).toNpz(out, Compression.STORED);
      } catch (BrineException e) {
        if (Files.exists(out)) {
          throw new AssertionError("it failed, but there is a file", e);
        }
        return;
      }
      for (NdArray array : PickleFree.arrays(out).values()) {
        array.digest();
      }
    } finally {
      Files.delete(in);
      Files.deleteIfExists(out);
    }
  }
}
