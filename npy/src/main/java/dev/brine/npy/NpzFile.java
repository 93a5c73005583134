package dev.brine.npy;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.http.HttpSource;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.text.Printable;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * An archive of arrays, like the result of {@code np.load} for an {@code .npz}. Opening an archive
 * only reads its directory; each array is read when it is requested. Several threads can read
 * arrays in parallel.
 *
 * <p>Names can be given with or without {@code .npy}. If there are members {@code a} and {@code
 * a.npy}, the name {@code a} refers to the former; of members with the same name, the last is used.
 */
public final class NpzFile implements Closeable {
  private final ByteSource source;
  private final ZipArchive archive;
  private final MemberReader reader;
  private final List<NpzMember> members;
  private final List<String> files;
  private final Map<String, NpzMember> byName;

  private NpzFile(ByteSource source, ZipArchive archive, LoadOptions options) {
    this.source = source;
    this.archive = archive;
    this.reader = new MemberReader(archive, source, options);
    List<NpzMember> all = new ArrayList<>(archive.directory().members().size());
    List<String> names = new ArrayList<>(all.size());
    Map<String, NpzMember> found = new HashMap<>();
    for (ZipMember entry : archive.directory().members()) {
      NpzMember member = new NpzMember(entry);
      all.add(member);
      names.add(member.key());
      found.put(member.key(), member);
    }
    for (NpzMember member : all) {
      found.put(member.name(), member);
    }
    this.members = Collections.unmodifiableList(all);
    this.files = Collections.unmodifiableList(names);
    this.byName = found;
  }

  /**
   * Opens an archive.
   *
   * @throws dev.brine.error.BrineException if it is malformed, or over a limit
   */
  public static NpzFile open(Path path) throws IOException {
    return open(path, LoadOptions.DEFAULT);
  }

  /** Opens an archive: {@code NpzFile.open(path, o -> o.withAllowPickle(false))}. */
  public static NpzFile open(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return open(path, options.apply(LoadOptions.DEFAULT));
  }

  /** Opens an archive, as {@link #open(Path)}, with these options. */
  public static NpzFile open(Path path, LoadOptions options) throws IOException {
    return open(ByteSources.open(path), options);
  }

