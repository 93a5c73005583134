package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.cache.CacheOptions.Progress;
import dev.brine.datasets.cache.CacheOptions.Retries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A cache in a folder of the test's own, whose waits take no time and are written down. */
final class CacheFixture implements Progress {
  static final Retries QUICK =
      new Retries(
          4,
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  /** For tests in which a server falls silent. */
  static final Retries IMPATIENT =
      new Retries(
          2,
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofMillis(200));

  /** For tests of what a failure leaves behind. */
  static final Retries ONCE =
      new Retries(
          1,
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  final byte[] content = bytes(300_000, 42);
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<Long> steps = new CopyOnWriteArrayList<>();
  final List<Long> totals = new CopyOnWriteArrayList<>();
  final List<String> ends = new CopyOnWriteArrayList<>();
  final Path home;

  Environment environment;
  CacheOptions options;

  CacheFixture(Path home) {
    this.home = home;
    this.environment = new Environment(Map.of(), home, home, waits::add, CacheFixture::open);
    this.options = CacheOptions.DEFAULT.withHome(home).withRetries(QUICK).withProgress(this);
  }

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  static String sha256(byte[] bytes) {
    return hash("SHA-256", bytes);
  }

  static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  FileCache cache() {
    return new FileCache(options, environment);
  }

  FileCache cache(long limit) {
    return new FileCache(options, environment, limit);
  }

  RemoteFile file(TestServer server) {
    return file(server.url("/data/file.npz"));
  }

  RemoteFile file(URI url) {
    return new RemoteFile("file.npz", url, sha256(content));
  }

  Path get(TestServer server) throws IOException {
    return cache().get(file(server));
  }

  Path target() {
    return home.resolve("datasets").resolve("file.npz");
  }

  Path part() {
    return home.resolve("datasets").resolve("file.npz.part");
  }

  /** Puts a file where the cache has its own. */
  void keep(Path path, byte[] bytes) throws IOException {
    Files.createDirectories(home.resolve("datasets"));
    Files.write(path, bytes);
  }

  /** Everything in the cache but the lock, which stays for good. */
  List<String> entries() {
    try (Stream<Path> files = Files.list(home.resolve("datasets"))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void advanced(String name, long bytes, long total) {
    steps.add(bytes);
    totals.add(total);
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public void finished(String name) {
    ends.add(name);
  }
}
