package dev.brine.convert;

import dev.brine.convert.internal.free.FreeArchive;
import dev.brine.convert.internal.free.FreeArray;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.LoadOptions;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Files that {@code np.load} opens with its default settings in place of files that need {@code
 * allow_pickle=True}, and back. What becomes of an object array is the convention of {@code
 * docs/pickle-free.md}; nothing is lost. The output is written whole or not at all, and may have
 * the path of the input.
 */
public final class PickleFree {
  private static final String ALONE = "arr_0";
  private static final String VALUE = "value";
  private static final String ARRAY = "numpy.ndarray";

  /** No member's name. */
  private static final String NOBODY = "\0";

  private PickleFree() {}

  /**
   * What was done to an object array, or to a value that is no array.
   *
   * @param name its name
   * @param kind the form of its elements, in a word of the convention
   * @param python an expression that gives its elements back from {@code z}, the archive: a list,
   *     or of a 0-d array the value
   */
  public record Converted(String name, String kind, String python) {}

  /**
   * Writes the arrays of an {@code .npy} or {@code .npz} as an {@code .npz} without pickles: all
   * members as they are, but object arrays in the convention. An array that has no name is {@code
   * arr_0}. What a bare pickle holds that is no array, such as a dict, is {@code value}.
   *
   * @return what was done to each object array; none if there was none
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has what no
   *     member can hold
   */
  public static List<Converted> convert(Path in, Path out) throws IOException {
    return convert(in, out, null);
  }

  /**
   * Writes the arrays of a file as an {@code .npz} without pickles.
   *
   * @param deflated whether members are deflated; null does as the input does
   * @see #convert(Path, Path)
   */
  public static List<Converted> convert(Path in, Path out, @Nullable Boolean deflated)
      throws IOException {
    return convert(in, out, deflated, options -> options);
  }

  /**
   * Writes the arrays of a file as an {@code .npz} without pickles.
   *
   * @param deflated whether members are deflated; null does as the input does
   * @param options how the input is read: {@code o -> o.withEncoding(StringEncoding.LATIN1)}
   * @see #convert(Path, Path)
   */
  public static List<Converted> convert(
      Path in, Path out, @Nullable Boolean deflated, UnaryOperator<LoadOptions> options)
      throws IOException {
    List<Converted> done = new ArrayList<>();
    if (!isArchive(in)) {
      Map<String, NdArray> members = alone(in, options, done);
      NpzWriter.write(
          out,
          saving -> saving.withAllowPickle(false),
          writer -> {
            if (Boolean.TRUE.equals(deflated)) {
              writer.compressed();
            }
            put(members, Location.of(in.toString()), writer);
          });
      return done;
    }
    try (NpzFile file = NpzFile.open(in, options)) {
      NpzWriter.write(
          out,
          saving -> saving.withAllowPickle(false),
          writer -> {
            if (deflated == null ? isCompressed(file) : deflated) {
              writer.compressed();
            }
            for (String name : file.files()) {
              copy(file, name, Location.of(in.toString()).member(name), writer, done);
            }
          });
    }
    return done;
  }

  /** What the only array or value of a file becomes. */
  private static Map<String, NdArray> alone(
      Path in, UnaryOperator<LoadOptions> options, List<Converted> done) throws IOException {
    PickleValue value = Npy.loadValue(in, options);
    String name = value instanceof ArrayValue ? ALONE : VALUE;
    return members(name, value, Location.of(in.toString()), done);
  }

