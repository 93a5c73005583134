package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A published file.
 *
 * @param name its name in the cache, without a folder
 * @param url where it is published
 * @param hash its SHA-256 or MD5 in hexadecimal digits; null if none is published; then any file is
 *     accepted, as in Keras
 * @param subdir its folder in Keras' folder, such as {@code datasets}
 * @param size its published size in bytes, at which a download ends; -1 if none is known
 */
public record RemoteFile(String name, URI url, @Nullable String hash, String subdir, long size) {

  /** A file in {@code datasets} whose size is not known. */
  public RemoteFile(String name, URI url, @Nullable String hash) {
    this(name, url, hash, "datasets");
  }

  /** A file whose size is not known. */
  public RemoteFile(String name, URI url, @Nullable String hash, String subdir) {
    this(name, url, hash, subdir, -1);
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name or a part of {@code subdir} is not that of a file
   *     or folder, or the hash is not one
   */
  public RemoteFile {
    if (isUnsafe(name)) {
      throw new IllegalArgumentException(
          "a file name must not hold a path but was \"" + name + '"');
    }
    for (int start = 0; start >= 0; ) {
      int end = subdir.indexOf('/', start);
      if (isUnsafe(end < 0 ? subdir.substring(start) : subdir.substring(start, end))) {
        throw new IllegalArgumentException(
            "subdir must be a path inside the cache but was \"" + subdir + '"');
      }
      start = end < 0 ? -1 : end + 1;
    }
    if (hash != null) {
      ContentHash.of(hash);
    }
  }

  private static boolean isUnsafe(String name) {
    return name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.indexOf(':') >= 0
        || name.indexOf('\0') >= 0;
  }

  /**
   * Whether a file has the published hash; true if none is published.
   *
   * @throws IOException if it cannot be read
   */
  public boolean matchesHash(Path file) throws IOException {
    ContentHash expected = contentHash();
    return expected == null || expected.equals(expected.ofFile(file));
  }

  @Nullable ContentHash contentHash() {
    return hash == null ? null : ContentHash.of(hash);
  }
}
