package dev.brine.cli.input;

import dev.brine.npy.NpzMember;
import dev.brine.npy.RowReader;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An array of a file, or whatever stands in its place. */
public interface Part {

  /** What a part is. */
  enum Content {
    /** An array: {@link #header} and {@link #array} read it. */
    ARRAY,
    /** A member of an archive that is no array: {@link #bytes} reads it. */
    BYTES,
    /** A whole file that is a pickle: {@link #value} reads it. */
    PICKLE
  }

  /** The file as the command line has it. */
  String file();

  /** What the archive's directory says, or null outside an archive. */
  @Nullable NpzMember member();

  /** What this is, by its first bytes. */
  Content content() throws IOException;

  /** The size of the part in bytes: of the file, or of the member when decompressed. */
  long size();

  /** What is said about the array; no element is read. */
  NpyHeader header() throws IOException;

  /** The array. */
  NdArray array() throws IOException;

  /** The array's rows, for whoever wants less than all of it in memory; not of objects. */
  RowReader rows() throws IOException;

  /** The pickle's value. */
  PickleValue value() throws IOException;

  /** The bytes, verified when all are read. */
  InputStream bytes() throws IOException;

  /** Whether this is a directory of an archive, by its name. */
  default boolean isDirectory() {
    NpzMember member = member();
    return member != null && member.isDirectory();
  }

  /** The name of the member as stored, or null outside an archive. */
  default @Nullable String memberName() {
    NpzMember member = member();
    return member == null ? null : member.name();
  }

  /** {@code file}, or {@code file!member}, as in messages. */
  default String title() {
    NpzMember member = member();
    return member == null ? file() : file() + "!" + member.name();
  }
}
