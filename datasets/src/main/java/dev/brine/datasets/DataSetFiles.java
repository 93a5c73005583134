package dev.brine.datasets;

import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All files of Keras' data sets, and which of them are in the cache. */
public final class DataSetFiles {
  private DataSetFiles() {}

  /**
   * Looks into the cache; nothing is downloaded, and no hash computed.
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
