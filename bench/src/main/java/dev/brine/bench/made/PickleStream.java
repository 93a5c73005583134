package dev.brine.bench.made;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes pickles of protocol 3 as CPython's C pickler does: small ints in as few bytes as they
 * need, every list in the memo, items in batches of 1,000. Only what the benchmarks' data needs.
 */
final class PickleStream {
  private static final int BATCH = 1000;
  private static final int LONGEST_INT = 5;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int used;
  private int memoized;

  PickleStream(OutputStream out) {
    this.out = out;
  }

  void protocol() throws IOException {
    opcodes("\u0080\u0003");
  }

  /** Opcodes and arguments, one byte a character. */
  void opcodes(String bytes) throws IOException {
    byte[] latin1 = bytes.getBytes(StandardCharsets.ISO_8859_1);
    flush();
    out.write(latin1);
  }

  /** GLOBAL: a name, which the memo then knows. */
  void global(String module, String name) throws IOException {
    opcodes("c" + module + "\n" + name + "\n");
    memoize();
  }

  /** BINUNICODE: a short ASCII text, which the memo then knows. */
  void text(String ascii) throws IOException {
    opcodes("X" + (char) ascii.length() + "\0\0\0" + ascii);
    memoize();
  }

  /** Puts what lies on top of the stack into the memo. */
  void memoize() throws IOException {
    room();
    if (memoized < 256) {
      put('q', memoized, 1);
    } else {
      put('r', memoized, Integer.BYTES);
    }
    memoized++;
  }

  void integer(int value) throws IOException {
    room();
    if (value >= 0 && value < 1 << 8) {
      put('K', value, 1);
    } else if (value >= 0 && value < 1 << 16) {
      put('M', value, Short.BYTES);
    } else {
      put('J', value, Integer.BYTES);
    }
  }

  /** A list of lists of ints, each of which is asked for when its turn comes. */
  void lists(int count, MadeReviews reviews) throws IOException {
    startList();
    for (int i = 0; i < count; i++) {
      startBatch(i);
      ints(reviews.next());
      endBatch(i, count);
    }
  }

  private void ints(int[] values) throws IOException {
    startList();
    for (int i = 0; i < values.length; i++) {
      startBatch(i);
      integer(values[i]);
      endBatch(i, values.length);
    }
  }

  private void startList() throws IOException {
    room();
    buffer[used++] = ']';
    memoize();
  }

  private void startBatch(int index) throws IOException {
    if (index % BATCH == 0) {
      room();
      buffer[used++] = '(';
    }
  }

  private void endBatch(int index, int count) throws IOException {
    if (index % BATCH == BATCH - 1 || index == count - 1) {
      room();
      buffer[used++] = 'e';
    }
  }

  /** STOP: nothing may follow. */
  void stop() throws IOException {
    opcodes(".");
  }

  private void put(char opcode, int value, int bytes) {
    buffer[used++] = (byte) opcode;
    for (int i = 0; i < bytes; i++) {
      buffer[used++] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  private void room() throws IOException {
    if (buffer.length - used < LONGEST_INT) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
