package dev.brine.datasets;

import dev.brine.datasets.NpzSource.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes tar archives, honest ones and others. */
final class CifarArchives {
  static final String FOLDER = "cifar-10-batches-py/";
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The members of the sample of CIFAR-10 by their names in its folder. */
  static Map<String, byte[]> sample() throws IOException {
    byte[] tar;
    try (InputStream in = new GZIPInputStream(Samples.open("cifar-10-python.tar.gz"))) {
      tar = in.readAllBytes();
    }
    Map<String, byte[]> members = new LinkedHashMap<>();
    ByteArrayInputStream in = new ByteArrayInputStream(tar);
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      String name = new String(header, 0, 100, StandardCharsets.US_ASCII).trim();
      if (name.isEmpty()) {
        return members;
      }
      int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII), 8);
      byte[] data = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (size > 0) {
        members.put(name.substring(FOLDER.length()), data);
      }
    }
  }

  static byte[] sampleBatch(String name) throws IOException {
    byte[] data = sample().get(name);
    if (data == null) {
      throw new AssertionError(name);
    }
    return data;
  }

  /** The whole sample again. */
  CifarArchives addSample() throws IOException {
    for (Map.Entry<String, byte[]> member : sample().entrySet()) {
      add(FOLDER + member.getKey(), '0', member.getValue());
    }
    return this;
  }

  CifarArchives add(String name, char type, byte[] data) throws IOException {
    return header(name, type, data.length)
        .raw(data)
        .raw(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
  }

  CifarArchives raw(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /** A header alone, whatever follows. */
  CifarArchives header(String name, char type, long size) throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 124, octal(size));
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 157, type == '1' || type == '2' ? "/etc/passwd" : "");
    put(block, 257, "ustar\00000");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, octal(sum).substring(5) + "\0");
    return raw(block);
  }

  private static String octal(long value) {
    String digits = Long.toOctalString(value);
    return "0".repeat(11 - digits.length()) + digits;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** The archive with its end. */
  byte[] gzip() throws IOException {
    out.write(new byte[2 * BLOCK]);
    return gzip(out.toByteArray());
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(plain);
    }
    return packed.toByteArray();
  }
}
