package dev.brine.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles, arrays and containers, put together byte by byte. */
final class Made {
  /** A pickle that would run a command. */
  static final byte[] PAYLOAD = pickle("cposix\nsystem\n(S'id'\ntR.");

  /** A pickle of plain data. */
  static final byte[] DATA = pickle("\u0080\u0003]q\0(K\u0001K\u0002e.");

  private Made() {}

  /** One byte a character. */
  static byte[] pickle(String opcodes) {
    return opcodes.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Four bytes, little-endian, as characters. */
  static String u4(long value) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return text(bytes).substring(0, 4);
  }

  /** A frame of protocol 4. */
  static String frame(String body) {
    return "\u0095" + u4(body.length()) + u4(0) + body;
  }

  /** A pickle of a bytes object. */
  static byte[] inBytes(byte[] content) {
    return pickle("\u0080\u0003B" + u4(content.length) + text(content) + ".");
  }

  /** An {@code .npy} of version 1 with this header and what follows it. */
  static byte[] npy(String header, byte[] behind) {
    int length = (header.length() + 1 + 10 + 63) / 64 * 64 - 10;
    String text = header + " ".repeat(length - header.length() - 1) + "\n";
    return join(pickle("\u0093NUMPY\u0001\0" + u4(length).substring(0, 2) + text), behind);
  }

  /** An array of bytes. */
  static byte[] numbers(byte[] elements) {
    return npy(header("|u1", "(" + elements.length + ",)"), elements);
  }

  /** An object array whose pickle is {@code payload}. */
  static byte[] objects(String shape, byte[] payload) {
    return npy(header("|O", shape), payload);
  }

  static String header(String descr, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  /** The opcodes of an array of this dtype state and data: no BUILD of the array's own. */
  static String array(String shape, String dtype, String data) {
    return "cnumpy._core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\u0001b\u0087R"
        + "(K\u0001"
        + shape
        + dtype
        + "\u0089"
        + data
        + "tb";
  }

  /** The opcodes of a dtype with this code and state. */
  static String dtype(String code, String state) {
    return "cnumpy\ndtype\nV" + code + "\n\u0089\u0088\u0087R(" + state + "tb";
  }

  /** The object dtype as NumPy writes it, but for its flags. */
  static String objectDtype(int flags) {
    return dtype(
        "O8", "K\u0003V|\nNNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK" + (char) flags);
  }

  /** A member to be. */
  static final class Entry {
    private final String name;
    private final byte[] bytes;

    private Entry(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  static Entry entry(String name, byte[] bytes) {
    return new Entry(name, bytes);
  }

  static byte[] zip(Entry... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Entry entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.name()));
        zip.write(entry.bytes());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** A zip of one member that is stored as it is, with its sizes in its header. */
  static byte[] stored(String name, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(bytes);
      zip.closeEntry();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** {@code first} and so many MiB of zeros, in gzip. */
  static byte[] gzipBomb(byte[] first, int mebibytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(first);
      for (int i = 0; i < mebibytes; i++) {
        gzip.write(zeros);
      }
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static byte[] zlib(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static byte[] tar(Entry... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      out.writeBytes(tarHeader(entry.name(), Long.toOctalString(entry.bytes().length), '0'));
      out.writeBytes(entry.bytes());
      out.writeBytes(new byte[(512 - entry.bytes().length % 512) % 512]);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  /** A header in the form of 1988, with the right checksum. */
  static byte[] tarHeader(String name, String octalSize, char type) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, octalSize);
    header[156] = (byte) type;
    put(header, 257, "ustar\0" + "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    String digits = Integer.toOctalString(sum);
    put(header, 148, "0".repeat(6 - digits.length()) + digits + "\0 ");
    return header;
  }

  private static void put(byte[] target, int at, String text) {
    byte[] bytes = pickle(text);
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }
}
