package dev.brine.scan.internal.source;

import dev.brine.error.Location;
import dev.brine.internal.io.BulkStream;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** The content of a file. The caller closes its channel. */
public final class FileContent implements Content {
  private final FileChannel channel;
  private final String name;
  private final long size;

  /**
   * The file of a channel.
   *
   * @param name for messages
   */
  public FileContent(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream stream(long from, long to) {
    return new Range(channel, from, to);
  }

  /** Never closed, because that would close the channel. */
  @Override
  public NpzFile archive() throws IOException {
    return NpzFile.open(channel, Location.of(name), LoadOptions.DEFAULT);
  }

  private static final class Range extends BulkStream {
    private final FileChannel channel;
    private final long to;
    private long at;

    Range(FileChannel channel, long from, long to) {
      this.channel = channel;
      this.at = from;
      this.to = to;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      int most = (int) Math.min(length, to - at);
      if (most <= 0) {
        return length == 0 ? 0 : -1;
      }
      int n = channel.read(ByteBuffer.wrap(target, offset, most), at);
      at += Math.max(n, 0);
      return n;
    }
  }
}
