package dev.brine.convert.internal.safetensors;

import dev.brine.convert.internal.canonical.JsonTree;
import dev.brine.convert.internal.safetensors.SafetensorsReader.SafetensorsHeader.Tensor;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.PlainArrays;
import dev.brine.npy.internal.strided.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a safetensors file. The header is validated as a whole; the tensors are mapped if the file
 * system supports it.
 */
public final class SafetensorsReader {
  /** The format's own limit for a header. */
  private static final long MAX_HEADER = 100_000_000;

  private final SeekableByteChannel channel;
  private final @Nullable FileChannel mappable;
  private final Location location;

  /** The mapped part of the file; small tensors that follow one another share it. */
  private ByteBuffer window = ByteBuffer.allocate(0);

  private long windowStart;

  private SafetensorsReader(SeekableByteChannel channel, Location location) {
    this.channel = channel;
    this.mappable = channel instanceof FileChannel file && canMap(file) ? file : null;
    this.location = location;
  }

  /**
   * The contents of a file.
   *
   * @param arrays the tensors in the order of the header; they stay valid when the file is closed
   * @param metadata the other metadata in the header
   */
  public record Tensors(Map<String, NdArray> arrays, Map<String, String> metadata) {}

  /**
   * Reads the header of a file, and maps its tensors.
   *
   * @throws dev.brine.error.BrineException if it is malformed or truncated, or has a type that
   *     Brine does not have
   */
  public static Tensors read(SeekableByteChannel channel, Location location) throws IOException {
    return new SafetensorsReader(channel, location).read();
  }

  private static boolean canMap(FileChannel file) {
    try {
      file.map(MapMode.READ_ONLY, 0, 0);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private Tensors read() throws IOException {
    try {
      return tensors();
    } catch (ArithmeticException e) {
      throw new LimitException(location, String.valueOf(e.getMessage()));
    }
  }

  private Tensors tensors() throws IOException {
    long size = channel.size();
    long length = size < Long.BYTES ? 0 : bytes(0, Long.BYTES).getLong(0);
    if (length < 0 || length > MAX_HEADER) {
      throw new MalformedException(Kind.HEADER, location, "the header claims " + length + " bytes");
    }
    long data = Long.BYTES + length;
    if (data > size) {
      throw cutShort(size, data);
    }
    SafetensorsHeader header =
        SafetensorsHeader.parse(bytes(Long.BYTES, (int) length).array(), size - data, location);
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Tensor tensor : header.tensors()) {
      if (tensor.to() > size - data) {
        throw cutShort(size, data + tensor.to());
      }
      arrays.put(tensor.name(), array(tensor, data + tensor.from()));
    }
    return new Tensors(arrays, header.metadata());
  }

  private NdArray array(Tensor tensor, long at) throws IOException {
    long size = tensor.to() - tensor.from();
    int segment = Storage.segmentBytes(tensor.type().dtype().itemsize());
    List<ByteBuffer> segments = new ArrayList<>();
    for (long done = 0; done < size || segments.isEmpty(); done += segment) {
      segments.add(segment(at + done, (int) Math.min(segment, size - done)));
    }
    return NdArray.of(tensor.type().dtype(), tensor.shape(), Order.C, segments);
  }

  /** Returns bytes of a tensor. Maps those after them too, because a file may have many tensors. */
  private ByteBuffer segment(long at, int length) throws IOException {
    if (mappable == null || length == 0) {
      return bytes(at, length);
    }
    if (at < windowStart || at + length > windowStart + window.capacity()) {
      long most = Math.max(length, Math.min(Storage.SEGMENT, channel.size() - at));
      window = mappable.map(MapMode.READ_ONLY, at, most);
      windowStart = at;
    }
    return window.slice((int) (at - windowStart), length);
  }

  private ByteBuffer bytes(long from, int length) throws IOException {
    ByteBuffer bytes = PlainArrays.room(length, 1);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // repeat until the buffer is full or the file ends
    }
    if (bytes.hasRemaining()) {
      throw cutShort(from + bytes.position(), from + length);
    }
    return bytes.clear();
  }

  private TruncatedException cutShort(long at, long end) {
    return new TruncatedException(location.at(at), "the file ends before byte " + end);
  }

  /**
   * The header of a safetensors file.
   *
   * @param tensors the tensors in the order of the header; as the format requires, their bytes
   *     follow one another without a gap, so that no two tensors overlap
   * @param metadata the other metadata
   */
  record SafetensorsHeader(List<Tensor> tensors, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";

    /**
     * Reads a header.
     *
     * @param data the number of bytes that follow the header
     * @throws dev.brine.error.BrineException if it is malformed or truncated, or a tensor has a
     *     type that NumPy does not have, such as BF16
     */
    static SafetensorsHeader parse(byte[] json, long data, Location location) throws IOException {
      if (!(JsonTree.read(json, object -> object, location) instanceof Map<?, ?> entries)) {
        throw malformed(location, "the header is not a JSON object");
      }
      List<Tensor> tensors = new ArrayList<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        String name = String.valueOf(entry.getKey());
        if (!(entry.getValue() instanceof Map<?, ?> parts)) {
          throw malformed(location, "an entry of the header is not a JSON object");
        }
        if (name.equals(METADATA)) {
          parts.forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
        } else {
          tensors.add(tensor(name, parts, location.member(name)));
        }
      }
      checkOffsets(tensors, data, location);
      return new SafetensorsHeader(tensors, metadata);
    }

