package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheOptions.Retries;
import dev.brine.datasets.internal.cache.Origin.OriginException;
import dev.brine.internal.http.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the origin of a file. */
final class Origins {
  private Origins() {}

  /** A URL with a scheme of two letters or more: a single letter is a drive of Windows. */
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

  /** An address without its scheme that has a user name, a password and a host. */
  private static final Pattern USER = Pattern.compile("[^/\\\\]*:.*@.*", Pattern.DOTALL);

  /**
   * Returns the origin of a file.
   *
   * @param mirror a URL or path to use in place of {@code url}, or null: that of the file if it
   *     ends with the same name, or else that of a folder that has the file
   * @throws IllegalArgumentException if the mirror is not a valid URL or path
   */
  static Origin of(URI url, @Nullable String mirror, Retries retries) {
    if (mirror == null) {
      return of(url, retries);
    }
    String path = url.getPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (!SCHEME.matcher(mirror).matches()) {
      Path place = Path.of(mirror);
      if (USER.matcher(mirror).matches() && !Files.exists(place)) {
        throw new IllegalArgumentException(
            "the mirror is not an existing file or folder; if it is a URL, begin it with https://");
      }
      return local(place, file);
    }
    URI address;
    try {
      address = new URI(mirror);
    } catch (URISyntaxException e) {
      // the exception's own message quotes the whole URL, which may have a password
      throw new IllegalArgumentException(
          "the mirror is not a valid URL: " + e.getReason() + " at index " + e.getIndex());
    }
    if ("file".equalsIgnoreCase(address.getScheme())) {
      return local(path(address), file);
    }
    String place = address.getRawPath();
    if (address.getRawAuthority() == null || place.endsWith("/" + file)) {
      return of(address, retries);
    }
    // the query, which may be an access token, stays at the end
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String folder = address.getScheme() + "://" + address.getRawAuthority() + place;
    return of(URI.create(folder + (folder.endsWith("/") ? "" : "/") + file + query), retries);
  }

  private static Origin local(Path place, String file) {
    return new LocalOrigin(Files.isDirectory(place) ? place.resolve(file) : place);
  }

  private static Path path(URI address) {
    if (address.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a file URL cannot have a user name; remove it");
    }
    return Path.of(address);
  }

  private static Origin of(URI url, Retries retries) {
    String scheme = url.getScheme();
    if ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) {
      return new HttpOrigin(WebAddress.of(url), retries);
    }
    if ("file".equalsIgnoreCase(scheme)) {
      return new LocalOrigin(path(url));
    }
    throw new IllegalArgumentException(
        "files can be downloaded from http, https and file URLs and from paths, but not from "
            + WebAddress.withoutSecrets(url.toString()));
  }

  /** A file on this machine, which is always copied from its start. */
  record LocalOrigin(Path path) implements Origin {
    private static final int BLOCK = 1 << 16;

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public String sender() {
      return "the file";
    }

    @Override
    public Body open(long from, @Nullable String validator) throws IOException {
      if (!Files.isRegularFile(path)) {
        throw OriginException.permanent(Files.exists(path) ? "is not a file" : "does not exist");
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new Copy(channel, channel.size(), ByteBuffer.allocate(BLOCK));
    }

    private record Copy(FileChannel channel, long total, ByteBuffer block) implements Body {
      @Override
      public long from() {
        return 0;
      }

      @Override
      public @Nullable String validator() {
        return null;
      }

      @Override
      public @Nullable ByteBuffer next() throws IOException {
        block.clear();
        return channel.read(block) < 0 ? null : block.flip();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    }
  }
}
