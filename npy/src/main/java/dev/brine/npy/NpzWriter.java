package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.io.FileTarget;
import dev.brine.internal.io.FileVersion;
import dev.brine.internal.io.StreamTarget;
import dev.brine.internal.io.TargetStream;
import dev.brine.internal.zip.MemberTarget;
import dev.brine.internal.zip.ZipUpdate;
import dev.brine.internal.zip.ZipWriter;
import dev.brine.npy.RowTarget.MemberRows;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive of arrays, as {@code np.savez} does, or {@code np.savez_compressed} if {@link
 * #compressed()} is called:
 *
 * <pre>{@code
 * NpzWriter.write(path, w -> {
 *   w.put("x", x);
 *   w.put("y", y);
 * });
 * }</pre>
 *
 * <p>The new archive replaces an existing file when the lambda has returned. If the lambda throws,
 * the existing file is unchanged and no temporary file is left. Without a lambda, call {@link
 * #commit} at the end:
 *
 * <pre>{@code
 * try (NpzWriter w = NpzWriter.create(path)) {
 *   w.put("x", x);
 *   w.put("y", y);
 *   w.commit();
 * }
 * }</pre>
 *
 * <p>{@link #close} without {@code commit} discards everything that was put, so that an exception
 * in the {@code try} block cannot replace a complete file with an incomplete one.
 *
 * <p>Members are written in the order in which they are put. An archive without compression has the
 * same bytes as NumPy 2's; a compressed one has the same contents, compressed by several threads. A
 * writer must not be used by several threads at once.
 */
public final class NpzWriter implements Closeable {
  private static final String SUFFIX = ".npy";

  private final SaveOptions options;
  private final Location location;

  /** Null for a stream. */
  private final @Nullable AtomicFile file;

  /** The version of the archive that is updated; null for a new archive. */
  private final @Nullable FileVersion version;

  /** The members of the archive that is updated; null for a new archive. */
  private final @Nullable ZipUpdate old;

  private final ZipWriter zip;
  private final Set<String> names = new HashSet<>();
  private int level = ZipWriter.STORED;
  private int unnamed;

  /** The member whose rows are being written. */
  private @Nullable String open;

  private boolean failed;
  private boolean discarded;
  private boolean closed;

  private NpzWriter(
      SaveOptions options,
      Location location,
      FileTarget target,
      @Nullable AtomicFile file,
      @Nullable FileVersion version,
      @Nullable ZipUpdate old) {
    int threads = options.threads();
    this.options = options;
    this.location = location;
    this.file = file;
    this.version = version;
    this.old = old;
    this.zip =
        new ZipWriter(target, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** Puts the members of an archive. */
  @FunctionalInterface
  public interface Body {
    /** Puts members; the archive is discarded if this throws. */
    void writeTo(NpzWriter writer) throws IOException;
  }

  /**
   * Writes an archive with the default options. Unlike {@code np.savez}, this does not add {@code
   * .npz} to the path.
   *
   * @throws IOException if the archive cannot be written; an existing file is unchanged
   */
  public static void write(Path path, Body body) throws IOException {
    write(path, SaveOptions.DEFAULT, body);
  }

  /** Writes an archive: {@code NpzWriter.write(path, o -> o.withThreads(2), w -> …)}. */
  public static void write(Path path, UnaryOperator<SaveOptions> options, Body body)
      throws IOException {
    write(path, options.apply(SaveOptions.DEFAULT), body);
  }

  /** Writes an archive with these options. */
  public static void write(Path path, SaveOptions options, Body body) throws IOException {
    fill(create(path, options), body);
  }

  /**
   * Writes an archive to a stream with the default options, as {@link #write(OutputStream,
   * SaveOptions, Body)} does.
   */
  public static void write(OutputStream out, Body body) throws IOException {
    write(out, SaveOptions.DEFAULT, body);
  }

  /** Writes an archive to a stream, as {@link #write(OutputStream, SaveOptions, Body)} does. */
  public static void write(OutputStream out, UnaryOperator<SaveOptions> options, Body body)
      throws IOException {
    write(out, options.apply(SaveOptions.DEFAULT), body);
  }

  /**
   * Writes an archive to a stream, which stays open. As NumPy does if it cannot seek, this writes
   * the sizes of a member after it. If the body throws, the archive has no directory, so readers
   * reject it.
   */
  public static void write(OutputStream out, SaveOptions options, Body body) throws IOException {
    fill(create(out, options), body);
  }

  /** Changes an archive with the default options, as {@link #update(Path, SaveOptions, Body)}. */
  public static void update(Path path, Body body) throws IOException {
    update(path, SaveOptions.DEFAULT, body);
  }

  /** Changes an archive, as {@link #update(Path, SaveOptions, Body)} does. */
  public static void update(Path path, UnaryOperator<SaveOptions> options, Body body)
      throws IOException {
    update(path, options.apply(SaveOptions.DEFAULT), body);
  }

  /**
   * Changes an archive, or creates it. Members that the body puts replace members of the same names
   * or are added; all others are copied without being decompressed, and keep their order. If the
   * body throws, the existing archive is unchanged.
   *
   * @throws dev.brine.error.BrineException if the file exists and is not an archive
   */
  public static void update(Path path, SaveOptions options, Body body) throws IOException {
    fill(update(path, options), body);
  }

  private static void fill(NpzWriter writer, Body body) throws IOException {
    try (NpzWriter closing = writer) {
      closing.attempt(() -> body.writeTo(closing));
      if (!closing.discarded && !closing.closed) {
        closing.commit();
      }
    }
  }

  /** Begins an archive that {@link #commit} moves to its path, with the default options. */
  public static NpzWriter create(Path path) throws IOException {
    return create(path, SaveOptions.DEFAULT);
  }

  /** Begins an archive that {@link #commit} moves to its path. */
  public static NpzWriter create(Path path, UnaryOperator<SaveOptions> options) throws IOException {
    return create(path, options.apply(SaveOptions.DEFAULT));
  }

  /** Begins an archive that {@link #commit} moves to its path. */
  public static NpzWriter create(Path path, SaveOptions options) throws IOException {
    return create(path, options, null, null);
  }

  private static NpzWriter create(
      Path path, SaveOptions options, @Nullable FileVersion version, @Nullable ZipUpdate old)
      throws IOException {
    AtomicFile file = AtomicFile.create(path);
    return new NpzWriter(options, Location.of(path.toString()), file.target(), file, version, old);
  }

  /** Begins an archive in a stream, with the default options. */
  public static NpzWriter create(OutputStream out) {
    return create(out, SaveOptions.DEFAULT);
  }

  /** Begins an archive in a stream. */
  public static NpzWriter create(OutputStream out, UnaryOperator<SaveOptions> options) {
    return create(out, options.apply(SaveOptions.DEFAULT));
  }

  /**
   * Begins an archive in a stream, which stays open. {@link #commit} writes the directory, without
   * which readers reject the archive.
   */
  public static NpzWriter create(OutputStream out, SaveOptions options) {
    return new NpzWriter(options, Location.MEMORY, new StreamTarget(out), null, null, null);
  }

  /** Begins to change an archive, as {@link #update(Path, SaveOptions)}, with default options. */
  public static NpzWriter update(Path path) throws IOException {
    return update(path, SaveOptions.DEFAULT);
  }

  /**
   * Begins to change an archive, or to create it, as {@link #update(Path, SaveOptions, Body)} does.
   * {@link #commit} replaces the archive with the changed one; until then it is unchanged.
   *
   * @throws dev.brine.error.BrineException if the file exists and is not an archive
   */
  public static NpzWriter update(Path path, SaveOptions options) throws IOException {
    if (!Files.exists(path)) {
      return create(path, options);
    }
    FileVersion version = FileVersion.of(path);
    ByteSource source = ByteSources.open(path);
    try {
      return create(path, options, version, new ZipUpdate(source));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** Abandons the archive if this throws. */
  private void attempt(Attempt attempt) throws IOException {
    boolean done = false;
    try {
      attempt.run();
      done = true;
    } finally {
      failed |= !done;
    }
  }

  /** Compresses the following members, as {@code np.savez_compressed} does, with level 6. */
  public NpzWriter compressed() {
    level = ZipWriter.DEFAULT_LEVEL;
    return this;
  }

  /**
   * Compresses the following members.
   *
   * @param deflateLevel the level from 0 (no compression) and 1 (fastest) to 9 (smallest)
   */
  public NpzWriter compressed(int deflateLevel) {
    if (deflateLevel < 0 || deflateLevel > 9) {
      throw new IllegalArgumentException("the level must be from 0 to 9 but was " + deflateLevel);
    }
    level = deflateLevel;
    return this;
  }

  /**
   * Stores the following members without compression, as {@code np.savez} does. This is the
   * default.
   */
  public NpzWriter stored() {
    level = ZipWriter.STORED;
    return this;
  }

  /**
   * Whether the archive will have an array of this name, put here or kept from the existing
   * archive.
   */
  public boolean contains(String name) {
    String member = name + SUFFIX;
    return names.contains(member) || (old != null && (old.keeps(member) || old.keeps(name)));
  }

  /**
   * Removes a member of the existing archive.
   *
   * @param name with or without {@code .npy}
   * @throws NoSuchElementException if there is no member of this name
   */
  public NpzWriter remove(String name) {
    checkUsable();
    boolean exact = old != null && old.remove(name);
    boolean suffixed = old != null && old.remove(name + SUFFIX);
    if (!exact && !suffixed) {
      failed = true;
      throw new NoSuchElementException(name + " is not a file in the archive");
    }
    return this;
  }

  /**
   * Puts an array, as the member {@code name.npy}.
   *
   * @throws IllegalArgumentException if a member of this name was put already, or the name is not
   *     valid
   * @throws dev.brine.error.BrineException if the array cannot be saved, or not with the options
   */
  public NpzWriter put(String name, NdArray array) throws IOException {
    return put(name, array, UnaryOperator.identity());
  }

  /**
   * Puts an array with options of its own: {@code w.put("x", x, o -> o.withDType(DTypes.FLOAT32))}.
   * The number of threads is that of the writer.
   *
   * @throws IllegalArgumentException if a member of this name was put already, or the name is not
   *     valid
   * @throws dev.brine.error.BrineException if the array cannot be saved, or not with the options
   */
  public NpzWriter put(String name, NdArray array, UnaryOperator<SaveOptions> changed)
      throws IOException {
    attempt(
        () -> {
          String member = checked(Objects.requireNonNull(name, "name") + SUFFIX);
          NpyWriter npy = NpyWriter.of(array, changed.apply(options), location.member(member));
          MemberTarget target = begin(member, name);
          npy.write(target);
          target.end();
        });
    return this;
  }

  /** Puts an array without a name: they are named {@code arr_0}, {@code arr_1} and so on. */
  public NpzWriter put(NdArray array) throws IOException {
    String name = "arr_" + unnamed++;
    if (names.contains(name + SUFFIX)) {
      failed = true;
      throw new IllegalArgumentException("Cannot use un-named variables and keyword " + name);
    }
    return put(name, array);
  }

  /**
   * Puts the members of a sparse matrix, as {@code scipy.sparse.save_npz} does: {@code
   * NpzWriter.write(path, npz -> npz.compressed().put(matrix))}.
   *
   * @throws IllegalArgumentException if a member of one of the names was put already
   * @throws dev.brine.error.BrineException if an array cannot be saved with the options
   */
  public NpzWriter put(SparseMatrix matrix) throws IOException {
    for (Map.Entry<String, NdArray> member : matrix.members().entrySet()) {
      put(member.getKey(), member.getValue());
    }
    return this;
  }

  /**
   * Puts an array whose rows the body writes in order, so that it can be larger than memory: {@code
   * w.putRows("x", DTypes.FLOAT64, Shape.of(1000, 3), rows -> rows.write(block))}.
   *
   * @param shape the shape of the whole array, with at least one axis
   * @throws IllegalArgumentException if a member of this name was put already, the name is not
   *     valid, or the shape has no axis
   * @throws IllegalStateException if the body writes fewer rows than the shape says
   * @throws dev.brine.error.BrineException if such an array cannot be saved
   */
  public NpzWriter putRows(String name, DType dtype, Shape shape, RowWriter.Body body)
      throws IOException {
    RowWriter rows = putRows(name, dtype, shape);
    attempt(() -> rows.fill(body));
    return this;
  }

  /**
   * Begins an array whose rows are written in order. {@link RowWriter#commit} must be called before
   * the next member is put; otherwise the whole archive is abandoned.
   *
   * @param shape the shape of the whole array, with at least one axis
   * @throws IllegalArgumentException if a member of this name was put already, the name is not
   *     valid, or the shape has no axis
   * @throws dev.brine.error.BrineException if such an array cannot be saved
   */
  public RowWriter putRows(String name, DType dtype, Shape shape) throws IOException {
    RowWriter[] rows = new RowWriter[1];
    attempt(
        () -> {
          String member = checked(name + SUFFIX);
          byte[] header =
              RowTarget.headerOfRows(dtype, shape, options.version(), location.member(member));
          MemberTarget target = begin(member, name);
          target.write(header);
          open = member;
          long count = shape.dim(0);
          MemberRows inside = new MemberRows(target, count);
          rows[0] =
              new RowWriter(
                  location.member(member),
                  dtype,
                  RowTarget.rowShape(shape),
                  inside,
                  0,
                  count,
                  this::rowsEnded);
        });
    return rows[0];
  }

  private void rowsEnded(boolean complete) {
    open = null;
    failed |= !complete;
  }

  /**
   * Puts bytes as a member of exactly this name, which NumPy returns as bytes.
   *
   * @throws IllegalArgumentException if a member of this name was put already, or the name is not
   *     valid
   */
  public NpzWriter putBytes(String name, byte[] bytes) throws IOException {
    return putBytes(name, new ByteArrayInputStream(bytes));
  }

  /**
   * Puts the rest of a stream as a member of exactly this name. The stream stays open.
   *
   * @throws IllegalArgumentException if a member of this name was put already, or the name is not
   *     valid
   */
  public NpzWriter putBytes(String name, InputStream bytes) throws IOException {
    attempt(
        () -> {
          MemberTarget target = begin(checked(name), name);
          try (TargetStream stream = new TargetStream(target)) {
            bytes.transferTo(stream);
          }
          target.end();
        });
    return this;
  }

  /** Checks that a member of this name can begin, and returns the name. */
  private String checked(String name) {
    checkUsable();
    if (open != null) {
      throw new IllegalStateException("the rows of " + open + " must be committed first");
    }
    ZipWriter.checkName(name);
    if (names.contains(name)) {
      throw new IllegalArgumentException("there is a member " + name + " already");
    }
    return name;
  }

  private void checkUsable() {
    if (closed) {
      throw new IllegalStateException("the archive is closed");
    }
    if (discarded) {
      throw new IllegalStateException("the archive was discarded");
    }
    if (failed) {
      throw new IllegalStateException("the archive is abandoned: an earlier call failed");
    }
  }

  /** Begins a member, which replaces an existing one of its name or key. */
  private MemberTarget begin(String name, String key) throws IOException {
    names.add(name);
    if (old != null) {
      old.replace(name, name);
      old.replace(key, name);
    }
    return zip.begin(name, level);
  }

  /** Discards the archive: {@link #close} leaves an existing file unchanged. */
  public void discard() {
    discarded = true;
  }

  /**
   * Completes the archive, and replaces an existing file with it. Must be the last call before
   * {@link #close}.
   *
   * @throws IllegalStateException if a member could not be put before, the rows of a member were
   *     not committed, or the archive was discarded or closed; an existing file is unchanged
   * @throws IOException if the archive cannot be written; an existing file is unchanged
   */
  public void commit() throws IOException {
    attempt(
        () -> {
          checkUsable();
          if (open != null) {
            throw new IllegalStateException("the rows of " + open + " were not committed");
          }
          finish();
          closed = true;
        });
    release();
  }

  private void finish() throws IOException {
    if (old == null) {
      zip.finish(null);
    } else {
      old.copyTo(zip);
      // some systems cannot replace a file that is open
      old.close();
      zip.finish(old.order());
    }
    if (version != null && !version.isCurrent()) {
      throw new FileSystemException(
          location.toString(),
          null,
          "was changed by another program during the update; repeat the update");
    }
    if (file != null) {
      file.commit();
    }
  }

  private void release() throws IOException {
    try (file;
        old;
        zip) {
      closed = true;
    }
  }

  /**
   * Closes the writer. If {@link #commit} was not called, everything that was put is discarded, and
   * an existing file is unchanged.
   *
   * @throws IllegalStateException if {@link #commit} was not called, which is a mistake unless a
   *     method of this writer has failed or {@link #discard} was called. After another exception in
   *     a {@code try} block, it is suppressed.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    release();
    if (!failed && !discarded) {
      throw new IllegalStateException(
          file == null
              ? "commit() was not called: the archive in the stream has no directory"
              : location + ": commit() was not called, so nothing was written");
    }
  }
}
