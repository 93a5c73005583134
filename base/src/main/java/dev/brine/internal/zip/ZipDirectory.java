package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.zip.ZipFormat.Zip64Extra;
import dev.brine.internal.zip.ZipFormat.ZipNames;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The central directory of an archive.
 *
 * @param members in the directory's order, duplicates included
 * @param comment the archive's comment, as UTF-8 if it can be, else code page 437
 * @param prefixLength bytes before the archive, such as a self-extracting program
 */
public record ZipDirectory(List<ZipMember> members, String comment, long prefixLength) {

  /** The most members that an archive may have. */
  public static final int MOST_MEMBERS = 65_536;

  /** The largest central directory, in bytes: a thousand for each member. */
  public static final long LARGEST_DIRECTORY = 1L << 26;

  /** Copies the list. */
  public ZipDirectory {
    members = List.copyOf(members);
  }

  /**
   * Reads the directory, and none of the members.
   *
   * @throws BrineException of kind CONTAINER if it is damaged or contradicts itself; of kind LIMIT
   *     if it has more than {@link #MOST_MEMBERS} members or is larger than {@link
   *     #LARGEST_DIRECTORY}
   */
  public static ZipDirectory read(ByteSource source) throws IOException {
    long size = source.size();
    Location location = source.location();
    ReadBuffer window = new ReadBuffer(source, size, EndRecord.LONGEST_TAIL);
    EndRecord end = EndRecord.find(window, size, location);
    if (end.count() > MOST_MEMBERS) {
      throw new LimitException(
          location.at(end.directoryOffset()),
          end.count() + " members are more than the limit of " + MOST_MEMBERS);
    }
    if (end.directorySize() > LARGEST_DIRECTORY) {
      throw new LimitException(
          location.at(end.directoryOffset()),
          "a central directory of "
              + end.directorySize()
              + " bytes is larger than the limit of "
              + LARGEST_DIRECTORY);
    }
    List<ZipMember> members = new Entries(window, end, location).read();
    return new ZipDirectory(withEnds(members, end), end.comment(), end.prefix());
  }

  /**
   * Determines where the bytes of each member must end. If several members start at one offset,
   * only the last can be read, as in CPython's zipfile: nothing in the archive is read twice.
   */
  private static List<ZipMember> withEnds(List<ZipMember> members, EndRecord end) {
    long[] starts = new long[members.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = members.get(i).localHeaderOffset();
    }
    Arrays.sort(starts);
    Set<Long> taken = new HashSet<>();
    for (int i = starts.length - 1; i >= 0; i--) {
      ZipMember m = members.get(i);
      long start = m.localHeaderOffset();
      long limit = taken.add(start) ? nextStart(starts, start, end.directoryOffset()) : start;
      members.set(i, m.endingAt(limit));
    }
    return members;
  }

  private static long nextStart(long[] starts, long start, long directoryOffset) {
    int i = Arrays.binarySearch(starts, start);
    while (i < starts.length && starts[i] == start) {
      i++;
    }
    return i < starts.length ? Math.min(starts[i], directoryOffset) : directoryOffset;
  }

  /** Walks the entries (APPNOTE 4.3.12). */
  private static final class Entries {
    private final ReadBuffer window;
    private final EndRecord end;
    private final Location location;

    Entries(ReadBuffer window, EndRecord end, Location location) {
      this.window = window;
      this.end = end;
      this.location = location;
    }

    List<ZipMember> read() throws IOException {
      List<ZipMember> members = new ArrayList<>();
      long position = end.directoryOffset();
      long limit = position + end.directorySize();
      while (position < limit) {
        if (limit - position < ZipFormat.CENTRAL_SIZE) {
          throw broken(location.at(position), "the central directory ends within an entry");
        }
        int i = window.at(position, ZipFormat.CENTRAL_SIZE);
        byte[] b = window.bytes();
        if (ZipFormat.i32(b, i) != ZipFormat.CENTRAL_SIGNATURE) {
          throw broken(location.at(position), "this is not an entry of a central directory");
        }
        int nameSize = ZipFormat.u16(b, i + 28);
        int extraSize = ZipFormat.u16(b, i + 30);
        int entrySize = ZipFormat.CENTRAL_SIZE + nameSize + extraSize + ZipFormat.u16(b, i + 32);
        if (limit - position < entrySize) {
          throw broken(location.at(position), "the central directory ends within an entry");
        }
        i = window.at(position, entrySize);
        members.add(member(window.bytes(), i, nameSize, extraSize, location.at(position)));
        position += entrySize;
        if (members.size() > end.count()) {
          break;
        }
      }
      if (members.size() != end.count()) {
        throw broken(
            location.at(position),
            "the central directory does not have the "
                + end.count()
                + " members that the end record states");
      }
      return members;
    }

