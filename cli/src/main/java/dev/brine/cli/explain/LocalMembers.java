package dev.brine.cli.explain;

import dev.brine.cli.print.Numbers;
import dev.brine.internal.zip.LocalHeader.Fields;
import dev.brine.internal.zip.ZipFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the members of a zip archive without a directory by their local headers (PKWARE APPNOTE
 * 4.3.7).
 */
final class LocalMembers {
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
        Fields fields = Fields.of(read(channel, at, ZipFormat.LOCAL_SIZE));
        if (fields == null) {
          break;
        }
        byte[] header = read(channel, at, fields.length());
        Fields wide = header.length < fields.length() ? null : fields.widened(header);
        if (wide == null || wide.hasDataDescriptor() || wide.compressedSize() < 0) {
          break;
        }
        long size = wide.compressedSize();
        String name =
            new String(header, ZipFormat.LOCAL_SIZE, wide.nameSize(), StandardCharsets.UTF_8);
        long end = at + header.length + size;
        if (end < at) {
          break; // no file is so large
        }
        found.add(new Local(name, size, end - channel.size()));
        at = end;
      }
    }
    return found;
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, at + buffer.position());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
