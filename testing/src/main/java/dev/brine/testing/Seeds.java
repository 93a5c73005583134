package dev.brine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** The seeds of a fuzz target, and what comes of changing them at random. */
final class Seeds {
  private static final int LONGEST = 4_096;

  private final List<byte[]> seeds;
  private final Random random;

  private Seeds(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  /** All files of at most 4 KiB below these directories of the class path. */
  static Seeds under(long seed, String... directories) {
    List<byte[]> found = new ArrayList<>();
    for (String directory : directories) {
      URL url = Objects.requireNonNull(Seeds.class.getResource(directory), directory);
      try {
        URI uri = url.toURI();
        if (uri.getScheme().equals("jar")) {
          try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            addSmallFiles(jar.getPath(directory), found);
          }
        } else {
          addSmallFiles(Path.of(uri), found);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new AssertionError(e);
      }
    }
    return new Seeds(found, seed);
  }

  private static void addSmallFiles(Path directory, List<byte[]> found) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length <= LONGEST) {
          found.add(bytes);
        }
      }
    }
  }

  /** The seeds as they are. */
  List<byte[]> all() {
    return seeds;
  }

  /** One of the seeds, changed in one to eight ways. */
  byte[] next() {
    byte[] bytes = any().clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] any() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] changed(byte[] bytes) {
    if (bytes.length == 0) {
      return any().clone();
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
      case 3 -> {
        return spliced(bytes, at, at + random.nextInt(Math.min(16, bytes.length - at)), piece());
      }
      case 4 -> {
        return spliced(bytes, at, at, piece());
      }
      default -> {
        return spliced(bytes, at, at + 1 + random.nextInt(bytes.length - at), new byte[0]);
      }
    }
    return bytes;
  }

  /** Up to 24 bytes of some seed. */
  private byte[] piece() {
    byte[] other = any();
    if (other.length == 0) {
      return other;
    }
    int from = random.nextInt(other.length);
    int length = Math.min(1 + random.nextInt(24), other.length - from);
    byte[] piece = new byte[length];
    System.arraycopy(other, from, piece, 0, length);
    return piece;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
    byte[] result = new byte[from + piece.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
    return result;
  }
}
