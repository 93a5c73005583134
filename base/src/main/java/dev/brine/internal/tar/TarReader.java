package dev.brine.internal.tar;

import dev.brine.error.Location;
import dev.brine.internal.io.BulkStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a tar archive one after another, as Python's tarfile reads them. Oddities
 * that no tar tool writes are reported to a listener, which decides whether they are errors. Memory
 * is bounded regardless of the headers; names are not checked. The caller keeps and closes the
 * stream.
 */
public final class TarReader {
  /** The most bytes of an extended header or long name that are kept. */
  public static final int MAX_EXTENSION = 1 << 16;

  private final PushbackInputStream in;
  private final Location file;
  private final TarOddity.Listener listener;
  private long position;
  private boolean ended;
  private byte[] tail = new byte[0];
  private PaxRecords global = PaxRecords.NONE;

  /** What is being read, for the message about the end of the bytes. */
  private String part = "a member";

  /** Bytes of the current member that were not read yet. */
  private long left;

  /** Zeros that pad the current member to a whole block. */
  private int padding;

  /**
   * Reads the archive that begins with the next byte of {@code in}.
   *
   * @param file the file to name in exceptions
   */
  public TarReader(InputStream in, Location file, TarOddity.Listener listener) {
    this.in = new PushbackInputStream(in, TarHeader.BLOCK);
    this.file = file;
    this.listener = listener;
  }

  /** Returns the number of bytes read so far. */
  public long position() {
    return position;
  }

  /** Bytes at the end that were read but are too few for a header. */
  public byte[] tail() {
    return tail.clone();
  }

  /**
   * Skips what was not read of the current member and reads the headers of the next one.
   *
   * @return null at the end of the archive
   */
  public @Nullable TarMember next() throws IOException {
    skipMember();
    String name = null;
    Long size = null;
    boolean sparse = false;
    boolean extended = false;
    while (!ended) {
      long offset = position;
      byte[] block = block();
      if (block == null) {
        break;
      }
      if (TarHeader.isZero(block, 0)) {
        if (extended) {
          report(
              TarOddity.BROKEN_EXTENSION,
              offset,
              "an extended tar header without a following header");
        }
        break;
      }
      TarHeader header = header(block, offset);
      if (header == null) {
        break;
      }
      switch (header.type()) {
        case 'x', 'X' -> {
          // Python applies the records of the first such header last
          PaxRecords records = pax(header, offset).orElse(global);
          name = name == null ? records.path() : name;
          size = size == null ? records.size() : size;
          sparse |= records.isSparse();
          extended = true;
        }
        case 'g' -> {
          PaxRecords records = pax(header, offset);
          if (records.path() != null || records.size() != null) {
            report(
                TarOddity.GLOBAL_NAME_OR_SIZE,
                offset,
                "a tar header that gives all files one name or size");
          }
          if (records.isSparse()) {
            report(TarOddity.SPARSE, offset, "a tar header that makes the next file a sparse one");
          }
          global = records.orElse(global);
        }
        case 'L' -> {
          byte[] data = extension(header, offset);
          String longName = TarHeader.text(data, 0, data.length);
          name = name == null ? longName : name;
          extended = true;
        }
        case 'K' -> {
          extension(header, offset);
          extended = true;
        }
        default -> {
          // a global size applies only if the member has an extended header of its own
          long bytes = size == null ? header.size() : size;
          String plain = global.path() == null ? header.name() : global.path();
          return member(header, name == null ? plain : name, bytes, sparse, offset);
        }
      }
    }
    ended = true;
    return null;
  }

  /**
   * Returns the bytes of the member that {@link #next} returned, to be read before it is called
   * again.
   */
  public InputStream content() {
    return new Content();
  }

  private @Nullable TarHeader header(byte[] block, long offset) throws IOException {
    if (!TarHeader.isHeader(block, 0, block.length)) {
      report(TarOddity.BAD_HEADER, offset, "a tar header with a wrong checksum");
      return null;
    }
    TarHeader header = TarHeader.read(block, 0);
    if (header.size() == TarHeader.IMPOSSIBLE) {
      report(TarOddity.IMPOSSIBLE_SIZE, offset, "a tar header with an impossible size");
      return null;
    }
    if (header.isSigned()) {
      report(TarOddity.SIGNED_CHECKSUM, offset, "a tar header with a checksum of signed bytes");
    }
    if (!header.isPlain()) {
      report(
          TarOddity.UNUSUAL_NUMBER,
          offset,
          "a tar header with a number that some programs do not read");
    }
    return header;
  }

