package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of a data set, as Keras names it in its cache.
 *
 * @param dataSet the data set's name in Keras, such as {@code imdb}
 * @param path where it is in the cache, or would be
 * @param url where it is published
 * @param hash its SHA-256 (64 digits) or MD5 (32 digits); null if none is published
 * @param bytes its size in the cache; −1 if it is not there
 */
public record DataSetFile(String dataSet, Path path, URI url, @Nullable String hash, long bytes) {

  /** Whether it is in the cache; not whether it is the published one. */
  public boolean isCached() {
    return bytes >= 0;
  }

  /**
   * Whether the file in the cache has the published hash, which is computed now.
   *
   * @throws IllegalStateException if no hash is published
   * @throws IOException if it cannot be read
   */
  public boolean matchesHash() throws IOException {
    if (hash == null) {
      throw new IllegalStateException("no hash of " + url + " is published");
    }
    return new RemoteFile(path.getFileName().toString(), url, hash).matchesHash(path);
  }
}
