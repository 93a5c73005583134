package dev.brine.internal.http;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.http.RangeClient.Part;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Objects;

/**
 * A file on a web server that serves ranges. Small reads fetch a little more than they need;
 * sequential reads fetch more each time, so that long members need few requests.
 */
public final class HttpSource implements ByteSource {
  private static final int FIRST_FETCH = 64 * 1024;
  private static final int LARGEST_FETCH = 4 << 20;

  /** Parts kept: two for each of a few threads that read different members. */
  private static final int KEPT = 8;

  private final RangeClient client;
  private final Location location;
  private final long size;
  private final String version;

  /** The latest first. Guarded by itself. */
  private final ArrayDeque<Window> windows = new ArrayDeque<>();

  /** A part of the file in memory. */
  private static final class Window {
    final long start;
    final byte[] bytes;

    Window(long start, byte[] bytes) {
      this.start = start;
      this.bytes = bytes;
    }

    long end() {
      return start + bytes.length;
    }
  }

  private HttpSource(RangeClient client, Location location, Part first) {
    this.client = client;
    this.location = location;
    this.size = first.total();
    this.version = first.version();
    windows.add(new Window(0, first.bytes()));
  }

  /**
   * Requests the beginning of a file.
   *
   * @param uri http or https; a user name and password in it are sent as basic authorization, and
   *     neither they nor the query appear in messages
   * @throws dev.brine.error.UnsupportedException if the server does not serve ranges
   */
  public static HttpSource open(URI uri) throws IOException {
    WebAddress address = WebAddress.of(uri);
    Location location = Location.of(address.toString());
    RangeClient client = new RangeClient(address, location);
    return new HttpSource(client, location, client.fetch(0, FIRST_FETCH));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (position < 0) {
      throw new IndexOutOfBoundsException("position must be non-negative but was " + position);
    }
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    Window window = window(position, length);
    int from = (int) (position - window.start);
    int count = Math.min(length, window.bytes.length - from);
    System.arraycopy(window.bytes, from, target, offset, count);
    return count;
  }

  /** Returns a window with at least the first byte. */
  private Window window(long position, int length) throws IOException {
    long wanted = Math.max(length, FIRST_FETCH);
    synchronized (windows) {
      for (Window window : windows) {
        if (position >= window.start && position < window.end()) {
          return window;
        }
        if (position == window.end()) {
          wanted = Math.max(wanted, 2L * window.bytes.length);
        }
      }
    }
    int count = (int) Math.min(Math.min(wanted, LARGEST_FETCH), size - position);
    Window fetched = new Window(position, fetch(position, count));
    synchronized (windows) {
      windows.removeIf(window -> window.end() == position);
      windows.addFirst(fetched);
      while (windows.size() > KEPT) {
        windows.removeLast();
      }
    }
    return fetched;
  }

  private byte[] fetch(long position, int count) throws IOException {
    Part part = client.fetch(position, count);
    if (part.total() != size || !part.version().equals(version)) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.at(position),
          "the file changed on the server while it was being read");
    }
    return part.bytes();
  }

  @Override
  public void close() {
    synchronized (windows) {
      windows.clear();
    }
  }
}
