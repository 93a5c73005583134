package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.text.Printable;
import dev.brine.internal.zip.ZipFormat.Zip64Extra;
import dev.brine.internal.zip.ZipFormat.ZipNames;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header before a member's bytes (APPNOTE 4.3.7). It repeats the directory entry. If the two
 * differ, programs disagree about the contents of the archive, so the member is rejected.
 */
public final class LocalHeader {
  private final ZipMember member;
  private final Location location;
  private final byte[] bytes;
  private final Fields fields;

  private LocalHeader(ZipMember member, Location location, byte[] bytes, Fields fields) {
    this.member = member;
    this.location = location;
    this.bytes = bytes;
    this.fields = fields;
  }

  /**
   * What a local header says, whether or not a directory agrees.
   *
   * @param method the compression method
   * @param crc32 0 if the flags say that it follows the data, and so are the sizes
   * @param compressedSize in bytes; {@link ZipFormat#SATURATED} if it is in the zip64 field
   * @param size in bytes; {@link ZipFormat#SATURATED} if it is in the zip64 field
   * @param nameSize the length of the name, which follows the fields
   * @param extraSize the length of the extra fields, which follow the name
   */
  public record Fields(
      int flags,
      int method,
      long crc32,
      long compressedSize,
      long size,
      int nameSize,
      int extraSize) {

    /** Returns the fields at the beginning of these bytes; null if no local header begins there. */
    public static @Nullable Fields of(byte[] bytes) {
      if (bytes.length < ZipFormat.LOCAL_SIZE
          || ZipFormat.i32(bytes, 0) != ZipFormat.LOCAL_SIGNATURE) {
        return null;
      }
      return new Fields(
          ZipFormat.u16(bytes, 6),
          ZipFormat.u16(bytes, 8),
          ZipFormat.u32(bytes, 14),
          ZipFormat.u32(bytes, 18),
          ZipFormat.u32(bytes, 22),
          ZipFormat.u16(bytes, 26),
          ZipFormat.u16(bytes, 28));
    }

    /** Returns the length of the header with its name and extra fields. */
    public int length() {
      return ZipFormat.LOCAL_SIZE + nameSize + extraSize;
    }

    /** Returns whether sizes and CRC-32 follow the data. */
    public boolean hasDataDescriptor() {
      return (flags & ZipFormat.FLAG_DATA_DESCRIPTOR) != 0;
    }

    /**
     * Returns these fields with the sizes that the zip64 field has.
     *
     * @param bytes the header with its extra fields
     * @return null if an extra field is longer than the space for them; -1 for a missing size
     */
    public @Nullable Fields widened(byte[] bytes) {
      if (size != ZipFormat.SATURATED && compressedSize != ZipFormat.SATURATED) {
        return this;
      }
      Zip64Extra zip64 = Zip64Extra.find(bytes, ZipFormat.LOCAL_SIZE + nameSize, extraSize);
      if (zip64 == null) {
        return null;
      }
      long wideSize = zip64.widen(size);
      long wideCompressed = zip64.widen(compressedSize);
      return new Fields(flags, method, crc32, wideCompressed, wideSize, nameSize, extraSize);
    }
  }

  /**
   * Reads the header, and checks only its signature and that the member's bytes are in the file.
   */
  static LocalHeader read(ByteSource source, ZipMember member) throws IOException {
    long start = member.localHeaderOffset();
    Location location = source.location().member(member.name()).at(start);
    // Usually one read suffices, because a source may be remote.
    byte[] first = readUpTo(source, start, ZipFormat.LOCAL_SIZE + member.name().length() + 96);
    Fields fields = Fields.of(first);
    if (fields == null) {
      throw broken(location, "there is no local header at this offset of the archive");
    }
    int size = fields.length();
    byte[] bytes = size > first.length ? readUpTo(source, start, size) : first;
    if (bytes.length < size || source.size() - start - size < member.compressedSize()) {
      throw new TruncatedException(
          Kind.CONTAINER,
          location,
          "the member at this offset of the archive runs past the end of the archive");
    }
    return new LocalHeader(member, location, bytes, fields);
  }

