package dev.brine.convert.internal.tensors;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.array.Order;
import dev.brine.npy.array.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a safetensors file: the header is checked as a whole, the tensors are mapped. */
public final class SafetensorsReader {
  /** The format's own limit for a header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final FileChannel channel;
  private final Location location;

  /** The part of the file in which small tensors lie that follow one another. */
  private ByteBuffer window = ByteBuffer.allocate(0);

  private long windowStart;

  private SafetensorsReader(FileChannel channel, Location location) {
    this.channel = channel;
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
  public static Tensors read(FileChannel channel, Location location) throws IOException {
    return new SafetensorsReader(channel, location).read();
  }

  private Tensors read() throws IOException {
    long size = channel.size();
    long length = size < Long.BYTES ? 0 : bytes(0, Long.BYTES).getLong(0);
    if (length < 0 || length > LONGEST_HEADER) {
      throw new MalformedException(Kind.HEADER, location, "a header of " + length + " bytes");
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
      arrays.put(tensor.name(), mapped(tensor, data + tensor.from()));
    }
    return new Tensors(arrays, header.metadata());
  }

  /** Maps a large tensor by itself, and a small one with what follows it. */
  private NdArray mapped(Tensor tensor, long at) throws IOException {
    long size = tensor.to() - tensor.from();
    int segment = Storage.segmentBytes(tensor.dtype().itemsize());
    if (size <= segment) {
      return Columns.of(tensor.dtype(), tensor.shape(), inWindow(at, (int) size));
    }
    List<ByteBuffer> segments = new ArrayList<>();
    for (long done = 0; done < size; done += segment) {
      segments.add(channel.map(MapMode.READ_ONLY, at + done, Math.min(segment, size - done)));
    }
    return NdArrays.of(tensor.dtype(), tensor.shape(), Order.C, Storage.of(segments));
  }

  private ByteBuffer inWindow(long at, int size) throws IOException {
    if (size == 0) {
      return ByteBuffer.allocate(0);
    }
    if (at < windowStart || at + size > windowStart + window.capacity()) {
      window = channel.map(MapMode.READ_ONLY, at, Math.min(Storage.SEGMENT, channel.size() - at));
      windowStart = at;
    }
    return window.slice((int) (at - windowStart), size);
  }

  private ByteBuffer bytes(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
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
