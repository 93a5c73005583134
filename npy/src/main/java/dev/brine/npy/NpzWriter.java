package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.io.StreamTarget;
import dev.brine.internal.io.TargetStream;
import dev.brine.internal.zip.MemberTarget;
import dev.brine.internal.zip.ZipUpdate;
import dev.brine.internal.zip.ZipWriter;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SaveOptions;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.save.MemberRows;
import dev.brine.npy.internal.save.NpyWriter;
import dev.brine.npy.internal.save.RowShapes;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive of arrays, as {@code np.savez} and, when {@link #compressed}, {@code
 * np.savez_compressed} do:
 *
 * <pre>{@code
 * try (NpzWriter w = NpzWriter.create(path).compressed()) {
 *   w.put("x", x);
 *   w.put("y", y);
 * }
 * }</pre>
 *
 * <p>The file is there when {@link #close} returns, whole; until then an old file of its name is
 * what it was. It stays so if a method here throws, and after {@link #discard}; whoever prepares
 * arrays inside the {@code try} and may fail there uses {@link #write}, which discards what an
 * exception leaves unfinished.
 *
 * <p>Members are in the order in which they were put. A stored archive has the bytes that NumPy 2
 * writes; a deflated one has the same contents, compressed by several threads. Not for use by
 * several threads at once.
 */
public final class NpzWriter implements Closeable {
  private static final String SUFFIX = ".npy";

  private final SaveOptions options;
  private final Location location;
  private final NpzOutput out;
  private int level = ZipWriter.STORED;
  private int unnamed;

  private NpzWriter(SaveOptions options, Location location, NpzOutput out) {
    this.options = options;
    this.location = location;
    this.out = out;
  }

  /** What fills an archive. */
  public interface Body {
    /** Puts members into it. */
    void writeTo(NpzWriter writer) throws IOException;
  }

  /** Begins an archive of this path, to which no {@code .npz} is added. */
  public static NpzWriter create(Path path) throws IOException {
    return create(path, options -> options);
  }

  /** Begins an archive of this path, to which no {@code .npz} is added. */
  public static NpzWriter create(Path path, UnaryOperator<SaveOptions> options) throws IOException {
    SaveOptions chosen = options.apply(SaveOptions.DEFAULT);
    return create(path, chosen, null);
  }

  private static NpzWriter create(Path path, SaveOptions options, @Nullable ZipUpdate old)
      throws IOException {
    AtomicFile file = AtomicFile.create(path);
    NpzOutput out = new NpzOutput(file.target(), file, old, options.threads());
    return new NpzWriter(options, Location.of(path.toString()), out);
  }

  /** Begins to change an archive, or creates it, as {@link #update(Path, UnaryOperator)}. */
  public static NpzWriter update(Path path) throws IOException {
    return update(path, options -> options);
  }

  /**
   * Begins to change an archive, or creates it. Members that are put replace those of their names
   * or are added; all others are copied as they are, compressed, and keep their order. Until {@link
   * #close} the old archive is what it was.
   *
   * @throws dev.brine.error.BrineException if the file is there and is no archive
   */
  public static NpzWriter update(Path path, UnaryOperator<SaveOptions> options) throws IOException {
    if (!Files.exists(path)) {
      return create(path, options);
    }
    SaveOptions chosen = options.apply(SaveOptions.DEFAULT);
    ByteSource source = ByteSources.open(path);
    try {
      return create(path, chosen, new ZipUpdate(source));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Begins an archive in a stream, as {@link #create(OutputStream, UnaryOperator)}. */
  public static NpzWriter create(OutputStream out) {
    return create(out, options -> options);
  }

  /**
   * Begins an archive in a stream, where NumPy lets the sizes of members follow them. {@link
   * #close} ends the archive and leaves the stream open.
   */
  public static NpzWriter create(OutputStream out, UnaryOperator<SaveOptions> options) {
    SaveOptions chosen = options.apply(SaveOptions.DEFAULT);
    NpzOutput output = new NpzOutput(new StreamTarget(out), null, null, chosen.threads());
    return new NpzWriter(chosen, Location.MEMORY, output);
  }

  /** Writes an archive whole: if the body throws, the old file stays. */
  public static void write(Path path, UnaryOperator<SaveOptions> options, Body body)
      throws IOException {
    try (NpzWriter writer = create(path, options)) {
      writer.fill(body);
    }
  }

  private void fill(Body body) throws IOException {
    attempt(() -> body.writeTo(this));
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** Gives the archive up if this throws anything. */
  private void attempt(Attempt attempt) throws IOException {
    boolean done = false;
    try {
      attempt.run();
      done = true;
    } finally {
      if (!done) {
        out.fail();
      }
    }
  }

  /** Deflates the members from here on, as {@code np.savez_compressed}: zlib's level 6. */
  public NpzWriter compressed() {
    level = ZipWriter.DEFAULT_LEVEL;
    return this;
  }

  /**
   * Deflates the members from here on.
   *
   * @param deflateLevel from 0, not smaller, over 1, the fastest, to 9, the smallest
   */
  public NpzWriter compressed(int deflateLevel) {
    if (deflateLevel < 0 || deflateLevel > 9) {
      throw new IllegalArgumentException("the level must be from 0 to 9 but was " + deflateLevel);
    }
    level = deflateLevel;
    return this;
  }

  /** Stores the members from here on without compression, as {@code np.savez}: the default. */
  public NpzWriter stored() {
    level = ZipWriter.STORED;
    return this;
  }

  /** Whether the archive will have an array of this name, put here or there before. */
  public boolean contains(String name) {
    return out.has(name + SUFFIX) || out.keeps(name + SUFFIX) || out.keeps(name);
  }

  /**
   * Leaves out a member of the archive that is changed, with or without {@code .npy}.
   *
   * @throws NoSuchElementException if there is none of this name
   */
  public NpzWriter remove(String name) {
    boolean exact = out.remove(name);
    boolean suffixed = out.remove(name + SUFFIX);
    if (!exact && !suffixed) {
      out.fail();
      throw new NoSuchElementException(name + " is not a file in the archive");
    }
    return this;
  }

  /**
   * Puts an array, as the member {@code name.npy}.
   *
   * @throws IllegalArgumentException if one of this name was put, or it is no name
   * @throws dev.brine.error.BrineException if the array cannot be saved, or not with the options
   */
  public NpzWriter put(String name, NdArray array) throws IOException {
    attempt(
        () -> {
          String member = out.checked(name + SUFFIX);
          NpyWriter npy = NpyWriter.of(array, options, location.member(member));
          MemberTarget target = out.begin(member, name, level);
          npy.write(target);
          target.end();
        });
    return this;
  }

  /** Puts an array without a name: the first is {@code arr_0}, the second {@code arr_1} … */
  public NpzWriter put(NdArray array) throws IOException {
    String name = "arr_" + unnamed++;
    if (out.has(name + SUFFIX)) {
      out.fail();
      throw new IllegalArgumentException("Cannot use un-named variables and keyword " + name);
    }
    return put(name, array);
  }

  /**
   * Puts an array whose rows are written one after another, so that it may be larger than memory.
   * Its writer must be closed before the next member is put.
   *
   * @param shape of the whole array, which has at least one axis
   * @throws IllegalArgumentException if one of this name was put, or it is no name, or the shape
   *     has no axis
   * @throws dev.brine.error.BrineException if such an array cannot be saved
   */
  public RowWriter putRows(String name, DType dtype, Shape shape) throws IOException {
    RowWriter[] rows = new RowWriter[1];
    attempt(
        () -> {
          String member = out.checked(name + SUFFIX);
          byte[] header =
              RowShapes.header(dtype, shape, options.version(), location.member(member));
          MemberTarget target = out.begin(member, name, level);
          target.write(header);
          out.opened(member);
          MemberRows inside = new MemberRows(target, shape.dim(0));
          Shape row = RowShapes.row(shape);
          rows[0] = new RowWriter(dtype, row, inside, 0, shape.dim(0), out::ended);
        });
    return rows[0];
  }

  /**
   * Puts bytes as a member of exactly this name, which NumPy gives back as bytes.
   *
   * @throws IllegalArgumentException if one of this name was put, or it is no name
   */
  public NpzWriter putBytes(String name, byte[] bytes) throws IOException {
    return putBytes(name, new ByteArrayInputStream(bytes));
  }

  /**
   * Puts what a stream has as a member of exactly this name. The stream stays open.
   *
   * @throws IllegalArgumentException if one of this name was put, or it is no name
   */
  public NpzWriter putBytes(String name, InputStream bytes) throws IOException {
    attempt(
        () -> {
          MemberTarget target = out.begin(out.checked(name), name, level);
          try (TargetStream stream = new TargetStream(target)) {
            bytes.transferTo(stream);
          }
          target.end();
        });
    return this;
  }

  /** Gives the archive up: {@link #close} leaves the old file. */
  public void discard() {
    out.fail();
  }

  /**
   * Ends the archive: the file is there now, unless it was given up.
   *
   * @throws IllegalStateException if a {@link RowWriter} was not closed
   */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
