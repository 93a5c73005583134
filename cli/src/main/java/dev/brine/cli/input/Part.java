package dev.brine.cli.input;

import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzMember;
import dev.brine.npy.RowReader;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A part of a file: an .npy or a pickle as a whole, or a member of an archive. */
public interface Part {

  /** The kind of a part. */
  enum Content {
    /** An array: {@link #header} and {@link #array} read it. */
    ARRAY,
    /** A member of an archive that is not an array: {@link #bytes} reads it. */
    BYTES,
    /** A whole file that is a pickle: {@link #value} reads it. */
    PICKLE
  }

  /** The name of the file on the command line. */
  String file();

  /** The entry in the directory of the archive, or null outside an archive. */
  default @Nullable NpzMember member() {
    return null;
  }

  /** The kind of this part, by its first bytes. */
  Content content() throws IOException;

  /** The size of the part in bytes: of the file, or of the member when decompressed. */
  long size();

  /** The header of the array; does not read elements. */
  NpyHeader header() throws IOException;

  /** The array. */
  NdArray array() throws IOException;

  /**
   * A reader of the rows of the array that does not hold all of them in memory; not for objects.
   * Null if the array is not in memory anyway.
   */
  @Nullable RowReader rows() throws IOException;

  /**
   * The value that {@code np.load} returns; for a member that is not an array, the value of the
   * pickle in it.
   */
  PickleValue value() throws IOException;

  /** As {@link #value()}, with other options. */
  PickleValue value(LoadOptions options) throws IOException;

  /**
   * The value of a file that NumPy takes for a pickle; if it is not one, the message is NumPy's.
   */
  default PickleValue pickle() throws IOException {
    try {
      return value();
    } catch (MalformedException e) {
      String reason = "Failed to interpret the file as a pickle: " + e.reason();
      throw new MalformedException(e.kind(), e.location(), reason, e);
    }
  }

  /** The bytes, verified once all have been read. */
  InputStream bytes() throws IOException;

  /** Whether this is a directory in an archive, by its name. */
  default boolean isDirectory() {
    NpzMember member = member();
    return member != null && member.isDirectory();
  }

  /** The name of the member as stored, or null outside an archive. */
  default @Nullable String memberName() {
    NpzMember member = member();
    return member == null ? null : member.name();
  }

  /** The name of the array in NumPy, without {@code .npy}; the file outside an archive. */
  default String key() {
    NpzMember member = member();
    return member == null ? file() : member.key();
  }

  /** The location for messages. */
  default Location location() {
    String member = memberName();
    Location file = Location.of(file());
    return member == null ? file : file.member(member);
  }

  /** {@code file}, or {@code file!member}, as in messages. */
  default String title() {
    String member = memberName();
    return member == null ? file() : file() + "!" + member;
  }
}
