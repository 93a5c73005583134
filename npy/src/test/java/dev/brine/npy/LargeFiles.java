package dev.brine.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Files of 5 GiB that take little room and time: zeros, with a few marks. The stored ones are
 * sparse; of the deflated one, a piece is compressed once and written many times.
 */
final class LargeFiles {
  /** Rows of 1 KiB. */
  static final long ROWS = 5L << 20;

  static final int ROW_DOUBLES = 128;
  private static final long DATA = ROWS * ROW_DOUBLES * 8;
  private static final int PIECE = 16 << 20;

  private LargeFiles() {}

  private static byte[] header() {
    return NpyFiles.npy("'<f8'", "(" + ROWS + ", " + ROW_DOUBLES + ")");
  }

  /** Element 0 of a row is its number, for the first, the last and one beyond 4 GiB. */
  private static void marks(FileChannel out, long start) throws IOException {
    for (long row : new long[] {1, (4L << 20) + 5, ROWS - 1}) {
      ByteBuffer mark =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, (double) row);
      out.write(mark, start + row * ROW_DOUBLES * 8);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
  }

  static void npy(Path file) throws IOException {
    byte[] header = header();
    try (FileChannel out = create(file)) {
      out.write(ByteBuffer.wrap(header), 0);
      marks(out, header.length);
      out.write(ByteBuffer.allocate(1), header.length + DATA - 1);
    }
  }

  /** A stored member; its CRC-32 is not right, as whoever maps it does not see. */
  static void stored(Path file) throws IOException {
    byte[] header = header();
    long size = header.length + DATA;
    try (FileChannel out = create(file)) {
      ByteBuffer local = local(0, size, size, 0);
      long start = local.remaining();
      out.write(local, 0);
      out.write(ByteBuffer.wrap(header), start);
      marks(out, start + header.length);
      out.write(directory(0, size, size, 0, start + size), start + size);
    }
  }

  /** A deflated member of zeros. */
  static void deflated(Path file) throws IOException {
    byte[] header = header();
    CRC32 crc = new CRC32();
    crc.update(header);
    byte[] zeros = new byte[PIECE];
    for (long done = 0; done < DATA; done += PIECE) {
      crc.update(zeros);
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    byte[] first = deflate(deflater, header);
    byte[] second = deflate(deflater, zeros);
    // from here on the window is all zeros, so every further piece is the same
    byte[] piece = deflate(deflater, zeros);
    deflater.end();
    byte[] last = {3, 0};
    long compressed = first.length + second.length + (DATA / PIECE - 1) * piece.length + 2;
    long size = header.length + DATA;
    try (FileChannel out = create(file)) {
      append(out, local(ZIP_DEFLATED, size, compressed, crc.getValue()));
      append(out, ByteBuffer.wrap(first));
      append(out, ByteBuffer.wrap(second));
      for (long done = PIECE; done < DATA; done += PIECE) {
        append(out, ByteBuffer.wrap(piece));
      }
      append(out, ByteBuffer.wrap(last));
      append(out, directory(ZIP_DEFLATED, size, compressed, crc.getValue(), out.size()));
    }
  }

  private static final int ZIP_DEFLATED = 8;

  private static void append(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static byte[] deflate(Deflater deflater, byte[] input) {
    deflater.setInput(input);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 16];
    int n;
    do {
      n = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
      out.write(block, 0, n);
    } while (n == block.length);
    return out.toByteArray();
  }

  /** A local header of a member a.npy, with zip64 sizes. */
  private static ByteBuffer local(int method, long size, long compressed, long crc) {
    ByteBuffer b = ByteBuffer.allocate(30 + 5 + 20).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) method);
    b.putInt(0x00210000).putInt((int) crc).putInt(-1).putInt(-1);
    b.putShort((short) 5).putShort((short) 20).put("a.npy".getBytes(StandardCharsets.US_ASCII));
    b.putShort((short) 1).putShort((short) 16).putLong(size).putLong(compressed);
    return b.flip();
  }

  /** The directory, and all that ends an archive with zip64. */
  private static ByteBuffer directory(
      int method, long size, long compressed, long crc, long offset) {
    int entry = 46 + 5 + 20;
    ByteBuffer b = ByteBuffer.allocate(entry + 56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putShort((short) 0);
    b.putShort((short) method).putInt(0x00210000).putInt((int) crc).putInt(-1).putInt(-1);
    b.putShort((short) 5).putShort((short) 20).putShort((short) 0).putShort((short) 0);
    b.putShort((short) 0).putInt(0).putInt(0).put("a.npy".getBytes(StandardCharsets.US_ASCII));
    b.putShort((short) 1).putShort((short) 16).putLong(size).putLong(compressed);
    b.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    b.putInt(0).putInt(0).putLong(1).putLong(1).putLong(entry).putLong(offset);
    b.putInt(0x07064b50).putInt(0).putLong(offset + entry).putInt(1);
    b.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    b.putInt(entry).putInt(-1).putShort((short) 0);
    return b.flip();
  }
}
