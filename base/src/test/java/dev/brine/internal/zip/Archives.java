package dev.brine.internal.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives by the JDK's writer, and their bytes changed. */
final class Archives {
  private Archives() {}

  /** One member, deflated, with a data descriptor. */
  static byte[] deflated(String name, byte[] contents) {
    return written(name, contents, false);
  }

  /** One member, stored. */
  static byte[] stored(String name, byte[] contents) {
    return written(name, contents, true);
  }

  private static byte[] written(String name, byte[] contents, boolean stored) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      if (stored) {
        CRC32 crc = new CRC32();
        crc.update(contents);
        entry.setMethod(ZipEntry.STORED);
        entry.setCrc(crc.getValue());
        entry.setSize(contents.length);
      }
      out.putNextEntry(entry);
      out.write(contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Where the end record starts, in an archive without a comment. */
  static int end(byte[] archive) {
    return archive.length - ZipFormat.END_SIZE;
  }

  /** Where the directory starts. */
  static int directory(byte[] archive) {
    return ZipFormat.i32(archive, end(archive) + 16);
  }

  /** Puts {@code count} little-endian bytes of {@code value}. */
  static void put(byte[] archive, int at, int count, long value) {
    for (int i = 0; i < count; i++) {
      archive[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
