package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A published file.
 *
 * @param name its name in the cache, without a folder
 * @param url the address at which it is published
 * @param hash its SHA-256 or MD5 in hexadecimal digits; null if none is published, so that any file
 *     is accepted, as in Keras
 * @param subdir its folder in Keras' folder, such as {@code datasets}
 * @param size its published size in bytes, which a download must not exceed; -1 if it is not known
 */
public record RemoteFile(String name, URI url, @Nullable String hash, String subdir, long size) {

  /** Creates a file in {@code datasets} whose size is not known. */
  public RemoteFile(String name, URI url, @Nullable String hash) {
    this(name, url, hash, "datasets");
  }

  /** Creates a file whose size is not known. */
  public RemoteFile(String name, URI url, @Nullable String hash, String subdir) {
    this(name, url, hash, subdir, -1);
  }

  /**
   * Creates a file.
   *
   * @throws IllegalArgumentException if the name, a part of {@code subdir} or the hash is invalid
   */
  public RemoteFile {
    if (isUnsafe(name)) {
      throw new IllegalArgumentException(
          "a file name must not contain a path but was \"" + name + '"');
    }
    for (String part : subdir.split("/", -1)) {
      if (isUnsafe(part)) {
        throw new IllegalArgumentException(
            "subdir must be a path inside the cache but was \"" + subdir + '"');
      }
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
   * Returns whether a file has the published hash; true if none is published.
   *
   * @throws IOException if the file cannot be read
   */
  public boolean matchesHash(Path file) throws IOException {
    ContentHash expected = contentHash();
    return expected == null || expected.equals(expected.ofFile(file));
  }

  @Nullable ContentHash contentHash() {
    return hash == null ? null : ContentHash.of(hash);
  }
}