  private static boolean isArchive(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && magic[0] == 'P' && magic[1] == 'K';
    }
  }

  private static boolean isCompressed(NpzFile file) {
    for (NpzMember member : file.members()) {
      if (member.method() != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The arrays of a file by name, object arrays and values in the convention.
   *
   * @param options how the input is read
   * @param done gets what was done to each object array
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has a member
   *     that is no array
   */
  public static Map<String, NdArray> arrays(
      Path in, UnaryOperator<LoadOptions> options, List<Converted> done) throws IOException {
    if (!isArchive(in)) {
      return alone(in, options, done);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (NpzFile file = NpzFile.open(in, options)) {
      for (String name : file.files()) {
        Location location = Location.of(in.toString()).member(name);
        if (!file.isArray(name)) {
          throw new UnsupportedException(location, "it is no array");
        }
        PickleValue value = file.getValue(file.member(name));
        for (Map.Entry<String, NdArray> member : members(name, value, location, done).entrySet()) {
          if (arrays.putIfAbsent(member.getKey(), member.getValue()) != null) {
            throw clash(location, member.getKey());
          }
        }
      }
    }
    return arrays;
  }

  private static UnsupportedException clash(Location location, String name) {
    return new UnsupportedException(
        location, "there would be two members " + name + "; rename one of them");
  }

  private static void copy(
      NpzFile file, String name, Location location, NpzWriter writer, List<Converted> done)
      throws IOException {
    if (file.isArray(name)) {
      put(members(name, file.getValue(file.member(name)), location, done), location, writer);
    } else if (!file.member(name).isDirectory()) {
      writer.putBytes(file.member(name).name(), file.bytes(name));
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
  private static Map<String, NdArray> members(
      String name, PickleValue value, Location location, List<Converted> done) throws IOException {
    if (value instanceof ArrayValue array && !(array.array() instanceof ObjectArray)) {
      return Map.of(name, array.array());
    }
    FreeArray free =
        value instanceof ArrayValue array && array.array() instanceof ObjectArray objects
            ? FreeArray.of(objects, name, location)
            : FreeArray.of(value, name, location);
    done.add(new Converted(name, free.kind(), free.python()));
    return free.members();
  }

  /**
   * Writes the arrays that a pickle-free archive stands for: object arrays again, which only {@code
   * allow_pickle=True} opens.
   *
   * @param out an {@code .npy} if there is a single array, a {@code .pkl} if there is a single
   *     array or value, which becomes a bare pickle, else an {@code .npz}
   * @return the names of the object arrays and values
   * @throws dev.brine.error.BrineException if the input is not what it should be
   */
  public static List<String> restore(Path in, Path out) throws IOException {
    try (NpzFile file = NpzFile.open(in)) {
      FreeArchive archive = new FreeArchive(file, Location.of(in.toString()));
      Map<String, PickleValue> objects = new LinkedHashMap<>();
      for (String name : file.files()) {
        if (archive.isForm(name)) {
          String own = owner(name);
          objects.put(own, archive.restore(own));
        }
      }
      String end = end(out);
      if (end.endsWith(".npy") || end.endsWith(".pkl") || end.endsWith(".pickle")) {
        writeAlone(file, archive, objects, out);
      } else {
        write(file, archive, objects, out);
      }
      return List.copyOf(objects.keySet());
    }
  }

  private static String end(Path out) {
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static void writeAlone(
      NpzFile file, FreeArchive archive, Map<String, PickleValue> objects, Path out)
      throws IOException {
    Map<String, PickleValue> all = new LinkedHashMap<>(objects);
    for (String name : file.files()) {
      if (!archive.used().contains(name)) {
        all.put(name, ArrayValue.of(file.get(name), ARRAY));
      }
    }
    Location location = Location.of(out.toString());
    if (all.size() != 1) {
      throw new UnsupportedException(
          location, "it can hold one array, not " + all.size() + "; name the output .npz");
    }
    PickleValue only = all.values().iterator().next();
    if (!end(out).endsWith(".npy")) {
      Npy.saveValue(out, only);
    } else if (only instanceof ArrayValue array) {
      Npy.save(out, array.array());
    } else {
      throw noArray(location, all.keySet().iterator().next());
    }
  }

  private static UnsupportedException noArray(Location location, String name) {
    return new UnsupportedException(
        location, name + " is no array but what a pickle held; name the output .pkl");
  }

  private static void write(
      NpzFile file, FreeArchive archive, Map<String, PickleValue> objects, Path out)
      throws IOException {
    Location location = Location.of(out.toString());
    NpzWriter.write(
        out,
        options -> options,
        writer -> {
          if (isCompressed(file)) {
            writer.compressed();
          }
          List<Converted> none = new ArrayList<>();
          for (String name : file.files()) {
            if (!archive.used().contains(name)) {
              copy(file, name, location.member(name), writer, none);
            } else if (objects.containsKey(owner(name))) {
              putArray(owner(name), objects.get(owner(name)), location, writer);
            }
          }
        });
  }

  private static void putArray(
      String name, @Nullable PickleValue value, Location location, NpzWriter writer)
      throws IOException {
    if (!(value instanceof ArrayValue array)) {
      throw noArray(location, name);
    }
    put(Map.of(name, array.array()), location.member(name), writer);
  }

  /** An object array comes where its form stood, which is its last member. */
  private static String owner(String member) {
    return member.endsWith(FreeArray.FORM)
        ? member.substring(0, member.length() - FreeArray.FORM.length())
        : NOBODY;
  }
}
