package dev.brine.cli.dump;

import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that can be dumped: a file, or a member of an archive. */
final class Subject {
  private static final int MAGIC_LENGTH = 6;
  private static final int PROTO = 0x80;

  private final String name;
  private final Path path;
  private final LoadOptions options;
  private final @Nullable NpzFile archive;
  private final @Nullable NpzMember member;

  /**
   * Creates one.
   *
   * @param name of the file on the command line
   * @param path where it is
   * @param archive what holds the member, and null where the subject is the whole file
   */
  Subject(
      String name,
      Path path,
      LoadOptions options,
      @Nullable NpzFile archive,
      @Nullable NpzMember member) {
    this.name = name;
    this.path = path;
    this.options = options;
    this.archive = archive;
    this.member = member;
  }

  /** What a subject is, by its first bytes. */
  enum Content {
    ARRAY,
    PICKLE,
    /** Neither, in an archive: outside one NumPy takes whatever is no array for a pickle. */
    BYTES
  }

  /** {@code file}, or {@code file!member}, as in messages. */
  String title() {
    return member == null ? name : name + "!" + member.name();
  }

  /** In bytes, when decompressed. */
  long size() throws IOException {
    return member == null ? Files.size(path) : member.size();
  }

  Content content() throws IOException {
    byte[] first;
    try (InputStream in = bytes()) {
      first = in.readNBytes(MAGIC_LENGTH);
    }
    boolean array =
        first.length == MAGIC_LENGTH
            && (first[0] & 0xff) == 0x93
            && first[1] == 'N'
            && first[2] == 'U'
            && first[3] == 'M'
            && first[4] == 'P'
            && first[5] == 'Y';
    if (array) {
      return Content.ARRAY;
    }
    boolean pickle = first.length > 0 && (first[0] & 0xff) == PROTO;
    return member == null || pickle ? Content.PICKLE : Content.BYTES;
  }

  /** What the header of an array says. */
  NpyHeader header() throws IOException {
    return archive == null || member == null ? Npy.header(path) : archive.header(member);
  }

  /** What np.load gives, or the value of a pickle in an archive. */
  PickleValue value() throws IOException {
    if (archive == null || member == null) {
      return Npy.loadValue(path, unused -> options);
    }
    if (content() == Content.ARRAY) {
      return archive.value(member);
    }
    try (InputStream in = bytes()) {
      return Npy.loadValue(in.readAllBytes(), unused -> options);
    }
  }

  /** The bytes, verified when all are read. */
  InputStream bytes() throws IOException {
    return archive == null || member == null ? Files.newInputStream(path) : archive.open(member);
  }
}
