package dev.brine.cli.input;

import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.CompressedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file.
 *
 * @param text its first bytes, at most 4 KiB, each as one char
 * @param size of the file in bytes
 */
public record FileHead(String text, long size) {
  private static final int LENGTH = 4_096;

  /** The beginning of an open file. */
  public static FileHead of(ByteSource source) throws IOException {
    byte[] first = source.stream(0, source.size()).readNBytes(LENGTH);
    return new FileHead(new String(first, StandardCharsets.ISO_8859_1), source.size());
  }

  /** The first bytes. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The bytes of a file, decompressed if it is compressed as a whole in a way that Brine reads. */
  InputStream decompressed(ByteSource source) throws IOException {
    InputStream in = source.stream(0, size);
    return CompressedStream.isCompressed(bytes())
        ? CompressedStream.open(in, bytes(), source.location())
        : in;
  }

  /**
   * What makes a pickle more than that, so that only other programs than NumPy read it, or null.
   */
  public @Nullable String packing() {
    if (CompressedStream.isCompressed(bytes())) {
      return "a compressed pickle, as joblib and pandas write them";
    }
    ForeignFormat known = ForeignFormat.of(this);
    return known != null && known.form().equals(ForeignFormat.JOBLIB)
        ? "a file of joblib: a pickle with the elements of arrays in between"
        : null;
  }

  /** Whether it begins with the magic number of a format. */
  public boolean hasMagic(FileFormat format) {
    return format.hasMagic(bytes());
  }

  /** Its format by its magic number, or null. */
  public @Nullable FileFormat format() {
    return FileFormat.of(bytes());
  }

  /** Whether it is the header of a safetensors file, which has no magic number. */
  public boolean isSafetensors() {
    return FileFormat.isSafetensors(bytes(), size);
  }

  public boolean is(String magic) {
    return text.startsWith(magic);
  }

  public boolean has(int at, String magic) {
    return text.startsWith(magic, at);
  }

  /** The beginning of decompressed data of unknown size. */
  public static FileHead inside(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    return new FileHead(text, first.length == 0 ? 0 : Long.MAX_VALUE);
  }

  /** The largest number of bytes kept. */
  public static int length() {
    return LENGTH;
  }

  /** Whether it can be a pickle of protocol 2 or later. */
  public boolean isBinaryPickle() {
    return text.length() > 1
        && text.charAt(0) == 0x80
        && text.charAt(1) >= 2
        && text.charAt(1) <= 5;
  }

  /** The little-endian number of {@code bytes} bytes at {@code at}; 0 if the file ends before. */
  public long number(int at, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0 && at + bytes <= text.length(); i--) {
      number = number << 8 | text.charAt(at + i);
    }
    return number;
  }

  public boolean isZeros() {
    return text.chars().allMatch(c -> c == 0);
  }

  /** Whether it could be text in an encoding with ASCII's control characters. */
  public boolean isText() {
    return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  /** Whether the first lines of a text have the same number of cells, and more than one. */
  public boolean isTable(char delimiter) {
    long cells = 0;
    int last = text.lastIndexOf('\n');
    if (text.indexOf('\n') == last && last >= text.length() - 1) {
      return false; // one line says nothing
    }
    for (String line :
        text.substring(0, Math.max(last, 0)).replaceFirst("[\r\n]+$", "").split("\r?\n", -1)) {
      long here = line.chars().filter(c -> c == delimiter).count();
      if (here == 0 || (cells > 0 && here != cells)) {
        return false;
      }
      cells = here;
    }
    return cells > 0;
  }

  /** The first 64 characters in lower case, without leading white space and byte order mark. */
  public String words() {
    String marked = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    String start = marked.stripLeading();
    return start.substring(0, Math.min(64, start.length())).toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Counts CRLF and bare LF bytes, which show whether a copy in text mode rewrote the line ends. In
   * binary data about one LF in 256 follows a CR by chance.
   *
   * @param crlf the number of LF bytes after a CR
   * @param lf the number of other LF bytes
   */
  public record LineEnds(long crlf, long lf) {
    /** This many CRLF and no bare LF mean a text-mode transfer. */
    private static final int FEWEST = 3;

    /** Counts them in a whole file. */
    public static LineEnds of(ByteSource source) throws IOException {
      long crlf = 0;
      long lf = 0;
      byte[] block = new byte[1 << 16];
      boolean afterCr = false;
      long at = 0;
      for (int n = source.read(0, block, 0, block.length); n > 0; ) {
        for (int i = 0; i < n; i++) {
          if (block[i] == '\n') {
            crlf += afterCr ? 1 : 0;
            lf += afterCr ? 0 : 1;
          }
          afterCr = block[i] == '\r';
        }
        at += n;
        n = source.read(at, block, 0, block.length);
      }
      return new LineEnds(crlf, lf);
    }

    /** Whether a CR was probably inserted before every LF. */
    public boolean areAllCrlf() {
      return lf == 0 && crlf >= FEWEST;
    }

    /** Whether this many CRs may have been removed before LFs: no CRLF is left. */
    public boolean canHaveLost(long bytes) {
      return crlf == 0 && bytes > 0 && bytes < lf;
    }
  }
}
