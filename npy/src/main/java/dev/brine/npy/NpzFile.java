package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.internal.http.HttpSource;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.load.MemberReader;
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
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * An archive of arrays: what {@code np.load} gives for an {@code .npz}. Opening reads the directory
 * only; each array is read when it is asked for. Several threads may ask at once, and then decode
 * side by side.
 *
 * <p>Members go by their name with or without {@code .npy}. Where one is called {@code a} and
 * another {@code a.npy}, {@code a} is the first; of members with the same name the last one counts.
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
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpzFile open(Path path) throws IOException {
    return open(ByteSources.open(path), LoadOptions.DEFAULT);
  }

  /**
   * Opens an archive: {@code NpzFile.open(path, o -> o.withAllowPickle(false))}.
   *
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpzFile open(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return open(ByteSources.open(path), options.apply(LoadOptions.DEFAULT));
  }

  /** Opens an archive that is in memory. */
  public static NpzFile open(byte[] bytes) throws IOException {
    return open(ByteSources.of(bytes), LoadOptions.DEFAULT);
  }

  /** Opens an archive that is in memory. */
  public static NpzFile open(byte[] bytes, UnaryOperator<LoadOptions> options) throws IOException {
    return open(bytes, Location.MEMORY, options);
  }

  /**
   * Opens an archive that is in memory.
   *
   * @param location what to call it in messages
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpzFile open(byte[] bytes, Location location, UnaryOperator<LoadOptions> options)
      throws IOException {
    return open(ByteSources.of(bytes, location), options.apply(LoadOptions.DEFAULT));
  }

  /** Takes over the source: it is closed if nothing comes of it. */
  private static NpzFile open(ByteSource source, LoadOptions options) throws IOException {
    try {
      return new NpzFile(source, ZipArchive.open(source), options);
    } catch (IOException | RuntimeException e) {
      try {
        source.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Opens an archive on a web server, as {@link #open(URI, UnaryOperator)}. */
  public static NpzFile open(URI uri) throws IOException {
    return open(HttpSource.open(uri), LoadOptions.DEFAULT);
  }

  /**
   * Opens an archive on a web server that serves ranges. Only what is needed is fetched: the
   * directory, and each array that is asked for. In a program of named modules, {@code
   * java.net.http} must be among them.
   *
   * @param uri http or https
   * @throws dev.brine.error.UnsupportedException if the server does not serve ranges
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpzFile open(URI uri, UnaryOperator<LoadOptions> options) throws IOException {
    return open(HttpSource.open(uri), options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Opens an archive in a channel of any kind, from its position 0. Closing this closes the
   * channel.
   *
   * @param name for messages
   * @throws dev.brine.error.BrineException if it is not what it should be
   */
  public static NpzFile open(
      SeekableByteChannel channel, String name, UnaryOperator<LoadOptions> options)
      throws IOException {
    return open(ByteSources.of(channel, name), options.apply(LoadOptions.DEFAULT));
  }

  /** The names of all members in the order of the archive, without {@code .npy}, as in NumPy. */
  public List<String> files() {
    return files;
  }

  /** Whether there is a member of this name, with or without {@code .npy}. */
  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** All members in the order of the archive, those of the same name included. */
  public List<NpzMember> members() {
    return members;
  }

  /**
   * The member of this name, with or without {@code .npy}.
   *
   * @throws NoSuchElementException if there is none
   */
  public NpzMember member(String name) {
    NpzMember member = byName.get(name);
    if (member == null) {
      throw new NoSuchElementException(name + " is not a file in the archive");
    }
    return member;
  }

  /**
   * Whether a member is an array, as NumPy tells: by its first bytes, not by its name.
   *
   * @throws NoSuchElementException if there is no member of this name
   */
  public boolean isArray(String name) throws IOException {
    return isArray(member(name));
  }

  /** Whether a member of this archive is an array, by its first bytes. */
  public boolean isArray(NpzMember member) throws IOException {
    return reader.isNpy(member.entry());
  }

  /**
   * What a member says about its array; none of the elements is read.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member does not begin as it should
   */
  public NpyHeader header(String name) throws IOException {
    return header(member(name));
  }

  /**
   * What a member of this archive says about its array; none of the elements is read.
   *
   * @throws dev.brine.error.BrineException if the member does not begin as it should
   */
  public NpyHeader header(NpzMember member) throws IOException {
    return reader.header(member.entry());
  }

  /**
   * Reads an array.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is not what it should be
   */
  public NdArray get(String name) throws IOException {
    return get(member(name));
  }

  /**
   * Reads the array in a member of this archive.
   *
   * @throws dev.brine.error.BrineException if the member is not what it should be
   */
  public NdArray get(NpzMember member) throws IOException {
    return reader.read(member.entry());
  }

  /**
   * Reads whatever {@code np.load} does from a member that is an array, as {@link Npy#loadValue}:
   * masked arrays, and records where the options are lenient, too.
   *
   * @throws dev.brine.error.BrineException if the member is not what it should be
   */
  public PickleValue getValue(NpzMember member) throws IOException {
    return reader.value(member.entry());
  }

  /**
   * Opens a member of this archive, whatever its bytes are. The read that gives the last of them
   * verifies its size and CRC-32.
   *
   * @throws dev.brine.error.BrineException if the member is damaged, here or in a read
   */
  public InputStream open(NpzMember member) throws IOException {
    return archive.open(member.entry());
  }

  /**
   * Opens a member of this archive for a scan: whatever can be decoded of it, though flags, names,
   * sizes and CRC-32 may be wrong, so that other programs may read something else. Never a way to
   * load data.
   *
   * @throws dev.brine.error.BrineException if there is nothing to decode, here or in a read
   */
  public InputStream openLeniently(NpzMember member) throws IOException {
    return archive.openLeniently(member.entry(), ZipArchive.UNLIMITED);
  }

  /**
   * Maps an array that is stored without compression, where it lies in the archive, read-only. No
   * element is read until it is used, and the CRC-32 is not verified. The array stays when this is
   * closed.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is not what it should be, is compressed,
   *     or has objects
   */
  public NdArray map(String name) throws IOException {
    return map(name, MapMode.READ_ONLY);
  }

  /**
   * Maps an array that is stored without compression, where it lies in the archive.
   *
   * @param mode READ_ONLY, or PRIVATE for a copy on write, which needs permission to write the file
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is not what it should be, is compressed,
   *     or has objects
   */
  public NdArray map(String name, MapMode mode) throws IOException {
    return reader.map(member(name).entry(), mode);
  }

  /**
   * Opens an array to read its rows, the places of its first axis, a few at a time. Whoever reads
   * them all has read what the CRC-32 says; rows that are skipped in a stored member are not read,
   * and the CRC-32 is not verified. This must stay open meanwhile.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is not what it should be, has objects or
   *     no axis, or is compressed and in Fortran order
   */
  public RowReader rows(String name) throws IOException {
    return rows(member(name));
  }

  /**
   * Opens the array in a member of this archive to read its rows, as {@link #rows(String)} does.
   *
   * @throws dev.brine.error.BrineException as there
   */
  public RowReader rows(NpzMember member) throws IOException {
    return new RowReader(reader.rows(member.entry()), null);
  }

  /**
   * Reads the bytes of a member, whatever they are.
   *
   * @throws NoSuchElementException if there is no member of this name
   * @throws dev.brine.error.BrineException if the member is damaged, or longer than a Java array
   */
  public byte[] bytes(String name) throws IOException {
    return archive.readAll(member(name).entry(), ZipArchive.UNLIMITED);
  }

  /** Closes the file. Arrays that were read stay. */
  @Override
  public void close() throws IOException {
    source.close();
  }
}
