package dev.brine.npy.internal.object;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.testing.HostileFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What becomes of the hostile and tricky files. */
final class HostileFiles {
  private HostileFiles() {}

  /** Arrays and pickles; the archives are tested elsewhere. */
  static List<HostileFile> all() {
    return HostileFile.all().stream()
        .filter(hostile -> hostile.file().endsWith(".npy") || hostile.file().endsWith(".pkl"))
        .toList();
  }

  /** What a file holds, read as {@code np.load} reads it. */
  static PickleValue load(HostileFile hostile) throws IOException {
    boolean cell = hostile.file().equals("inert-py2-class-object-cell.npy");
    String given = hostile.encoding().isEmpty() ? "ASCII" : hostile.encoding();
    StringEncoding encoding = StringEncoding.of(cell ? "bytes" : given);
    return load(hostile, Objects.requireNonNull(encoding));
  }

  static PickleValue load(String file) throws IOException {
    return load(HostileFile.named(file), StringEncoding.ASCII);
  }

  static PickleValue load(HostileFile hostile, StringEncoding encoding) throws IOException {
    byte[] bytes = hostile.bytes();
    if (bytes.length > 0 && bytes[0] == (byte) 0x93) {
      return ArrayValue.of(Npy.load(bytes, o -> o.withEncoding(encoding)));
    }
    return ObjectPayload.decode(
            new ByteArrayInputStream(bytes),
            Location.of(hostile.file()),
            0,
            PickleOptions.DEFAULT.withEncoding(encoding))
        .value();
  }

  /** The canonical text of a file's value, or the kind of its failure. */
  static String outcome(HostileFile hostile) {
    PickleValue value;
    try {
      value = load(hostile);
    } catch (BrineException e) {
      return e.kind().name();
    } catch (IOException e) {
      return e.toString();
    }
    try {
      return PickleText.canonical(value);
    } catch (BrineException e) {
      // a value that is too large to print; how much is allowed depends on the heap
      return "ok, but " + e.kind();
    } catch (IOException e) {
      return "ok, but " + e.getMessage();
    }
  }
}
