package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.Retries;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Chooses the origin of a file. */
final class Origins {
  private Origins() {}

  /**
   * Where to get a file from.
   *
   * @param mirror a URL or path to use in place of {@code url}: of the file if it ends with the
   *     same name, else of a folder that has it; or null
   * @throws IllegalArgumentException if the mirror is neither
   */
  static Origin of(URI url, @Nullable String mirror, Retries retries) {
    if (mirror == null) {
      return of(url, retries);
    }
    String path = url.getPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean local = mirror.indexOf("://") < 0 || mirror.startsWith("file:");
    if (local) {
      Path place = mirror.startsWith("file:") ? Path.of(URI.create(mirror)) : Path.of(mirror);
      return new LocalOrigin(Files.isDirectory(place) ? place.resolve(file) : place);
    }
    boolean whole = mirror.endsWith("/" + file);
    return of(
        URI.create(whole ? mirror : mirror + (mirror.endsWith("/") ? "" : "/") + file), retries);
  }

  private static Origin of(URI url, Retries retries) {
    String scheme = url.getScheme();
    if ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) {
      return new HttpOrigin(url, retries);
    }
    if ("file".equalsIgnoreCase(scheme)) {
      return new LocalOrigin(Path.of(url));
    }
    throw new IllegalArgumentException(
        "a file can come from http, https, file or a path, but not from " + url);
  }
}
