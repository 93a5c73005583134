package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.StringEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to find the batches of a data set.
 *
 * @param folder the folder that they are in, in the archive and where it was extracted
 * @param names the files, in the order that they are wanted in
 * @param labelKey the key of the labels in each
 */
public record CifarFiles(String folder, List<String> names, String labelKey) {

  /** Keeps a copy of the list. */
  public CifarFiles {
    names = List.copyOf(names);
  }

  /**
   * Reads them out of a {@code .tar.gz}, in memory.
   *
   * @param packed the archive, which is closed
   * @param file what failures name
   * @throws dev.brine.error.BrineException if the archive or a batch is not what it should be
   */
  public List<CifarBatch> readArchive(InputStream packed, Location file) throws IOException {
    @Nullable CifarBatch[] found = new CifarBatch[names.size()];
    try (packed;
        InputStream in = InflatedStream.gzip(packed, file)) {
      DataArchive tar = new DataArchive(in, file);
      for (String path = tar.next(); path != null; path = tar.next()) {
        int index = indexOf(path);
        if (index >= 0) {
          Location member = file.member(path);
          if (found[index] != null) {
            throw new MalformedException(
                Kind.CONTAINER, member, "the archive has this member twice");
          }
          found[index] = batch(tar.open(), names.get(index), member);
        }
      }
    }
    List<CifarBatch> batches = new ArrayList<>(found.length);
    for (int i = 0; i < found.length; i++) {
      CifarBatch batch = found[i];
      if (batch == null) {
        throw new MalformedException(
            Kind.MISMATCH, file, "the archive has no " + folder + "/" + names.get(i));
      }
      batches.add(batch);
    }
    return batches;
  }

  private int indexOf(String path) {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    return plain.startsWith(folder + "/")
        ? names.indexOf(plain.substring(folder.length() + 1))
        : -1;
  }

  /**
   * Reads them from where somebody extracted them.
   *
   * @param place the folder of the batches, or the one that has it
   */
  public List<CifarBatch> readFolder(Path place) throws IOException {
    Path inner = place.resolve(folder);
    Path from = Files.isDirectory(inner) ? inner : place;
    List<CifarBatch> batches = new ArrayList<>(names.size());
    for (String name : names) {
      Path path = from.resolve(name);
      try (InputStream in = Files.newInputStream(path)) {
        batches.add(batch(in, name, Location.of(path.toString())));
      }
    }
    return batches;
  }

  /** Whether all of them are in {@code place}, as {@link #readFolder} looks for them. */
  public boolean areIn(Path place) {
    Path inner = place.resolve(folder);
    Path from = Files.isDirectory(inner) ? inner : place;
    for (String name : names) {
      if (!Files.isRegularFile(from.resolve(name))) {
        return false;
      }
    }
    return true;
  }

  private CifarBatch batch(InputStream in, String name, Location location) throws IOException {
    Pickle.Decoded pickle = Npy.loadPickle(in, location, CifarFiles::python2);
    return CifarBatch.of(pickle, name, labelKey, location);
  }

  private static LoadOptions python2(LoadOptions options) {
    return options.withEncoding(StringEncoding.BYTES);
  }
}
