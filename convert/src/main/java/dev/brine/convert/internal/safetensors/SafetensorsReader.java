package dev.brine.convert.internal.safetensors;

import dev.brine.convert.internal.safetensors.SafetensorsHeader.Tensor;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.picklefree.PlainArrays;
import dev.brine.npy.internal.strided.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a safetensors file: the header is checked as a whole, the tensors are mapped where the file
 * system can do that.
 */
public final class SafetensorsReader {
  /** The format's own limit for a header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final SeekableByteChannel channel;
  private final @Nullable FileChannel mappable;
  private final Location location;

  /** The part of the file in which small tensors lie that follow one another. */
  private ByteBuffer window = ByteBuffer.allocate(0);

  private long windowStart;

  private SafetensorsReader(SeekableByteChannel channel, Location location) {
    this.channel = channel;
    this.mappable = channel instanceof FileChannel file && canMap(file) ? file : null;
    this.location = location;
  }

  /**
   * What a file holds.
   *
   * @param arrays the tensors, in the order of the header; they last when the file is closed
   * @param metadata what the header says besides
   */
  public record Tensors(Map<String, NdArray> arrays, Map<String, String> metadata) {}

  /**
   * Reads the header of a file, and maps its tensors.
   *
   * @throws dev.brine.error.BrineException if it is not what it should be, or has a type that NumPy
   *     does not have, such as BF16
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
    if (length < 0 || length > LONGEST_HEADER) {
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
    int segment = Storage.segmentBytes(tensor.dtype().itemsize());
    List<ByteBuffer> segments = new ArrayList<>();
    for (long done = 0; done < size || segments.isEmpty(); done += segment) {
      segments.add(segment(at + done, (int) Math.min(segment, size - done)));
    }
    return NdArray.of(tensor.dtype(), tensor.shape(), Order.C, segments);
  }

  /** Bytes of a tensor: mapped with what follows them, for there may be many small ones. */
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
      // until all are there, or the file has shrunk
    }
    if (bytes.hasRemaining()) {
      throw cutShort(from + bytes.position(), from + length);
    }
    return bytes.clear();
  }

  private TruncatedException cutShort(long at, long end) {
    return new TruncatedException(location.at(at), "the file ends before byte " + end);
  }
}
