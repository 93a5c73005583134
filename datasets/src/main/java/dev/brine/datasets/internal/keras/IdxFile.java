package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Reads IDX, the format of the original MNIST, from a gzip file: two zero bytes, the type of the
 * elements, the number of axes, the big-endian length of each axis, and the elements in C order.
 * Unlike Keras, which ignores the header, this class validates it.
 */
public final class IdxFile {
  /** The maximum size of the elements, 1 GiB; Fashion-MNIST has 47 MB. */
  public static final int MAX_BYTES = 1 << 30;

  private static final int UNSIGNED_BYTES = 0x08;

  private IdxFile() {}

  /**
   * Reads unsigned bytes.
   *
   * @param packed the gzip file; this method closes it
   * @param location the location for error messages
   * @param ndim the expected number of axes
   * @throws dev.brine.error.BrineException if the file has anything else, or another length than
   *     its header says
   */
  public static NdArray read(InputStream packed, Location location, int ndim) throws IOException {
    try (packed;
        InflatedStream in = InflatedStream.gzip(packed, location)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(Integer.BYTES * (1 + ndim)));
      if (header.capacity() < Integer.BYTES * (1 + ndim)) {
        throw new TruncatedException(location.at(header.capacity()), "the IDX header is truncated");
      }
      int magic = header.getInt(0);
      if (magic != (UNSIGNED_BYTES << 8 | ndim)) {
        throw new MalformedException(
            Kind.HEADER,
            location.at(0),
            "the magic number is "
                + hex(magic)
                + ", not the "
                + hex(UNSIGNED_BYTES << 8 | ndim)
                + " of unsigned bytes on "
                + ndim
                + (ndim == 1 ? " axis" : " axes"));
      }
      Shape shape = shape(header, ndim, location);
      byte[] elements = in.readNBytes((int) shape.size());
      if (elements.length < shape.size()) {
        throw new TruncatedException(
            location.at(in.position()),
            "the header says "
                + shape.size()
                + " elements, but the file has only "
                + elements.length);
      }
      if (in.read() >= 0) {
        throw new MalformedException(
            Kind.MISMATCH,
            location.at(in.position() - 1),
            "the header says " + shape.size() + " elements, but the file has more");
      }
      return NdArray.of(DTypes.UINT8, shape, Order.C, ByteBuffer.wrap(elements));
    }
  }

  private static Shape shape(ByteBuffer header, int ndim, Location location) throws LimitException {
    long[] dims = new long[ndim];
    long size = 1; // lengths of 0 count as 1, so that they do not hide huge ones
    for (int axis = 0; axis < ndim; axis++) {
      int at = Integer.BYTES * (1 + axis);
      dims[axis] = Integer.toUnsignedLong(header.getInt(at));
      size *= Math.max(1, dims[axis]); // fits: at most 2^30 before, and lengths are below 2^32
      if (size > MAX_BYTES) {
        throw new LimitException(
            location.at(at), "the file has more than " + MAX_BYTES + " elements, the limit");
      }
    }
    return Shape.of(dims);
  }

  private static String hex(int magic) {
    return "0x" + HexFormat.of().toHexDigits(magic);
  }
}
