package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.http.HttpSource;
import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.io.StreamTarget;
import dev.brine.internal.io.WholeFile;
import dev.brine.npy.RowTarget.NewRows;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Reads and writes {@code .npy} files, like {@code np.load} and {@code np.save}. */
public final class Npy {
  private Npy() {}

  /**
   * Loads the array in a file.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, or over a limit
   */
  public static NdArray load(Path path) throws IOException {
    return load(path, LoadOptions.DEFAULT);
  }

  /** Loads the array in a file: {@code Npy.load(path, o -> o.withAllowPickle(false))}. */
  public static NdArray load(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return load(path, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads the array in a file, as {@link #load(Path)}, with these options. */
  public static NdArray load(Path path, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.read(source, options);
    }
  }

  /**
   * Loads the array in these bytes.
   *
   * @throws dev.brine.error.BrineException if they are malformed, or over a limit
   */
  public static NdArray load(byte[] bytes) throws IOException {
    return load(bytes, LoadOptions.DEFAULT);
  }

  /** Loads the array in these bytes, as {@link #load(byte[])}, with options. */
  public static NdArray load(byte[] bytes, UnaryOperator<LoadOptions> options) throws IOException {
    return load(bytes, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads the array in these bytes, as {@link #load(byte[])}, with these options. */
  public static NdArray load(byte[] bytes, LoadOptions options) throws IOException {
    return load(bytes, Location.MEMORY, options);
  }

  /**
   * Loads the array in these bytes, as {@link #load(byte[])}, with these options.
   *
   * @param location the name of the bytes in messages
   */
  public static NdArray load(byte[] bytes, Location location, LoadOptions options)
      throws IOException {
    return NpyReader.read(ByteSources.of(bytes, location), options);
  }

  /**
   * Loads the next array from a stream, which stays open. No more bytes are read than necessary,
   * except after an object array; to read several of those, use {@link NpyStream}.
   *
   * @throws dev.brine.error.BrineException if the stream has ended, or the array is malformed or
   *     over a limit
   */
  public static NdArray load(InputStream in) throws IOException {
    return load(in, LoadOptions.DEFAULT);
  }

  /** Loads the next array from a stream, as {@link #load(InputStream)}, with options. */
  public static NdArray load(InputStream in, UnaryOperator<LoadOptions> options)
      throws IOException {
    return load(in, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads the next array from a stream, as {@link #load(InputStream)}, with these options. */
  public static NdArray load(InputStream in, LoadOptions options) throws IOException {
    return load(in, Location.MEMORY, options);
  }

  /**
   * Loads the next array from a stream, as {@link #load(InputStream)}, with these options.
   *
   * @param location the name of the stream in messages
   */
  @SuppressWarnings("resource") // the stream belongs to the caller
  public static NdArray load(InputStream in, Location location, LoadOptions options)
      throws IOException {
    NdArray array = NpyStream.of(in, location, options).next();
    if (array == null) {
      throw new TruncatedException(location.at(0), "No data left in file");
    }
    return array;
  }

  /** Loads the array in a channel, as {@link #load(SeekableByteChannel, Location, LoadOptions)}. */
  public static NdArray load(
      SeekableByteChannel channel, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return load(channel, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Loads the array in a channel of any kind, from its position 0. The channel stays open.
   *
   * @param location the name of the channel in messages
   * @throws dev.brine.error.BrineException if it is malformed, or over a limit
   */
  public static NdArray load(SeekableByteChannel channel, Location location, LoadOptions options)
      throws IOException {
    // not closed: that would close the channel
    ByteSource source = ByteSources.of(channel, location);
    return NpyReader.read(source, options);
  }

  /**
   * Loads the array in a file on a web server that serves ranges. In a program of named modules,
   * {@code java.net.http} must be among them.
   *
   * @param uri http or https
   * @throws dev.brine.error.UnsupportedException if the server does not serve ranges
   * @throws dev.brine.error.BrineException if the file is malformed, or over a limit
   */
  public static NdArray load(URI uri) throws IOException {
    return load(uri, LoadOptions.DEFAULT);
  }

  /** Loads the array in a file on a web server, as {@link #load(URI)}, with options. */
  public static NdArray load(URI uri, UnaryOperator<LoadOptions> options) throws IOException {
    return load(uri, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads the array in a file on a web server, as {@link #load(URI)}, with these options. */
  public static NdArray load(URI uri, LoadOptions options) throws IOException {
    try (ByteSource source = HttpSource.open(uri)) {
      return NpyReader.read(source, options);
    }
  }

  /**
   * Loads anything that {@code np.load} loads: the array in an {@code .npy}, or the value of a bare
   * pickle. Arrays are returned as {@link dev.brine.npy.array.ArrayValue}, masked arrays as {@link
   * dev.brine.npy.array.MaskedValue}. Nothing in a pickle is run.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, over a limit, or its pickle
   *     needs a class or function that is not known to be plain data
   */
  public static PickleValue loadValue(Path path) throws IOException {
    return loadValue(path, LoadOptions.DEFAULT);
  }

  /** Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, with options. */
  public static PickleValue loadValue(Path path, UnaryOperator<LoadOptions> options)
      throws IOException {
    return loadValue(path, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, with these options. */
  public static PickleValue loadValue(Path path, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.value(source, options);
    }
  }

  /** Loads anything that {@code np.load} loads from a channel, with options. */
  public static PickleValue loadValue(
      SeekableByteChannel channel, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return loadValue(channel, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, from a channel of any
   * kind, from its position 0. The channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static PickleValue loadValue(
      SeekableByteChannel channel, Location location, LoadOptions options) throws IOException {
    // not closed: that would close the channel
    ByteSource source = ByteSources.of(channel, location);
    return NpyReader.value(source, options);
  }

  /** Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, from these bytes. */
  public static PickleValue loadValue(byte[] bytes) throws IOException {
    return loadValue(bytes, LoadOptions.DEFAULT);
  }

  /** Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, from these bytes. */
  public static PickleValue loadValue(byte[] bytes, UnaryOperator<LoadOptions> options)
      throws IOException {
    return loadValue(bytes, options.apply(LoadOptions.DEFAULT));
  }

  /** Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, from these bytes. */
  public static PickleValue loadValue(byte[] bytes, LoadOptions options) throws IOException {
    return loadValue(bytes, Location.MEMORY, options);
  }

  /**
   * Loads anything that {@code np.load} loads, as {@link #loadValue(Path)}, from these bytes.
   *
   * @param location the name of the bytes in messages
   */
  public static PickleValue loadValue(byte[] bytes, Location location, LoadOptions options)
      throws IOException {
    return NpyReader.value(ByteSources.of(bytes, location), options);
  }

  /** Decodes a pickle, as {@link #loadPickle(InputStream, Location, LoadOptions)}. */
  public static Pickle.Decoded loadPickle(
      InputStream in, Location location, UnaryOperator<LoadOptions> options) throws IOException {
    return loadPickle(in, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Decodes the first pickle of a stream, which may contain NumPy's arrays, and returns its value
   * and facts about it. The stream is read in blocks, possibly beyond the end of the pickle, and
   * stays open.
   *
   * @param location the name of the stream in messages
   * @throws dev.brine.error.BrineException as {@link #loadValue(Path)}
   */
  public static Pickle.Decoded loadPickle(InputStream in, Location location, LoadOptions options)
      throws IOException {
    return ObjectPayload.decodeFile(in, location, options.pickle());
  }

  /**
   * Maps the array in a file into memory, read-only: {@code mmap_mode='r'}. Takes the same time for
   * any size, because elements are read when they are used. The mapping exists as long as the
   * array.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, or has objects
   */
  public static NdArray map(Path path) throws IOException {
    return map(path, MapMode.READ_ONLY);
  }

  /**
   * Maps the array in a file into memory. A file that is too short is rejected, never extended.
   *
   * @param mode READ_ONLY ({@code mmap_mode='r'}); PRIVATE ({@code 'c'}), which keeps changes in
   *     memory; or READ_WRITE ({@code 'r+'}), which writes changes to the file. The last two need
   *     permission to write the file.
   * @throws dev.brine.error.BrineException if the file is malformed, or has objects
   */
  public static NdArray map(Path path, MapMode mode) throws IOException {
    return map(path, mode, LoadOptions.DEFAULT);
  }

  /** Maps the array in a file into memory, as {@link #map(Path, MapMode)}, with options. */
  public static NdArray map(Path path, MapMode mode, UnaryOperator<LoadOptions> options)
      throws IOException {
    return map(path, mode, options.apply(LoadOptions.DEFAULT));
  }

  /** Maps the array in a file into memory, as {@link #map(Path, MapMode)}, with these options. */
  public static NdArray map(Path path, MapMode mode, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.map(source, mode, options);
    }
  }

  /** Maps the array in the file of a channel into memory, with options. */
  public static NdArray map(
      FileChannel channel, Location location, MapMode mode, UnaryOperator<LoadOptions> options)
      throws IOException {
    return map(channel, location, mode, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Maps the array in the file of a channel into memory, as {@link #map(Path, MapMode)}. The
   * channel stays open, and must be open for writing unless the mode is READ_ONLY.
   *
   * @param location the name of the channel in messages
   */
  public static NdArray map(
      FileChannel channel, Location location, MapMode mode, LoadOptions options)
      throws IOException {
    // not closed: that would close the channel
    ByteSource source = ByteSources.of(channel, location);
    return NpyReader.map(source, mode, options);
  }

  /**
   * Opens the array in a file to read its rows (slices along the first axis), a few at a time.
   *
   * @throws dev.brine.error.BrineException if the file is malformed, or has objects or no axis
   */
  public static RowReader rows(Path path) throws IOException {
    return rows(path, LoadOptions.DEFAULT);
  }

  /** Opens the array in a file to read its rows, as {@link #rows(Path)}, with options. */
  public static RowReader rows(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return rows(path, options.apply(LoadOptions.DEFAULT));
  }

  /** Opens the array in a file to read its rows, as {@link #rows(Path)}, with these options. */
  public static RowReader rows(Path path, LoadOptions options) throws IOException {
    ByteSource source = ByteSources.open(path);
    try {
      return new RowReader(NpyReader.rows(source, options), source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Opens the array in a channel to read its rows, with options. */
  public static RowReader rows(
      SeekableByteChannel channel, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return rows(channel, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Opens the array in a channel of any kind to read its rows, as {@link #rows(Path)}. The channel
   * must stay open meanwhile; closing the reader does not close it.
   *
   * @param location the name of the channel in messages
   */
  public static RowReader rows(SeekableByteChannel channel, Location location, LoadOptions options)
      throws IOException {
    // not closed: that would close the channel
    ByteSource source = ByteSources.of(channel, location);
    return new RowReader(NpyReader.rows(source, options), null);
  }

  /**
   * Reads the header of a file: dtype, shape and order, but none of the elements.
   *
   * @throws dev.brine.error.BrineException if the header is malformed
   */
  public static NpyHeader header(Path path) throws IOException {
    return header(path, LoadOptions.DEFAULT);
  }

  /** Reads the header of a file, as {@link #header(Path)}, with options. */
  public static NpyHeader header(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return header(path, options.apply(LoadOptions.DEFAULT));
  }

  /** Reads the header of a file, as {@link #header(Path)}, with these options. */
  public static NpyHeader header(Path path, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.header(source, options);
    }
  }

  /** Reads the header of an array in a channel, with options. */
  public static NpyHeader header(
      SeekableByteChannel channel, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return header(channel, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Reads the header of an array, as {@link #header(Path)}, in a channel of any kind, from its
   * position 0. The channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static NpyHeader header(
      SeekableByteChannel channel, Location location, LoadOptions options) throws IOException {
    // not closed: that would close the channel
    ByteSource source = ByteSources.of(channel, location);
    return NpyReader.header(source, options);
  }

  /**
   * Saves an array in a file, with the same bytes as NumPy 2. If this throws, an existing file is
   * unchanged. The array may be mapped from the file that it replaces. Unlike {@code np.save}, this
   * does not add {@code .npy} to the path.
   *
   * @throws dev.brine.error.BrineException if NumPy could not save it
   */
  public static void save(Path path, NdArray array) throws IOException {
    save(path, array, SaveOptions.DEFAULT);
  }

  /**
   * Saves an array in a file: {@code Npy.save(path, array, o -> o.withOrder(Order.F))}.
   *
   * @throws dev.brine.error.BrineException if it cannot be saved, or not with these options
   */
  public static void save(Path path, NdArray array, UnaryOperator<SaveOptions> options)
      throws IOException {
    save(path, array, options.apply(SaveOptions.DEFAULT));
  }

  /** Saves an array in a file, as {@link #save(Path, NdArray)}, with these options. */
  public static void save(Path path, NdArray array, SaveOptions options) throws IOException {
    NpyWriter writer = NpyWriter.of(array, options, Location.of(path.toString()));
    try (AtomicFile file = AtomicFile.create(path)) {
      writer.write(file.target());
      file.commit();
    }
  }

  /** Saves an array to a stream, as {@link #save(OutputStream, NdArray, UnaryOperator)}. */
  public static void save(OutputStream out, NdArray array) throws IOException {
    save(out, array, SaveOptions.DEFAULT);
  }

  /**
   * Saves an array to a stream, which stays open. Several arrays may follow one another.
   *
   * @throws dev.brine.error.BrineException if it cannot be saved, or not with these options
   */
  public static void save(OutputStream out, NdArray array, UnaryOperator<SaveOptions> options)
      throws IOException {
    save(out, array, options.apply(SaveOptions.DEFAULT));
  }

  /** Saves an array to a stream, as {@link #save(OutputStream, NdArray, UnaryOperator)}. */
  public static void save(OutputStream out, NdArray array, SaveOptions options) throws IOException {
    NpyWriter.of(array, options, Location.MEMORY).write(new StreamTarget(out));
  }

  /**
   * Saves any value as a bare pickle, for values that an {@code .npy} cannot contain, such as a
   * dict or a masked array. {@link #loadValue(Path)}, {@code pickle.load} and {@code np.load} with
   * {@code allow_pickle=True} can read it. If this throws, an existing file is unchanged.
   *
   * @throws dev.brine.error.BrineException if it contains a record of a call that would run code
   */
  public static void saveValue(Path path, PickleValue value) throws IOException {
    saveValue(path, value, SaveOptions.DEFAULT);
  }

  /** Saves any value as a bare pickle, as {@link #saveValue(Path, PickleValue)}, with options. */
  public static void saveValue(Path path, PickleValue value, UnaryOperator<SaveOptions> options)
      throws IOException {
    saveValue(path, value, options.apply(SaveOptions.DEFAULT));
  }

  /** Saves any value as a bare pickle, as {@link #saveValue(Path, PickleValue)}. */
  public static void saveValue(Path path, PickleValue value, SaveOptions options)
      throws IOException {
    Location location = Location.of(path.toString());
    if (!options.allowPickle()) {
      throw new UnsupportedException(
          location, "Object arrays cannot be saved when allow_pickle=False");
    }
    WholeFile.write(
        path, out -> ObjectPayload.write(value, out, options.numpy().protocol(), location));
  }

  /**
   * Writes a new file whose rows the body writes in order, so that the array can be larger than
   * memory:
   *
   * <pre>{@code
   * Npy.writeRows(path, DTypes.FLOAT64, Shape.of(3), rows -> rows.write(block).write(another));
   * }</pre>
   *
   * <p>The new file replaces an existing one when the body has returned. If the body throws, the
   * existing file is unchanged.
   *
   * @param row the shape of a row: {@code Shape.SCALAR} for an array with one axis
   * @throws dev.brine.error.BrineException if such an array cannot be saved
   */
  public static void writeRows(Path path, DType dtype, Shape row, RowWriter.Body body)
      throws IOException {
    writeRows(path, dtype, row).fill(body);
  }

  /**
   * Begins a new file of rows, which {@link RowWriter#commit} moves to its path.
   *
   * @param row the shape of a row: {@code Shape.SCALAR} for an array with one axis
   * @throws dev.brine.error.BrineException if such an array cannot be saved
   */
  public static RowWriter writeRows(Path path, DType dtype, Shape row) throws IOException {
    NewRows target = NewRows.create(path, dtype, row);
    return new RowWriter(
        Location.of(path.toString()), dtype, row, target, 0, Long.MAX_VALUE, complete -> {});
  }

  /**
   * Appends the rows that the body writes to the array in a file, in place: {@code
   * Npy.appendRows(path, rows -> rows.write(block))}. If the body throws, the file has the rows
   * that it had before and those that the body flushed.
   *
   * @throws dev.brine.error.BrineException as {@link #appendRows(Path)}
   */
  public static void appendRows(Path path, RowWriter.Body body) throws IOException {
    appendRows(path).fill(body);
  }

  /**
   * Opens a file to append rows to its array, in place. {@link RowWriter#commit} and {@link
   * RowWriter#flush} make the new rows part of it; until then, and after a crash, readers see the
   * old rows.
   *
   * @throws dev.brine.error.BrineException if the file is malformed; if it has objects, no axis,
   *     several axes in Fortran order, or another array after the first; or if another writer is
   *     appending to it
   */
  public static RowWriter appendRows(Path path) throws IOException {
    GrowingFile file = GrowingFile.open(path, LoadOptions.DEFAULT.maxHeaderSize());
    Shape shape = file.header().shape();
    return new RowWriter(
        Location.of(path.toString()),
        file.header().dtype(),
        RowTarget.rowShape(shape),
        file,
        shape.dim(0),
        Long.MAX_VALUE,
        complete -> {});
  }
}
