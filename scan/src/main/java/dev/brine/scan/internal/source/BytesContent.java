package dev.brine.scan.internal.source;

import dev.brine.error.Location;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes in memory. */
public final class BytesContent implements Content {
  private final byte[] bytes;
  private final Location location;

  /** The bytes of {@code bytes}, which is not copied. */
  public BytesContent(byte[] bytes, Location location) {
    this.bytes = bytes;
    this.location = location;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream stream(long from, long to) {
    return new ByteArrayInputStream(bytes, (int) from, (int) (to - from));
  }

  @Override
  public NpzFile archive() throws IOException {
    return NpzFile.open(bytes, location, LoadOptions.DEFAULT);
  }
}
