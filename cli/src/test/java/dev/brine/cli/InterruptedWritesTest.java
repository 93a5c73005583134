package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.internal.io.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes of every kind that an exception or a signal interrupts at a random moment. {@code
 * -Dbrine.kills=100} kills more often than a build has time for, as {@code -Dbrine.exceptions=200}
 * throws more exceptions.
 */
class InterruptedWritesTest {
  /** How many processes each signal ends; each of them is writing files of all kinds. */
  private static final int KILLS = Integer.getInteger("brine.kills", 4);

  /** How many exceptions interrupt writes of each kind. */
  private static final int EXCEPTIONS = Integer.getInteger("brine.exceptions", 14);

  @TempDir Path folder;

  private final Map<Write, Long> last = new EnumMap<>(Write.class);
  private Random random = new Random();

  @BeforeEach
  void seed() {
    long seed = System.nanoTime();
    System.out.println("InterruptedWritesTest: seed " + seed);
    random = new Random(seed);
  }

  @Test
  void sigterm_leaves_whole_files_and_no_temporary_ones() throws Exception {
    saveAll(0);
    for (int i = 0; i < KILLS; i++) {
      Process process = start();
      assumeThat(process.supportsNormalTermination()).isTrue();
      end(process, process.toHandle()::destroy);
      assertThat(temporary()).as("after signal %d", i).isEmpty();
    }
  }

  @Test
  void sigkill_leaves_whole_files_and_the_next_writes_delete_the_temporary_ones() throws Exception {
    saveAll(0);
    int left = 0;
    for (int i = 0; i < KILLS; i++) {
      Process process = start();
      end(process, process.toHandle()::destroyForcibly);
      left += temporary().size();
      if (i % 2 == 1) {
        // the next process deletes them where this one does not
        saveAll(1_000_000L * i);
        assertThat(temporary()).as("after kill %d", i).isEmpty();
      }
    }
    assertThat(left).as("temporary files that were left behind").isPositive();
  }

  private void saveAll(long number) throws IOException {
    for (Write write : Write.values()) {
      Path file = write.file(folder);
      write.save(file, number);
      last.put(write, write.check(file));
    }
  }

  private Process start() throws IOException {
    long most = last.values().stream().mapToLong(n -> n).max().orElseThrow();
    return WritingMain.start(folder, 1 + most);
  }

  /** Ends the process at a random moment, and checks all files. */
  private void end(Process process, Runnable kill) throws Exception {
    Map<Write, Long> written = new EnumMap<>(Write.class);
    int awaited = 1 + random.nextInt(Write.values().length * 3);
    long counted = Write.APPEND.check(Write.APPEND.file(folder));
    try (BufferedReader lines = process.inputReader()) {
      for (int i = 0; i < awaited; i++) {
        read(lines.readLine(), written);
      }
      for (Write write : Write.values()) {
        // what a living process writes is not a leftover
        AtomicFile.deleteLeftovers(write.file(folder));
      }
      process.waitFor(random.nextInt(30_000), TimeUnit.MICROSECONDS);
      kill.run();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process has ended").isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("failed")) {
          assertThat(line).contains("the Java virtual machine is shutting down");
        } else if (line.matches("[A-Z_]+ [0-9]+")) {
          // the very last line may be cut off, in its number too
          read(line, written);
        }
      }
    }
    for (Write write : Write.values()) {
      long found = write.check(write.file(folder));
      long acknowledged =
          write == Write.APPEND ? counted : written.getOrDefault(write, last.get(write));
      assertThat(found).as("%s", write).isGreaterThanOrEqualTo(acknowledged);
      last.put(write, found);
    }
  }

  private static void read(@Nullable String line, Map<Write, Long> written) {
    if (line == null || !line.matches("[A-Z_]+ [0-9]+")) {
      throw new AssertionError("not a line for a file that is written: " + line);
    }
    int space = line.indexOf(' ');
    written.put(Write.valueOf(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
  }

  private List<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("."))
          .collect(Collectors.toList());
    }
  }

  /** An interrupt makes any operation on the file throw that is in progress, or the next one. */
  @ParameterizedTest
  @EnumSource(Write.class)
  void an_exception_leaves_a_whole_file_and_no_temporary_one(Write write) throws Exception {
    Path file = write.file(folder);
    write.save(file, 0);
    // approaches the time that a write takes, so that about half of the interrupts are in time
    long micros = 20_000;
    long number = write.check(file);
    int exceptions = 0;
    for (int i = 0; exceptions < EXCEPTIONS && i < 50 * EXCEPTIONS; i++) {
      long first = number + 1;
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>(null);
      Thread thread = new Thread(() -> failure.set(failure(write, file, first)));
      int sleep = random.nextInt((int) micros);
      long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(sleep);
      thread.start();
      while (System.nanoTime() < end) {
        // a sleep takes longer than the shortest writes
        Thread.onSpinWait();
      }
      thread.interrupt();
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
      if (failure.get() == null) {
        micros = Math.max(10, (micros + sleep) / 2);
      } else {
        exceptions++;
        micros = Math.min(100_000, micros + micros / 10);
      }
      long found = write.check(file);
      assertThat(found).isBetween(number, write == Write.APPEND ? number + 1 : first);
      number = found;
      assertThat(temporary()).as("after %s", failure.get()).isEmpty();
    }
    assertThat(exceptions).isEqualTo(EXCEPTIONS);
  }

  private static @Nullable Throwable failure(Write write, Path file, long number) {
    try {
      write.save(file, number);
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
