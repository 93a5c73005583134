package dev.brine.internal.zip;

import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses blocks, on threads that are started when there is enough to do. */
final class DeflateThreads implements AutoCloseable {
  private final int threads;

  /** Deflaters that nobody uses just now, by their level: each takes 256 KiB outside the heap. */
  private final ConcurrentMap<Integer, ConcurrentLinkedQueue<Deflater>> idle =
      new ConcurrentHashMap<>();

  private @Nullable ExecutorService pool;

  DeflateThreads(int threads) {
    this.threads = threads;
  }

  /** How many blocks can be compressed at once. */
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
