package dev.brine.cli.input;

import dev.brine.error.MalformedException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzMember;
import dev.brine.npy.RowReader;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is one array, or one pickle.
 *
 * @param file as the command line has it
 * @param path where it is
 * @param content what its first bytes say it is
 * @param size in bytes
 */
record FilePart(String file, Path path, Content content, long size, LoadOptions options)
    implements Part {

  @Override
  public @Nullable NpzMember member() {
    return null;
  }

  @Override
  public NpyHeader header() throws IOException {
    return Npy.header(path);
  }

  @Override
  public NdArray array() throws IOException {
    return Npy.load(path, unused -> options);
  }

  @Override
  public RowReader rows() throws IOException {
    return Npy.rows(path);
  }

  @Override
  public PickleValue value() throws IOException {
    try {
      return Npy.loadValue(path, unused -> options);
    } catch (MalformedException e) {
      String reason = "Failed to interpret the file as a pickle: " + e.reason();
      throw new MalformedException(e.kind(), e.location(), reason, e);
    }
  }

  @Override
  public InputStream bytes() throws IOException {
    return Files.newInputStream(path);
  }
}
