package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that has arrived, in {@code NAME.part} beside the path of the file. {@code
 * NAME.part.from} has its origin and version, so that another process can resume the download.
 * Every byte is hashed as it is written.
 */
final class PartFile implements Closeable {
  private static final int MAX_NOTE = 4096;

  private final Path path;
  private final Path note;
  private final String origin;
  private final FileChannel channel;
  private final @Nullable ContentHash hash;
  private final @Nullable MessageDigest digest;
  private @Nullable String validator;
  private long length;
  private boolean pieced;
  private boolean unwanted;

  private PartFile(Path target, String origin, @Nullable ContentHash hash, Environment environment)
      throws IOException {
    this.path = sibling(target, ".part");
    this.note = sibling(target, ".part.from");
    this.origin = origin;
    this.hash = hash;
    this.digest = hash == null ? null : hash.newDigest();
    this.channel = environment.opener().open(path);
  }

  /**
   * Opens the part of {@code target}, and keeps its bytes if they came from {@code origin}.
   *
   * @throws CacheException if the part cannot be written
   */
  static PartFile open(
      Path target, String origin, @Nullable ContentHash hash, Environment environment)
      throws CacheException {
    PartFile part;
    try {
      part = new PartFile(target, origin, hash, environment);
    } catch (IOException e) {
      throw new CacheException(target.toString(), "cannot be written: " + Failures.reason(e), e);
    }
    try {
      part.takeUp();
      return part;
    } catch (IOException e) {
      CacheException failure = e instanceof CacheException c ? c : part.unwritable(e);
      part.close();
      throw failure;
    }
  }

  /** Returns the path of the part of {@code target}. */
  static Path pathOf(Path target) {
    return sibling(target, ".part");
  }

  private static Path sibling(Path target, String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }

  private void takeUp() throws IOException {
    validator = channel.size() == 0 ? null : readNote();
    if (validator == null) {
      restart(null);
      return;
    }
    pieced = true;
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    while (channel.read(block) >= 0) {
      block.flip();
      length += block.remaining();
      if (digest != null) {
        digest.update(block);
      }
      block.clear();
    }
  }

  /** Returns the validator in the note, or null if the note is not about this origin. */
  private @Nullable String readNote() throws IOException {
    if (!Files.isRegularFile(note) || Files.size(note) > MAX_NOTE) {
      return null;
    }
    String text = Files.readString(note, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    if (end < 0 || !text.substring(0, end).equals(origin)) {
      return null;
    }
    String value = text.substring(end + 1).strip();
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return null; // no header has this character, so the note was not written here
      }
    }
    return value.isEmpty() ? null : value;
  }

  /** Returns the number of bytes that have arrived. */
  long length() {
    return length;
  }

  /** Returns what identifies the version of the file, or null if it is not known. */
  @Nullable String validator() {
    return validator;
  }

  /** Returns whether the bytes are from more than one response. */
  boolean isPieced() {
    return pieced;
  }

  /** Records that the next bytes come from another response. */
  void proceed() {
    pieced = true;
  }

  /** Removes all bytes. Those that follow are of the version that {@code version} identifies. */
  void restart(@Nullable String version) throws CacheException {
    try {
      if (length > 0 || channel.size() > 0) {
        channel.truncate(0);
      }
      channel.position(0);
      if (version == null) {
        Files.deleteIfExists(note);
      } else {
        Files.write(note, List.of(origin, version), StandardCharsets.ISO_8859_1);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (digest != null) {
      digest.reset();
    }
    validator = version;
    length = 0;
    pieced = false;
  }

  void write(ByteBuffer bytes) throws CacheException {
    int count = bytes.remaining();
    if (digest != null) {
      digest.update(bytes.duplicate());
    }
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    length += count;
  }

  /** Returns the hash of the bytes so far, or null if the file has no published hash. */
  @Nullable ContentHash actual() throws IOException {
    if (hash == null || digest == null) {
      return null;
    }
    try {
      return hash.ofDigest((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      return hash.ofFile(path); // only with a security provider that the user has installed
    }
  }

  /** Moves the finished file to {@code target} atomically. */
  void moveTo(Path target) throws CacheException {
    try {
      channel.force(true);
      channel.close();
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Returns whether {@link #close} keeps the part, because a download can resume there. */
  boolean isKept() {
    return !unwanted && validator != null && length > 0;
  }

  /** Makes {@link #close} remove the bytes that have arrived. */
  void discard() {
    unwanted = true;
  }

  /** Closes the part, and removes it unless a download can resume there. */
  @Override
  public void close() {
    try {
      channel.close();
      if (!isKept()) {
        Files.deleteIfExists(path);
        Files.deleteIfExists(note);
      }
    } catch (IOException e) {
      // a part only saves time, and the next download checks it
    }
  }

  private CacheException unwritable(IOException e) {
    unwanted = true;
    return new CacheException(
        path.toString(),
        "cannot be written: " + Failures.reason(e) + "; nothing in the cache has changed",
        e);
  }
}
