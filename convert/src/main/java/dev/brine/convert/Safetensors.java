package dev.brine.convert;

import dev.brine.convert.internal.safetensors.SafetensorsReader;
import dev.brine.convert.internal.safetensors.SafetensorsReader.Tensors;
import dev.brine.convert.internal.safetensors.SafetensorsWriter;
import dev.brine.convert.internal.text.TextTable.PendingArray;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.WholeFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.npy.internal.picklefree.PlainArrays;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes arrays as a {@code .safetensors} file, and reads them back. Rows of different lengths are
 * tensors of their values and row splits; the members that describe them, which are 0-d strings, go
 * into the metadata of the header.
 */
public final class Safetensors {
  /** The prefix of the names of members that hold other metadata. */
  private static final String METADATA = "__metadata__/";

  private Safetensors() {}

  /**
   * Writes arrays as tensors.
   *
   * @throws dev.brine.error.BrineException if safetensors has no type for one of them
   */
  public static void write(Path out, Map<String, NdArray> arrays) throws IOException {
    write(out, arrays, null);
  }

  /**
   * Writes arrays as tensors of one type, to which they are converted as {@link NdArray#astype}
   * does, a few elements at a time.
   *
   * @param dtype null to keep that of each array
   * @throws dev.brine.error.BrineException if safetensors has no such type, or an array cannot be
   *     converted
   */
  public static void write(Path out, Map<String, NdArray> arrays, @Nullable DType dtype)
      throws IOException {
    List<PendingArray> pending = new ArrayList<>();
    arrays.forEach(
        (name, array) ->
            pending.add(
                new PendingArray(
                    name,
                    dtype == null || isMetadata(name, array.dtype(), array.shape())
                        ? array.dtype()
                        : dtype,
                    array.shape(),
                    sink -> sink.write(array))));
    write(out, pending);
  }

  /** Whether an array is a text for the metadata of the header. */
  private static boolean isMetadata(String name, DType dtype, Shape shape) {
    boolean text = dtype.kind() == DType.Kind.STR && shape.ndim() == 0;
    return text && (name.endsWith(PickleFreeArray.FORM) || name.startsWith(METADATA));
  }

  static void write(Path out, List<PendingArray> arrays) throws IOException {
    List<PendingArray> tensors = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (PendingArray array : arrays) {
      String name = array.name();
      if (isMetadata(name, array.dtype(), array.shape())) {
        String key = name.startsWith(METADATA) ? name.substring(METADATA.length()) : name;
        array.body().writeTo(value -> metadata.put(key, value.getString()));
      } else {
        tensors.add(array);
      }
    }
    Location location = Location.of(out.toString());
    WholeFile.write(out, stream -> SafetensorsWriter.write(tensors, metadata, stream, location));
  }

  /**
   * Maps the tensors of a file, and reads its metadata as strings. The elements are read when they
   * are used, so the file must not be truncated meanwhile. If the file system does not support
   * mapping, they are read immediately.
   *
   * @return the arrays by name; tensors of BF16 and of the floats of 8 bits are of {@link
   *     dev.brine.npy.dtype.MlType}
   * @throws dev.brine.error.BrineException if the file is malformed or truncated, or has a type
   *     that is unknown
   */
  public static Map<String, NdArray> read(Path in) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(in)) {
      return read(channel, Location.of(in.toString()));
    }
  }

  /**
   * Maps the tensors of the file of a channel, as {@link #read(Path)}. The channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static Map<String, NdArray> read(SeekableByteChannel in, Location location)
      throws IOException {
    return arrays(SafetensorsReader.read(in, location), location);
  }

  private static Map<String, NdArray> arrays(Tensors tensors, Location location)
      throws IOException {
    Map<String, NdArray> arrays = new LinkedHashMap<>(tensors.arrays());
    for (Map.Entry<String, String> entry : tensors.metadata().entrySet()) {
      String key = entry.getKey();
      String name = key.endsWith(PickleFreeArray.FORM) ? key : METADATA + key;
      if (arrays.containsKey(name) || entry.getValue().endsWith("\0")) {
        throw new UnsupportedException(
            location,
            arrays.containsKey(name)
                ? "the metadata " + key + " has the same name as a tensor"
                : "the metadata " + key + " ends in a NUL character, which NumPy would drop");
      }
      arrays.put(name, PlainArrays.strings(new String[] {entry.getValue()}, Shape.SCALAR));
    }
    return arrays;
  }

  /**
   * Writes the tensors of a file as an {@code .npz}; those of types that NumPy does not have as
   * float32.
   *
   * @param compression how the members are stored; {@link Compression#AS_INPUT} does not compress
   * @throws dev.brine.error.BrineException as {@link #read(Path)}
   */
  public static void toNpz(Path in, Path out, Compression compression) throws IOException {
    toNpz(read(in), out, compression, PickleFree.Stored.AS_READ);
  }

  /** Writes arrays as an {@code .npz}. */
  public static void toNpz(
      Map<String, NdArray> arrays, Path out, Compression compression, PickleFree.Stored stored)
      throws IOException {
    Archives.write(
        out,
        compression == Compression.DEFLATED,
        false,
        writer -> {
          for (Map.Entry<String, NdArray> entry : arrays.entrySet()) {
            NdArray array = entry.getValue();
            boolean text = isMetadata(entry.getKey(), array.dtype(), array.shape());
            writer.put(entry.getKey(), array, base -> text ? base : stored.options(array, base));
          }
        });
  }
}