  private @Nullable TarMember member(
      TarHeader header, String name, long size, boolean paxSparse, long offset) throws IOException {
    if (size < 0) {
      report(TarOddity.IMPOSSIBLE_SIZE, offset, "a tar header with an impossible size");
      // Python's tarfile takes a small negative size for no content, and reads the next header
      return member(header, name, 0, paxSparse, offset);
    }
    boolean sparse = paxSparse || header.type() == 'S';
    String plainName = header.type() == '5' ? withoutSlashes(name) : name;
    TarMember member = new TarMember(plainName, header.type(), size, sparse, offset);
    part = "the member '" + name + "'";
    if (sparse) {
      String kind = header.type() == 'S' ? " of type 'S'" : "";
      report(TarOddity.SPARSE, offset, "a sparse file" + kind + ", whose holes are not filled in");
    }
    for (boolean more = header.isExtendedSparse(); more; ) {
      byte[] holes = block();
      if (holes == null) {
        return null;
      }
      more = holes[504] != 0;
    }
    if (!member.isFile() && size > 0) {
      report(
          TarOddity.CONTENT_WITHOUT_FILE,
          offset,
          "a folder, link or device that has " + size + " bytes");
      if (headerFollows()) {
        return new TarMember(member.name(), header.type(), 0, sparse, offset);
      }
    }
    left = size;
    padding = (int) (-size & TarHeader.BLOCK - 1);
    return member;
  }

  /** As Python takes the slashes off the names of directories and of extended headers. */
  static String withoutSlashes(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(0, end);
  }

  /** Returns whether the next block is a header; it stays unread. */
  private boolean headerFollows() throws IOException {
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    in.unread(block);
    return TarHeader.isHeader(block, 0, block.length);
  }

  private PaxRecords pax(TarHeader header, long offset) throws IOException {
    PaxRecords records = PaxRecords.parse(extension(header, offset));
    if (records.isBroken() && header.size() <= MAX_EXTENSION) {
      report(TarOddity.BROKEN_EXTENSION, offset, "the extended tar header is broken");
    }
    return records;
  }

  /** Returns the content of an extended header, as far as it is kept. */
  private byte[] extension(TarHeader header, long offset) throws IOException {
    if (header.size() > MAX_EXTENSION) {
      report(
          TarOddity.LONG_EXTENSION,
          offset,
          "an extended tar header of more than " + MAX_EXTENSION + " bytes is not read");
    }
    if (header.size() < 0) {
      report(TarOddity.IMPOSSIBLE_SIZE, offset, "a tar header with an impossible size");
    }
    left = Math.max(0, header.size());
    padding = (int) (-left & TarHeader.BLOCK - 1);
    part = "an extended tar header";
    byte[] data = content().readNBytes((int) Math.min(left, MAX_EXTENSION));
    skipMember();
    return data;
  }

  private void skipMember() throws IOException {
    byte[] scratch = new byte[(int) Math.min(left, 1 << 16)];
    InputStream content = content();
    int count = 0;
    while (left > 0 && count >= 0) {
      count = content.read(scratch, 0, (int) Math.min(left, scratch.length));
    }
    left = 0;
    if (padding > 0 && !ended) {
      count = in.readNBytes(new byte[padding], 0, padding);
      position += count;
      if (count < padding) {
        endWithoutMark();
      }
    }
    padding = 0;
  }

  /** The next block; null if the bytes end before it. */
  private byte @Nullable [] block() throws IOException {
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    position += block.length;
    if (block.length == TarHeader.BLOCK) {
      return block;
    }
    tail = block;
    endWithoutMark();
    return null;
  }

  private void endWithoutMark() throws IOException {
    ended = true;
    report(TarOddity.NO_END, position, "the tar archive is cut short");
  }

  private void report(TarOddity oddity, long offset, String message) throws IOException {
    listener.onOddity(oddity, file.at(offset), message);
  }

  private final class Content extends BulkStream {
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (left == 0 || ended) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        ended = true;
        report(TarOddity.TRUNCATED, position, part + " is cut off");
        return -1;
      }
      left -= count;
      position += count;
      return count;
    }
  }
}
