package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import java.net.URI;

/** Where Keras' own files are published. */
final class KerasFiles {
  private static final String ORIGIN =
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";

  private KerasFiles() {}

  /** A file whose hash Keras knows, and its size in bytes. */
  static RemoteFile of(String name, long size, String hash) {
    return new RemoteFile(name, URI.create(ORIGIN + name), hash, "datasets", size);
  }

  /** A file in a folder of its own, of which Keras knows no hash. */
  static RemoteFile unchecked(String name, String subdir) {
    return new RemoteFile(name, URI.create(ORIGIN + name), null, subdir);
  }
}
