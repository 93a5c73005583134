package dev.brine.internal.zip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

/**
 * A part of a member that is compressed on its own, whichever thread has time. It may refer to the
 * last 32 KiB before it, as deflate always may, so little is lost; and unless it is the last it
 * ends with an empty stored block, on a whole byte, so that blocks after one another are a single
 * valid stream (as pigz does it).
 */
final class Block {
  /** How far back deflate can refer. */
  private static final int WINDOW = 32 * 1024;

  /**
   * Bytes of a block: the ends and the fresh Huffman tables cost some 0.1 % of the size. Small
   * enough for no collector to treat the arrays as huge.
   */
  static final int SIZE = 256 * 1024;

  /** Room for what deflate adds at worst, five bytes for each 16 KiB, and for the end. */
  private static final int SPARE = SIZE / 1024 + 256;

  private final byte[] in = new byte[WINDOW + SIZE];
  private int from = WINDOW;
  private int end = WINDOW;

  private byte[] out = new byte[0];
  private int length;

  private int level;
  private boolean last;

  /** Makes the block empty, at the start of a member. */
  void clear() {
    from = WINDOW;
    end = WINDOW;
    length = 0;
  }

  /** Makes the block empty, after another, which is full. */
  void follow(Block before) {
    clear();
    System.arraycopy(before.in, before.in.length - WINDOW, in, 0, WINDOW);
    from = 0;
  }

  boolean isFull() {
    return end == in.length;
  }

  /** How many bytes it has. */
  int size() {
    return end - WINDOW;
  }

  /** Takes as many bytes as it has room for, and adds them to a checksum. */
  void take(ByteBuffer bytes, Checksum checksum) {
    int some = Math.min(bytes.remaining(), in.length - end);
    bytes.get(in, end, some);
    checksum.update(in, end, some);
    end += some;
  }

  /** Settles how it will be compressed. */
  void prepare(int compressionLevel, boolean isLast) {
    level = compressionLevel;
    last = isLast;
  }

  int level() {
    return level;
  }

  /** Compresses it with a deflater of this level that is used for nothing else meanwhile. */
  void compress(Deflater deflater) {
    deflater.reset();
    if (from < WINDOW) {
      deflater.setDictionary(in, from, WINDOW - from);
    }
    deflater.setInput(in, WINDOW, size());
    if (last) {
      deflater.finish();
    }
    int most = size() + SPARE;
    if (out.length < most) {
      out = new byte[most];
    }
    length = 0;
    int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
    while (true) {
      length += deflater.deflate(out, length, out.length - length, flush);
      if (length < out.length) {
        return;
      }
      out = Arrays.copyOf(out, out.length + SPARE);
    }
  }

  /** What became of it. */
  ByteBuffer compressed() {
    return ByteBuffer.wrap(out, 0, length);
  }
}
