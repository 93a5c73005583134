package dev.brine.npy.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an array's elements, one element after another, as they lie in an {@code .npy} file:
 * each in its own byte order, the padding of structs included. They come in parts. What lies
 * together in memory is given in place; only what does not is gathered, a little at a time, so that
 * a view of any size takes no memory of its own.
 */
public final class ElementBytes {
  /** How much is gathered at a time: what fits a processor's cache beside its sources. */
  private static final int PART = 128 * 1024;

  /** From how many bytes on a run is worth a part of its own. */
  private static final int WORTHWHILE = 4 * 1024;

  private final Chunks chunks;
  private final int itemsize;
  private @Nullable ByteBuffer gathered;

  /** The elements of the current run, and how many of them were given. */
  private int count;

  private int done;

  private ElementBytes(Chunks chunks, int itemsize) {
    this.chunks = chunks;
    this.itemsize = itemsize;
  }

  /**
   * All elements of an array.
   *
   * @param order which index is the fastest: the last, or with F the first
   * @throws UnsupportedOperationException if the elements are Python objects
   */
  public static ElementBytes of(NdArray array, Order order) {
    if (!(array instanceof BufferArray elements)) {
      throw array.not("bytes of their own");
    }
    return new ElementBytes(elements.chunks(order), array.dtype().itemsize());
  }

  /**
   * The next bytes, from the buffer's position to its limit; null if there are no more. The buffer
   * is read-only, or good until the next call only.
   */
  public @Nullable ByteBuffer next() {
    if (itemsize == 0 || !advance()) {
      return null;
    }
    return isWorthwhile() ? inPlace() : gather();
  }

  /** Whether there is an element not yet given; goes on to the next run if need be. */
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
