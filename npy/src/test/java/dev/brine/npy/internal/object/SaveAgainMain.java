package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.npy.SaveOptions.NumpyVersion;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Reads the object arrays of an archive and writes them again, for NumPy to compare: {@code IN OUT
 * NUMPY_2}, then {@code make_saved_objects.py --check IN OUT}.
 */
final class SaveAgainMain {
  private SaveAgainMain() {}

  public static void main(String[] args) throws IOException {
    NumpyVersion version = NumpyVersion.valueOf(args[2]);
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Path.of(args[0])));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] npy = in.readAllBytes();
        int header = 10 + (npy[8] & 0xff) + ((npy[9] & 0xff) << 8);
        ByteArrayInputStream pickle = new ByteArrayInputStream(npy, header, npy.length - header);
        PickleValue value =
            ObjectPayload.decode(pickle, Location.MEMORY, 0, PickleOptions.DEFAULT).value();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(npy, 0, header);
        ObjectPayload.write(value, out, version.protocol(), Location.MEMORY);
      }
    }
  }
}
