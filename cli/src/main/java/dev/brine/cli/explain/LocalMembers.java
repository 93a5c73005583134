package dev.brine.cli.explain;

import dev.brine.cli.print.Numbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the members of a zip archive without a directory by their local headers (PKWARE APPNOTE
 * 4.3.7).
 */
final class LocalMembers {
  private static final int SIGNATURE = 0x04034b50;
  private static final int HEADER = 30;
  private static final int FLAGS = 6;
  private static final int SIZE_FOLLOWS = 1 << 3;
  private static final int COMPRESSED = 18;
  private static final int NAME_LENGTH = 26;
  private static final int EXTRA_LENGTH = 28;
  private static final int ZIP64 = 1;
  private static final int IN_ZIP64 = -1;
  private static final int MOST = 1_000;

  private LocalMembers() {}

  /** A member and the number of bytes that are missing. */
  record Local(String name, long size, long missing) {

    /** {@code complete, 1,234 stored bytes}, or what is missing. */
    String described() {
      return missing <= 0
          ? "complete, " + Numbers.count(size, "stored byte")
          : "truncated: "
              + Numbers.grouped(missing)
              + " of its "
              + Numbers.count(size, "stored byte")
              + (missing == 1 ? " is missing" : " are missing");
    }
  }

  /**
   * The members from the start of the file up to one that is truncated or does not state its size.
   */
  static List<Local> of(Path path) throws IOException {
    List<Local> found = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long at = 0;
      while (found.size() < MOST) {
        ByteBuffer header = read(channel, at, HEADER);
        if (header.limit() < HEADER || header.getInt(0) != SIGNATURE) {
          break;
        }
        int name = header.getShort(NAME_LENGTH) & 0xffff;
        int extra = header.getShort(EXTRA_LENGTH) & 0xffff;
        ByteBuffer variable = read(channel, at + HEADER, name + extra);
        boolean sizeFollows = (header.getShort(FLAGS) & SIZE_FOLLOWS) != 0;
        long size = sizeFollows ? -1 : size(header.getInt(COMPRESSED), variable, name);
        if (variable.limit() < name + extra || size < 0) {
          break;
        }
        String word = StandardCharsets.UTF_8.decode(variable.slice(0, name)).toString();
        long end = at + HEADER + name + extra + size;
        if (end < at) {
          break; // no file is so large
        }
        found.add(new Local(word, size, end - channel.size()));
        at = end;
      }
    }
    return found;
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, at + buffer.position());
    }
    return buffer.flip();
  }

  /** The compressed size, from the Zip64 extra field if it is there. */
  private static long size(int size, ByteBuffer variable, int from) {
    if (size != IN_ZIP64) {
      return size & 0xffff_ffffL;
    }
    int at = from;
    while (at + 4 <= variable.limit()) {
      int length = variable.getShort(at + 2) & 0xffff;
      if (variable.getShort(at) == ZIP64 && length >= 16 && at + 20 <= variable.limit()) {
        return variable.getLong(at + 12);
      }
      at += 4 + length;
    }
    return -1;
  }
}