    private ZipMember member(byte[] b, int i, int nameSize, int extraSize, Location at)
        throws IOException {
      int flags = ZipFormat.u16(b, i + 8);
      int nameAt = i + ZipFormat.CENTRAL_SIZE;
      String name = name(b, nameAt, nameSize, flags, at);
      Zip64Extra zip64 = Zip64Extra.find(b, nameAt + nameSize, extraSize);
      if (zip64 == null) {
        throw broken(at.member(name).at(at.offset()), "an extra field in its entry is too long");
      }
      long size = zip64.widen(ZipFormat.u32(b, i + 24));
      long compressedSize = zip64.widen(ZipFormat.u32(b, i + 20));
      long headerOffset = zip64.widen(ZipFormat.u32(b, i + 42));
      if (size < 0 || compressedSize < 0 || headerOffset < 0) {
        throw broken(
            at.member(name).at(at.offset()), "a zip64 size in its entry is absent or impossible");
      }
      if (headerOffset > end.directoryOffset() - end.prefix()) {
        throw broken(
            at.member(name).at(at.offset()),
            "its local header is said to be at "
                + headerOffset
                + ", after the start of the central directory");
      }
      return new ZipMember(
          name,
          ZipFormat.u16(b, i + 10),
          flags,
          compressedSize,
          size,
          ZipFormat.u32(b, i + 16),
          end.prefix() + headerOffset,
          end.directoryOffset(),
          ZipFormat.i32(b, i + 12));
    }

    private static String name(byte[] b, int at, int size, int flags, Location entry)
        throws IOException {
      try {
        return ZipNames.decode(b, at, size, (flags & ZipFormat.FLAG_UTF8) != 0);
      } catch (CharacterCodingException e) {
        throw broken(entry, "the name of a member is marked as UTF-8 but is not");
      }
    }
  }