    private static Tensor tensor(String name, Map<?, ?> parts, Location location)
        throws IOException {
      String typeName = String.valueOf(parts.get("dtype"));
      TensorType type = TensorType.of(typeName);
      if (type == null) {
        throw new UnsupportedException(
            location, "a tensor of " + typeName + ", which Brine does not read; save it as F32");
      }
      long[] dims = numbers(parts.get("shape"), location);
      long[] offsets = numbers(parts.get("data_offsets"), location);
      if (offsets.length != 2 || offsets[0] > offsets[1]) {
        throw malformed(location, "data_offsets of the tensor is not a range");
      }
      try {
        Shape shape = Shape.of(dims);
        long size = Math.multiplyExact(shape.size(), (long) type.dtype().itemsize());
        if (size != offsets[1] - offsets[0]) {
          throw malformed(
              location,
              "the tensor should have " + size + " bytes and has " + (offsets[1] - offsets[0]));
        }
        return new Tensor(name, type, shape, offsets[0], offsets[1]);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw malformed(location, "the tensor is invalid: " + e.getMessage());
      }
    }

    private static long[] numbers(@Nullable Object tree, Location location) throws IOException {
      if (!(tree instanceof List<?> list)) {
        throw malformed(location, "a list of numbers is missing in the header");
      }
      long[] numbers = new long[list.size()];
      for (int i = 0; i < numbers.length; i++) {
        if (!(list.get(i) instanceof Long number) || number < 0) {
          throw malformed(
              location, "a shape or offset in the header is not a non-negative integer");
        }
        numbers[i] = number;
      }
      return numbers;
    }

    private static void checkOffsets(List<Tensor> tensors, long data, Location location)
        throws MalformedException {
      List<Tensor> byOffset = new ArrayList<>(tensors);
      byOffset.sort(Comparator.comparingLong(Tensor::from).thenComparingLong(Tensor::to));
      long end = 0;
      for (Tensor tensor : byOffset) {
        if (tensor.from() != end) {
          throw malformed(
              location.member(tensor.name()),
              "the tensor begins at offset " + tensor.from() + " of the data, not at " + end);
        }
        end = tensor.to();
      }
      if (end < data) {
        throw malformed(location, (data - end) + " bytes at the end belong to no tensor");
      }
    }

    private static MalformedException malformed(Location location, String reason) {
      return new MalformedException(Kind.HEADER, location, reason);
    }

    /**
     * The entry of a tensor in the header.
     *
     * @param from the offset of its first byte, counted from the end of the header
     * @param to the offset of the byte after its last
     */
    record Tensor(String name, TensorType type, Shape shape, long from, long to) {}

    /** The types of safetensors that NumPy or ml_dtypes has, in whole bytes. */
    enum TensorType {
      BOOL(DTypes.BOOL),
      U8(DTypes.UINT8),
      I8(DTypes.INT8),
      U16(DTypes.UINT16),
      I16(DTypes.INT16),
      U32(DTypes.UINT32),
      I32(DTypes.INT32),
      U64(DTypes.UINT64),
      I64(DTypes.INT64),
      F16(DTypes.FLOAT16),
      F32(DTypes.FLOAT32),
      F64(DTypes.FLOAT64),
      C64(DTypes.COMPLEX64),
      BF16(MlType.BFLOAT16),
      F8_E4M3(MlType.FLOAT8_E4M3FN),
      F8_E5M2(MlType.FLOAT8_E5M2),
      F8_E8M0(MlType.FLOAT8_E8M0FNU),
      F8_E4M3FNUZ(MlType.FLOAT8_E4M3FNUZ),
      F8_E5M2FNUZ(MlType.FLOAT8_E5M2FNUZ);

      @SuppressWarnings("ImmutableEnumChecker") // a DType is immutable
      private final DType dtype;

      TensorType(DType dtype) {
        this.dtype = dtype;
      }

      DType dtype() {
        return dtype;
      }

      /** Returns the type of this name, or null for an unknown name. */
      static @Nullable TensorType of(String name) {
        for (TensorType type : values()) {
          if (type.name().equals(name)) {
            return type;
          }
        }
        return null;
      }

      /** Returns the type of a dtype in either byte order, or null if safetensors lacks it. */
      static @Nullable TensorType of(DType dtype) {
        for (TensorType type : values()) {
          boolean same =
              dtype instanceof MlType
                  ? type.dtype.equals(dtype)
                  : type.dtype.kind() == dtype.kind() && type.dtype.itemsize() == dtype.itemsize();
          if (same) {
            return type;
          }
        }
        return null;
      }
    }
  }
}
