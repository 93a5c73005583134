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
  static boolean isWithoutPickle(NpzFile file, NpzMember member) throws IOException {
    if (!file.isArray(member)) {
      return true;
    }
    NpyHeader header = file.header(member);
    return !header.dtype().hasObject() && member.size() >= header.length() + header.dataBytes();
  }

  /** Copies a member of any size byte for byte; directories are left out. */
  static void copy(NpzFile file, String name, NpzWriter writer) throws IOException {
    NpzMember member = file.member(name);
    copy(file, member, member.name(), writer);
  }

  /** Copies a member under another name. */
  static void copy(NpzFile file, NpzMember member, String target, NpzWriter writer)
      throws IOException {
    if (member.isDirectory()) {
      return;
    }
    try (InputStream bytes = file.open(member)) {
      writer.putBytes(target, bytes);
    }
  }
}
