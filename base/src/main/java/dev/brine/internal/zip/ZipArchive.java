package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.util.Arrays;

/**
 * A zip archive: its directory, and its members' bytes. Several threads may open and read members
 * at once. The caller closes the source.
 *
 * <p>Failures name the file, the member and an offset: within the member for its data, within the
 * archive for headers; the message says so.
 */
public final class ZipArchive {
  /** No limit for {@link #open(ZipMember, long)}. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The longest array that a JVM is sure to make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final ByteSource source;
  private final ZipDirectory directory;

  private ZipArchive(ByteSource source, ZipDirectory directory) {
    this.source = source;
    this.directory = directory;
  }

  /**
   * Reads the directory of an archive.
   *
   * @throws BrineException as {@link ZipDirectory#read} does
   */
  public static ZipArchive open(ByteSource source) throws IOException {
    return new ZipArchive(source, ZipDirectory.read(source));
  }

  /**
   * Reads the directory of a damaged archive, or finds its members by their local headers.
   *
   * @throws BrineException of kind CONTAINER if there is no member; of kind LIMIT if there are more
   *     than {@link ZipDirectory#MOST_MEMBERS}
   */
  public static ZipArchive openDamaged(ByteSource source) throws IOException {
    try {
      return open(source);
    } catch (MalformedException | TruncatedException e) {
      ZipDirectory found = LocalHeader.find(source);
      if (found.members().isEmpty()) {
        throw e;
      }
      return new ZipArchive(source, found);
    }
  }

  /**
   * Returns whether the bytes end with the end record of an archive without a comment, whatever
   * precedes the archive.
   */
  public static boolean endsLikeArchive(ByteSource source) throws IOException {
    int size = ZipFormat.END_SIZE;
    byte[] end = new byte[size];
    if (source.size() < size) {
      return false;
    }
    source.readFully(source.size() - size, end, 0, size);
    return ZipFormat.i32(end, 0) == ZipFormat.END_SIGNATURE && ZipFormat.u16(end, 20) == 0;
  }

  /** Returns the directory of the archive. */
  public ZipDirectory directory() {
    return directory;
  }

  /** Opens a member of any size. */
  public MemberStream open(ZipMember member) throws IOException {
    return open(member, UNLIMITED);
  }

  /**
   * Opens a member.
   *
   * @param limit the most bytes that it may have when decompressed
   * @throws BrineException of kind CONTAINER if the member is encrypted, overlaps another, or its
   *     local header contradicts the directory; UNSUPPORTED if its compression method is; LIMIT if
   *     it is larger than {@code limit}
   */
  public MemberStream open(ZipMember member, long limit) throws IOException {
    Location location = location(member);
    LocalHeader header = checked(member);
    if (member.size() > limit) {
      throw tooLarge(location, member, limit);
    }
    MemberDecoder decoder = MemberDecoder.of(member, source, header.dataOffset(), location);
    return MemberStream.verified(member, location, decoder);
  }

  /**
   * Opens a member for a scan: everything that can be decoded, although flags, names, sizes and CRC
   * may be wrong, and other programs may refuse it. Never use it to load data.
   *
   * @param limit the most bytes to decode; the stream throws {@link LimitException} there
   */
  public MemberStream openLeniently(ZipMember member, long limit) throws IOException {
    Location location = location(member);
    LocalHeader header = LocalHeader.read(source, member);
    MemberDecoder decoder = MemberDecoder.of(member, source, header.dataOffset(), location);
    return MemberStream.lenient(member, location, decoder, limit);
  }

  /**
   * Where the bytes of a stored member start in the source; it has {@link ZipMember#size} of them.
   * Its CRC-32 is not checked.
   *
   * @throws UnsupportedException if the member is compressed
   * @throws BrineException as {@link #open(ZipMember, long)} does
   */
  public long dataOffset(ZipMember member) throws IOException {
    if (member.method() != ZipMember.STORED) {
      throw new UnsupportedException(
          location(member), "the member is compressed, so its bytes cannot be used in place");
    }
    return checked(member).dataOffset();
  }

  /**
   * Returns all bytes of a member, verified. Memory grows with the bytes read, not with the size
   * that the header states.
   *
   * @param limit the most bytes that it may have
   * @throws LimitException if it is larger than {@code limit} or than a Java array
   */
  public byte[] readAll(ZipMember member, long limit) throws IOException {
    int size = (int) Math.min(member.size(), LONGEST_ARRAY);
    try (MemberStream in = open(member, Math.min(limit, LONGEST_ARRAY))) {
      // The stored bytes are in the file: a small multiple of them is safe to allocate.
      byte[] bytes = new byte[(int) Math.min(size, 65_536 + 4 * member.compressedSize())];
      int count = 0;
      while (count < size) {
        if (count == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(size, 2L * bytes.length));
        }
        // Short of the size, the stream throws.
        count += in.read(bytes, count, bytes.length - count);
      }
      in.finish();
      return bytes;
    }
  }

  private LocalHeader checked(ZipMember member) throws IOException {
    LocalHeader header = LocalHeader.read(source, member);
    header.check();
    if (member.method() == ZipMember.STORED && member.compressedSize() != member.size()) {
      throw broken(
          location(member).at(0),
          "the member is stored, but "
              + member.compressedSize()
              + " bytes cannot be the "
              + member.size()
              + " that the directory states");
    }
    return header;
  }

  private Location location(ZipMember member) {
    return source.location().member(member.name());
  }

  private static LimitException tooLarge(Location location, ZipMember member, long limit) {
    return new LimitException(
        location.at(0),
        "the member has " + member.size() + " bytes, more than the limit of " + limit);
  }
}
