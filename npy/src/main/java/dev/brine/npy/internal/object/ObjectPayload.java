package dev.brine.npy.internal.object;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.CompressedStream;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.PickleWriter;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the data of an {@code .npy} whose dtype has objects: one pickle of the whole
 * array.
 */
public final class ObjectPayload {
  /** The long integer 0x1950a86a20f9469cfc6c as a pickle, with which old files of torch begin. */
  private static final byte[] TORCH = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private ObjectPayload() {}

  /**
   * A decoded array.
   *
   * @param array the array in it
   * @param bytes the length of the pickle; the stream may have been read further
   */
  public record Decoded(NdArray array, long bytes) {}

  /**
   * Decodes the pickle after a header, which must contain an array.
   *
   * @param offset the offset of the pickle in its member
   * @throws MalformedException of kind MISMATCH if the pickle does not contain the array that the
   *     header describes; NumPy would return any content
   * @throws UnsupportedException if the array is masked, which an NdArray cannot represent
   */
  public static Decoded read(
      InputStream in, NpyHeader header, Location location, long offset, PickleOptions options)
      throws IOException {
    Pickle.Decoded decoded = decode(in, header, location, offset, options);
    PickleValue value = decoded.value();
    if (value instanceof MaskedValue) {
      throw new UnsupportedException(
          location.at(offset),
          "the pickle holds a masked array; use Npy.loadValue to get it with its mask");
    }
    if (!(value instanceof ArrayValue held)) {
      String found = "the pickle holds " + value.described() + ", not an array";
      throw mismatch(location, offset, found + "; use Npy.loadValue to get it");
    }
    return new Decoded(held.array(), decoded.facts().bytes());
  }

  /**
   * Decodes the first pickle of a stream, which may contain NumPy's arrays, dtypes and scalars. The
   * stream is read in blocks, possibly beyond the end of the pickle.
   *
   * @param location the file and member that failures name
   * @param offset the offset of the stream's first byte in its member
   */
  public static Pickle.Decoded decode(
      InputStream in, Location location, long offset, PickleOptions options) throws IOException {
    return Pickle.decode(in, location, offset, options.withTypes(NumpyTypes.WITH_LIBRARIES));
  }

  /**
   * Decodes a file that is a pickle, which may be one of joblib: with the elements of arrays in
   * between. If it is compressed, it is decompressed. Arrays that would take much of the memory are
   * mapped if the file is not compressed.
   *
   * @throws UnsupportedException if joblib saved its arrays in other files, or a library is needed
   *     to decompress it
   */
  public static Pickle.Decoded decodeFile(ByteSource source, PickleOptions options)
      throws IOException {
    try {
      return decodeWhole(source, options);
    } catch (RefusedException e) {
      if (JoblibTypes.isSeparate(e)) {
        throw separate(e, source, options);
      }
      throw e;
    }
  }

  private static Pickle.Decoded decodeWhole(ByteSource source, PickleOptions options)
      throws IOException {
    byte[] first = new byte[(int) Math.min(FileFormat.HEAD, source.size())];
    source.readFully(0, first, 0, first.length);
    try (InputStream in = source.stream(0, source.size())) {
      return decodeFile(in, first, source, source.location(), options);
    }
  }

  /** Returns the refusal of a file whose arrays are in other files, with the names of those. */
  private static RefusedException separate(
      RefusedException refusal, ByteSource source, PickleOptions options) throws IOException {
    try {
      decodeWhole(source, options.withEncoding(StringEncoding.LATIN1).withLenient());
      return refusal;
    } catch (UnsupportedException e) {
      return new RefusedException(
          refusal.location(), refusal.module(), refusal.name(), refusal.opcode(), e.reason());
    } catch (BrineException e) {
      return refusal;
    }
  }

