package dev.brine.convert.internal.free;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** An archive in which object arrays may stand in the pickle-free convention. */
public final class FreeArchive {
  private final NpzFile file;
  private final Location location;
  private final Set<String> used = new HashSet<>();

  /** Reads from this archive, which stays open. */
  public FreeArchive(NpzFile file, Location location) {
    this.file = file;
    this.location = location;
  }

  /** Whether {@code name} is an object array of the convention. */
  public boolean has(String name) throws IOException {
    String form = name + FreeArray.FORM;
    return file.contains(form) && isForm(form);
  }

  /** Whether a member tells the form of an object array. */
  public boolean isForm(String member) throws IOException {
    return member.endsWith(FreeArray.FORM)
        && file.isArray(member)
        && file.header(member).dtype().kind() == DType.Kind.STR
        && file.header(member).shape().ndim() == 0
        && file.get(member).getString().startsWith("{\"pickle_free\":");
  }

  /**
   * The object array, or the value that is none.
   *
   * @throws BrineException if its members do not fit together
   */
  public PickleValue restore(String name) throws IOException {
    String member = name + FreeArray.FORM;
    Location at = location.member(member);
    FormParser.Parsed parsed = FormParser.parse(array(member).getString(), at);
    return new FormReader(this::array, at).read(parsed, name);
  }

  private NdArray array(String member) throws IOException {
    if (!file.contains(member) || !file.isArray(member)) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH, location.member(member), "there is no such array");
    }
    if (!used.add(member)) {
      throw new MalformedException(
          BrineException.Kind.MISMATCH, location.member(member), member + " stands for two things");
    }
    return file.get(member);
  }

  /** The members of which the arrays that were restored were made. */
  public Set<String> used() {
    return used;
  }
}
