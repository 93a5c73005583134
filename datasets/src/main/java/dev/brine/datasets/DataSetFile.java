package dev.brine.datasets;

import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a dataset, as Keras names it in its cache.
 *
 * @param dataSet the dataset's name in Keras, such as {@code imdb}
 * @param path its path in the cache, whether or not the file exists
 * @param url the address at which it is published
 * @param hash its SHA-256 (64 digits) or MD5 (32 digits); null if none is published
 * @param bytes its size in the cache; −1 if it is not cached
 */
public record DataSetFile(String dataSet, Path path, URI url, @Nullable String hash, long bytes) {

  /** Returns whether the file is in the cache; its hash is not checked. */
  public boolean isCached() {
    return bytes >= 0;
  }

  /**
   * Computes the hash of the file in the cache, and returns whether it is the published one.
   *
   * @throws IllegalStateException if no hash is published
   * @throws IOException if the file cannot be read
   */
  public boolean matchesHash() throws IOException {
    if (hash == null) {
      throw new IllegalStateException("no hash of " + url + " is published");
    }
    return new RemoteFile(path.getFileName().toString(), url, hash).matchesHash(path);
  }

  /**
   * Returns all files of Keras' datasets, in the cache or not. Nothing is downloaded, and no hash
   * is computed.
   *
   * @throws IOException if the cache cannot be read
   */
  public static List<DataSetFile> list(CacheOptions options) throws IOException {
    FileCache cache = new FileCache(options);
    List<DataSetFile> files = new ArrayList<>();
    add(files, cache, "imdb", Imdb.files());
    add(files, cache, "reuters", Reuters.files());
    add(files, cache, "mnist", Mnist.files());
    add(files, cache, "fashion_mnist", FashionMnist.files());
    add(files, cache, "cifar10", Cifar10.files());
    add(files, cache, "cifar100", Cifar100.files());
    add(files, cache, "boston_housing", BostonHousing.files());
    add(files, cache, "california_housing", CaliforniaHousing.files());
    return Collections.unmodifiableList(files);
  }

  private static void add(
      List<DataSetFile> files, FileCache cache, String dataSet, List<RemoteFile> remote)
      throws IOException {
    for (RemoteFile file : remote) {
      Path path = cache.place(file);
      long bytes = Files.isRegularFile(path) ? Files.size(path) : -1;
      files.add(new DataSetFile(dataSet, path, file.url(), file.hash(), bytes));
    }
  }
}
