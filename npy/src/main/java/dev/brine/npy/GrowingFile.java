package dev.brine.npy;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.io.ChannelTarget;
import dev.brine.internal.io.LockedFile;
import dev.brine.internal.magic.FileFormat;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.header.NpyHeaderWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file to which rows are appended. New rows are written after the existing ones; once they are on
 * the disk, one small write updates the number of rows in the header. Until then, and after a
 * crash, readers see the rows that the header counts and ignore the bytes after them.
 */
final class GrowingFile implements RowTarget {
  private static final int COPY = 128 * 1024;

  private final Location location;
  private final NpyHeader header;
  private final Shape row;
  private final LockedFile file;
  private final ChannelTarget target;

  /** The header in the file. */
  private byte[] written;

  private boolean broken;
  private long counted;

  private GrowingFile(Location location, NpyHeader header, byte[] written, LockedFile file)
      throws IOException {
    this.location = location;
    this.header = header;
    this.written = written;
    this.row = RowTarget.rowShape(header.shape());
    this.file = file;
    this.target = new ChannelTarget(file.channel());
    this.counted = header.shape().dim(0);
  }

  /**
   * Opens a file to append to it. Bytes after the array, which a crash may have left, are
   * overwritten. If the header has no room to grow, as in files of NumPy before 1.24, the file is
   * copied.
   *
   * @param maxHeaderSize as for reading
   * @throws dev.brine.error.BrineException if the file is malformed; if it has objects, no axis, or
   *     several axes in Fortran order; or if another writer is appending to it
   */
  static GrowingFile open(Path path, int maxHeaderSize) throws IOException {
    AtomicFile.deleteLeftovers(path);
    Location location = Location.of(path.toString());
    while (true) {
      LockedFile file = lock(path, location);
      boolean done = false;
      try {
        // read while locked, so that no other writer can change it before it is used
        ByteSource source = ByteSources.of(file.channel(), location);
        NpyHeader header = checked(source, maxHeaderSize, location);
        byte[] roomy = header(header, header.shape(), location);
        if (roomy.length <= header.length()) {
          file.channel().position(header.length() + header.dataBytes());
          byte[] written = new byte[header.length()];
          source.readFully(0, written, 0, written.length);
          GrowingFile growing = new GrowingFile(location, header, written, file);
          done = true;
          return growing;
        }
        copy(source, header, roomy, path);
      } finally {
        if (!done) {
          file.close();
        }
      }
    }
  }

  private static LockedFile lock(Path path, Location location) throws IOException {
    LockedFile file;
    try {
      file = LockedFile.open(path);
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedException(
          location, "its file system cannot change a file in place; write a new one instead");
    }
    if (file == null) {
      throw new UnsupportedException(location, "another writer is appending to this file");
    }
    return file;
  }

  private static NpyHeader checked(ByteSource source, int maxHeaderSize, Location location)
      throws IOException {
    long size = source.size();
    NpyHeader header = NpyHeaderReader.read(source.stream(0, size), location, maxHeaderSize);
    String reason = null;
    if (header.dtype().hasObject()) {
      reason = "an array of objects is a pickle, which cannot grow";
    } else if (header.shape().ndim() == 0) {
      reason = "a 0-d array has no rows";
    } else if (header.fortranOrder() && header.shape().ndim() > 1) {
      reason = "the array is in Fortran order, where a row is not in one place";
    }
    if (reason != null) {
      throw new UnsupportedException(location, reason);
    }
    long end = header.length() + header.dataBytes();
    if (size < end) {
      throw new TruncatedException(
          Kind.TRUNCATED,
          location.at(size),
          "the file ends here, but " + (end - size) + " more bytes of the array are expected");
    }
    byte[] after = new byte[(int) Math.min(size - end, FileFormat.SHORT_HEAD)];
    source.readFully(end, after, 0, after.length);
    if (FileFormat.isNpy(after)) {
      throw new UnsupportedException(
          location.at(end), "another array follows the first, so no rows can be appended");
    }
    return header;
  }

  private static byte[] header(NpyHeader header, Shape shape, Location location)
      throws IOException {
    return NpyHeaderWriter.header(header.dtype(), false, shape, header.version(), location);
  }

  /** Replaces the file with a copy whose header has room. */
  private static void copy(ByteSource source, NpyHeader old, byte[] header, Path path)
      throws IOException {
    try (AtomicFile file = AtomicFile.create(path)) {
      file.target().write(header);
      byte[] buffer = new byte[COPY];
      long end = old.length() + old.dataBytes();
      for (long at = old.length(); at < end; ) {
        int some = (int) Math.min(COPY, end - at);
        source.readFully(at, buffer, 0, some);
        file.target().write(ByteBuffer.wrap(buffer, 0, some));
        at += some;
      }
      file.commit();
    }
  }

  /** The header as it was when the file was opened. */
  NpyHeader header() {
    return header;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    requireUnchanged();
    target.write(bytes);
  }

  @Override
  public void flush(long rows) throws IOException {
    if (rows == counted) {
      return;
    }
    requireUnchanged();
    // rows before the header, so that a crash in between keeps the old rows
    file.channel().force(true);
    byte[] grown =
        NpyHeaderWriter.padded(
            header(header, RowTarget.shape(rows, row), location), header.length());
    target.patch(0, grown);
    file.channel().force(true);
    written = grown;
    counted = rows;
  }

  /**
   * Checks that no other program has changed the file: the lock does not stop programs that do not
   * use it, and a process can lose it without notice. The rows written here could then be
   * overwritten, and must not be counted.
   */
  private void requireUnchanged() throws IOException {
    if (!file.isInPlace() || !isWritten()) {
      broken = true;
      throw new FileSystemException(
          location.toString(), null, "was changed, replaced or deleted while rows were appended");
    }
  }

  private boolean isWritten() throws IOException {
    byte[] now = new byte[written.length];
    ByteSource source = ByteSources.of(file.channel(), location);
    if (source.size() < now.length) {
      return false;
    }
    source.readFully(0, now, 0, now.length);
    return Arrays.equals(now, written);
  }

  @Override
  public void commit(long rows) throws IOException {
    flush(rows);
    close();
  }

  /** Truncates the rows that the header does not count. */
  @Override
  public void close() throws IOException {
    try (LockedFile closing = file) {
      if (closing.channel().isOpen() && !broken && isWritten()) {
        closing
            .channel()
            .truncate(
                header.length() + RowTarget.shape(counted, row).size() * header.dtype().itemsize());
      }
    }
  }
}
