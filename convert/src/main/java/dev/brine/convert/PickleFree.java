package dev.brine.convert;

import dev.brine.convert.internal.free.FreeArchive;
import dev.brine.convert.internal.free.FreeArray;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that {@code np.load} opens with its default settings in place of files that need {@code
 * allow_pickle=True}, and back. What becomes of an object array is the convention of {@code
 * docs/pickle-free.md}; nothing is lost. The output is written whole or not at all, and may have
 * the path of the input.
 */
public final class PickleFree {
  private static final String ALONE = "arr_0";

  private PickleFree() {}

  /**
   * What was done to an object array.
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
   * arr_0}.
   *
   * @return what was done to each object array; none if there was none
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has what no
   *     member can hold
   */
  public static List<Converted> convert(Path in, Path out) throws IOException {
    return convert(in, out, null);
  }

  /**
   * Writes the arrays of an {@code .npy} or {@code .npz} as an {@code .npz} without pickles.
   *
   * @param deflated whether members are deflated; null does as the input does
   * @see #convert(Path, Path)
   */
  public static List<Converted> convert(Path in, Path out, @Nullable Boolean deflated)
      throws IOException {
    List<Converted> done = new ArrayList<>();
    if (!isArchive(in)) {
      NdArray array = Npy.load(in);
      NpzWriter.write(
          out,
          options -> options.withAllowPickle(false),
          writer -> {
            if (Boolean.TRUE.equals(deflated)) {
              writer.compressed();
            }
            put(ALONE, array, Location.of(in.toString()), writer, done);
          });
      return done;
    }
    try (NpzFile file = NpzFile.open(in)) {
      NpzWriter.write(
          out,
          options -> options.withAllowPickle(false),
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
   * The arrays of an {@code .npy} or {@code .npz} by name, object arrays in the convention.
   *
   * @param done gets what was done to each object array
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has a member
   *     that is no array
   */
  public static Map<String, NdArray> arrays(Path in, List<Converted> done) throws IOException {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    if (!isArchive(in)) {
      add(ALONE, Npy.load(in), Location.of(in.toString()), arrays, done);
      return arrays;
    }
    try (NpzFile file = NpzFile.open(in)) {
      for (String name : file.files()) {
        Location location = Location.of(in.toString()).member(name);
        if (!file.isArray(name)) {
          throw new UnsupportedException(location, "it is no array");
        }
        add(name, file.get(name), location, arrays, done);
      }
    }
    return arrays;
  }

  private static void add(
      String name,
      NdArray array,
      Location location,
      Map<String, NdArray> arrays,
      List<Converted> done)
      throws IOException {
    for (Map.Entry<String, NdArray> member : members(name, array, location, done).entrySet()) {
      if (arrays.putIfAbsent(member.getKey(), member.getValue()) != null) {
        throw clash(location, member.getKey());
      }
    }
  }

  private static UnsupportedException clash(Location location, String name) {
    return new UnsupportedException(
        location, "there would be two members " + name + "; rename one of them");
  }

  private static void copy(
      NpzFile file, String name, Location location, NpzWriter writer, List<Converted> done)
      throws IOException {
    if (file.isArray(name)) {
      put(name, file.get(name), location, writer, done);
    } else if (!file.member(name).isDirectory()) {
      writer.putBytes(file.member(name).name(), file.bytes(name));
    }
  }

  private static void put(
      String name, NdArray array, Location location, NpzWriter writer, List<Converted> done)
      throws IOException {
    for (Map.Entry<String, NdArray> member : members(name, array, location, done).entrySet()) {
      if (writer.contains(member.getKey())) {
        throw clash(location, member.getKey());
      }
      writer.put(member.getKey(), member.getValue());
    }
  }

  /** What an array becomes: itself, if it needs no pickle. */
  private static Map<String, NdArray> members(
      String name, NdArray array, Location location, List<Converted> done) throws IOException {
    if (!(array instanceof ObjectArray objects)) {
      return Map.of(name, array);
    }
    FreeArray free = FreeArray.of(objects, name, location);
    done.add(new Converted(name, free.kind(), free.python()));
    return free.members();
  }

  /**
   * Writes the arrays that a pickle-free archive stands for: object arrays again, which only {@code
   * allow_pickle=True} opens.
   *
   * @param out an {@code .npy} if there is a single array, else an {@code .npz}
   * @return the names of the object arrays
   * @throws dev.brine.error.BrineException if the input is not what it should be
   */
  public static List<String> restore(Path in, Path out) throws IOException {
    List<String> restored = new ArrayList<>();
    try (NpzFile file = NpzFile.open(in)) {
      FreeArchive archive = new FreeArchive(file, Location.of(in.toString()));
      Map<String, ObjectArray> objects = new LinkedHashMap<>();
      for (String name : file.files()) {
        if (archive.isForm(name)) {
          String own = name.substring(0, name.length() - FreeArray.FORM.length());
          objects.put(own, archive.restore(own));
          restored.add(own);
        }
      }
      write(file, archive, objects, out);
    }
    return restored;
  }

  private static void write(
      NpzFile file, FreeArchive archive, Map<String, ObjectArray> objects, Path out)
      throws IOException {
    List<String> others = new ArrayList<>(file.files());
    others.removeAll(archive.used());
    if (out.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      if (objects.size() != 1 || !others.isEmpty()) {
        throw new UnsupportedException(
            Location.of(out.toString()), "an .npy holds one array; name the output .npz");
      }
      Npy.save(out, objects.values().iterator().next());
      return;
    }
    NpzWriter.write(
        out,
        options -> options,
        writer -> {
          if (isCompressed(file)) {
            writer.compressed();
          }
          List<Converted> none = new ArrayList<>();
          for (String name : file.files()) {
            String own = owner(name);
            if (objects.containsKey(own) && archive.used().contains(name)) {
              writer.put(own, objects.get(own));
            } else if (others.contains(name)) {
              copy(file, name, Location.of(out.toString()).member(name), writer, none);
            }
          }
        });
  }

  /** An object array comes where its form stood, which is its last member. */
  private static String owner(String member) {
    return member.endsWith(FreeArray.FORM)
        ? member.substring(0, member.length() - FreeArray.FORM.length())
        : "";
  }
}
