package dev.brine.bench.made;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes arrays in the {@code .npy} format, version 1.0. */
final class NpyStream {
  private static final int HEADER_LENGTH = 128;
  private static final int PREFIX_LENGTH = 10;

  private NpyStream() {}

  /** A header for a one-dimensional array, padded as NumPy pads it. */
  static void header(OutputStream out, String descr, long length) throws IOException {
    String text =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + length + ",), }";
    String padded = text + " ".repeat(HEADER_LENGTH - PREFIX_LENGTH - text.length() - 1) + "\n";
    out.write(0x93);
    out.write(("NUMPY\1\0" + (char) padded.length() + "\0").getBytes(StandardCharsets.US_ASCII));
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
  }

  /** An object array of lists of ints, as NumPy 1.x pickles it with protocol 3. */
  static void reviews(OutputStream out, int count, MadeReviews reviews) throws IOException {
    header(out, "|O", count);
    PickleStream pickle = new PickleStream(out);
    pickle.protocol();
    pickle.global("numpy.core.multiarray", "_reconstruct");
    pickle.global("numpy", "ndarray");
    pickle.integer(0);
    pickle.opcodes("\u0085"); // (0,)
    pickle.memoize();
    pickle.opcodes("C\1b"); // b'b'
    pickle.memoize();
    pickle.opcodes("\u0087"); // (ndarray, (0,), b'b')
    pickle.memoize();
    pickle.opcodes("R"); // _reconstruct(ndarray, (0,), b'b')
    pickle.memoize();
    pickle.opcodes("("); // the array's state
    pickle.integer(1);
    pickle.integer(count);
    pickle.opcodes("\u0085");
    pickle.memoize();
    dtype(pickle);
    pickle.opcodes("\u0089"); // C order
    pickle.lists(count, reviews);
    pickle.opcodes("t");
    pickle.memoize();
    pickle.opcodes("b");
    pickle.stop();
  }

  /** dtype('O') */
  private static void dtype(PickleStream pickle) throws IOException {
    pickle.global("numpy", "dtype");
    pickle.text("O8");
    pickle.opcodes("\u0089\u0088\u0087");
    pickle.memoize();
    pickle.opcodes("R");
    pickle.memoize();
    pickle.opcodes("(");
    pickle.integer(3);
    pickle.text("|");
    pickle.opcodes("NNN");
    pickle.integer(-1);
    pickle.integer(-1);
    pickle.integer(63);
    pickle.opcodes("t");
    pickle.memoize();
    pickle.opcodes("b");
  }

  /** An array of 0 and 1 as int64. */
  static void labels(OutputStream out, int count, MadeReviews reviews) throws IOException {
    header(out, "<i8", count);
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putLong(reviews.label());
    }
    out.write(bytes.array());
  }
}
