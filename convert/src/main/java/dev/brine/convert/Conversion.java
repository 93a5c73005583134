package dev.brine.convert;

import dev.brine.convert.FreeOptions.Members;
import dev.brine.convert.internal.free.FreeArray;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.NpyHeader;
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

/** One file, to be written without pickles. */
final class Conversion {
  private static final String ALONE = "arr_0";
  private static final String VALUE = "value";
  private static final String NPY = "\u0093NUMPY";

  private final Path in;
  private final FreeOptions options;
  private final Location location;
  private final List<Converted> done = new ArrayList<>();

  Conversion(Path in, FreeOptions options) {
    this.in = in;
    this.options = options;
    this.location = Location.of(in.toString());
  }

  /** Writes the archive; what was done to each object array. */
  List<Converted> write(Path out) throws IOException {
    if (!isArchive()) {
      Map<String, NdArray> members = alone();
      boolean deflated = options.members() == Members.DEFLATED;
      Archives.write(out, deflated, false, writer -> put(members, location, writer));
      return done;
    }
    try (NpzFile file = NpzFile.open(in, unused -> options.load())) {
      Members how = options.members();
      boolean deflated =
          how == Members.AS_BEFORE ? Archives.isDeflated(file) : how == Members.DEFLATED;
      Archives.write(out, deflated, false, writer -> copy(file, writer));
    }
    return done;
  }

  /** All arrays, in memory. */
  Map<String, NdArray> arrays() throws IOException {
    if (!isArchive()) {
      return alone();
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (NpzFile file = NpzFile.open(in, unused -> options.load())) {
      for (String name : file.files()) {
        Location member = location.member(name);
        if (!file.isArray(name)) {
          throw new UnsupportedException(member, "it is no array");
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

  private boolean isArchive() throws IOException {
    return begins("PK");
  }

  private boolean begins(String magic) throws IOException {
    try (InputStream stream = Files.newInputStream(in)) {
      byte[] first = stream.readNBytes(magic.length());
      return new String(first, StandardCharsets.ISO_8859_1).equals(magic);
    }
  }

  /** What the only array or value of a file becomes. */
  private Map<String, NdArray> alone() throws IOException {
    if (begins(NPY) && isTooLarge(Npy.header(in))) {
      return Map.of(ALONE, Npy.map(in));
    }
    PickleValue value = Npy.loadValue(in, unused -> options.load());
    return members(value instanceof ArrayValue ? ALONE : VALUE, value, location);
  }

  /** Whether numbers would take more of the heap than they should. */
  private static boolean isTooLarge(NpyHeader header) {
    return !header.dtype().hasObject() && header.dataBytes() > Runtime.getRuntime().maxMemory() / 4;
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

  /** What an array or a value becomes: an array that needs no pickle itself. */
  private Map<String, NdArray> members(String name, PickleValue value, Location where)
      throws IOException {
    if (value instanceof ArrayValue array && !(array.array() instanceof ObjectArray)) {
      return Map.of(name, array.array());
    }
    FreeArray free =
        value instanceof ArrayValue array && array.array() instanceof ObjectArray objects
            ? FreeArray.of(objects, name, where)
            : FreeArray.of(value, name, where);
    done.add(new Converted(name, free.kind(), free.python()));
    return free.members();
  }

  private static UnsupportedException clash(Location location, String name) {
    return new UnsupportedException(
        location, "there would be two members " + name + "; rename one of them");
  }
}
