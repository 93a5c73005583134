package dev.brine.convert.fuzz;

import dev.brine.convert.internal.picklefree.PickleFreeArchive;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import dev.brine.pickle.PickleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text of a form over members of all kinds: a value that can be told, or a failure. */
public final class FormTarget {
  private FormTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String form = new String(data, StandardCharsets.UTF_8);
    try (NpzFile file = NpzFile.open(archive(form))) {
      PickleFreeArchive archive = new PickleFreeArchive(file, Location.MEMORY);
      if (archive.names().contains("x")) {
        PickleText.canonical(archive.restore("x"));
      }
    } catch (BrineException e) {
      // as it should be
    }
  }

  private static byte[] archive(String form) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (NpzWriter writer = NpzWriter.create(bytes)) {
      writer.put("x.form", NdArray.of(form.isEmpty() ? "{}" : form).reshape());
      writer.put("x", NdArray.of(1, 2, 3));
      writer.put("x.mask", NdArray.of(new boolean[] {false, true, false}));
      writer.put("x.data", NdArray.of(0.5, 1, 2));
      writer.put("x.fill_value", NdArray.of(7.5).reshape());
      writer.put("x.row_splits", NdArray.of(0, 0, 2, 4));
      writer.put("x.values", NdArray.of("1", "-2.5", "a", "\ud83d\ude00"));
      writer.put("x.values.row_splits", NdArray.of(0, 3, 3, 4, 6));
      writer.put("x.values.values", NdArray.of(0.5, 1, Double.NaN, -0.0, 2, 3));
      writer.put("x.values.mask", NdArray.of(new boolean[] {true, false, false, true}));
      writer.put("x.json", NdArray.of("[1]{}null\"a\"".getBytes(StandardCharsets.UTF_8)));
      writer.put("x.json_splits", NdArray.of(0, 3, 5, 9));
      writer.put("x/a", NdArray.of(7).reshape());
      writer.put("x/b", NdArray.of(new byte[] {1, 2}));
      writer.commit();
    }
    return bytes.toByteArray();
  }
}
