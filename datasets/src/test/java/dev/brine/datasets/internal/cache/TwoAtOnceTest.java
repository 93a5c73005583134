package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.CacheOptions.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of several who want a file at once, one downloads it. */
@Timeout(120)
final class TwoAtOnceTest {
  private static final String WAITING = "another process is downloading file.npz: waiting";

  @TempDir Path home;
  private CacheFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
  }

  /** Answers only when somebody waits for the one who asks. */
  private TestServer.Reply when(CountDownLatch waiting) {
    return (request, out) -> {
      waiting.await();
      TestServer.whole(fixture.content).answer(request, out);
    };
  }

  @Test
  void two_threads_download_once() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    Progress progress =
        new Progress() {
          @Override
          public void advanced(String name, long bytes, long total) {}

          @Override
          public void note(String sentence) {
            assertThat(sentence).isEqualTo(WAITING);
            waiting.countDown();
          }
        };
    FileCache cache = new FileCache(fixture.options.withProgress(progress));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestServer server = new TestServer(when(waiting))) {
      Callable<Path> work = () -> cache.get(fixture.file(server));
      List<Future<Path>> both = List.of(threads.submit(work), threads.submit(work));
      for (Future<Path> one : both) {
        assertThat(one.get()).hasBinaryContent(fixture.content);
      }
      assertThat(server.requests()).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void two_processes_download_once() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try (TestServer server = new TestServer(when(waiting))) {
      List<Process> children = List.of(child(server), child(server));
      List<Future<List<String>>> outputs = new ArrayList<>();
      for (Process child : children) {
        outputs.add(readers.submit(() -> read(child, waiting)));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> output : outputs) {
        all.addAll(output.get());
      }
      for (Process child : children) {
        assertThat(child.waitFor()).as("%s", all).isZero();
      }
      assertThat(all).containsOnlyOnce(WAITING);
      assertThat(all).filteredOn(fixture.target().toString()::equals).hasSize(2);
      assertThat(server.requests()).hasSize(1);
    } finally {
      readers.shutdown();
    }
    assertThat(fixture.target()).hasBinaryContent(fixture.content);
  }

  private Process child(TestServer server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            home.toString(),
            server.url("/data/file.npz").toString(),
            CacheFixture.sha256(fixture.content))
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> read(Process child, CountDownLatch waiting) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (line.equals(WAITING)) {
          waiting.countDown();
        }
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    return lines;
  }

  /** What each process does. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      Progress progress =
          new Progress() {
            @Override
            public void advanced(String name, long bytes, long total) {}

            @Override
            public void note(String sentence) {
              System.out.println(sentence);
            }
          };
      CacheOptions options = CacheOptions.DEFAULT.withHome(Path.of(args[0])).withProgress(progress);
      System.out.println(
          new FileCache(options).get(new RemoteFile("file.npz", URI.create(args[1]), args[2])));
    }
  }

  @Test
  void the_second_downloads_when_the_first_has_failed() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    Environment.Pause untilTheOtherHasFailed =
        time -> {
          waiting.countDown();
          failed.await();
        };
    fixture.environment =
        new Environment(Map.of(), home, home, untilTheOtherHasFailed, CacheFixture::open);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestServer server =
        new TestServer(
            (request, out) -> {
              waiting.await();
              TestServer.status("404 Gone").answer(request, out);
            },
            TestServer.whole(fixture.content))) {
      Callable<Path> work =
          () -> {
            try {
              return fixture.get(server);
            } finally {
              failed.countDown();
            }
          };
      int failures = 0;
      for (Future<Path> one : List.of(threads.submit(work), threads.submit(work))) {
        try {
          assertThat(one.get()).hasBinaryContent(fixture.content);
        } catch (ExecutionException e) {
          assertThat(e).hasMessageContaining("404");
          failures++;
        }
      }
      assertThat(failures).isEqualTo(1);
      assertThat(server.requests()).hasSize(2);
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void nobody_waits_for_ever_for_one_who_does_not_move() throws IOException {
    Path folder = Files.createDirectories(home.resolve("datasets"));
    try (TestServer server = new TestServer(TestServer.whole(fixture.content));
        FileChannel held = CacheFixture.open(folder.resolve("file.npz.lock"))) {
      assertThat(held.lock().isValid()).isTrue();
      assertThatThrownBy(() -> fixture.get(server))
          .isInstanceOf(CacheException.class)
          .hasMessage(
              folder.resolve("file.npz.lock")
                  + ": another process holds this lock, but its download has made no progress for"
                  + " 52 seconds; end that process and try again");
      assertThat(server.requests()).isEmpty();
    }
    assertThat(fixture.waits).hasSizeBetween(500, 600);
  }
}
