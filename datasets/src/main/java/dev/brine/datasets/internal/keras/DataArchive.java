package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.tar.TarMember;
import dev.brine.internal.tar.TarOddity;
import dev.brine.internal.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a dataset's tar archive one after another, without writing to disk. Refuses an
 * archive that would be dangerous to extract, or that tar tools interpret differently, because no
 * dataset is published as one.
 */
public final class DataArchive {
  /** The maximum size of a member, 256 MiB; the largest of CIFAR-100 has 155 MB. */
  public static final int MAX_MEMBER = 256 << 20;

  /** The maximum size of an archive, 1 GiB. */
  public static final long MAX_TOTAL = 1L << 30;

  /** The maximum number of members. */
  public static final int MAX_MEMBERS = 10_000;

  private final InputStream in;
  private final Location file;
  private final TarReader tar;

  private int members;
  private @Nullable TarMember current;

  /**
   * Creates a reader of an archive.
   *
   * @param in the archive; the caller closes it
   * @param file the location for error messages
   */
  public DataArchive(InputStream in, Location file) {
    this.in = in;
    this.file = file;
    this.tar = new TarReader(in, file, DataArchive::refuse);
  }

  /**
   * Skips the rest of the previous file and returns the name of the next. After the last one, reads
   * the stream to its end and returns null.
   *
   * @throws dev.brine.error.BrineException if the archive is malformed, dangerous or too large
   */
  public @Nullable String next() throws IOException {
    for (current = tar.next(); current != null; current = tar.next()) {
      require(current);
      if (current.isFile()) {
        return current.name();
      }
    }
    drain();
    return null;
  }

  /**
   * Returns the bytes of the file that {@link #next} named; valid until it is called again.
   *
   * @throws LimitException if there are more than {@link #MAX_MEMBER}
   */
  public InputStream open() throws LimitException {
    if (current == null) {
      throw new IllegalStateException("call next() first");
    }
    if (current.size() > MAX_MEMBER) {
      throw new LimitException(
          file.member(current.name()),
          "the member has more than " + MAX_MEMBER + " bytes, the limit");
    }
    return tar.content();
  }

  private static void refuse(TarOddity oddity, Location location, String message)
      throws IOException {
    switch (oddity) {
      case SIGNED_CHECKSUM -> {} // rare, but all tools read the same
      case TRUNCATED, NO_END -> throw new TruncatedException(location, message);
      case SPARSE -> throw new UnsupportedException(location, message);
      case LONG_EXTENSION -> throw new LimitException(location, message);
      default -> throw new MalformedException(Kind.CONTAINER, location, message);
    }
  }

  /** Refuses a member that would be dangerous to extract, or is too large. */
  private void require(TarMember member) throws IOException {
    Location location = file.member(member.name()).at(member.offset());
    members++;
    if (members > MAX_MEMBERS || member.size() > MAX_TOTAL - member.offset()) {
      throw new LimitException(
          location,
          "the archive exceeds the limit of "
              + MAX_MEMBERS
              + " members or "
              + MAX_TOTAL
              + " bytes");
    }
    if (member.isLink() || member.isDevice()) {
      throw new MalformedException(
          Kind.CONTAINER,
          location,
          "the member is a "
              + (member.isLink() ? "link" : "device or pipe")
              + ", which is not allowed in an archive of data");
    }
    if (!member.isDirectory() && "\00007".indexOf(member.type()) < 0) {
      throw new UnsupportedException(
          location, "the member has the type '" + member.type() + "', which Brine cannot read");
    }
    if (leadsOut(member.name())) {
      throw new MalformedException(
          Kind.CONTAINER, location, "the path is outside the folder of the archive");
    }
  }

  private static boolean leadsOut(String name) {
    return name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf(':') == 1
        || List.of(name.split("/", -1)).contains("..");
  }

  /** Reads the padding after the archive, so that the checksum of the gzip file is verified. */
  private void drain() throws IOException {
    byte[] block = new byte[1 << 16];
    long position = tar.position();
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      position += n;
      if (position > MAX_TOTAL) {
        throw new LimitException(
            file.at(position), "the archive has more than " + MAX_TOTAL + " bytes, the limit");
      }
    }
  }
}
