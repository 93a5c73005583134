package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.io.ByteSource;
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
   * Gives each member the place where its bytes must end. Of several members at one place only the
   * last can be read, as in CPython's zipfile: nothing in the archive is read twice.
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
          throw broken(location.at(position), "this is no entry of a central directory");
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
}
