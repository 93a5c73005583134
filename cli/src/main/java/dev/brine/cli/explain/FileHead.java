package dev.brine.cli.explain;

import dev.brine.internal.magic.FileFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a file begins.
 *
 * @param text its first bytes, at most 4 KiB, each as one char
 * @param size of the file in bytes
 */
record FileHead(String text, long size) {
  private static final int LENGTH = 4_096;

  static FileHead of(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] first = in.readNBytes(LENGTH);
      return new FileHead(new String(first, StandardCharsets.ISO_8859_1), Files.size(path));
    }
  }

  /** Whether it begins with the magic of a format, whatever follows. */
  boolean hasMagic(FileFormat format) {
    return format.hasMagic(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Its format by magic, or null. */
  @Nullable FileFormat format() {
    return FileFormat.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  boolean is(String magic) {
    return text.startsWith(magic);
  }

  boolean has(int at, String magic) {
    return text.startsWith(magic, at);
  }

  /** Of a file that is compressed: its first bytes, its size unknown. */
  static FileHead inside(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    return new FileHead(text, first.length == 0 ? 0 : Long.MAX_VALUE);
  }

  /** At most this many bytes are looked at. */
  static int length() {
    return LENGTH;
  }

  /** Whether it can be a pickle of protocol 2 or later. */
  boolean isBinaryPickle() {
    return text.length() > 1
        && text.charAt(0) == 0x80
        && text.charAt(1) >= 2
        && text.charAt(1) <= 5;
  }

  /** The little-endian number of {@code bytes} bytes at {@code at}; 0 if the file ends before. */
  long number(int at, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0 && at + bytes <= text.length(); i--) {
      number = number << 8 | text.charAt(at + i);
    }
    return number;
  }

  boolean isZeros() {
    return text.chars().allMatch(c -> c == 0);
  }

  /** Whether all of it could be text in some encoding that has ASCII's control characters. */
  boolean isText() {
    return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  /** The first words, in lower case, without blanks or a byte order mark before them. */
  String words() {
    String marked = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    String start = marked.stripLeading();
    return start.substring(0, Math.min(64, start.length())).toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * The line ends that a file's bytes would be, were they text: what is left of them tells whether
   * a copy in text mode has rewritten them. Of 256 bytes that are LF by chance one follows a CR.
   *
   * @param crlf how often LF follows CR
   * @param lf how often it follows anything else
   */
  record LineEnds(long crlf, long lf) {
    /** This many CRLF and no bare LF mean a text-mode transfer. */
    private static final int FEWEST = 3;

    static LineEnds of(Path path) throws IOException {
      long crlf = 0;
      long lf = 0;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
        byte[] block = new byte[1 << 16];
        boolean afterCr = false;
        for (int n = in.read(block); n > 0; n = in.read(block)) {
          for (int i = 0; i < n; i++) {
            if (block[i] == '\n') {
              crlf += afterCr ? 1 : 0;
              lf += afterCr ? 0 : 1;
            }
            afterCr = block[i] == '\r';
          }
        }
      }
      return new LineEnds(crlf, lf);
    }

    /** Whether each LF has been given a CR, as far as the bytes can tell. */
    boolean areAllCrlf() {
      return lf == 0 && crlf >= FEWEST;
    }

    /** Whether this many CR can have been removed before an LF: no CRLF is left. */
    boolean canHaveLost(long bytes) {
      return crlf == 0 && bytes > 0 && bytes < lf;
    }
  }
}