  /**
   * Opens an archive that is damaged. If its directory contradicts its members or is missing, the
   * members are those whose own headers are in the file. Each one is verified when it is read.
   *
   * @throws dev.brine.error.BrineException if it has no such member, or over a limit
   */
  public static NpzFile openDamaged(Path path, LoadOptions options) throws IOException {
    ByteSource source = ByteSources.open(path);
    try {
      return new NpzFile(source, ZipArchive.openDamaged(source), options);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Opens an archive in a channel that is damaged, as {@link #openDamaged(Path, LoadOptions)}.
   * Closing this closes the channel; if this method fails, the channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static NpzFile openDamaged(
      SeekableByteChannel channel, Location location, LoadOptions options) throws IOException {
    ByteSource source = ByteSources.of(channel, location);
    return new NpzFile(source, ZipArchive.openDamaged(source), options);
  }

  /** Opens an archive that is in memory, as {@link #open(Path)}. */
  public static NpzFile open(byte[] bytes) throws IOException {
    return open(bytes, LoadOptions.DEFAULT);
  }

  /** Opens an archive that is in memory, as {@link #open(Path)}, with options. */
  public static NpzFile open(byte[] bytes, UnaryOperator<LoadOptions> options) throws IOException {
    return open(bytes, options.apply(LoadOptions.DEFAULT));
  }

  /** Opens an archive that is in memory, as {@link #open(Path)}, with these options. */
  public static NpzFile open(byte[] bytes, LoadOptions options) throws IOException {
    return open(bytes, Location.MEMORY, options);
  }

  /**
   * Opens an archive that is in memory, as {@link #open(Path)}, with these options.
   *
   * @param location the name of the bytes in messages
   */
  public static NpzFile open(byte[] bytes, Location location, LoadOptions options)
      throws IOException {
    return open(ByteSources.of(bytes, location), options);
  }

  /**
   * Opens an archive in a channel, as {@link #open(SeekableByteChannel, Location, LoadOptions)}.
   */
  public static NpzFile open(
      SeekableByteChannel channel, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return open(channel, location, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Opens an archive in a channel of any kind, from its position 0. Closing this closes the
   * channel; if this method fails, the channel stays open.
   *
   * @param location the name of the channel in messages
   * @throws dev.brine.error.BrineException if it is malformed, or over a limit
   */
  public static NpzFile open(SeekableByteChannel channel, Location location, LoadOptions options)
      throws IOException {
    ByteSource source = ByteSources.of(channel, location);
    return new NpzFile(source, ZipArchive.open(source), options);
  }

  /**
   * Opens an archive on a web server that serves ranges. Only the directory and the requested
   * arrays are fetched. In a program of named modules, {@code java.net.http} must be among them.
   *
   * @param uri http or https
   * @throws dev.brine.error.UnsupportedException if the server does not serve ranges
   * @throws dev.brine.error.BrineException if it is malformed, or over a limit
   */
  public static NpzFile open(URI uri) throws IOException {
    return open(uri, LoadOptions.DEFAULT);
  }

  /** Opens an archive on a web server, as {@link #open(URI)}, with options. */
  public static NpzFile open(URI uri, UnaryOperator<LoadOptions> options) throws IOException {
    return open(uri, options.apply(LoadOptions.DEFAULT));
  }

  /** Opens an archive on a web server, as {@link #open(URI)}, with these options. */
  public static NpzFile open(URI uri, LoadOptions options) throws IOException {
    return open(HttpSource.open(uri), options);
  }

  /** Owns the source, and closes it if this fails. */
  private static NpzFile open(ByteSource source, LoadOptions options) throws IOException {
    try {
      return new NpzFile(source, ZipArchive.open(source), options);
    } catch (MalformedException e) {
      try (source) {
        byte[] first = new byte[(int) Math.min(FileFormat.SHORT_HEAD, source.size())];
        source.readFully(0, first, 0, first.length);
        throw FileFormat.isNpy(first)
            ? new MalformedException(
                Kind.CONTAINER,
                source.location().at(0),
                "this is an .npy file, not an archive; load it with Npy.load",
                e)
            : e;
      }
    } catch (IOException | RuntimeException e) {
      try {
        source.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** The names of all members in the order of the archive, without {@code .npy}, as in NumPy. */
  public List<String> files() {
    return files;
  }

  /** Whether there is a member of this name, with or without {@code .npy}. */
  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** All members in the order of the archive, including members with the same name. */
  public List<NpzMember> members() {
    return members;
  }

  /**
   * The member of this name, with or without {@code .npy}.
   *
   * @throws NoSuchElementException if the archive has no such member
   */
  public NpzMember member(String name) {
    NpzMember member = byName.get(name);
    if (member == null) {
      throw new NoSuchElementException(name + " is not a file in the archive");
    }
    return member;
  }

  /**
   * Whether a member is an array. As in NumPy, its first bytes decide, not its name.
   *
   * @throws NoSuchElementException if there is no member of this name
   */
  public boolean isArray(String name) throws IOException {
    return isArray(member(name));
  }

  /** Whether a member of this archive is an array, as {@link #isArray(String)}. */
  public boolean isArray(NpzMember member) throws IOException {
    return reader.isNpy(member.entry());
  }

  /**
   * Reads the header of an array: dtype, shape and order, but none of the elements.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the header is malformed
   */
  public NpyHeader header(String name) throws IOException {
    return header(member(name));
  }

  /** Reads the header of the array in a member of this archive, as {@link #header(String)}. */
  public NpyHeader header(NpzMember member) throws IOException {
    return reader.header(member.entry());
  }

  /**
   * Reads an array.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is malformed, or over a limit
   */
  public NdArray get(String name) throws IOException {
    return get(member(name));
  }

  /** Reads the array in a member of this archive, as {@link #get(String)}. */
  public NdArray get(NpzMember member) throws IOException {
    return reader.read(member.entry());
  }

  /** Whether the members are those of {@code scipy.sparse.save_npz}. */
  public boolean isSparse() throws IOException {
    if (!contains("format") || !contains("shape") || !contains("data") || !isArray("format")) {
      return false;
    }
    NpyHeader format = header("format");
    DType.Kind kind = format.dtype().kind();
    return format.shape().ndim() == 0 && (kind == DType.Kind.BYTES || kind == DType.Kind.STR);
  }

  /**
   * Reads the sparse matrix of an archive that {@code scipy.sparse.save_npz} wrote.
   *
   * @throws dev.brine.error.BrineException if the archive has no such members, a member is
   *     malformed or over a limit, or the members do not agree
   */
  public SparseMatrix sparse() throws IOException {
    if (!isSparse()) {
      throw malformedSparse("it has no members format, shape and data");
    }
    NdArray name = get("format");
    String text = name.getString();
    for (SparseMatrix.Format format : SparseMatrix.Format.values()) {
      if (format.text().equals(text)) {
        return sparse(format);
      }
    }
    throw malformedSparse("the format " + Printable.escape(text) + " is not known");
  }

  private SparseMatrix sparse(SparseMatrix.Format format) throws IOException {
    String[] names =
        switch (format) {
          case CSR, CSC, BSR -> new String[] {"indices", "indptr", "data"};
          case COO -> new String[] {"row", "col", "data"};
          case DIA -> new String[] {"offsets", "data"};
        };
    Map<String, NdArray> parts = new LinkedHashMap<>();
    for (String name : names) {
      if (contains(name)) {
        parts.put(name, get(name));
      }
    }
    try {
      SparseMatrix matrix = SparseMatrix.of(format, Shape.of(get("shape").toLongArray()), parts);
      boolean isArray = contains("_is_array") && get("_is_array").getBoolean();
      return isArray ? matrix.asArray() : matrix;
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw malformedSparse(String.valueOf(e.getMessage()));
    }
  }

  private MalformedException malformedSparse(String reason) {
    return new MalformedException(
        Kind.MISMATCH, source.location(), "not a sparse matrix of scipy: " + reason);
  }

  /**
   * Reads anything that {@code np.load} reads from a member that is an array, as {@link
   * Npy#loadValue(Path)}: masked arrays, too, and records if the options are lenient.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is malformed, or over a limit
   */
  public PickleValue value(String name) throws IOException {
    return value(member(name));
  }

  /** Reads anything that {@code np.load} reads from a member, as {@link #value(String)}. */
  public PickleValue value(NpzMember member) throws IOException {
    return reader.value(member.entry());
  }

  /**
   * Maps an array that is stored without compression in the archive, read-only. Elements are read
   * when they are used, and the CRC-32 is not verified. The array stays valid when this is closed.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is malformed or compressed, or has objects
   */
  public NdArray map(String name) throws IOException {
    return map(member(name));
  }

  /** Maps the array in a member of this archive, as {@link #map(String)}. */
  public NdArray map(NpzMember member) throws IOException {
    return map(member, MapMode.READ_ONLY);
  }

  /**
   * Maps an array that is stored without compression, as {@link #map(String)}.
   *
   * @param mode READ_ONLY, or PRIVATE for a copy on write, which needs permission to write the file
   */
  public NdArray map(String name, MapMode mode) throws IOException {
    return map(member(name), mode);
  }

  /** Maps the array in a member of this archive, as {@link #map(String, MapMode)}. */
  public NdArray map(NpzMember member, MapMode mode) throws IOException {
    return reader.map(member.entry(), mode);
  }

  /**
   * Opens an array to read its rows (slices along the first axis), a few at a time. The CRC-32 is
   * verified if all rows are read, but not if rows of a stored member are skipped. This archive
   * must stay open meanwhile.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is malformed, has objects or no axis, or
   *     is compressed and in Fortran order
   */
  public RowReader rows(String name) throws IOException {
    return rows(member(name));
  }

  /** Opens the array in a member of this archive to read its rows, as {@link #rows(String)}. */
  public RowReader rows(NpzMember member) throws IOException {
    return new RowReader(reader.rows(member.entry()), null);
  }

  /**
   * Reads the bytes of a member of any kind.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is damaged, or longer than a Java array
   */
  public byte[] bytes(String name) throws IOException {
    return bytes(member(name));
  }

  /** Reads the bytes of a member of this archive, as {@link #bytes(String)}. */
  public byte[] bytes(NpzMember member) throws IOException {
    return archive.readAll(member.entry(), ZipArchive.UNLIMITED);
  }

  /**
   * Opens the bytes of a member of any kind. The read that returns the last byte verifies size and
   * CRC-32.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is damaged, here or in a read
   */
  public InputStream open(String name) throws IOException {
    return open(member(name));
  }

  /** Opens the bytes of a member of this archive, as {@link #open(String)}. */
  public InputStream open(NpzMember member) throws IOException {
    return archive.open(member.entry());
  }

  /**
   * Opens a member of this archive for a scan, which reads all that can be decoded, even if flags,
   * names, sizes or the CRC-32 are wrong, because other programs might read it. Never use this to
   * load data.
   *
   * @throws dev.brine.error.BrineException if nothing can be decoded, here or in a read
   */
  public InputStream openLeniently(NpzMember member) throws IOException {
    return archive.openLeniently(member.entry(), ZipArchive.UNLIMITED);
  }

  /** The number of bytes before the archive; NumPy opens only archives without any. */
  public long prefixLength() {
    return archive.directory().prefixLength();
  }

  /** Closes the archive. Arrays that have been read stay valid. */
  @Override
  public void close() throws IOException {
    source.close();
  }
}
