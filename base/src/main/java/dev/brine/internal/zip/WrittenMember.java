package dev.brine.internal.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A member that is being written to an archive, with the fields of its directory entry. Headers are
 * those that CPython's zipfile writes for NumPy, which forces zip64 on every member: version 4.5,
 * made on Unix, permissions 0600.
 */
final class WrittenMember {
  /** 1980-01-01 00:00, the first date there is. */
  static final int NO_TIME = 1 << 21 | 1 << 16;

  private static final int VERSION_ZIP64 = 45;
  private static final int UNIX = 3;
  private static final int PERMISSIONS = 0600 << 16;

  /** CPython switches to zip64 here, not at 2^32. */
  private static final long ZIP64_FROM = Integer.MAX_VALUE + 1L;

  /** The zip64 field of a local header: its own header, size and compressed size. */
  private static final int LOCAL_EXTRA = 20;

  private final String name;
  private final byte[] nameBytes;
  private final int method;
  private final int flags;
  private final int dosTime;
  private long offset;
  private long crc32;
  private long compressedSize;
  private long size;

  private WrittenMember(String name, int method, int flags, int dosTime) {
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
    this.method = method;
    this.flags = flags | (nameBytes.length == name.length() ? 0 : ZipFormat.FLAG_UTF8);
    this.dosTime = dosTime;
  }

  /**
   * Creates a new member.
   *
   * @param descriptor whether its sizes follow its bytes, since its header cannot be changed
   */
  static WrittenMember of(String name, int method, boolean descriptor) {
    return new WrittenMember(
        name, method, descriptor ? ZipFormat.FLAG_DATA_DESCRIPTOR : 0, NO_TIME);
  }

  /** Creates a copy of a member of another archive, whose bytes stay the same. */
  static WrittenMember like(ZipMember member) {
    int flags = member.flags() & ~(ZipFormat.FLAG_DATA_DESCRIPTOR | ZipFormat.FLAG_UTF8);
    WrittenMember copy = new WrittenMember(member.name(), member.method(), flags, member.dosTime());
    copy.complete(member.crc32(), member.compressedSize(), member.size());
    return copy;
  }

  String name() {
    return name;
  }

  boolean hasDescriptor() {
    return (flags & ZipFormat.FLAG_DATA_DESCRIPTOR) != 0;
  }

  long offset() {
    return offset;
  }

  /** Records where its local header starts. */
  void startAt(long position) {
    offset = position;
  }

  /** Records that all of it was written. */
  void complete(long crc, long compressed, long uncompressed) {
    crc32 = crc;
    compressedSize = compressed;
    size = uncompressed;
  }

  private int version() {
    // those that bzip2 and LZMA need
    return method == 12 ? 46 : method == 14 ? 63 : VERSION_ZIP64;
  }

  /** Returns the header before the bytes, with what is known of them. */
  byte[] localHeader() {
    boolean known = !hasDescriptor();
    return new RecordBuilder(ZipFormat.LOCAL_SIZE + nameBytes.length + LOCAL_EXTRA)
        .i32(ZipFormat.LOCAL_SIGNATURE)
        .u16(version())
        .u16(flags)
        .u16(method)
        .i32(dosTime)
        .i32(known ? crc32 : 0)
        .i32(ZipFormat.SATURATED)
        .i32(ZipFormat.SATURATED)
        .u16(nameBytes.length)
        .u16(LOCAL_EXTRA)
        .bytes(nameBytes)
        .u16(ZipFormat.ZIP64_EXTRA)
        .u16(2 * Long.BYTES)
        .i64(known ? size : 0)
        .i64(known ? compressedSize : 0)
        .bytes();
  }

  /** Returns what follows the bytes where the header could not be changed. */
  byte[] descriptor() {
    return new RecordBuilder(24)
        .i32(ZipFormat.DESCRIPTOR_SIGNATURE)
        .i32(crc32)
        .i64(compressedSize)
        .i64(size)
        .bytes();
  }

  /** Its entry in the directory. */
  byte[] directoryEntry() {
    boolean wide = size >= ZIP64_FROM || compressedSize >= ZIP64_FROM;
    boolean far = offset >= ZIP64_FROM;
    int zip64 = (wide ? 2 * Long.BYTES : 0) + (far ? Long.BYTES : 0);
    int extra = zip64 == 0 ? 0 : 4 + zip64;
    RecordBuilder fields =
        new RecordBuilder(ZipFormat.CENTRAL_SIZE + nameBytes.length + extra)
            .i32(ZipFormat.CENTRAL_SIGNATURE)
            .u16(UNIX << 8 | version())
            .u16(version())
            .u16(flags)
            .u16(method)
            .i32(dosTime)
            .i32(crc32)
            .i32(wide ? ZipFormat.SATURATED : compressedSize)
            .i32(wide ? ZipFormat.SATURATED : size)
            .u16(nameBytes.length)
            .u16(extra)
            .u16(0)
            .u16(0)
            .u16(0)
            .i32(PERMISSIONS)
            .i32(far ? ZipFormat.SATURATED : offset)
            .bytes(nameBytes);
    if (extra > 0) {
      fields.u16(ZipFormat.ZIP64_EXTRA).u16(zip64);
    }
    if (wide) {
      fields.i64(size).i64(compressedSize);
    }
    return (far ? fields.i64(offset) : fields).bytes();
  }

  /** Returns what follows the directory. */
  static byte[] end(int count, long directoryOffset, long directorySize) {
    boolean zip64 =
        count > ZipFormat.SATURATED16
            || directoryOffset >= ZIP64_FROM
            || directorySize >= ZIP64_FROM;
    int size64 = ZipFormat.END64_SIZE + ZipFormat.LOCATOR64_SIZE;
    RecordBuilder fields = new RecordBuilder((zip64 ? size64 : 0) + ZipFormat.END_SIZE);
    if (zip64) {
      fields
          .i32(ZipFormat.END64_SIGNATURE)
          .i64(ZipFormat.END64_SIZE - 12)
          .u16(VERSION_ZIP64)
          .u16(VERSION_ZIP64)
          .i32(0)
          .i32(0)
          .i64(count)
          .i64(count)
          .i64(directorySize)
          .i64(directoryOffset)
          .i32(ZipFormat.LOCATOR64_SIGNATURE)
          .i32(0)
          .i64(directoryOffset + directorySize)
          .i32(1);
    }
    int few = Math.min(count, ZipFormat.SATURATED16);
    return fields
        .i32(ZipFormat.END_SIGNATURE)
        .i32(0)
        .u16(few)
        .u16(few)
        .i32(Math.min(directorySize, ZipFormat.SATURATED))
        .i32(Math.min(directoryOffset, ZipFormat.SATURATED))
        .u16(0)
        .bytes();
  }

  /** Builds a record of little-endian fields. */
  static final class RecordBuilder {
    private final ByteBuffer bytes;

    /** Creates a builder of a record of {@code size} bytes. */
    RecordBuilder(int size) {
      bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    RecordBuilder u16(int value) {
      bytes.putShort((short) value);
      return this;
    }

    RecordBuilder i32(long value) {
      bytes.putInt((int) value);
      return this;
    }

    RecordBuilder i64(long value) {
      bytes.putLong(value);
      return this;
    }

    RecordBuilder bytes(byte[] some) {
      bytes.put(some);
      return this;
    }

    /** Returns the record. */
    byte[] bytes() {
      return bytes.array();
    }
  }
}
