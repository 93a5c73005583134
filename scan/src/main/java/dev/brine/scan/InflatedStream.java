package dev.brine.scan;

import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a gzip file (RFC 1952), all members that follow one another as one, of a zlib stream
 * (RFC 1950), or of bare deflate. Takes no more from its source than that, so that what follows can
 * be looked at.
 */
final class InflatedStream extends InputStream {
  private static final int TRAILER = 8;
  private static final int BLOCK = 1 << 13;

  private final ScanInput in;
  private final boolean gzip;
  private final CRC32 crc = new CRC32();
  private final Inflater inflater;
  private boolean ended;

  private InflatedStream(ScanInput in, boolean gzip, Inflater inflater) {
    this.in = in;
    this.gzip = gzip;
    this.inflater = inflater;
  }

  static InflatedStream gzip(ScanInput in) throws IOException {
    InflatedStream stream = new InflatedStream(in, true, new Inflater(true));
    stream.header();
    return stream;
  }

  static InflatedStream zlib(ScanInput in) {
    return new InflatedStream(in, false, new Inflater(false));
  }

  /** Deflate with nothing around it. */
  static InflatedStream raw(ScanInput in) {
    return new InflatedStream(in, false, new Inflater(true));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int n = inflate(target, offset, length);
        if (n > 0) {
          crc.update(target, offset, n);
          return n;
        }
        if (inflater.finished()) {
          finish();
        } else if (inflater.needsDictionary()) {
          throw new IOException("it needs a dictionary that it does not have");
        } else if (!in.sees(1)) {
          throw new IOException("it ends too early");
        }
      }
    } catch (IOException e) {
      end();
      throw e;
    }
    return -1;
  }

  /** Inflates what can be seen, and passes over what that takes. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    if (!in.sees(BLOCK) && in.from() == in.to()) {
      return 0;
    }
    int most = Math.min(in.to() - in.from(), BLOCK);
    inflater.setInput(in.buffer(), in.from(), most);
    try {
      int n = inflater.inflate(target, offset, length);
      in.pass(most - inflater.getRemaining());
      return n;
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage() == null ? "it is no deflate" : e.getMessage(), e);
    }
  }

  private void finish() throws IOException {
    if (gzip) {
      if (!in.sees(TRAILER)) {
        throw new IOException("it ends within its checksum");
      }
      byte[] b = in.buffer();
      int at = in.from();
      long stated =
          (b[at] & 0xffL)
              | (b[at + 1] & 0xffL) << 8
              | (b[at + 2] & 0xffL) << 16
              | (b[at + 3] & 0xffL) << 24;
      in.pass(TRAILER);
      if (stated != crc.getValue()) {
        throw new IOException("its CRC-32 is wrong");
      }
      if (in.sees(3) && b(0) == 0x1f && b(1) == 0x8b && b(2) == 8) {
        crc.reset();
        inflater.reset();
        header();
        return;
      }
    }
    end();
  }

  private int b(int index) {
    return in.buffer()[in.from() + index] & 0xff;
  }

  private void end() {
    ended = true;
    inflater.end();
  }

  /** Gives the inflater's memory back; the source stays open. */
  @Override
  public void close() {
    end();
  }

  /** Magic, method, flags, time and system; then what the flags announce. */
  private void header() throws IOException {
    if (!in.sees(10)) {
      throw new IOException("its header is cut off");
    }
    int flags = b(3);
    in.pass(10);
    if ((flags & 4) != 0) {
      if (!in.sees(2)) {
        throw new IOException("its header is cut off");
      }
      int extra = b(0) | b(1) << 8;
      in.skip(2L + extra);
    }
    for (int flag = 8; flag <= 16; flag <<= 1) {
      if ((flags & flag) != 0) {
        skipText();
      }
    }
    if ((flags & 2) != 0) {
      in.skip(2);
    }
  }

  private void skipText() throws IOException {
    int c;
    do {
      c = in.read();
    } while (c > 0);
    if (c < 0) {
      throw new IOException("its header is cut off");
    }
  }
}
