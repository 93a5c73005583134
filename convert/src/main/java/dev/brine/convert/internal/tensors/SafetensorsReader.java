package dev.brine.convert.internal.tensors;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.convert.internal.json.JsonTree;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a safetensors file, whose header is checked before anything is made of it. */
public final class SafetensorsReader {
  /** The format's own limit for a header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  private final SeekableByteChannel channel;
  private final Location location;
  private long data;

  private SafetensorsReader(SeekableByteChannel channel, Location location) {
    this.channel = channel;
    this.location = location;
  }

  /**
   * What a file holds.
   *
   * @param arrays the tensors, in the order of the header
   * @param metadata what the header says besides
   */
  public record Tensors(Map<String, NdArray> arrays, Map<String, String> metadata) {}

  /**
   * Reads all of a file.
   *
   * @throws dev.brine.error.BrineException if it is not what it should be, or has a type that NumPy
   *     does not have, such as BF16
   */
  public static Tensors read(SeekableByteChannel channel, Location location) throws IOException {
    return new SafetensorsReader(channel, location).read();
  }

  private Tensors read() throws IOException {
    long length = bytes(0, Long.BYTES).getLong(0);
    if (length < 0 || length > LONGEST_HEADER) {
      throw malformed("a header of " + length + " bytes");
    }
    data = Long.BYTES + length;
    byte[] header = bytes(Long.BYTES, length).array();
    if (!(JsonTree.read(header, object -> object, location) instanceof Map<?, ?> entries)) {
      throw malformed("a header that is no JSON object");
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (!(entry.getValue() instanceof Map<?, ?> parts)) {
        throw malformed("an entry that is no JSON object");
      }
      if (name.equals(METADATA)) {
        parts.forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
      } else {
        arrays.put(name, tensor(name, parts));
      }
    }
    return new Tensors(arrays, metadata);
  }

  private NdArray tensor(String name, Map<?, ?> parts) throws IOException {
    String typeName = String.valueOf(parts.get("dtype"));
    TensorType type = TensorType.of(typeName);
    if (type == null) {
      throw new UnsupportedException(
          location.member(name),
          "a tensor of " + typeName + ", which NumPy has not; convert it to F32 where it was made");
    }
    long[] dims = numbers(parts.get("shape"));
    long[] offsets = numbers(parts.get("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw malformed("tensor " + name + " lies nowhere");
    }
    try {
      Shape shape = Shape.of(dims);
      long size = Math.multiplyExact(shape.size(), (long) type.dtype().itemsize());
      if (size != offsets[1] - offsets[0]) {
        throw malformed(
            "tensor " + name + " of " + size + " bytes has " + (offsets[1] - offsets[0]));
      }
      return Columns.of(type.dtype(), shape, bytes(Math.addExact(data, offsets[0]), size));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw malformed("tensor " + name + ": " + e.getMessage());
    }
  }

  private long[] numbers(@Nullable Object tree) throws IOException {
    if (!(tree instanceof List<?> list)) {
      throw malformed("a list of numbers is missing");
    }
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i) instanceof Long number) || number < 0) {
        throw malformed("a number that is no length");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private ByteBuffer bytes(long from, long length) throws IOException {
    if (length > channel.size() - from) {
      throw new TruncatedException(
          location.at(channel.size()), "the file ends before byte " + (from + length));
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new UnsupportedException(location, "a tensor of more than 2 GiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all are there, or the file has shrunk
    }
    if (bytes.hasRemaining()) {
      throw new TruncatedException(location.at(from + bytes.position()), "the file has shrunk");
    }
    return bytes.clear();
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(Kind.HEADER, location, reason);
  }
}
