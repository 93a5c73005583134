package dev.brine.internal.io;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of {@link AtomicFile}: how they are named, and how they are deleted if they
 * are never completed.
 *
 * <p><b>Names.</b> The temporary file of {@code NAME} is {@code .NAME.brine-RANDOM.tmp}, in the
 * same folder, where RANDOM is 16 hexadecimal digits. If that is too long for the file system, it
 * is {@code .brine-HASH-RANDOM.tmp}, with a hash of NAME in 32 digits. No name is of both kinds,
 * nor of two targets.
 *
 * <p><b>Shutdown.</b> A shutdown hook deletes the files that are being written, so that SIGINT and
 * SIGTERM leave none behind. A thread that wrote before the shutdown cannot begin another file
 * after it; other threads can, because a program's own shutdown hook may save something.
 *
 * <p><b>Leftovers.</b> A process that is killed leaves its temporary file behind. A writer holds a
 * lock on its temporary file until it is renamed, so the next write to the same target deletes
 * those of its temporary files that it can lock. On network file systems it deletes none, since
 * locks there may be valid on one machine only; nor where locks are not supported.
 *
 * <p>This is the one place with state that the whole JVM shares: a shutdown hook and locks, which
 * belong to the process, need it.
 */
final class TemporaryFiles {
  static final TemporaryFiles OF_THIS_JVM = new TemporaryFiles();

  /** The maximum length of a name on nearly all file systems, in bytes. */
  private static final int MAX_NAME = 255;

  private static final int ATTEMPTS = 100;
  private static final String MARK = ".brine-";
  private static final String SUFFIX = ".tmp";
  private static final int RANDOM_DIGITS = 16;
  private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{" + RANDOM_DIGITS + "}");

  /** Types of network file systems, as the system calls them, or their first letters. */
  private static final List<String> NETWORK =
      List.of(
          "nfs",
          "cifs",
          "smb",
          "afs",
          "afpfs",
          "webdav",
          "9p",
          "ceph",
          "lustre",
          "gluster",
          "gpfs",
          "beegfs",
          "pvfs",
          "orangefs",
          "ocfs",
          "gfs",
          "fuse",
          "osxfuse",
          "macfuse",
          "ncpfs",
          "davfs",
          "vboxsf",
          "vmhgfs",
          "prl_fs",
          "virtiofs");

  /** A folder with more files than this is not listed before every write. */
  private static final int MANY_FILES = 10_000;

  /**
   * After a large folder is listed, it is not listed again for this many times the duration of the
   * listing.
   */
  private static final int PAUSE = 20;

  /** A temporary file that was created. */
  record Created(Path path, SeekableByteChannel channel) {}

