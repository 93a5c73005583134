package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import java.net.URI;

/** The addresses of Keras' own files. */
final class KerasFiles {
  private static final String ORIGIN =
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";

  private KerasFiles() {}

  /** Returns a file with its published hash and its size in bytes. */
  static RemoteFile of(String name, long size, String hash) {
    return new RemoteFile(name, URI.create(ORIGIN + name), hash, "datasets", size);
  }

  /** Returns a file in its own folder for which Keras has no hash. */
  static RemoteFile unchecked(String name, String subdir) {
    return new RemoteFile(name, URI.create(ORIGIN + name), null, subdir);
  }
}
