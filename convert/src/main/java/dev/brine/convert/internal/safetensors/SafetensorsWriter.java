package dev.brine.convert.internal.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.convert.internal.safetensors.SafetensorsReader.SafetensorsHeader.TensorType;
import dev.brine.convert.internal.text.TextTable.PendingArray;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes arrays as a safetensors file: little-endian, in C order, without gaps. */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * @param arrays the arrays in the order of the file, with distinct names
   * @param metadata the other metadata
   * @throws UnsupportedException if safetensors has no type for one of the arrays
   */
  public static void write(
      List<PendingArray> arrays, Map<String, String> metadata, OutputStream out, Location location)
      throws IOException {
    byte[] header = header(arrays, metadata, location);
    int padding = -header.length & (ALIGNMENT - 1);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length + padding).array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (PendingArray array : arrays) {
      array
          .body()
          .writeTo(rows -> elements(rows, array.dtype(), location.member(array.name()), out));
    }
  }

  private static byte[] header(
      List<PendingArray> arrays, Map<String, String> metadata, Location location)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (PendingArray array : arrays) {
        TensorType type = TensorType.of(array.dtype());
        if (type == null || array.name().equals("__metadata__")) {
          throw new UnsupportedException(
              location.member(array.name()),
              type == null
                  ? "safetensors has no type for " + array.dtype()
                  : "a tensor cannot have this name");
        }
        long end = offset + array.shape().size() * array.dtype().itemsize();
        json.writeObjectFieldStart(array.name());
        json.writeStringField("dtype", type.name());
        json.writeFieldName("shape");
        json.writeArray(array.shape().dims(), 0, array.shape().ndim());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    return header.toByteArray();
  }

  private static void elements(NdArray array, DType dtype, Location location, OutputStream out)
      throws IOException {
    try {
      boolean same = dtype.equals(array.dtype());
      write(dtype, same ? array.bytes(Order.C) : array.bytes(Order.C, dtype), out);
    } catch (UnsupportedOperationException | ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  private static void write(DType dtype, Iterable<ByteBuffer> parts, OutputStream out)
      throws IOException {
    boolean complex = dtype.kind() == DType.Kind.COMPLEX;
    int unit = complex ? dtype.itemsize() / 2 : dtype.itemsize();
    boolean swap = dtype.endian() == DType.Endian.BIG;
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      if (swap) {
        reverse(bytes, unit);
      }
      out.write(bytes);
    }
  }

  private static void reverse(byte[] bytes, int unit) {
    for (int at = 0; at < bytes.length; at += unit) {
      for (int i = 0; i < unit / 2; i++) {
        byte low = bytes[at + i];
        bytes[at + i] = bytes[at + unit - 1 - i];
        bytes[at + unit - 1 - i] = low;
      }
    }
  }
}
