package dev.brine.convert;

import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** What conversions in both directions do with archives. */
final class Archives {
  private Archives() {}

  /** Writes an archive; if the body throws, an old file is unchanged. */
  static void write(Path out, boolean deflated, boolean allowPickle, NpzWriter.Body body)
      throws IOException {
    NpzWriter.write(
        out,
        options -> options.withAllowPickle(allowPickle),
        writer -> {
          if (deflated) {
            writer.compressed();
          }
          body.writeTo(writer);
        });
  }

  /** Whether any member is compressed. */
  static boolean isDeflated(NpzFile file) {
    for (NpzMember member : file.members()) {
      if (member.method() != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a member is no array, or one whose elements stand behind its header as they are. */
  static boolean isWithoutPickle(NpzFile file, String name) throws IOException {
    if (!file.isArray(name)) {
      return true;
    }
    NpyHeader header = file.header(name);
    return !header.dtype().hasObject()
        && file.member(name).size() >= header.length() + header.dataBytes();
  }

  /** Copies a member, whatever its size, byte for byte; what is a directory is left out. */
  static void copy(NpzFile file, String name, NpzWriter writer) throws IOException {
    NpzMember member = file.member(name);
    if (member.isDirectory()) {
      return;
    }
    try (InputStream bytes = file.open(member)) {
      writer.putBytes(member.name(), bytes);
    }
  }
}
