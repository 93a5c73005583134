package dev.brine.bench.made;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of the shape of Keras' {@code imdb.npz}, at any size. */
public final class ImdbLike {
  private static final long SEED = 7;

  private ImdbLike() {}

  /** Writes a file: {@code java -cp bench/target/benchmarks.jar … OUT.npz REVIEWS}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: ImdbLike OUT.npz REVIEWS (of each of the two parts)");
      System.exit(2);
    }
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  /**
   * Writes the four members deflated, as {@code np.savez_compressed} does.
   *
   * @param count how many reviews each of the two parts has; Keras' file has 25,000
   */
  public static void write(Path path, int count) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      MadeReviews reviews = new MadeReviews(SEED);
      zip.putNextEntry(new ZipEntry("x_test.npy"));
      NpyStream.reviews(zip, count, reviews);
      zip.putNextEntry(new ZipEntry("x_train.npy"));
      NpyStream.reviews(zip, count, reviews);
      zip.putNextEntry(new ZipEntry("y_train.npy"));
      NpyStream.labels(zip, count, reviews);
      zip.putNextEntry(new ZipEntry("y_test.npy"));
      NpyStream.labels(zip, count, reviews);
    }
  }

  /** A plain pickle of a list of {@code count} lists of ints: no NumPy in it. */
  public static byte[] plainPickle(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PickleStream pickle = new PickleStream(bytes);
    pickle.protocol();
    pickle.lists(count, new MadeReviews(SEED));
    pickle.stop();
    return bytes.toByteArray();
  }
}