  /**
   * What the end of an archive says about its central directory.
   *
   * @param directoryOffset where the directory starts in the file
   * @param directorySize in bytes
   * @param count how many members it lists
   * @param prefix how many bytes precede the archive; all its offsets count from there
   * @param comment the archive's comment
   */
  record EndRecord(
      long directoryOffset, long directorySize, long count, long prefix, String comment) {

    /**
     * The maximum size of a file's end that can matter: the longest comment and the three end
     * records.
     */
    static final int LONGEST_TAIL =
        ZipFormat.SATURATED16
            + ZipFormat.END_SIZE
            + ZipFormat.LOCATOR64_SIZE
            + ZipFormat.END64_SIZE;

    /** Finds the end record that CPython's zipfile would choose. */
    static EndRecord find(ReadBuffer window, long size, Location location) throws IOException {
      int tail = (int) Math.min(size, LONGEST_TAIL);
      long tailStart = size - tail;
      int base = window.at(tailStart, tail);
      int index = indexOfEnd(window.bytes(), base, base + tail);
      if (index < 0) {
        throw broken(
            location.at(size),
            "no end of central directory: it is not a zip archive, or its end is cut off");
      }
      return parse(window, tailStart + (index - base), size, location);
    }

    private static int indexOfEnd(byte[] bytes, int from, int to) {
      int last = to - ZipFormat.END_SIZE;
      if (last >= from
          && ZipFormat.i32(bytes, last) == ZipFormat.END_SIGNATURE
          && ZipFormat.u16(bytes, last + 20) == 0) {
        return last;
      }
      int first = Math.max(from, last - ZipFormat.SATURATED16);
      for (int i = last; i >= first; i--) {
        if (bytes[i] == 'P' && ZipFormat.i32(bytes, i) == ZipFormat.END_SIGNATURE) {
          return i;
        }
      }
      return -1;
    }

    private static EndRecord parse(ReadBuffer window, long end, long size, Location location)
        throws IOException {
      int i = window.at(end, ZipFormat.END_SIZE);
      byte[] b = window.bytes();
      int onThisDisk = ZipFormat.u16(b, i + 8);
      Fields fields =
          new Fields(
              ZipFormat.u16(b, i + 4) | ZipFormat.u16(b, i + 6),
              onThisDisk,
              ZipFormat.u16(b, i + 10),
              ZipFormat.u32(b, i + 12),
              ZipFormat.u32(b, i + 16),
              end);
      int commentSize = (int) Math.min(ZipFormat.u16(b, i + 20), size - end - ZipFormat.END_SIZE);
      int commentAt = window.at(end + ZipFormat.END_SIZE, commentSize);
      String comment = ZipNames.decodeComment(window.bytes(), commentAt, commentSize);

      long locator = end - ZipFormat.LOCATOR64_SIZE;
      if (locator >= 0) {
        int l = window.at(locator, ZipFormat.LOCATOR64_SIZE);
        if (ZipFormat.i32(window.bytes(), l) == ZipFormat.LOCATOR64_SIGNATURE) {
          fields = zip64(window, locator, l, fields, location);
        }
      }
      return fields.checked(comment, location);
    }

    /**
     * Returns the fields of the zip64 record, which may only repeat the other fields or supply
     * those that they leave open.
     */
    private static Fields zip64(
        ReadBuffer window, long locator, int l, Fields narrow, Location location)
        throws IOException {
      byte[] b = window.bytes();
      long stated = ZipFormat.i64(b, l + 8);
      if (ZipFormat.i32(b, l + 4) != 0 || ZipFormat.u32(b, l + 16) > 1) {
        throw broken(location.at(locator), "archives of several disks are not supported");
      }
      // Before the locator, wherever a prefix has moved it; else, with data of its own, where
      // stated.
      long adjacent = locator - ZipFormat.END64_SIZE;
      long at = isEnd64(window, adjacent, locator) ? adjacent : stated;
      if (!isEnd64(window, at, locator)) {
        throw broken(location.at(locator), "the zip64 end record that it points to is not there");
      }
      int i = window.at(at, ZipFormat.END64_SIZE);
      b = window.bytes();
      if (ZipFormat.i64(b, i + 4) != locator - at - 12) {
        throw broken(location.at(at), "the zip64 end record has a wrong size");
      }
      Fields wide =
          new Fields(
              ZipFormat.i32(b, i + 16) | ZipFormat.i32(b, i + 20),
              ZipFormat.i64(b, i + 24),
              ZipFormat.i64(b, i + 32),
              ZipFormat.i64(b, i + 40),
              ZipFormat.i64(b, i + 48),
              at);
      if (!narrow.agreesWith(wide)) {
        throw broken(location.at(at), "the zip64 end record contradicts the end record");
      }
      return wide;
    }

    private static boolean isEnd64(ReadBuffer window, long at, long locator) throws IOException {
      if (at < 0 || at > locator - ZipFormat.END64_SIZE) {
        return false;
      }
      int i = window.at(at, 4);
      return ZipFormat.i32(window.bytes(), i) == ZipFormat.END64_SIGNATURE;
    }

    /**
     * The fields that both kinds of end record have.
     *
     * @param disk not 0 in an archive of several disks
     * @param start where the record starts in the file
     */
    private record Fields(
        int disk, long onThisDisk, long count, long size, long offset, long start) {

      boolean agreesWith(Fields wide) {
        return agrees(onThisDisk, wide.onThisDisk, ZipFormat.SATURATED16)
            && agrees(count, wide.count, ZipFormat.SATURATED16)
            && agrees(size, wide.size, ZipFormat.SATURATED)
            && agrees(offset, wide.offset, ZipFormat.SATURATED);
      }

      private static boolean agrees(long narrow, long wide, long saturated) {
        return narrow == wide || narrow == saturated;
      }

      EndRecord checked(String comment, Location location) throws IOException {
        if (disk != 0 || onThisDisk != count) {
          throw broken(location.at(start), "archives of several disks are not supported");
        }
        if (size < 0 || size > start || count < 0 || count > size / ZipFormat.CENTRAL_SIZE) {
          throw broken(
              location.at(start),
              "a central directory of " + size + " bytes with " + count + " members is impossible");
        }
        long prefix = start - size - offset;
        if (offset < 0 || prefix < 0) {
          throw broken(
              location.at(start),
              "the central directory is said to be at "
                  + offset
                  + " but cannot be after "
                  + (start - size));
        }
        return new EndRecord(start - size, size, count, prefix, comment);
      }
    }
  }

  /** A part of a source in memory, which moves to where bytes are requested. */
  static final class ReadBuffer {
    private final ByteSource source;
    private final long size;
    private byte[] bytes;
    private long start;
    private int length;

    ReadBuffer(ByteSource source, long size, int capacity) {
      this.source = source;
      this.size = size;
      this.bytes = new byte[(int) Math.min(size, capacity)];
    }

    /** Returns the array that {@link #at} points into; another one after each call of it. */
    byte[] bytes() {
      return bytes;
    }

    /**
     * Returns the index in {@link #bytes} of the byte at {@code position}; {@code count} bytes are
     * there.
     *
     * @param count at most a few hundred kilobytes
     */
    int at(long position, int count) throws IOException {
      if (position > size - count) {
        throw new TruncatedException(
            Kind.CONTAINER,
            source.location().at(size),
            "the archive ends within a record that starts at " + position);
      }
      if (position < start || position - start > length - count) {
        if (count > bytes.length) {
          bytes = new byte[count];
        }
        length = 0;
        start = position;
        int wanted = (int) Math.min(bytes.length, size - position);
        source.readFully(position, bytes, 0, wanted);
        length = wanted;
      }
      return (int) (position - start);
    }
  }
}
