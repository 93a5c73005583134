package dev.brine.npy.internal.header;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the header of an {@code .npy} file: the magic, the version, the length, a Python literal.
 * Reads no byte beyond the header, so that the data can be read next.
 *
 * <p>Format and error messages are those of {@code numpy.lib.format}. Failures are of kind HEADER,
 * or TRUNCATED if the file ends within a header that may be valid.
 */
public final class NpyHeaderReader {
  /**
   * The maximum size of a header in bytes by default: the largest that version 1.0 can have.
   * NumPy's default is 10,000, or no limit if pickles are allowed.
   */
  public static final int DEFAULT_MAX_HEADER_SIZE = 65_536;

  /**
   * The maximum size of a header in bytes that NumPy reads by default, unless pickles are allowed.
   */
  public static final int NUMPY_MAX_HEADER_SIZE = 10_000;

  /** The first bytes of every {@code .npy} file. */
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** The magic and the version. */
  private static final int PREFIX = MAGIC.length + 2;

  private final InputStream in;
  private final Location location;
  private final long start;

  private NpyHeaderReader(InputStream in, Location location) {
    this.in = in;
    this.location = location;
    this.start = Math.max(location.offset(), 0);
  }

  /**
   * Reads the header that is next in a stream.
   *
   * @param location the location of its first byte; an unknown offset means 0
   * @param maxHeaderSize the maximum size of the literal in bytes
   * @throws BrineException if the header is malformed, truncated or too long
   */
  public static NpyHeader read(InputStream in, Location location, int maxHeaderSize)
      throws IOException {
    return read(in, location, HeaderRules.ofSize(maxHeaderSize));
  }

  /**
   * Reads the header that is next in a stream.
   *
   * @param location the location of its first byte; an unknown offset means 0
   * @throws BrineException if the header is malformed, truncated or too long
   */
  public static NpyHeader read(InputStream in, Location location, HeaderRules rules)
      throws IOException {
    return new NpyHeaderReader(in, location).read(rules);
  }

  /**
   * Reads the header at a position of an array of bytes.
   *
   * @param location the location of the byte at {@code from}; an unknown offset means 0
   * @param maxHeaderSize the maximum size of the literal in bytes
   * @throws BrineException if the header is malformed, truncated or too long
   */
  public static NpyHeader read(byte[] bytes, int from, Location location, int maxHeaderSize)
      throws IOException {
    return read(
        new ByteArrayInputStream(bytes, from, bytes.length - from), location, maxHeaderSize);
  }

  private NpyHeader read(HeaderRules rules) throws IOException {
    byte[] prefix = exactly(PREFIX, "magic string", 0);
    if (!FileFormat.isNpy(prefix)) {
      throw new MalformedException(Kind.HEADER, at(0), wrongMagic(prefix));
    }
    FormatVersion version =
        new FormatVersion(prefix[MAGIC.length] & 0xff, prefix[MAGIC.length + 1] & 0xff);
    if (version.minor() != 0 || version.major() < 1 || version.major() > 3) {
      throw new MalformedException(
          Kind.HEADER,
          at(MAGIC.length),
          "we only support format version (1,0), (2,0), and (3,0), not (%s, %s)"
              .formatted(version.major(), version.minor()));
    }
    byte[] lengthBytes = exactly(version.major() == 1 ? 2 : 4, "array header length", PREFIX);
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = length << 8 | (lengthBytes[i] & 0xff);
    }
    int textStart = PREFIX + lengthBytes.length;
    byte[] text = text(length, textStart, rules.maxSize());
    return new HeaderText(decoded(text, version, textStart), version, at(textStart), rules)
        .read(textStart + text.length);
  }

  /** Reads the bytes of the literal. A false length does not allocate more than the limit. */
  private byte[] text(long length, int textStart, int maxHeaderSize) throws IOException {
    if (length <= maxHeaderSize) {
      return exactly((int) length, "array header", textStart);
    }
    long toRead = Math.min(Math.min(length, maxHeaderSize + 1L), Integer.MAX_VALUE - 8L);
    int got = in.readNBytes((int) toRead).length;
    if (got < toRead) {
      throw new TruncatedException(
          Kind.HEADER, at(textStart + got), endOfFile("array header", length, got));
    }
    throw new MalformedException(
        Kind.HEADER,
        at(textStart),
        ("Header info length (%s) is large and may not be safe to load securely.\n"
                + "To allow loading, adjust `max_header_size` or fully trust the `.npy` file using"
                + " `allow_pickle=True`.\n"
                + "For safety against large resource use or crashes, sandboxing may be necessary."
                + "; "
                + HeaderRules.SIZE_OPTION
                + "(%1$s) reads it")
            .formatted(length));
  }

  private byte[] exactly(int size, String what, int at) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new TruncatedException(at(at + bytes.length), endOfFile(what, size, bytes.length));
    }
    return bytes;
  }

  private static String endOfFile(String what, long expected, int got) {
    return "EOF: reading " + what + ", expected " + expected + " bytes got " + got;
  }

  private static String wrongMagic(byte[] prefix) {
    StringBuilder message = new StringBuilder("the magic string is not correct; expected ");
    PythonRepr.appendBytes(message, new String(MAGIC, StandardCharsets.ISO_8859_1));
    PythonRepr.appendBytes(
        message.append(", got "), new String(prefix, 0, MAGIC.length, StandardCharsets.ISO_8859_1));
    return message.toString();
  }

  private String decoded(byte[] text, FormatVersion version, int textStart) throws BrineException {
    if (version.major() < 3) {
      return new String(text, StandardCharsets.ISO_8859_1);
    }
    ByteBuffer bytes = ByteBuffer.wrap(text);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      int bad = bytes.position();
      throw new MalformedException(
          Kind.HEADER,
          at(textStart + bad),
          "'utf-8' codec can't decode byte 0x%s%s in position %s"
              .formatted(
                  Character.forDigit(text[bad] >> 4 & 0xf, 16),
                  Character.forDigit(text[bad] & 0xf, 16),
                  bad),
          e);
    }
  }

  private Location at(int bytes) {
    return location.at(start + bytes);
  }
}
