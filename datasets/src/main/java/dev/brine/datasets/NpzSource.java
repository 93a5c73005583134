package dev.brine.datasets;

import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.PathReader;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.error.Location;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** From the options to the one archive that a data set is in, wherever that is. */
final class NpzSource {
  private NpzSource() {}

  /** Makes a data set of its archive. */
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
    Opened<T> opened = new Opened<>(reader);
    Path data = options.data();
    return data != null ? opened.read(data) : new FileCache(options.cache()).read(file, opened);
  }

  /** A class and no lambda, which would be made at run time, at every start. */
  private record Opened<T>(Reader<T> reader) implements PathReader<T> {
    @Override
    public T read(Path path) throws IOException {
      try (NpzFile npz = NpzFile.open(path)) {
        return reader.read(npz, Location.of(path.toString()));
      }
    }
  }
}
