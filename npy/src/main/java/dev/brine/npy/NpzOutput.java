package dev.brine.npy;

import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.FileTarget;
import dev.brine.internal.zip.MemberTarget;
import dev.brine.internal.zip.ZipUpdate;
import dev.brine.internal.zip.ZipWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an {@link NpzWriter} writes to, and whether it may still go on. */
final class NpzOutput implements Closeable {
  private final @Nullable AtomicFile file;
  private final @Nullable ZipUpdate old;
  private final ZipWriter zip;
  private final Set<String> names = new HashSet<>();

  /** The member whose rows are being written. */
  private @Nullable String open;

  private boolean failed;
  private boolean closed;

  /**
   * Writes to a target.
   *
   * @param file which is committed at the end; null for a stream
   * @param old the members that are carried over
   * @param threads how many compress; 0 for as many as there are processors
   */
  NpzOutput(FileTarget target, @Nullable AtomicFile file, @Nullable ZipUpdate old, int threads) {
    this.file = file;
    this.old = old;
    this.zip =
        new ZipWriter(target, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** Whether a member of exactly this name was begun. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Whether a member of exactly this name is carried over. */
  boolean keeps(String name) {
    return old != null && old.keeps(name);
  }

  /** Carries a member over no longer; whether it was. */
  boolean remove(String name) {
    return old != null && old.remove(name);
  }

  /** This member could not be put: the archive is given up. */
  void fail() {
    failed = true;
  }

  /** A name that a member can be begun with. */
  String checked(String name) {
    if (closed || failed) {
      throw new IllegalStateException(
          closed ? "the archive is closed" : "the archive is given up: a member could not be put");
    }
    if (open != null) {
      throw new IllegalStateException("the member " + open + " must be closed first");
    }
    ZipWriter.checkName(name);
    if (names.contains(name)) {
      throw new IllegalArgumentException("there is a member " + name + " already");
    }
    return name;
  }

  /** Begins a member, which takes the place of an old one of its name, or of its key. */
  MemberTarget begin(String name, String key, int level) throws IOException {
    names.add(name);
    if (old != null) {
      old.replace(name, name);
      old.replace(key, name);
    }
    return zip.begin(name, level);
  }

  /** The rows of a member are being written. */
  void opened(String name) {
    open = name;
  }

  /** The rows of a member have ended. */
  void ended(boolean well) {
    open = null;
    failed |= !well;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (AtomicFile closing = file;
        ZipUpdate closingOld = old;
        ZipWriter closingZip = zip) {
      if (failed) {
        return;
      }
      if (open != null) {
        throw new IllegalStateException("the member " + open + " was not closed");
      }
      finish(closingZip, closingOld);
      if (closing != null) {
        closing.commit();
      }
    }
  }

  private static void finish(ZipWriter zip, @Nullable ZipUpdate old) throws IOException {
    if (old == null) {
      zip.finish(null);
      return;
    }
    old.copyTo(zip);
    // some systems do not replace a file that is open
    old.close();
    zip.finish(old.order());
  }
}
