package dev.brine.internal.parallel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs pieces of work at the same time, on daemon threads that end with the work. An exception of a
 * piece is rethrown to the caller unchanged; if several pieces fail, that of the first piece.
 */
public final class Parallel {
  private Parallel() {}

  /**
   * Work with a result.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface Source<T extends @Nullable Object> {
    /** Does the work. */
    T get() throws IOException;
  }

  /** Work without a result. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    void run() throws IOException;
  }

  /** One of several numbered pieces of work. */
  @FunctionalInterface
  public interface Piece {
    /** Does the piece. */
    void run(int index) throws IOException;
  }

  /**
   * Two results.
   *
   * @param first the result of the first piece
   * @param second the result of the second piece
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   */
  public record Pair<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) {}

  /**
   * Starts work on a thread of its own.
   *
   * @param thread the name of the thread
   */
  public static <T extends @Nullable Object> Task<T> start(String thread, Source<T> work) {
    Task<T> task = new Task<>(work);
    task.start(thread);
    return task;
  }

  /**
   * Runs {@code second} on a thread of its own and {@code first} on this one; one after the other
   * if there is only one processor. Both have ended when this returns or throws, also when this
   * thread is interrupted, whose interrupt status is then kept.
   *
   * @param thread the name of the thread
   */
  public static <A extends @Nullable Object, B extends @Nullable Object> Pair<A, B> both(
      String thread, Source<A> first, Source<B> second) throws IOException {
    Task<A> mine = new Task<>(first);
    Task<B> other = new Task<>(second);
    if (Runtime.getRuntime().availableProcessors() > 1) {
      other.start(thread);
      mine.run();
      other.awaitEnd();
    } else {
      mine.run();
      if (!mine.hasFailed()) {
        other.run();
      }
    }
    return new Pair<>(mine.result(), other.result());
  }

  /** As {@link #both}, for work without results. */
  public static void runBoth(String thread, Work first, Work second) throws IOException {
    both(thread, source(first), source(second));
  }

  /**
   * Runs the pieces 0 to {@code count - 1}, each on whichever of {@code threads} threads is free,
   * this one included. After a failure no further piece begins; all that began have ended when this
   * returns or throws.
   *
   * @param thread the name of the threads
   */
  public static void forEach(String thread, int count, int threads, Piece piece)
      throws IOException {
    AtomicInteger next = new AtomicInteger();
    Work worker =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              piece.run(i);
            }
          } catch (IOException | RuntimeException | Error e) {
            next.set(count);
            throw e;
          }
        };
    List<Task<@Nullable Void>> tasks = new ArrayList<>();
    for (int i = 0; i < Math.max(1, Math.min(threads, count)); i++) {
      tasks.add(new Task<>(source(worker)));
    }
    for (Task<?> helper : tasks.subList(1, tasks.size())) {
      helper.start(thread);
    }
    tasks.get(0).run();
    for (Task<?> task : tasks) {
      task.awaitEnd();
    }
    for (Task<?> task : tasks) {
      task.result();
    }
  }

  /**
   * Starts work on each of the items, in their order, on {@code threads} threads.
   *
   * @param thread the name of the threads
   * @return the tasks, in the order of the items
   */
  public static <A, B extends @Nullable Object> List<Task<B>> startAll(
      String thread, int threads, List<A> items, Function<A, B> work) {
    List<Task<B>> tasks = new ArrayList<>(items.size());
    for (A item : items) {
      tasks.add(new Task<>(() -> work.apply(item)));
    }
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < Math.min(threads, items.size()); i++) {
      start(
          thread,
          source(
              () -> {
                for (int k = next.getAndIncrement(); k < tasks.size(); k = next.getAndIncrement()) {
                  tasks.get(k).run();
                }
              }));
    }
    return tasks;
  }

  private static Source<@Nullable Void> source(Work work) {
    return () -> {
      work.run();
      return null;
    };
  }
}
