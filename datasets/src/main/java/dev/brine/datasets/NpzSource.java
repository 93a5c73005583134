package dev.brine.datasets;

import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.FileCache.PathReader;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** Reads the archive of a dataset: a given file, the sample, or the file in the cache. */
final class NpzSource {
  private NpzSource() {}

  /** Creates a dataset from its archive. */
  interface Reader<T> {
    T read(NpzFile file, Location location) throws IOException;
  }

  static <T> T read(SourceOptions<?> options, RemoteFile file, Reader<T> reader)
      throws IOException {
    if (options.isSample()) {
      Location location = Samples.location(file.name());
      try (InputStream in = Samples.open(file.name());
          NpzFile npz = NpzFile.open(in.readAllBytes(), location, LoadOptions.DEFAULT)) {
        return reader.read(npz, location);
      }
    }
    PathReader<T> opened =
        path -> {
          try (NpzFile npz = NpzFile.open(path)) {
            return reader.read(npz, Location.of(path.toString()));
          }
        };
    Path data = options.data();
    return data != null ? opened.read(data) : new FileCache(options.cache()).read(file, opened);
  }

  /**
   * Reads examples and their labels from two members of an archive.
   *
   * @throws MalformedException of kind MISMATCH if a member is missing or is not an array of
   *     numbers, or if there are more or fewer labels than examples
   * @throws UnsupportedException with NumPy's message, if a member is pickled
   */
  static Examples<NdArray> examples(NpzFile file, String x, String y, Location location)
      throws IOException {
    Examples<NdArray> examples =
        new Examples<>(member(file, x, location), member(file, y, location));
    long count = examples.x().shape().dim(0);
    if (examples.y().shape().dim(0) != count) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(y),
          "the labels have shape "
              + examples.y().shape()
              + ", but there are "
              + count
              + " examples");
    }
    return examples;
  }

  private static NdArray member(NpzFile file, String name, Location location) throws IOException {
    try {
      if (file.header(name).dtype().hasObject()) {
        throw new UnsupportedException(
            location.member(name),
            "Object arrays cannot be loaded when allow_pickle=False, and the published file of this"
                + " dataset has none");
      }
      NdArray array = file.get(name);
      if (array instanceof NumericArray && array.ndim() > 0) {
        return array;
      }
      throw new MalformedException(
          Kind.MISMATCH,
          location.member(name),
          "the array has dtype "
              + array.dtype()
              + " and shape "
              + array.shape()
              + ", but examples are numbers with at least one axis");
    } catch (NoSuchElementException e) {
      throw notThisDataset(location, e);
    }
  }

  /** Returns the failure for an archive that does not have a member of the dataset. */
  static MalformedException notThisDataset(Location location, NoSuchElementException e) {
    return new MalformedException(
        Kind.MISMATCH, location, e.getMessage() + "; this is not the file of this dataset");
  }

  /** Opens the small samples in Brine's jar, which have the names of the real files. */
  static final class Samples {
    private Samples() {}

    static InputStream open(String name) throws IOException {
      InputStream in = Samples.class.getResourceAsStream("sample/" + name);
      if (in == null) {
        throw new IOException("the sample " + name + " is missing from Brine's jar");
      }
      return in;
    }

    /** Returns the location for error messages. */
    static Location location(String name) {
      return Location.of("the sample " + name);
    }
  }
}
