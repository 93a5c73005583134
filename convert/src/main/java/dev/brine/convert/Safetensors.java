package dev.brine.convert;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.convert.internal.columns.PendingArray;
import dev.brine.convert.internal.free.FreeArray;
import dev.brine.convert.internal.tensors.SafetensorsReader;
import dev.brine.convert.internal.tensors.SafetensorsReader.Tensors;
import dev.brine.convert.internal.tensors.SafetensorsWriter;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.WholeFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dense arrays as a {@code .safetensors} file, and back. Rows of different lengths are tensors of
 * their values and row splits; their form, and other texts without an axis, stand in the header's
 * metadata.
 */
public final class Safetensors {
  /** Where metadata that is no form stands among the members of an archive. */
  private static final String METADATA = "__metadata__/";

  private Safetensors() {}

  /**
   * Writes arrays as tensors.
   *
   * @throws dev.brine.error.BrineException if safetensors has no type for one of them
   */
  public static void write(Path out, Map<String, NdArray> arrays) throws IOException {
    List<PendingArray> pending = new ArrayList<>();
    arrays.forEach((name, array) -> pending.add(PendingArray.of(name, array)));
    write(out, pending);
  }

  static void write(Path out, List<PendingArray> arrays) throws IOException {
    List<PendingArray> tensors = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (PendingArray array : arrays) {
      String name = array.name();
      boolean text = array.dtype().kind() == DType.Kind.STR && array.shape().ndim() == 0;
      if (text && (name.endsWith(FreeArray.FORM) || name.startsWith(METADATA))) {
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
   * Maps the tensors of a file, and reads its metadata as texts. The elements are read when they
   * are used, so the file must not become shorter before; where a file system cannot map, they are
   * read at once.
   *
   * @throws dev.brine.error.BrineException if it is not what it should be, or has a type that NumPy
   *     has not
   */
  public static Map<String, NdArray> read(Path in) throws IOException {
    Tensors tensors;
    try (SeekableByteChannel channel = Files.newByteChannel(in)) {
      tensors = SafetensorsReader.read(channel, Location.of(in.toString()));
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>(tensors.arrays());
    for (Map.Entry<String, String> entry : tensors.metadata().entrySet()) {
      String key = entry.getKey();
      String name = key.endsWith(FreeArray.FORM) ? key : METADATA + key;
      if (arrays.containsKey(name) || entry.getValue().endsWith("\0")) {
        throw new UnsupportedException(
            Location.of(in.toString()), "the metadata " + key + " cannot be an array");
      }
      arrays.put(name, Columns.texts(new String[] {entry.getValue()}, Shape.SCALAR));
    }
    return arrays;
  }

  /** Writes the tensors of a file as an archive, deflated or not. */
  public static void toArchive(Path in, Path out, boolean deflated) throws IOException {
    Map<String, NdArray> arrays = read(in);
    Archives.write(
        out,
        deflated,
        false,
        writer -> {
          for (Map.Entry<String, NdArray> entry : arrays.entrySet()) {
            writer.put(entry.getKey(), entry.getValue());
          }
        });
  }
}
