package dev.brine.internal.zip;

import dev.brine.internal.io.ByteTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.zip.CRC32;

/** Compresses the bytes of a member, in blocks. */
final class DeflatedTarget implements MemberTarget {
  /** A member that is no larger is compressed where it is: another thread is not worth it. */
  private static final int SMALL = 16 * 1024;

  private final Blocks blocks;
  private final int level;
  private final ByteTarget target;
  private final OnMemberComplete end;
  private final CRC32 crc = new CRC32();
  private Block block;
  private boolean several;
  private long size;

  /** Only the thread that writes changes it, when the steps are done. */
  private long compressedSize;

  DeflatedTarget(Blocks blocks, int level, ByteTarget target, OnMemberComplete end) {
    this.blocks = blocks;
    this.level = level;
    this.target = target;
    this.end = end;
    this.block = blocks.take();
  }

  /** What the members of an archive compress with. */
  static final class Blocks {
    private final DeflateThreads threads;
    private final WriteQueue steps;
    private final ArrayDeque<Block> free = new ArrayDeque<>();

    Blocks(DeflateThreads threads, WriteQueue steps) {
      this.threads = threads;
      this.steps = steps;
    }

    private Block take() {
      Block block = free.poll();
      if (block == null) {
        block = new Block();
      }
      block.clear();
      return block;
    }

    private void write(Block block, boolean here, WriteQueue.Step step) throws IOException {
      WriteQueue.Step whole =
          () -> {
            step.run();
            free.add(block);
          };
      if (here || threads.threads() == 1) {
        threads.compress(block);
        steps.add(whole);
      } else {
        steps.add(threads.submit(block), whole);
      }
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    size += bytes.remaining();
    while (bytes.hasRemaining()) {
      if (block.isFull()) {
        Block next = blocks.take();
        next.follow(block);
        several = true;
        pass(block, false);
        block = next;
      }
      block.take(bytes, crc);
    }
  }

  private void pass(Block full, boolean last) throws IOException {
    full.prepare(level, last);
    blocks.write(
        full,
        !several && full.size() <= SMALL,
        () -> {
          ByteBuffer compressed = full.compressed();
          compressedSize += compressed.remaining();
          target.write(compressed);
        });
  }

  @Override
  public void end() throws IOException {
    pass(block, true);
    blocks.steps.add(() -> end.at(crc.getValue(), compressedSize, size));
  }
}
