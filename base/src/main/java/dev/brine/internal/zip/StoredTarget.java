package dev.brine.internal.zip;

import dev.brine.internal.io.ByteTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes the bytes of a member as they are. */
final class StoredTarget implements MemberTarget {
  /** A piece that stays in the processor's cache from its checksum to the file. */
  private static final int PIECE = 256 * 1024;

  private final ByteTarget target;
  private final ByteBuffer piece;
  private final OnMemberComplete end;
  private final CRC32 crc = new CRC32();
  private long size;

  /**
   * Writes to a target.
   *
   * @param piece a direct buffer, from {@link #piece()}, that nobody else uses meanwhile
   */
  StoredTarget(ByteTarget target, ByteBuffer piece, OnMemberComplete end) {
    this.target = target;
    this.piece = piece;
    this.end = end;
  }

  /** A buffer for members to be written through, one after another. */
  static ByteBuffer piece() {
    return ByteBuffer.allocateDirect(PIECE);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    size += bytes.remaining();
    int limit = bytes.limit();
    while (bytes.position() < limit) {
      int some = Math.min(limit - bytes.position(), PIECE);
      bytes.limit(bytes.position() + some);
      if (bytes.isDirect()) {
        pass(bytes.duplicate());
        bytes.position(bytes.limit());
      } else {
        // the copy that writing to a file would make anyway, and the checksum needs no other
        piece.clear().put(bytes);
        pass(piece.flip());
      }
      bytes.limit(limit);
    }
  }

  private void pass(ByteBuffer some) throws IOException {
    crc.update(some.duplicate());
    target.write(some);
  }

  @Override
  public void end() throws IOException {
    end.at(crc.getValue(), size, size);
  }
}
