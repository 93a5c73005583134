package dev.brine.internal.zip;

import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteTarget;
import dev.brine.internal.io.FileTarget;
import dev.brine.internal.zip.DeflatedTarget.DeflateThreads;
import dev.brine.internal.zip.DeflatedTarget.WriteQueue;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes a zip archive byte for byte as CPython's zipfile writes one for NumPy. For deflated
 * members, only the contents are identical, because several threads compress them.
 *
 * <p>Members are written one after another; a member is begun when the one before it has ended.
 */
public final class ZipWriter implements Closeable {
  /** No compression. */
  public static final int STORED = -2;

  /** The default level of zlib, which is 6. */
  public static final int DEFAULT_LEVEL = -1;

  /** The most bytes that a name can have, in UTF-8. */
  private static final int LONGEST_NAME = 0xffff;

  private static final int COPY = 128 * 1024;

  private final FileTarget target;
  private final DeflateThreads threads;
  private final WriteQueue steps;
  private final DeflatedTarget.Blocks blocks;
  private final List<WrittenMember> members = new ArrayList<>();
  private @Nullable ByteBuffer piece;

  /**
   * Creates a writer to a target, which the caller closes.
   *
   * @param threads the number of compressing threads, at least one
   */
  public ZipWriter(FileTarget target, int threads) {
    this.target = target;
    this.threads = new DeflateThreads(threads);
    this.steps = new WriteQueue(2 * threads + 2);
    this.blocks = new DeflatedTarget.Blocks(this.threads, steps);
  }

  /**
   * Rejects a name that an archive cannot contain.
   *
   * @throws IllegalArgumentException with a message that states the problem
   */
  public static void checkName(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a member's name must not have a NUL");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("a member's name must not have half a surrogate pair");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a member's name must not be longer than " + LONGEST_NAME + " bytes");
    }
  }

  /**
   * Begins a member.
   *
   * @param name a name that {@link #checkName} accepts
   * @param level of compression: 0 to 9, {@link #DEFAULT_LEVEL}, or {@link #STORED}
   */
  public MemberTarget begin(String name, int level) throws IOException {
    int method = level == STORED ? ZipMember.STORED : ZipMember.DEFLATED;
    WrittenMember member = WrittenMember.of(name, method, !target.isSeekable());
    members.add(member);
    OnMemberComplete end =
        (crc32, compressedSize, size) -> {
          member.complete(crc32, compressedSize, size);
          if (member.hasDescriptor()) {
            target.write(member.descriptor());
          } else {
            target.patch(member.offset(), member.localHeader());
          }
        };
    if (level == STORED) {
      steps.finish();
      start(member);
      if (piece == null) {
        piece = StoredTarget.piece();
      }
      return new StoredTarget(target, piece, end);
    }
    steps.add(() -> start(member));
    return new DeflatedTarget(blocks, level, target, end);
  }

  private void start(WrittenMember member) throws IOException {
    member.startAt(target.position());
    target.write(member.localHeader());
  }

  /**
   * Copies a member of another archive as it is, compressed and not verified.
   *
   * @throws dev.brine.error.BrineException if it is encrypted, or its headers contradict each other
   */
  public void copy(ByteSource source, ZipMember from) throws IOException {
    LocalHeader header = LocalHeader.read(source, from);
    header.check();
    steps.finish();
    WrittenMember member = WrittenMember.like(from);
    members.add(member);
    start(member);
    byte[] buffer = new byte[(int) Math.min(COPY, from.compressedSize())];
    long position = header.dataOffset();
    long end = position + from.compressedSize();
    while (position < end) {
      int some = (int) Math.min(buffer.length, end - position);
      source.readFully(position, buffer, 0, some);
      target.write(ByteBuffer.wrap(buffer, 0, some));
      position += some;
    }
  }

  /**
   * Writes the directory, which completes the archive.
   *
   * @param order of the names in it; null for that of the members
   */
  public void finish(@Nullable Comparator<String> order) throws IOException {
    steps.finish();
    if (order != null) {
      members.sort(Comparator.comparing(WrittenMember::name, order));
    }
    long directory = target.position();
    for (WrittenMember member : members) {
      target.write(member.directoryEntry());
    }
    target.write(WrittenMember.end(members.size(), directory, target.position() - directory));
  }

  /** Stops the threads. */
  @Override
  public void close() {
    threads.close();
  }

  /** Receives a finished member's CRC-32 and sizes. */
  interface OnMemberComplete {

    /** Called once, after the last byte of the member was written. */
    void at(long crc32, long compressedSize, long size) throws IOException;
  }

  /** Writes the bytes of a member as they are. */
  static final class StoredTarget implements MemberTarget {
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
     * @param piece a direct buffer, from {@link #piece()}, that no other code uses meanwhile
     */
    StoredTarget(ByteTarget target, ByteBuffer piece, OnMemberComplete end) {
      this.target = target;
      this.piece = piece;
      this.end = end;
    }

    /** Returns a buffer for members to be written through, one after another. */
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
}
