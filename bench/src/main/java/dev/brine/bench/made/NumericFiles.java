package dev.brine.bench.made;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of float64 numbers: prices, say, with two decimals, so that deflate has work to do. */
public final class NumericFiles {
  /** How many members an archive has. */
  public static final int MEMBERS = 8;

  private static final long SEED = 11;
  private static final int BLOCK = 1 << 13;
  private static final int PER_MEBIBYTE = (1 << 20) / Double.BYTES;

  private NumericFiles() {}

  /** Writes a file: {@code java -cp bench/target/benchmarks.jar … OUT.npy|OUT.npz MEBIBYTES}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: NumericFiles OUT.npy|OUT.npz MEBIBYTES");
      System.exit(2);
    }
    Path path = Path.of(args[0]);
    int mebibytes = Integer.parseInt(args[1]);
    if (args[0].endsWith(".npz")) {
      writeArchive(path, mebibytes);
    } else {
      writeArray(path, mebibytes);
    }
  }

  /** Writes one array. */
  public static void writeArray(Path path, int mebibytes) throws IOException {
    try (OutputStream file = Files.newOutputStream(path)) {
      array(file, (long) mebibytes * PER_MEBIBYTE, new Random(SEED));
    }
  }

  /** Writes eight arrays, deflated, of {@code mebibytes} all together. */
  public static void writeArchive(Path path, int mebibytes) throws IOException {
    Random random = new Random(SEED);
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (int i = 0; i < MEMBERS; i++) {
        zip.putNextEntry(new ZipEntry("prices_" + i + ".npy"));
        array(zip, (long) mebibytes * PER_MEBIBYTE / MEMBERS, random);
      }
    }
  }

  private static void array(OutputStream out, long count, Random random) throws IOException {
    NpyStream.header(out, "<f8", count);
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long written = 0; written < count; written += BLOCK) {
      block.clear();
      for (int i = 0; i < Math.min(BLOCK, count - written); i++) {
        block.putDouble(random.nextInt(100_000) / 100.0);
      }
      out.write(block.array(), 0, block.position());
    }
  }
}