  /** Decodes a stream that is a pickle, as {@link #decodeFile(ByteSource, PickleOptions)}. */
  public static Pickle.Decoded decodeFile(InputStream in, Location location, PickleOptions options)
      throws IOException {
    byte[] first = in.readNBytes(FileFormat.HEAD);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), in);
    return decodeFile(whole, first, null, location, options);
  }

  private static Pickle.Decoded decodeFile(
      InputStream in,
      byte[] first,
      @Nullable ByteSource source,
      Location location,
      PickleOptions options)
      throws IOException {
    if (Arrays.equals(first, 0, Math.min(first.length, TORCH.length), TORCH, 0, TORCH.length)) {
      throw new UnsupportedException(
          location,
          "a file of torch.save before PyTorch 1.6, whose tensors Brine does not read; save it"
              + " again with a later version: torch.save(torch.load(...), ...)");
    }
    PickleOptions numpy = options.withTypes(NumpyTypes.WITH_LIBRARIES);
    if (!CompressedStream.isCompressed(first)) {
      return decodeFile(in, numpy, new JoblibTypes(source, numpy), location);
    }
    try (InputStream decoded = CompressedStream.open(in, first, location)) {
      return decodeFile(decoded, numpy, new JoblibTypes(null, numpy), location);
    }
  }

  private static Pickle.Decoded decodeFile(
      InputStream in, PickleOptions options, JoblibTypes joblib, Location location)
      throws IOException {
    Pickle.Decoded decoded = Pickle.decode(in, location, 0, options.withTypes(joblib));
    joblib.requireComplete(location);
    return decoded;
  }

  /**
   * Decodes the pickle after a header, which may contain any value, as in NumPy.
   *
   * @throws MalformedException of kind MISMATCH if it contains an array that differs from the
   *     header
   */
  public static Pickle.Decoded decode(
      InputStream in, NpyHeader header, Location location, long offset, PickleOptions options)
      throws IOException {
    Pickle.Decoded decoded = decode(in, location, offset, options);
    String fault = disagreement(header, decoded.value());
    if (!fault.isEmpty()) {
      throw mismatch(location, offset, fault);
    }
    if (decoded.value() instanceof ArrayValue held) {
      held.describe(decoded.facts());
    }
    return decoded;
  }

  /** Describes how an array in a pickle differs from the header; empty if it does not. */
  public static String disagreement(NpyHeader header, PickleValue value) {
    NdArray array;
    if (value instanceof ArrayValue held) {
      array = held.array();
    } else if (value instanceof MaskedValue held) {
      array = held.data();
    } else {
      return "";
    }
    if (!array.shape().equals(header.shape())) {
      return "the header says shape " + header.shape() + ", the pickle " + array.shape();
    }
    if (!agree(header.dtype(), array.dtype())) {
      return "the header says dtype " + header.dtype() + ", the pickle " + array.dtype();
    }
    return "";
  }

  /** NumPy writes the dtype of the array, but {@code |O} for a StringDType. */
  private static boolean agree(DType header, DType pickled) {
    return header.equals(pickled)
        || (header.kind() == DType.Kind.OBJECT && pickled.kind() == DType.Kind.STRING);
  }

  private static MalformedException mismatch(Location location, long offset, String reason) {
    return new MalformedException(Kind.MISMATCH, location.at(offset), reason);
  }

  /**
   * Writes the pickle that follows a header, as {@code np.save} of a version of NumPy does.
   *
   * @param location of the array, for messages
   * @throws UnsupportedException if the array cannot be written as a pickle
   * @throws RefusedException if it contains a record of a call that would run code
   */
  public static void write(NdArray array, OutputStream out, int protocol, Location location)
      throws IOException {
    write(ArrayValue.of(array), out, protocol, location);
  }

  /** Writes a pickle of any value, including NumPy's. */
  public static void write(PickleValue value, OutputStream out, int protocol, Location location)
      throws IOException {
    try {
      PickleWriter.write(value, out, writeOptions(protocol));
    } catch (UnsupportedException e) {
      throw new UnsupportedException(location, e.reason());
    } catch (RefusedException e) {
      throw new RefusedException(location, e.module(), e.name(), e.opcode(), e.reason());
    }
  }

  private static PickleWriter.Options writeOptions(int protocol) {
    return PickleWriter.Options.DEFAULT
        .withProtocol(protocol)
        .withTypes(NumpyTypes.WITH_LIBRARIES)
        .withReducer(new NumpyReducer(protocol));
  }
}