  private static byte[] readUpTo(ByteSource source, long position, int count) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(count, source.size() - position))];
    source.readFully(position, bytes, 0, bytes.length);
    return bytes;
  }

  /**
   * Finds the members of an archive without a usable directory by their local headers. After a
   * member that does not end where another begins, the next header is searched for, because bytes
   * may have been lost or inserted in between. Members whose size follows their data are left out.
   */
  static ZipDirectory find(ByteSource source) throws IOException {
    List<ZipMember> members = new ArrayList<>();
    byte[] block = new byte[1 << 16];
    for (long at = next(source, 0, block); at >= 0; ) {
      Fields fields = Fields.of(readUpTo(source, at, ZipFormat.LOCAL_SIZE));
      byte[] header = fields == null ? new byte[0] : readUpTo(source, at, fields.length());
      Fields wide =
          fields == null || header.length < fields.length() ? null : fields.widened(header);
      if (wide == null
          || wide.hasDataDescriptor()
          || wide.size() < 0
          || wide.compressedSize() < 0) {
        at = next(source, at + 1, block);
        continue;
      }
      if (members.size() == ZipDirectory.MOST_MEMBERS) {
        throw new LimitException(
            source.location().at(at),
            "more than " + ZipDirectory.MOST_MEMBERS + " members, which is the limit");
      }
      long start = at + header.length;
      long end = wide.compressedSize() > source.size() - start ? -1 : start + wide.compressedSize();
      boolean exact = end >= 0 && (end == source.size() || isSignature(readUpTo(source, end, 4)));
      long following = next(source, exact ? end : start, block);
      int flags = wide.flags() & ZipFormat.FLAG_UTF8;
      try {
        String name = ZipNames.decode(header, ZipFormat.LOCAL_SIZE, wide.nameSize(), flags != 0);
        members.add(
            new ZipMember(
                name,
                wide.method(),
                wide.flags(),
                wide.compressedSize(),
                wide.size(),
                wide.crc32(),
                at,
                exact ? end : end(source, start, following, block),
                ZipFormat.i32(header, 10)));
      } catch (CharacterCodingException e) {
        // no member that anything could name
      }
      at = following;
    }
    return new ZipDirectory(members, "", 0);
  }

  /** Where the bytes of a damaged member must end: before the next header or the directory. */
  private static long end(ByteSource source, long start, long following, byte[] block)
      throws IOException {
    long last = following < 0 ? source.size() : following;
    long central = search(source, start, last, ZipFormat.CENTRAL_SIGNATURE, block);
    return central < 0 ? last : central;
  }

  private static boolean isSignature(byte[] bytes) {
    int word = bytes.length < 4 ? 0 : ZipFormat.i32(bytes, 0);
    return word == ZipFormat.LOCAL_SIGNATURE
        || word == ZipFormat.CENTRAL_SIGNATURE
        || word == ZipFormat.END_SIGNATURE;
  }

  /** Where the next local header begins, or -1. */
  private static long next(ByteSource source, long from, byte[] block) throws IOException {
    return search(source, from, source.size(), ZipFormat.LOCAL_SIGNATURE, block);
  }

  /** The position of a signature from {@code from} to {@code to}, or -1. */
  private static long search(ByteSource source, long from, long to, int signature, byte[] block)
      throws IOException {
    for (long at = from; to - at >= 4; at += block.length - 3) {
      int length = (int) Math.min(block.length, to - at);
      source.readFully(at, block, 0, length);
      for (int i = 0; i <= length - 4; i++) {
        if (block[i] == 'P' && ZipFormat.i32(block, i) == signature) {
          return at + i;
        }
      }
    }
    return -1;
  }

  /** Where the member's bytes start in the file. */
  long dataOffset() {
    return member.localHeaderOffset() + fields.length();
  }

  /** Rejects headers that CPython's zipfile rejects, and every contradiction of the directory. */
  void check() throws IOException {
    int flags = fields.flags();
    checkFlags(flags | member.flags());
    checkName();
    if (((flags ^ member.flags()) & ZipFormat.FLAG_UTF8) != 0 && !isAscii(member.name())) {
      throw contradiction("encoding of the name", -1);
    }
    int method = fields.method();
    if (method != member.method()) {
      throw contradiction("compression method", method);
    }
    if (!fields.hasDataDescriptor()) {
      checkSizes();
    }
    if (member.compressedSize() > member.end() - dataOffset()) {
      throw broken(
          location,
          "the member at this offset of the archive overlaps what follows it: bytes of it are"
              + " missing, or this is a zip bomb");
    }
  }

  private void checkFlags(int flags) throws IOException {
    if ((flags & (ZipFormat.FLAG_ENCRYPTED | ZipFormat.FLAG_STRONG_ENCRYPTION)) != 0) {
      throw broken(
          location,
          (flags & ZipFormat.FLAG_STRONG_ENCRYPTION) != 0
              ? "the member is encrypted (flag bit 6: strong encryption), which is not supported"
              : "the member is encrypted (flag bit 0), which is not supported");
    }
    if ((flags & ZipFormat.FLAG_PATCHED) != 0) {
      throw broken(location, "the member is compressed patched data, which is not supported");
    }
    if ((flags & ZipFormat.FLAG_MASKED_HEADERS) != 0) {
      throw broken(location, "the member's header is masked by encryption; it is not supported");
    }
  }

  private void checkName() throws IOException {
    if (member.name().indexOf('\0') >= 0) {
      throw broken(location, "the member's name has a NUL, where other programs cut it");
    }
    String name;
    try {
      name = ZipNames.decode(bytes, ZipFormat.LOCAL_SIZE, fields.nameSize(), member.isUtf8());
    } catch (CharacterCodingException e) {
      throw broken(location, "the name in the local header is not valid UTF-8");
    }
    if (!name.equals(member.name())) {
      throw broken(
          location, "the local header names another member, \"" + Printable.escape(name) + "\"");
    }
  }

  private void checkSizes() throws IOException {
    Fields wide = fields.widened(bytes);
    if (wide == null) {
      throw broken(location, "an extra field in the local header is too long");
    }
    if (wide.size() != member.size()) {
      throw contradiction("size", wide.size());
    }
    if (wide.compressedSize() != member.compressedSize()) {
      throw contradiction("compressed size", wide.compressedSize());
    }
    if (wide.crc32() != member.crc32()) {
      throw contradiction("CRC-32", wide.crc32());
    }
  }

  private MalformedException contradiction(String field, long here) {
    return broken(
        location,
        "the local header at this offset of the archive contradicts the directory about the "
            + field
            + (here < 0 ? "" : ": " + here));
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
