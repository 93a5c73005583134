package dev.brine.npy.internal.object;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.value.DecodedPickle;
import java.io.IOException;
import java.io.InputStream;

/** The data of an {@code .npy} whose dtype has objects: one pickle of the whole array. */
public final class ObjectPayload {
  private ObjectPayload() {}

  /**
   * What a pickle held.
   *
   * @param array the array in it
   * @param bytes the length of the pickle; the stream may have been read beyond
   */
  public record Decoded(NdArray array, long bytes) {}

  /**
   * Decodes the pickle after a header.
   *
   * @param offset the offset of the pickle in its member
   * @throws MalformedException of kind MISMATCH if the pickle holds no array, or another one than
   *     the header says; NumPy would return whatever the pickle holds
   */
  public static Decoded read(
      InputStream in, NpyHeader header, Location location, long offset, PickleOptions options)
      throws IOException {
    DecodedPickle decoded =
        Pickle.decode(in, location, offset, options.withTypes(NumpyTypes.INSTANCE));
    if (!(decoded.value() instanceof ArrayValue value) || !value.isBuilt()) {
      throw mismatch(location, offset, "the pickle holds " + decoded.value() + ", not an array");
    }
    NdArray array = value.array();
    if (!array.shape().equals(header.shape())) {
      throw mismatch(
          location,
          offset,
          "the header says shape " + header.shape() + ", the pickle " + array.shape());
    }
    if (!agree(header.dtype(), array.dtype())) {
      throw mismatch(
          location,
          offset,
          "the header says dtype " + header.dtype() + ", the pickle " + array.dtype());
    }
    return new Decoded(
        array instanceof ObjectArray objects ? objects.withFacts(decoded.facts()) : array,
        decoded.facts().bytes());
  }

  /** NumPy writes the dtype of the array, except {@code |O} where it is StringDType. */
  private static boolean agree(DType header, DType pickled) {
    return header.equals(pickled)
        || (header.kind() == DType.Kind.OBJECT && pickled.kind() == DType.Kind.STRING);
  }

  private static MalformedException mismatch(Location location, long offset, String reason) {
    return new MalformedException(Kind.MISMATCH, location.at(offset), reason);
  }
}
