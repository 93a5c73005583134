package dev.brine.convert;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.internal.canonical.CanonicalReader;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.internal.picklefree.JsonCheck;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts one file to arrays that need no pickle. */
final class Conversion {
  private static final String ALONE = "arr_0";
  private static final String VALUE = "value";
  private static final String NPY_MAGIC = "\u0093NUMPY";
  private static final String ZIP_MAGIC = "PK";

  private final Path in;
  private final PickleFree.Options options;
  private final Location location;
  private final List<Converted> done = new ArrayList<>();

  Conversion(Path in, PickleFree.Options options) {
    this.in = in;
    this.options = options;
    this.location = Location.of(in.toString());
  }

  /** Writes the archive, and returns what was done to each object array. */
  List<Converted> write(Path out) throws IOException {
    String magic = magic();
    if (!magic.startsWith(ZIP_MAGIC)) {
      Map<String, NdArray> members = single(magic);
      boolean deflated = options.compression() == Compression.DEFLATED;
      Archives.write(out, deflated, false, writer -> put(members, location, writer));
      return done;
    }
    try (NpzFile file = NpzFile.open(in, options.load())) {
      boolean deflated =
          options.compression() == Compression.AS_INPUT
              ? Archives.isDeflated(file)
              : options.compression() == Compression.DEFLATED;
      Archives.write(out, deflated, false, writer -> copy(file, writer));
    }
    return done;
  }

  /** All arrays, in memory. */
  Map<String, NdArray> arrays() throws IOException {
    String magic = magic();
    if (!magic.startsWith(ZIP_MAGIC)) {
      return single(magic);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (NpzFile file = NpzFile.open(in, options.load())) {
      for (String name : file.files()) {
        Location member = location.member(name);
        if (!file.isArray(name)) {
          throw new UnsupportedException(member, "the member is not an array");
        }
        PickleValue value = file.value(name);
        for (Map.Entry<String, NdArray> made : members(name, value, member).entrySet()) {
          if (arrays.putIfAbsent(made.getKey(), made.getValue()) != null) {
            throw clash(member, made.getKey());
          }
        }
      }
    }
    return arrays;
  }

  private String magic() throws IOException {
    try (InputStream stream = Files.newInputStream(in)) {
      return new String(stream.readNBytes(NPY_MAGIC.length()), StandardCharsets.ISO_8859_1);
    }
  }

  /** Returns the members of a file that is an array or a value. Large numeric arrays are mapped. */
  private Map<String, NdArray> single(String magic) throws IOException {
    long large = Runtime.getRuntime().maxMemory() / 4;
    if (magic.equals(NPY_MAGIC) && Files.size(in) > large && !Npy.header(in).dtype().hasObject()) {
      return Map.of(ALONE, Npy.map(in));
    }
    PickleValue value = Npy.loadValue(in, options.load());
    return members(value instanceof ArrayValue ? ALONE : VALUE, value, location);
  }

  private void copy(NpzFile file, NpzWriter writer) throws IOException {
    for (String name : file.files()) {
      Location member = location.member(name);
      if (Archives.isWithoutPickle(file, name)) {
        if (writer.contains(name)) {
          throw clash(member, name);
        }
        Archives.copy(file, name, writer);
      } else {
        put(members(name, file.value(name), member), member, writer);
      }
    }
  }

  private static void put(Map<String, NdArray> members, Location location, NpzWriter writer)
      throws IOException {
    for (Map.Entry<String, NdArray> member : members.entrySet()) {
      if (writer.contains(member.getKey())) {
        throw clash(location, member.getKey());
      }
      writer.put(member.getKey(), member.getValue());
    }
  }

  /** Returns the members of an array or value; an array that needs no pickle is its own member. */
  private Map<String, NdArray> members(String name, PickleValue value, Location where)
      throws IOException {
    if (value instanceof ArrayValue array && !(array.array() instanceof ObjectArray)) {
      return Map.of(name, array.array());
    }
    JsonCheck check = new CanonicalReader(where)::check;
    PickleFreeArray free =
        value instanceof ArrayValue array && array.array() instanceof ObjectArray objects
            ? PickleFreeArray.of(objects, name, where, check)
            : PickleFreeArray.of(value, name, where, check);
    done.add(new Converted(name, free.layout().kind().text(), free.python()));
    return free.members();
  }

  private static UnsupportedException clash(Location location, String name) {
    return new UnsupportedException(
        location, "the output would have two members named " + name + "; rename one of them");
  }
}
