package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.io.BulkStream;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A member's bytes in order. Its size and CRC-32 are verified by the read that gives the last byte,
 * so a caller that has read all bytes has read valid ones; a caller that stops earlier may verify
 * the rest with {@link #finish}. Reads decode into the caller's array, so large blocks are fastest.
 * Not thread-safe, but streams of other members may be read at the same time.
 */
public final class MemberStream extends BulkStream {
  private static final int SCRATCH = 64 * 1024;

  private final ZipMember member;
  private final Location location;
  private final MemberDecoder decoder;
  private final boolean verified;

  /** The maximum number of bytes to return. */
  private final long most;

  private final CRC32 crc = new CRC32();
  private long count;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  private MemberStream(
      ZipMember member, Location location, MemberDecoder decoder, boolean verified, long most) {
    this.member = member;
    this.location = location;
    this.decoder = decoder;
    this.verified = verified;
    this.most = most;
  }

  /** Returns a stream that fails unless the member matches the directory. */
  static MemberStream verified(ZipMember member, Location location, MemberDecoder decoder) {
    return new MemberStream(member, location, decoder, true, member.size());
  }

  /** Returns a stream of everything that can be decoded, up to {@code limit} bytes. */
  static MemberStream lenient(
      ZipMember member, Location location, MemberDecoder decoder, long limit) {
    return new MemberStream(member, location, decoder, false, limit);
  }

  /** Returns how many bytes have been read: the offset in the member of the next one. */
  public long position() {
    return count;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException(location + ": the stream is closed");
    }
    if (failure != null) {
      throw failure;
    }
    if (length == 0) {
      return 0;
    }
    try {
      return decode(target, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private int decode(byte[] target, int offset, int length) throws IOException {
    if (count == most && !ended) {
      end();
    }
    if (ended) {
      return -1;
    }
    int n = decoder.read(target, offset, (int) Math.min(length, most - count));
    if (n < 0) {
      ended = true;
      if (verified) {
        throw broken(
            location.at(count),
            "the member ends here, but the directory says it has " + member.size() + " bytes");
      }
      return -1;
    }
    count += n;
    if (verified) {
      crc.update(target, offset, n);
      if (count == most) {
        end();
      }
    }
    return n;
  }

  /** Verifies that the decoder has no more bytes. */
  private void end() throws IOException {
    if (decoder.read(new byte[1], 0, 1) >= 0) {
      throw verified
          ? broken(
              location.at(count),
              "the member is longer than the " + member.size() + " bytes that the directory states")
          : new LimitException(
              location.at(count), "the member is larger than the limit of " + most + " bytes");
    }
    ended = true;
    if (!verified) {
      return;
    }
    if (decoder.surplus() != 0) {
      throw broken(
          location.at(count),
          decoder.surplus() + " bytes follow the compressed data, within the member");
    }
    if (crc.getValue() != member.crc32()) {
      throw broken(
          location.at(count),
          "the member is damaged: its CRC-32 is "
              + hex(crc.getValue())
              + ", not the "
              + hex(member.crc32())
              + " that the directory states");
    }
  }

  private static String hex(long crc) {
    String digits = Long.toHexString(crc);
    return "0x" + "00000000".substring(digits.length()) + digits;
  }

  /**
   * Reads the rest of the member, and verifies it.
   *
   * @param limit the most bytes to read for that
   * @throws LimitException if more are left
   */
  public void finish(long limit) throws IOException {
    if (verified && most - count > limit) {
      throw new LimitException(
          location.at(count),
          (most - count)
              + " bytes of the member are left to verify, more than the limit of "
              + limit);
    }
    skip(Long.MAX_VALUE);
  }

  /** Reads the rest of the member, however much, and verifies it. */
  public void finish() throws IOException {
    finish(Long.MAX_VALUE);
  }

  /** Reads and drops bytes: they count for the CRC-32. */
  @Override
  public long skip(long bytes) throws IOException {
    if (bytes <= 0) {
      return 0;
    }
    byte[] scratch = new byte[(int) Math.min(bytes, Math.min(SCRATCH, Math.max(1, most - count)))];
    long left = bytes;
    while (left > 0) {
      int n = read(scratch, 0, (int) Math.min(left, scratch.length));
      if (n < 0) {
        break;
      }
      left -= n;
    }
    return bytes - left;
  }

  /** 1, or 0 at the end: how much can be had without waiting is not known. */
  @Override
  public int available() {
    return closed || ended ? 0 : 1;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoder.close();
    }
  }
}
