package dev.brine.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void a_failure_keeps_its_type_and_identity() {
    LimitException failure = new LimitException(Location.MEMORY, "too much");
    Task<Object> task =
        Parallel.start(
            "test",
            () -> {
              throw failure;
            });
    assertThatThrownBy(task::join).isSameAs(failure);
    assertThatThrownBy(
            () ->
                Parallel.both(
                    "test",
                    () -> 1,
                    () -> {
                      throw new StackOverflowError("as an error");
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void the_first_of_two_failures_counts() {
    assertThatThrownBy(
            () ->
                Parallel.runBoth(
                    "test",
                    () -> {
                      throw new IOException("first");
                    },
                    () -> {
                      throw new IllegalStateException("second");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("first");
  }

  @Test
  void every_piece_runs_once() throws IOException {
    AtomicIntegerArray runs = new AtomicIntegerArray(1_000);
    Parallel.forEach("test", runs.length(), 4, runs::incrementAndGet);
    for (int i = 0; i < runs.length(); i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void no_piece_begins_after_a_failure() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Parallel.forEach(
                    "test",
                    1_000_000,
                    2,
                    i -> {
                      runs.incrementAndGet();
                      throw new IOException("piece");
                    }))
        .hasMessage("piece");
    assertThat(runs.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void an_interrupted_caller_of_join_interrupts_the_work() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Task<Object> task =
        Parallel.start(
            "test",
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return 1;
            });
    Thread.currentThread().interrupt();
    assertThatThrownBy(task::join).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    interrupted.await();
  }

  @Test
  void an_interrupted_caller_of_both_gets_the_results_and_stays_interrupted() throws IOException {
    Thread.currentThread().interrupt();
    Parallel.Pair<Integer, String> pair = Parallel.both("test", () -> 1, () -> "2");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pair).isEqualTo(new Parallel.Pair<>(1, "2"));
  }

  @Test
  void results_come_in_the_order_of_the_items() throws IOException {
    List<Integer> items = List.of(3, 1, 2, 5, 4);
    int index = 0;
    for (Task<Integer> task : Parallel.startAll("test", 2, items, i -> i * i)) {
      int item = items.get(index++);
      assertThat(task.join()).isEqualTo(item * item);
    }
  }

  @Test
  void threads_are_daemons() throws IOException {
    assertThat(Parallel.start("test", () -> Thread.currentThread().isDaemon()).join()).isTrue();
  }
}
