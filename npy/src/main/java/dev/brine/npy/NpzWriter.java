package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SaveOptions;
import dev.brine.npy.internal.io.AtomicFile;
import dev.brine.npy.internal.io.FileTarget;
import dev.brine.npy.internal.io.StreamTarget;
import dev.brine.npy.internal.save.NpyWriter;
import dev.brine.npy.internal.zip.MemberTarget;
import dev.brine.npy.internal.zip.ZipWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
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
  private final @Nullable AtomicFile file;
  private final ZipWriter zip;
  private final Set<String> names = new HashSet<>();
  private int level = ZipWriter.STORED;
  private int unnamed;
  private boolean failed;
  private boolean closed;

  private NpzWriter(
      SaveOptions options, Location location, @Nullable AtomicFile file, FileTarget target) {
    this.options = options;
    this.location = location;
    this.file = file;
    int processors = Runtime.getRuntime().availableProcessors();
    this.zip = new ZipWriter(target, options.threads() == 0 ? processors : options.threads());
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
    AtomicFile file = AtomicFile.create(path);
    return new NpzWriter(chosen, Location.of(path.toString()), file, file.target());
  }

  /**
   * Begins an archive in a stream, where NumPy lets the sizes of members follow them. {@link
   * #close} ends the archive and leaves the stream open.
   */
  public static NpzWriter create(OutputStream out, UnaryOperator<SaveOptions> options) {
    return new NpzWriter(
        options.apply(SaveOptions.DEFAULT), Location.MEMORY, null, new StreamTarget(out));
  }

  /** Writes an archive whole: if the body throws, the old file stays. */
  public static void write(Path path, UnaryOperator<SaveOptions> options, Body body)
      throws IOException {
    try (NpzWriter writer = create(path, options)) {
      writer.fill(body);
    }
  }

  private void fill(Body body) throws IOException {
    boolean filled = false;
    try {
      body.writeTo(this);
      filled = true;
    } finally {
      failed |= !filled;
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

  /** Whether a member of this name, without {@code .npy}, was put. */
  public boolean contains(String name) {
    return names.contains(name + SUFFIX);
  }

  /**
   * Puts an array, as the member {@code name.npy}.
   *
   * @throws IllegalArgumentException if there is one of this name, or it is no name
   * @throws dev.brine.error.BrineException if the array cannot be saved, or not with the options
   */
  public NpzWriter put(String name, NdArray array) throws IOException {
    boolean put = false;
    try {
      String member = checked(name + SUFFIX);
      NpyWriter npy = NpyWriter.of(array, options, location.member(member));
      MemberTarget target = begin(member);
      npy.write(target);
      target.end();
      put = true;
    } finally {
      failed |= !put;
    }
    return this;
  }

  /** Puts an array without a name: the first is {@code arr_0}, the second {@code arr_1} … */
  public NpzWriter put(NdArray array) throws IOException {
    if (contains("arr_" + unnamed)) {
      failed = true;
      throw new IllegalArgumentException(
          "Cannot use un-named variables and keyword arr_" + unnamed);
    }
    return put("arr_" + unnamed++, array);
  }

  /**
   * Puts bytes as a member of exactly this name, which NumPy gives back as bytes.
   *
   * @throws IllegalArgumentException if there is one of this name, or it is no name
   */
  public NpzWriter putBytes(String name, byte[] bytes) throws IOException {
    boolean put = false;
    try {
      MemberTarget target = begin(checked(name));
      target.write(bytes);
      target.end();
      put = true;
    } finally {
      failed |= !put;
    }
    return this;
  }

  private String checked(String name) {
    if (closed || failed) {
      throw new IllegalStateException(
          closed ? "the archive is closed" : "the archive is given up: a member could not be put");
    }
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a member's name must not have a NUL");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("a member's name must not have half a surrogate pair");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > ZipWriter.LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a member's name must not be longer than " + ZipWriter.LONGEST_NAME + " bytes");
    }
    if (names.contains(name)) {
      throw new IllegalArgumentException("there is a member " + name + " already");
    }
    return name;
  }

  private MemberTarget begin(String name) throws IOException {
    names.add(name);
    return zip.begin(name, level);
  }

  /** Gives the archive up: {@link #close} leaves the old file. */
  public void discard() {
    failed = true;
  }

  /** Ends the archive: the file is there now, unless it was given up. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (AtomicFile closing = file) {
      if (!failed) {
        zip.finish(null);
        if (closing != null) {
          closing.commit();
        }
      }
    } finally {
      zip.close();
    }
  }
}
