package dev.brine.pickle.internal.kernel;

/**
 * Stores short lists of small ints one after another, so that an object array of them is already
 * one flat array, or a few. Chunks grow but are never copied: a list keeps the chunk it is in. Each
 * decoding has its own arena.
 */
public final class IntArena {
  private static final int FIRST_CHUNK = 1 << 8;
  private static final int MAX_CHUNK = 1 << 17;

  private int[] chunk = new int[0];
  private int used;

  /** Returns the chunk that the last call of {@link #room} or {@link #reserve} returned. */
  public int[] chunk() {
    return chunk;
  }

  /**
   * Returns where at least {@code count} ints, up to the end of {@link #chunk}, may be written;
   * starts a new chunk if necessary. They are not kept until {@link #reserve}.
   */
  public int room(int count) {
    if (chunk.length - used < count) {
      int next = Math.min(Math.max(chunk.length * 2, FIRST_CHUNK), MAX_CHUNK);
      chunk = new int[Math.max(next, count)];
      used = 0;
    }
    return used;
  }

  /** Reserves {@code count} ints for a list and returns where they are in {@link #chunk}. */
  public int reserve(int count) {
    int at = room(count);
    used += count;
    return at;
  }

  /** Lengthens the list that ends at {@code end} of {@code array} in place if possible. */
  public boolean extend(int[] array, int end, int count) {
    if (array != chunk || end != used || chunk.length - used < count) {
      return false;
    }
    used += count;
    return true;
  }
}
