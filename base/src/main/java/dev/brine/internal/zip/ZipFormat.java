package dev.brine.internal.zip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Numbers of the zip format, by the names and section numbers of PKWARE's APPNOTE. */
public final class ZipFormat {
  /** 4.3.7 Local file header. */
  static final int LOCAL_SIGNATURE = 0x04034b50;

  public static final int LOCAL_SIZE = 30;

  /** 4.3.12 Central directory header. */
  public static final int CENTRAL_SIGNATURE = 0x02014b50;

  public static final int CENTRAL_SIZE = 46;

  /** 4.3.16 End of central directory record. */
  static final int END_SIGNATURE = 0x06054b50;

  public static final int END_SIZE = 22;

  /** 4.3.15 Zip64 end of central directory locator. */
  public static final int LOCATOR64_SIGNATURE = 0x07064b50;

  public static final int LOCATOR64_SIZE = 20;

  /** 4.3.14 Zip64 end of central directory record. */
  public static final int END64_SIGNATURE = 0x06064b50;

  public static final int END64_SIZE = 56;

  /** 4.5.3 Zip64 extended information extra field. */
  static final int ZIP64_EXTRA = 1;

  /** The 32-bit value that refers to the zip64 record or extra field. */
  public static final long SATURATED = 0xffff_ffffL;

  /** The same for a 16-bit field; also the longest comment. */
  static final int SATURATED16 = 0xffff;

  /** 4.4.4 The member is encrypted. */
  static final int FLAG_ENCRYPTED = 1;

  /** Sizes and CRC follow the data; the local header need not have them. */
  static final int FLAG_DATA_DESCRIPTOR = 1 << 3;

  static final int FLAG_PATCHED = 1 << 5;
  static final int FLAG_STRONG_ENCRYPTION = 1 << 6;

  /** The name is UTF-8; otherwise it is code page 437. */
  static final int FLAG_UTF8 = 1 << 11;

  static final int FLAG_MASKED_HEADERS = 1 << 13;

  /** 4.3.9 Data descriptor; the signature is customary. */
  static final int DESCRIPTOR_SIGNATURE = 0x08074b50;

  private ZipFormat() {}

  /** Returns an unsigned 16-bit field. */
  public static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** Returns a signature or another 32-bit field. */
  public static int i32(byte[] bytes, int at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
  }

  /** Returns an unsigned 32-bit field. */
  public static long u32(byte[] bytes, int at) {
    return i32(bytes, at) & 0xffff_ffffL;
  }

  /** Returns an unsigned 64-bit field; negative here means more than any file can hold. */
  public static long i64(byte[] bytes, int at) {
    return u32(bytes, at) | u32(bytes, at + 4) << 32;
  }

  static MalformedException broken(Location at, String reason) {
    return new MalformedException(Kind.CONTAINER, at, reason);
  }

  /** Finds the zip64 field among a header's extra fields (APPNOTE 4.5.3). */
  static final class Zip64Extra {
    private final byte[] bytes;
    private int next;
    private int left;

    private Zip64Extra(byte[] bytes, int at, int length) {
      this.bytes = bytes;
      this.next = at;
      this.left = length;
    }

    /**
     * Returns the zip64 field, or an empty one if all values fit without it.
     *
     * @return null if a field is longer than its container
     */
    static @Nullable Zip64Extra find(byte[] bytes, int offset, int length) {
      int at = offset;
      int end = offset + length;
      // Up to three bytes may remain: some writers pad with zeros to align what follows.
      while (end - at >= 4) {
        int id = ZipFormat.u16(bytes, at);
        int size = ZipFormat.u16(bytes, at + 2);
        at += 4;
        if (size > end - at) {
          return null;
        }
        if (id == ZipFormat.ZIP64_EXTRA) {
          return new Zip64Extra(bytes, at, size);
        }
        at += size;
      }
      return new Zip64Extra(bytes, at, 0);
    }

    /**
     * {@code narrow}, or the field's next value if that is saturated; -1 if the field has no more.
     */
    long widen(long narrow) {
      if (narrow != ZipFormat.SATURATED) {
        return narrow;
      }
      if (left < 8) {
        return -1;
      }
      long wide = ZipFormat.i64(bytes, next);
      next += 8;
      left -= 8;
      return wide;
    }
  }

  /** Member names: UTF-8 if the flag says so, else code page 437, as in CPython's zipfile. */
  static final class ZipNames {
    /** Code page 437 from 0x80 on; below, it is ASCII. */
    private static final String CP437 =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»"
            + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    private ZipNames() {}

    /**
     * Returns the name in {@code bytes}. Different bytes never give the same name.
     *
     * @throws CharacterCodingException if it is said to be UTF-8 and is not
     */
    static String decode(byte[] bytes, int offset, int length, boolean utf8)
        throws CharacterCodingException {
      if (!isAscii(bytes, offset, length)) {
        return utf8 ? utf8(bytes, offset, length) : cp437(bytes, offset, length);
      }
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Returns a comment, decoded as UTF-8 if it is valid, because its encoding is not stated. */
    static String decodeComment(byte[] bytes, int offset, int length) {
      try {
        return decode(bytes, offset, length, true);
      } catch (CharacterCodingException e) {
        return cp437(bytes, offset, length);
      }
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] < 0) {
          return false;
        }
      }
      return true;
    }

    private static String utf8(byte[] bytes, int offset, int length)
        throws CharacterCodingException {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    }

    private static String cp437(byte[] bytes, int offset, int length) {
      char[] chars = new char[length];
      for (int i = 0; i < length; i++) {
        byte b = bytes[offset + i];
        chars[i] = b >= 0 ? (char) b : CP437.charAt(b & 0x7f);
      }
      return new String(chars);
    }
  }
}
