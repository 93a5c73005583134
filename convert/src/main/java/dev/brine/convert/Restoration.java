package dev.brine.convert;

import dev.brine.convert.internal.picklefree.PickleFreeArchive;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores the object arrays of one archive. */
final class Restoration {

  private final NpzFile file;
  private final Path out;
  private final Location location;
  private final PickleFreeArchive archive;

  /** The restored object arrays and values by name. */
  private final Map<String, PickleValue> objects = new LinkedHashMap<>();

  private Restoration(NpzFile file, Path in, Path out) throws IOException {
    this.file = file;
    this.out = out;
    this.location = Location.of(out.toString());
    this.archive = new PickleFreeArchive(file, Location.of(in.toString()));
  }

  /** Writes the output, and returns the names of the object arrays and values. */
  static List<String> write(Path in, Path out) throws IOException {
    try (NpzFile file = NpzFile.open(in)) {
      return new Restoration(file, in, out).write();
    }
  }

  private List<String> write() throws IOException {
    for (String name : archive.names()) {
      objects.put(name, archive.restore(name));
    }
    String end = out.toString().toLowerCase(Locale.ROOT);
    if (end.endsWith(".npy")) {
      saveAlone();
    } else if (end.endsWith(".pkl") || end.endsWith(".pickle")) {
      Npy.saveValue(out, alone().getValue());
    } else {
      Archives.write(out, Archives.isDeflated(file), true, this::fill);
    }
    return List.copyOf(objects.keySet());
  }

  private void saveAlone() throws IOException {
    Map.Entry<String, PickleValue> only = alone();
    if (!(only.getValue() instanceof ArrayValue array)) {
      throw noArray(only.getKey());
    }
    Npy.save(out, array.array());
  }

  /** Returns the only array or value of the archive. */
  private Map.Entry<String, PickleValue> alone() throws IOException {
    Map<String, PickleValue> all = new LinkedHashMap<>(objects);
    for (String name : file.files()) {
      if (!archive.used().contains(name)) {
        all.put(name, ArrayValue.of(file.get(name)));
      }
    }
    if (all.size() != 1) {
      throw new UnsupportedException(
          location, "the output can hold one array, not " + all.size() + "; name it .npz");
    }
    return all.entrySet().iterator().next();
  }

  private void fill(NpzWriter writer) throws IOException {
    for (String name : file.files()) {
      if (!archive.used().contains(name)) {
        Archives.copy(file, name, writer);
      } else if (name.endsWith(PickleFreeArray.FORM)) {
        // in place of the last of its members
        String owner = name.substring(0, name.length() - PickleFreeArray.FORM.length());
        put(owner, objects.get(owner), writer);
      }
    }
  }

  private void put(String name, @Nullable PickleValue value, NpzWriter writer) throws IOException {
    if (!(value instanceof ArrayValue array)) {
      throw noArray(name);
    }
    if (writer.contains(name)) {
      throw new UnsupportedException(
          location.member(name),
          "the output would have two members named " + name + "; rename one of them");
    }
    writer.put(name, array.array());
  }

  private UnsupportedException noArray(String name) {
    return new UnsupportedException(
        location, name + " is not an array but the value of a pickle; name the output .pkl");
  }
}
