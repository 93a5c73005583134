package dev.brine.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files made by hand, where NumPy would not make them. */
final class NpyFiles {
  private NpyFiles() {}

  /** A version 1 file with these words in its header, and these bytes after it. */
  static byte[] npy(String descr, String shape, byte... data) {
    String dict = "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }";
    int length = (10 + dict.length() + 1 + 63) / 64 * 64 - 10;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(length);
    out.write(length >> 8);
    out.writeBytes(
        (dict + " ".repeat(length - 1 - dict.length()) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(data);
    return out.toByteArray();
  }

  /** An archive, deflated, of members given as name, bytes, name, bytes, … */
  static byte[] npz(Object... members) {
    return npz(false, members);
  }

  static byte[] stored(Object... members) {
    return npz(true, members);
  }

  private static byte[] npz(boolean stored, Object... members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < members.length; i += 2) {
        byte[] contents = (byte[]) members[i + 1];
        ZipEntry entry = new ZipEntry((String) members[i]);
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(contents);
          entry.setMethod(ZipEntry.STORED);
          entry.setCrc(crc.getValue());
          entry.setSize(contents.length);
        }
        out.putNextEntry(entry);
        out.write(contents);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A file that make_array_fixtures.py made. */
  static byte[] resource(String name) {
    try (InputStream in = NpyFiles.class.getResourceAsStream("/array/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, byte[] bytes) throws IOException {
    return Files.write(file, bytes);
  }
}
