package dev.brine.npy.internal.strided;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the bytes of an array's elements as they are in an {@code .npy} file: in the byte
 * order of the dtype, including the padding of structs. Bytes that are contiguous in memory are
 * returned in place; others are gathered in small parts, so that a view of any size needs little
 * memory. A buffer is read-only, or valid only until the next call.
 */
public final class ElementBytes implements Iterator<ByteBuffer> {
  /** The size of a gathered part, which fits in the processor's cache together with its sources. */
  private static final int PART = 128 * 1024;

  /** The smallest run, in bytes, that is returned in place. */
  private static final int WORTHWHILE = 4 * 1024;

  private final Chunks chunks;
  private final int itemsize;
  private @Nullable ByteBuffer gathered;

  /** The elements of the current run, and the number of them that were returned. */
  private int count;

  private int done;

  /** Iterates over all elements of the chunks. */
  public ElementBytes(Chunks chunks, int itemsize) {
    this.chunks = chunks;
    this.itemsize = itemsize;
  }

  @Override
  public boolean hasNext() {
    return itemsize > 0 && advance();
  }

  @Override
  public ByteBuffer next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return isWorthwhile() ? inPlace() : gather();
  }

  /** Whether there is another element; moves to the next run if necessary. */
  private boolean advance() {
    if (done < count) {
      return true;
    }
    if (!chunks.next()) {
      return false;
    }
    count = chunks.count();
    done = 0;
    return true;
  }

  private boolean isWorthwhile() {
    int together = chunks.isPacked() ? count - done : 1;
    return (long) together * itemsize >= WORTHWHILE;
  }

  private int position() {
    return chunks.position() + done * chunks.stride();
  }

  private ByteBuffer inPlace() {
    int together = chunks.isPacked() ? count - done : 1;
    ByteBuffer bytes = chunks.buffer().asReadOnlyBuffer();
    int from = position();
    bytes.limit(from + together * itemsize).position(from);
    done += together;
    return bytes;
  }

  private ByteBuffer gather() {
    if (gathered == null) {
      gathered = ByteBuffer.allocate(PART).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer to = gathered.clear();
    do {
      int some = Math.min(to.remaining() / itemsize, count - done);
      copy(to, some);
      done += some;
    } while (to.remaining() >= itemsize && advance() && !isWorthwhile());
    return to.flip();
  }

  private void copy(ByteBuffer to, int some) {
    ByteBuffer from = chunks.buffer();
    int at = position();
    int stride = chunks.stride();
    if (chunks.isPacked()) {
      bytes(from, at, to, some * itemsize);
      return;
    }
    switch (itemsize) {
      case Byte.BYTES -> {
        for (int i = 0; i < some; i++, at += stride) {
          to.put(from.get(at));
        }
      }
      case Short.BYTES -> {
        for (int i = 0; i < some; i++, at += stride) {
          to.putShort(from.getShort(at));
        }
      }
      case Integer.BYTES -> {
        for (int i = 0; i < some; i++, at += stride) {
          to.putInt(from.getInt(at));
        }
      }
      case Long.BYTES -> {
        for (int i = 0; i < some; i++, at += stride) {
          to.putLong(from.getLong(at));
        }
      }
      default -> {
        for (int i = 0; i < some; i++, at += stride) {
          bytes(from, at, to, itemsize);
        }
      }
    }
  }

  private static void bytes(ByteBuffer from, int at, ByteBuffer to, int length) {
    to.put(to.position(), from, at, length);
    to.position(to.position() + length);
  }
}
