package dev.brine.npy;

import dev.brine.internal.zip.MemberTarget;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A member of an archive, which must have as many rows as its header says. */
final class MemberRows implements RowTarget {
  private final MemberTarget target;
  private final long rows;

  /** Takes a member whose header is written. */
  MemberRows(MemberTarget target, long rows) {
    this.target = target;
    this.rows = rows;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    target.write(bytes);
  }

  @Override
  public void flush(long written) {}

  @Override
  public void commit(long written) throws IOException {
    if (written != rows) {
      throw new IllegalStateException(
          "the array was to have "
              + rows
              + " rows, but only "
              + written
              + (written == 1 ? " was written" : " were written"));
    }
    target.end();
  }

  @Override
  public void close() {}
}
