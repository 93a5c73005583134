package dev.brine.npy.internal.load;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import java.io.IOException;

/** What the first bytes of a file say it is, by the rules of {@code np.load}. */
enum FileKind {
  /** Nothing at all. */
  EMPTY,
  /** An array. */
  NPY,
  /** A zip archive of arrays. */
  NPZ,
  /** Whatever begins with neither magic: NumPy takes it for a pickle. */
  OTHER;

  /** Looks at the first bytes of a source. */
  static FileKind of(ByteSource source) throws IOException {
    byte[] first = new byte[(int) Math.min(FileFormat.SHORT_HEAD, source.size())];
    source.readFully(0, first, 0, first.length);
    return of(first);
  }

  static FileKind of(byte[] first) {
    if (first.length == 0) {
      return EMPTY;
    }
    if (FileFormat.isNpy(first)) {
      return NPY;
    }
    return FileFormat.isNpz(first) ? NPZ : OTHER;
  }

  /** Why a file of this kind is not read as an array, and what to do instead. */
  BrineException refusal(Location file) {
    Location location = file.at(Math.max(file.offset(), 0));
    return switch (this) {
      case EMPTY -> new TruncatedException(location, "No data left in file");
      case NPZ ->
          new MalformedException(
              Kind.HEADER, location, "this is a zip archive; open it with NpzFile");
      default ->
          new MalformedException(
              Kind.HEADER,
              location,
              "this is no .npy file, nor a zip archive. NumPy takes such a file for a pickle: if it"
                  + " is one, Npy.loadValue reads it");
    };
  }
}
