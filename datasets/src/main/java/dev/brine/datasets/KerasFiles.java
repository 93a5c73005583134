package dev.brine.datasets;

import dev.brine.datasets.internal.cache.RemoteFile;
import java.net.URI;

/** Creates the files that Keras publishes. */
final class KerasFiles {
  private static final String ORIGIN =
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";

  private KerasFiles() {}

  /** Returns a file with a published hash and a size in bytes. */
  static RemoteFile of(String name, long size, String hash) {
    return new RemoteFile(name, URI.create(ORIGIN + name), hash, "datasets", size);
  }

  /** Returns a file in a folder of its own for which Keras has no hash. */
  static RemoteFile unchecked(String name, String subdir) {
    return new RemoteFile(name, URI.create(ORIGIN + name), null, subdir);
  }
}
