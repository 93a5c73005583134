package dev.brine.convert.internal.picklefree;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An archive whose members may describe object arrays in the pickle-free layout. */
public final class PickleFreeArchive {
  private final NpzFile file;
  private final Location location;

  /** The descriptions of the object arrays, by name. */
  private final Map<String, String> descriptions = new LinkedHashMap<>();

  private final Set<String> used = new HashSet<>();

  /** Finds the object arrays of an archive, which stays open. */
  public PickleFreeArchive(NpzFile file, Location location) throws IOException {
    this.file = file;
    this.location = location;
    for (String member : file.files()) {
      String description = member.endsWith(PickleFreeArray.FORM) ? description(member) : "";
      if (description.startsWith("{\"pickle_free\":")) {
        int end = member.length() - PickleFreeArray.FORM.length();
        descriptions.put(member.substring(0, end), description);
      }
    }
  }

  /** Returns the text of a member that may describe an object array; empty if it holds no text. */
  private String description(String member) throws IOException {
    if (!file.isArray(member)) {
      return "";
    }
    NpyHeader header = file.header(member);
    boolean text = header.dtype().kind() == DType.Kind.STR && header.shape().ndim() == 0;
    return text ? file.get(member).getString() : "";
  }

  /** Returns the names of the object arrays and values, in the order of the archive. */
  public List<String> names() {
    return List.copyOf(descriptions.keySet());
  }

  /**
   * Returns the object array of this name, or the value that is not an array.
   *
   * @throws BrineException if its members do not fit together
   */
  public PickleValue restore(String name) throws IOException {
    String member = name + PickleFreeArray.FORM;
    Location at = location.member(member);
    String description = descriptions.get(name);
    if (description == null) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH, at, "the archive has no object array " + name);
    }
    use(member);
    return new LayoutReader(this::array, at).read(LayoutParser.parse(description, at), name);
  }

  private NdArray array(String member) throws IOException {
    if (!file.contains(member) || !file.isArray(member)) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH,
          location.member(member),
          "the archive has no array " + member);
    }
    use(member);
    return file.get(member);
  }

  private void use(String member) throws MalformedException {
    if (!used.add(member)) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH, location.member(member), member + " is used twice");
    }
  }

  /** Returns the members of the object arrays that were restored. */
  public Set<String> used() {
    return used;
  }
}