  /** Who may read and write a temporary file. */
  enum Access {
    /** Every user to whom the system grants access to a new file. */
    DEFAULT,
    /** The owner only, until the file gets the permissions of the file that it replaces. */
    OWNER
  }

  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };
  private static final FileAttribute<?>[] DEFAULT_ACCESS = {};

  /** Renames a file. */
  interface Renaming {
    void rename(Path from) throws IOException;
  }

  /** The files that are being written, by their names: paths can have several spellings. */
  private final Map<String, Path> live = new HashMap<>();

  /** Threads that created a file before the shutdown began. */
  private final Map<Thread, Boolean> writers = new WeakHashMap<>();

  /**
   * Files that another class loader's copy of this class is writing. To close a channel of ours can
   * release the lock that the other copy holds, since locks belong to the process.
   */
  private final List<Channel> neverClosed = new ArrayList<>();

  private boolean hooked;
  private boolean shutDown;
  private @Nullable Path largeFolder;
  private long listAgainAt;

  private TemporaryFiles() {}

  /** Returns the folder of a file. */
  static Path folder(Path file) {
    Path parent = file.getParent();
    return parent != null ? parent : file.getFileSystem().getPath("");
  }

  /**
   * Creates, registers and locks a temporary file for this target.
   *
   * @param access who may read and write it
   */
  Created create(Path target, Access access) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        Created created = create(target, random(), access);
        if (isKept(created)) {
          return created;
        }
        // another process took it for a leftover before it was locked
        SeekableByteChannel channel = created.channel();
        try (channel) {
          delete(created.path());
        }
      } catch (FileAlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS) {
        throw new FileSystemException(
            target.toString(), null, "other processes delete its temporary files");
      }
    }
  }

  private static String random() {
    String digits = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return "0".repeat(RANDOM_DIGITS - digits.length()) + digits;
  }

  private Created create(Path target, String random, Access access) throws IOException {
    String plain = "." + name(target) + MARK + random + SUFFIX;
    if (plain.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME) {
      try {
        return open(target, plain, access);
      } catch (FileSystemException e) {
        if (e.getClass() != FileSystemException.class || shutDown()) {
          throw e;
        }
        // the name may still be too long, as in an encrypted folder
      } catch (InvalidPathException e) {
        // the name has characters that the locale cannot encode
      }
    }
    String hashed = MARK + hash(target) + "-" + random + SUFFIX;
    try {
      return open(target, hashed, access);
    } catch (FileSystemException e) {
      if (e.getClass() != FileSystemException.class) {
        throw e;
      }
      FileSystemException renamed = new FileSystemException(target.toString(), null, e.getReason());
      renamed.initCause(e);
      throw renamed;
    }
  }

  private static String name(Path target) {
    Path name = target.getFileName();
    return name == null ? "" : name.toString();
  }

  /** Returns the hash of a file's name; of its bytes, which differ where its text may not. */
  private static String hash(Path target) {
    String address = target.toUri().getRawPath();
    String name = name(target);
    return hash(name.indexOf(0xfffd) < 0 ? name : address.substring(address.lastIndexOf('/') + 1));
  }

  private static String hash(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
  }

  private synchronized boolean shutDown() {
    return shutDown;
  }

  /** Creates and registers a file in one step, so that the shutdown hook misses none. */
  private synchronized Created open(Path target, String name, Access access) throws IOException {
    Thread thread = Thread.currentThread();
    if (!shutDown) {
      writers.put(thread, true);
      hook();
    } else if (writers.containsKey(thread)) {
      throw abandoned(target);
    }
    Path path = target.resolveSibling(name);
    SeekableByteChannel channel =
        Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            access == Access.OWNER ? OWNER_ONLY : DEFAULT_ACCESS);
    live.put(name, path);
    return new Created(path, channel);
  }

  private void hook() {
    if (!hooked) {
      hooked = true;
      try {
        Runtime.getRuntime()
            .addShutdownHook(new Thread(this::deleteLive, "brine-delete-temporary-files"));
      } catch (IllegalStateException e) {
        // the shutdown has begun: this may be the program's own shutdown hook
        shutDown = true;
        writers.clear();
      }
    }
  }

  private synchronized void deleteLive() {
    shutDown = true;
    for (Path path : live.values()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException | RuntimeException e) {
        // no caller is left to report this to; the next write to the target deletes it
      }
    }
    live.clear();
  }

  private static FileSystemException abandoned(Path target) {
    return new FileSystemException(
        target.toString(), null, "not written: the Java virtual machine is shutting down");
  }

  /** Locks the file; returns whether it still exists and no other process is about to delete it. */
  private static boolean isKept(Created created) throws IOException {
    if (!isOnDefaultFileSystem(created.path())
        || !(created.channel() instanceof FileChannel channel)) {
      return true;
    }
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException | UnsupportedOperationException e) {
      // no locks here, so other processes cannot lock it either, and do not delete it
      return true;
    }
    return lock != null && Files.exists(created.path(), LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOnDefaultFileSystem(Path path) {
    return path.getFileSystem() == FileSystems.getDefault();
  }

  /**
   * Renames a temporary file, which completes it.
   *
   * @throws FileSystemException if the shutdown hook has deleted it
   */
  synchronized void rename(Path path, Path target, Renaming renaming) throws IOException {
    String name = name(path);
    if (!live.containsKey(name)) {
      throw abandoned(target);
    }
    renaming.rename(path);
    live.remove(name);
  }

  /** Deletes a temporary file. */
  synchronized void delete(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      live.remove(name(path));
    }
  }

  /** Closes and deletes a temporary file because of a failure. */
  void deleteAfter(Throwable failure, Created created) {
    SeekableByteChannel channel = created.channel();
    try (channel) {
      delete(created.path());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes the temporary files of this target that no living process is writing. */
  void deleteLeftovers(Path target) {
    if (!isOnDefaultFileSystem(target)) {
      return;
    }
    for (Path path : temporaryFiles(target)) {
      try {
        if (!isLive(path) && isLocal(path) && deleteUnlocked(path)) {
          System.getLogger("dev.brine")
              .log(
                  System.Logger.Level.INFO,
                  "deleted " + path + ", which an interrupted write of " + target + " left behind");
        }
      } catch (IOException | RuntimeException e) {
        // it may belong to another user; that must not prevent this write
      }
    }
  }

  private synchronized boolean isLive(Path path) {
    return live.containsKey(name(path));
  }

  private List<Path> temporaryFiles(Path target) {
    Path folder = folder(target);
    List<Path> found = new ArrayList<>();
    if (isSkipped(folder)) {
      return found;
    }
    String name = name(target);
    String plain = "." + name + MARK;
    String hashed = MARK + hash(target) + "-";
    long start = System.nanoTime();
    long[] count = new long[1];
    DirectoryStream.Filter<Path> filter =
        path -> {
          count[0]++;
          String other = name(path);
          return isTemporary(other, plain) || isTemporary(other, hashed);
        };
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, filter)) {
      stream.forEach(found::add);
    } catch (IOException | RuntimeException e) {
      // a folder that cannot be listed can still be written to
    }
    if (count[0] > MANY_FILES) {
      skip(folder, System.nanoTime() - start);
    }
    return found;
  }

  private static boolean isTemporary(String name, String prefix) {
    return name.length() == prefix.length() + RANDOM_DIGITS + SUFFIX.length()
        && name.startsWith(prefix)
        && name.endsWith(SUFFIX)
        && RANDOM
            .matcher(name.substring(prefix.length(), prefix.length() + RANDOM_DIGITS))
            .matches();
  }

  private synchronized boolean isSkipped(Path folder) {
    return folder.equals(largeFolder) && System.nanoTime() - listAgainAt < 0;
  }

  private synchronized void skip(Path folder, long nanos) {
    largeFolder = folder;
    listAgainAt = System.nanoTime() + PAUSE * nanos;
  }

  private static boolean isLocal(Path path) throws IOException {
    String type = Files.getFileStore(path).type().toLowerCase(Locale.ROOT);
    return NETWORK.stream().noneMatch(type::startsWith);
  }

  /** Deletes a file if no process has locked it; whether it was deleted. */
  private boolean deleteUnlocked(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean close = true;
    try {
      return channel.tryLock() != null && Files.deleteIfExists(path);
    } catch (OverlappingFileLockException e) {
      close = false;
      keepOpen(channel);
      return false;
    } finally {
      if (close) {
        channel.close();
      }
    }
  }

  private synchronized void keepOpen(Channel channel) {
    neverClosed.add(channel);
  }
}
