package dev.brine.internal.zip;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;

/** Numbers of the zip format, by the names and section numbers of PKWARE's APPNOTE. */
final class ZipFormat {
  /** 4.3.7 Local file header. */
  static final int LOCAL_SIGNATURE = 0x04034b50;

  static final int LOCAL_SIZE = 30;

  /** 4.3.12 Central directory header. */
  static final int CENTRAL_SIGNATURE = 0x02014b50;

  static final int CENTRAL_SIZE = 46;

  /** 4.3.16 End of central directory record. */
  static final int END_SIGNATURE = 0x06054b50;

  static final int END_SIZE = 22;

  /** 4.3.15 Zip64 end of central directory locator. */
  static final int LOCATOR64_SIGNATURE = 0x07064b50;

  static final int LOCATOR64_SIZE = 20;

  /** 4.3.14 Zip64 end of central directory record. */
  static final int END64_SIGNATURE = 0x06064b50;

  static final int END64_SIZE = 56;

  /** 4.5.3 Zip64 extended information extra field. */
  static final int ZIP64_EXTRA = 1;

  /** A 32-bit field that says: the value is in the zip64 record or extra field. */
  static final long SATURATED = 0xffff_ffffL;

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

  static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  static int i32(byte[] bytes, int at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
  }

  static long u32(byte[] bytes, int at) {
    return i32(bytes, at) & 0xffff_ffffL;
  }

  /** An unsigned 64-bit field; negative here means more than any file can hold. */
  static long i64(byte[] bytes, int at) {
    return u32(bytes, at) | u32(bytes, at + 4) << 32;
  }

  static MalformedException broken(Location at, String reason) {
    return new MalformedException(Kind.CONTAINER, at, reason);
  }
}
