package dev.brine.convert;

import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Writes archives and copies their members. */
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

  /** Returns whether any member is compressed. */
  static boolean isDeflated(NpzFile file) {
    return file.members().stream().anyMatch(member -> member.method() != 0);
  }

  /** Returns whether a member has no pickle: it is not an array, or its elements are all there. */
  static boolean isWithoutPickle(NpzFile file, String name) throws IOException {
    if (!file.isArray(name)) {
      return true;
    }
    NpyHeader header = file.header(name);
    return !header.dtype().hasObject()
        && file.member(name).size() >= header.length() + header.dataBytes();
  }

  /** Copies a member of any size byte for byte; directories are left out. */
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
