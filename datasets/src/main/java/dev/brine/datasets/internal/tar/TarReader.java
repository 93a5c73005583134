package dev.brine.datasets.internal.tar;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files in a tar archive one after another. Nothing is written anywhere; and an archive
 * that would be dangerous to extract, with a link, a device or a path that leads out, is refused
 * whole even so, because nobody publishes data in one.
 */
public final class TarReader {
  /** The longest member that is read, 256 MiB; CIFAR-100's is 155 MB. */
  public static final int MAX_MEMBER = 256 << 20;

  /** The most bytes that all members may have together, 1 GiB. */
  public static final long MAX_TOTAL = 1L << 30;

  /** The most members. */
  public static final int MAX_MEMBERS = 10_000;

  private static final int MAX_EXTENDED = 1 << 16;

  private final InputStream in;
  private final Location file;

  private long position;
  private int members;
  private @Nullable TarHeader current;
  private long left;

  /**
   * Reads from the archive's first byte on.
   *
   * @param file what failures name; the caller closes the stream
   */
  public TarReader(InputStream in, Location file) {
    this.in = in;
    this.file = file;
  }

  /**
   * The name of the next file, or null after the last, when the stream was read to its end. What
   * was not read of the file before is skipped.
   *
   * @throws dev.brine.error.BrineException if the archive is damaged or not to be trusted
   */
  public @Nullable String next() throws IOException {
    skip(left);
    String longName = null;
    PaxRecords extended = new PaxRecords(null, null);
    while (true) {
      Location location = file.at(position);
      TarHeader header = TarHeader.parse(block(), location);
      if (header == null) {
        drain();
        return null;
      }
      header = header.with(longName, null).with(extended.path(), extended.size());
      require(header, location);
      if (header.type() == TarHeader.LONG_NAME) {
        longName = name(small(header, location));
      } else if (header.type() == TarHeader.EXTENDED) {
        extended = PaxRecords.parse(small(header, location), location);
      } else if (header.type() == TarHeader.EXTENDED_FOR_ALL) {
        PaxRecords.parse(small(header, location), location);
      } else {
        longName = null;
        extended = new PaxRecords(null, null);
        left = padded(header.size());
        if (header.type() == TarHeader.FILE) {
          current = header;
          return header.name();
        }
        skip(left);
      }
    }
  }

  /**
   * The bytes of the file that {@link #next} named, to be read before it is called again.
   *
   * @throws LimitException if there are more than {@link #MAX_MEMBER}
   */
  public InputStream open() throws LimitException {
    TarHeader header = current;
    if (header == null || left != padded(header.size())) {
      throw new IllegalStateException("there is no file here whose bytes were not read");
    }
    Location member = file.member(header.name());
    if (header.size() > MAX_MEMBER) {
      throw new LimitException(
          member, "a member of more than " + MAX_MEMBER + " bytes is not read");
    }
    return new MemberStream(header.size(), member);
  }

  /** The bytes of one file. */
  private final class MemberStream extends InputStream {
    private final long size;
    private final Location member;
    private long done;

    MemberStream(long size, Location member) {
      this.size = size;
      this.member = member;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (done == size) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, size - done));
      if (count < 0) {
        throw new TruncatedException(
            member.at(done), "the archive ends here, but the member has " + size + " bytes");
      }
      done += count;
      left -= count;
      position += count;
      return count;
    }
  }

  /** Refuses a member that would be dangerous to extract, or is too much. */
  private void require(TarHeader header, Location location) throws IOException {
    Location member = file.member(header.name()).at(location.offset());
    members++;
    if (members > MAX_MEMBERS || header.size() > MAX_TOTAL - location.offset()) {
      throw new LimitException(
          member,
          "an archive of more than "
              + MAX_MEMBERS
              + " members or "
              + MAX_TOTAL
              + " bytes is not read");
    }
    switch (header.type()) {
      case TarHeader.FILE, TarHeader.FOLDER -> {
        if (leadsOut(header.name())) {
          throw new MalformedException(
              Kind.CONTAINER,
              member,
              "the path leads out of the folder that the archive would be extracted to");
        }
      }
      case '1', '2' ->
          throw new MalformedException(
              Kind.CONTAINER, member, "a link, which no archive of data has");
      case '3', '4', '6' ->
          throw new MalformedException(
              Kind.CONTAINER, member, "a device or pipe, which no archive of data has");
      case TarHeader.EXTENDED, TarHeader.EXTENDED_FOR_ALL, TarHeader.LONG_NAME -> {}
      default ->
          throw new UnsupportedException(
              member, "tar members of type '" + header.type() + "' are not read");
    }
  }

  private static boolean leadsOut(String name) {
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') == 1) {
      return true;
    }
    for (int start = 0; start >= 0; ) {
      int end = name.indexOf('/', start);
      if ((end < 0 ? name.substring(start) : name.substring(start, end)).equals("..")) {
        return true;
      }
      start = end < 0 ? -1 : end + 1;
    }
    return false;
  }

  private byte[] small(TarHeader header, Location location) throws IOException {
    if (header.size() > MAX_EXTENDED) {
      throw new LimitException(
          location, "an extended tar header of more than " + MAX_EXTENDED + " bytes is not read");
    }
    byte[] data = in.readNBytes((int) padded(header.size()));
    position += data.length;
    if (data.length < padded(header.size())) {
      throw cutShort();
    }
    return Arrays.copyOf(data, (int) header.size());
  }

  private static String name(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return new String(data, 0, end, StandardCharsets.UTF_8);
  }

  private byte[] block() throws IOException {
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    position += block.length;
    if (block.length < TarHeader.BLOCK) {
      throw cutShort();
    }
    return block;
  }

  private void skip(long count) throws IOException {
    byte[] block = new byte[1 << 16];
    long rest = count;
    while (rest > 0) {
      int n = in.readNBytes(block, 0, (int) Math.min(rest, block.length));
      if (n == 0) {
        throw cutShort();
      }
      rest -= n;
      position += n;
    }
    left = 0;
  }

  /** Reads what fills up the last record, so that whatever unpacks the archive checks its sum. */
  private void drain() throws IOException {
    byte[] block = new byte[1 << 16];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      position += n;
      if (position > MAX_TOTAL) {
        throw new LimitException(
            file.at(position), "an archive of more than " + MAX_TOTAL + " bytes is not read");
      }
    }
  }

  private TruncatedException cutShort() {
    return new TruncatedException(file.at(position), "the tar archive is cut short");
  }

  private static long padded(long size) {
    return (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }
}
