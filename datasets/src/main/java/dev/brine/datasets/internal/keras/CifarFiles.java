package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.gzip.InflatedStream;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of CIFAR-10 or CIFAR-100.
 *
 * @param folder the folder of the batches in the archive
 * @param names the names of the batches, in the order of the result
 * @param labelKey the key of the labels in each batch
 */
public record CifarFiles(String folder, List<String> names, String labelKey) {

  /** Copies the list. */
  public CifarFiles {
    names = List.copyOf(names);
  }

  /**
   * Reads the batches from a {@code .tar.gz}, in memory.
   *
   * @param packed the archive; this method closes it
   * @param file the location for error messages
   * @throws dev.brine.error.BrineException if the archive or a batch is malformed, truncated or
   *     unsupported
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
   * Reads the batches from a folder to which the archive was extracted.
   *
   * @param place the folder of the batches, or its parent
   */
  public List<CifarBatch> readFolder(Path place) throws IOException {
    Path from = folderIn(place);
    List<CifarBatch> batches = new ArrayList<>(names.size());
    for (String name : names) {
      Path path = from.resolve(name);
      try (InputStream in = Files.newInputStream(path)) {
        batches.add(batch(in, name, Location.of(path.toString())));
      }
    }
    return batches;
  }

  /** Returns whether {@code place} has all batches. */
  public boolean areIn(Path place) {
    Path from = folderIn(place);
    return names.stream().allMatch(name -> Files.isRegularFile(from.resolve(name)));
  }

  private Path folderIn(Path place) {
    Path inner = place.resolve(folder);
    return Files.isDirectory(inner) ? inner : place;
  }

  private CifarBatch batch(InputStream in, String name, Location location) throws IOException {
    Pickle.Decoded pickle = Npy.loadPickle(in, location, CifarFiles::python2);
    return CifarBatch.of(pickle, name, labelKey, location);
  }

  private static LoadOptions python2(LoadOptions options) {
    return options.withEncoding(StringEncoding.BYTES);
  }

  /**
   * A batch of images.
   *
   * @param images uint8 of shape (n, 3072): for each image the red, the green and the blue plane
   * @param labels the n labels, from 0 to 255
   * @param name the file name
   * @param facts the names in its pickle
   */
  public record CifarBatch(NdArray images, Labels labels, String name, Pickle.Facts facts) {
    private static final int VALUES = 3 * 32 * 32;

    /** Returns the number of images. */
    public int size() {
      return labels.values.length;
    }

    /** Immutable numbers from 0 to 255. */
    public static final class Labels {
      private final int[] values;

      private Labels(int[] values) {
        this.values = values;
      }

      /** Returns the label of an image. */
      public int get(int index) {
        return values[index];
      }
    }

    /**
     * Extracts the images and labels from the dict in a file's pickle.
     *
     * @param name the file name
     * @param labelKey {@code labels}, {@code fine_labels} or {@code coarse_labels}
     * @throws MalformedException of kind MISMATCH if the pickle has anything else
     */
    static CifarBatch of(Pickle.Decoded pickle, String name, String labelKey, Location location)
        throws MalformedException {
      PickleValue value = pickle.value();
      if (!(value instanceof PyDict dict)) {
        throw mismatch(location, "the pickle holds " + value.described() + ", not a dict");
      }
      NdArray data = images(get(dict, "data"), location);
      int[] labels = labels(get(dict, labelKey), labelKey, location);
      if (labels.length != data.shape().dim(0)) {
        throw mismatch(
            location, "it has " + labels.length + " labels, but images of shape " + data.shape());
      }
      return new CifarBatch(data, new Labels(labels), name, pickle.facts());
    }

    /** Returns the value of a key, which is bytes in a file of Python 2, and a str in Python 3. */
    private static @Nullable PickleValue get(PyDict dict, String key) {
      PickleValue value = dict.get(PyBytes.wrap(key.getBytes(StandardCharsets.US_ASCII)));
      return value == null ? dict.get(key) : value;
    }

    private static NdArray images(@Nullable PickleValue data, Location location)
        throws MalformedException {
      if (!(data instanceof ArrayValue value) || !value.isComplete()) {
        throw mismatch(location, "its data is " + described(data) + ", not an array");
      }
      NdArray array = value.array();
      boolean fits =
          array.dtype().equals(DTypes.UINT8) && array.ndim() == 2 && array.shape().dim(1) == VALUES;
      if (!fits) {
        throw mismatch(
            location,
            "its data is an array of "
                + array.dtype()
                + " and shape "
                + array.shape()
                + ", not uint8 and (n, 3072)");
      }
      return array;
    }

    private static int[] labels(@Nullable PickleValue value, String key, Location location)
        throws MalformedException {
      if (!(value instanceof PySequence list) || !holdsInts(list)) {
        throw mismatch(location, "its " + key + " is " + described(value) + ", not a list of ints");
      }
      int[] labels = new int[list.size()];
      list.copyInts(labels, 0);
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] < 0 || labels[i] > 255) {
          throw mismatch(location, "label " + i + " is " + labels[i] + ", not from 0 to 255");
        }
      }
      return labels;
    }

    private static boolean holdsInts(PySequence list) {
      return list.packing() == PySequence.Packing.INTS
          || list.packing() == PySequence.Packing.EMPTY;
    }

    private static String described(@Nullable PickleValue value) {
      return value == null ? "missing" : value.described();
    }

    private static MalformedException mismatch(Location location, String reason) {
      return new MalformedException(
          Kind.MISMATCH, location, "the file is not a batch of CIFAR: " + reason);
    }
  }
}
