package dev.brine.internal.zip;

import dev.brine.internal.io.ByteTarget;
import dev.brine.internal.zip.ZipWriter.OnMemberComplete;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses the bytes of a member, in blocks. */
final class DeflatedTarget implements MemberTarget {
  /**
   * Members up to this size are compressed by the calling thread, because another thread would not
   * pay off.
   */
  private static final int SMALL = 16 * 1024;

  private final Blocks blocks;
  private final int level;
  private final ByteTarget target;
  private final OnMemberComplete end;
  private final CRC32 crc = new CRC32();
  private Block block;
  private boolean several;
  private long size;

  /** Changed only by the writing thread, when the steps have run. */
  private long compressedSize;

  DeflatedTarget(Blocks blocks, int level, ByteTarget target, OnMemberComplete end) {
    this.blocks = blocks;
    this.level = level;
    this.target = target;
    this.end = end;
    this.block = blocks.take();
  }

  /** The compression resources that the members of an archive share. */
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

  /**
   * A part of a member that is compressed on its own, by any available thread. It may refer to the
   * last 32 KiB before it, as deflate always may, so little is lost; and unless it is the last it
   * ends with an empty stored block, on a whole byte, so that blocks after one another are a single
   * valid stream (as pigz does it).
   */
  static final class Block {
    /** How far back deflate can refer. */
    private static final int WINDOW = 32 * 1024;

    /**
     * Bytes of a block: the ends and the fresh Huffman tables cost some 0.1 % of the size. Small
     * enough for no collector to treat the arrays as huge.
     */
    static final int SIZE = 256 * 1024;

    /** Room for what deflate adds at worst, five bytes for each 16 KiB, and for the end. */
    private static final int SPARE = SIZE / 1024 + 256;

    private final byte[] in = new byte[WINDOW + SIZE];
    private int from = WINDOW;
    private int end = WINDOW;

    private byte[] out = new byte[0];
    private int length;

    private int level;
    private boolean last;

    /** Makes the block empty, at the start of a member. */
    void clear() {
      from = WINDOW;
      end = WINDOW;
      length = 0;
    }

    /** Makes the block empty, after another, which is full. */
    void follow(Block before) {
      clear();
      System.arraycopy(before.in, before.in.length - WINDOW, in, 0, WINDOW);
      from = 0;
    }

    boolean isFull() {
      return end == in.length;
    }

    /** Returns how many bytes it has. */
    int size() {
      return end - WINDOW;
    }

    /** Takes as many bytes as it has room for, and adds them to a checksum. */
    void take(ByteBuffer bytes, Checksum checksum) {
      int some = Math.min(bytes.remaining(), in.length - end);
      bytes.get(in, end, some);
      checksum.update(in, end, some);
      end += some;
    }

    /** Chooses how it will be compressed. */
    void prepare(int compressionLevel, boolean isLast) {
      level = compressionLevel;
      last = isLast;
    }

    int level() {
      return level;
    }

    /** Compresses it with a deflater of this level that is used for nothing else meanwhile. */
    void compress(Deflater deflater) {
      deflater.reset();
      if (from < WINDOW) {
        deflater.setDictionary(in, from, WINDOW - from);
      }
      deflater.setInput(in, WINDOW, size());
      if (last) {
        deflater.finish();
      }
      int most = size() + SPARE;
      if (out.length < most) {
        out = new byte[most];
      }
      length = 0;
      int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
      while (true) {
        length += deflater.deflate(out, length, out.length - length, flush);
        if (length < out.length) {
          return;
        }
        out = Arrays.copyOf(out, out.length + SPARE);
      }
    }

    /** Returns the compressed result. */
    ByteBuffer compressed() {
      return ByteBuffer.wrap(out, 0, length);
    }
  }

  /**
   * The steps that write an archive, in order. A step may wait for a block that another thread
   * compresses, and all steps behind it wait too; so blocks of one member, and whole small members,
   * are compressed in parallel.
   */
  static final class WriteQueue {

    /** Writes a part of the archive. */
    interface Step {
      void run() throws IOException;
    }

    private record Waiting(@Nullable Future<?> block, Step step) {}

    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final int most;

    /** The number of steps in the queue that wait for blocks. */
    private int blocks;

    /** Creates a queue that holds at most {@code most} blocks. */
    WriteQueue(int most) {
      this.most = most;
    }

    /** Adds a step, which runs at once if the queue is empty. */
    void add(Step step) throws IOException {
      if (queue.isEmpty()) {
        step.run();
      } else {
        queue.add(new Waiting(null, step));
      }
    }

    /** Adds a step that waits for a block, and runs the steps whose blocks are ready. */
    void add(Future<?> block, Step step) throws IOException {
      queue.add(new Waiting(block, step));
      blocks++;
      while (blocks > most || (!queue.isEmpty() && isReady(queue.element()))) {
        next();
      }
    }

    /** Runs all steps. */
    void finish() throws IOException {
      while (!queue.isEmpty()) {
        next();
      }
    }

    private static boolean isReady(Waiting first) {
      return first.block() == null || first.block().isDone();
    }

    private void next() throws IOException {
      Waiting first = queue.remove();
      if (first.block() != null) {
        DeflateThreads.await(first.block());
        blocks--;
      }
      first.step().run();
    }
  }

  /** Compresses blocks, on threads that are started when there is enough to do. */
  static final class DeflateThreads implements AutoCloseable {
    private final int threads;

    /** Idle deflaters by level: each takes 256 KiB outside the heap. */
    private final ConcurrentMap<Integer, ConcurrentLinkedQueue<Deflater>> idle =
        new ConcurrentHashMap<>();

    private @Nullable ExecutorService pool;

    DeflateThreads(int threads) {
      this.threads = threads;
    }

    /** Returns how many blocks can be compressed at once. */
    int threads() {
      return threads;
    }

    /** Compresses a block here and now. */
    void compress(Block block) {
      ConcurrentLinkedQueue<Deflater> sameLevel =
          idle.computeIfAbsent(block.level(), level -> new ConcurrentLinkedQueue<>());
      Deflater deflater = sameLevel.poll();
      if (deflater == null) {
        deflater = new Deflater(block.level(), true);
      }
      block.compress(deflater);
      sameLevel.add(deflater);
    }

    /** Has a block compressed by another thread. */
    Future<?> submit(Block block) {
      if (pool == null) {
        pool =
            Executors.newFixedThreadPool(
                threads,
                task -> {
                  Thread thread = new Thread(task, "brine-deflate");
                  thread.setDaemon(true);
                  return thread;
                });
      }
      return pool.submit(() -> compress(block));
    }

    /** Waits until a block is compressed. */
    static void await(Future<?> block) throws InterruptedIOException {
      try {
        block.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while compressing");
      } catch (ExecutionException e) {
        throw new IllegalStateException("a block could not be compressed", e.getCause());
      }
    }

    /** Stops the threads, when none of them has a block. */
    @Override
    public void close() {
      if (pool != null) {
        pool.shutdown();
      }
      for (ConcurrentLinkedQueue<Deflater> sameLevel : idle.values()) {
        for (Deflater d = sameLevel.poll(); d != null; d = sameLevel.poll()) {
          d.end();
        }
      }
    }
  }
}
