package dev.brine.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all. What is written goes to a temporary file beside it,
 * {@code .brine-….tmp}, which takes its name at the end; until then an old file of that name is
 * what it was, and may still be read, or mapped. A process that is killed can leave the temporary
 * file behind, never a broken one of the name.
 *
 * <p>Where an old file is replaced, the new one is forced to the disk first, so that not even a
 * power failure can leave neither. Its permissions are kept, and a symbolic link is followed. What
 * is no file, such as a pipe or {@code /dev/stdout}, is written as it is.
 */
public final class AtomicFile implements Closeable {
  private static final int ATTEMPTS = 100;

  private final Path path;

  /** Null if the path is written as it is. */
  private final @Nullable Path temporary;

  private final @Nullable BasicFileAttributes old;
  private final Closeable out;
  private final FileTarget target;
  private boolean committed;

  private AtomicFile(
      Path path,
      @Nullable Path temporary,
      @Nullable BasicFileAttributes old,
      Closeable out,
      FileTarget target) {
    this.path = path;
    this.temporary = temporary;
    this.old = old;
    this.out = out;
    this.target = target;
  }

  /**
   * Begins to write a file.
   *
   * @throws FileSystemException if the path is a folder, or none can be written beside it
   */
  public static AtomicFile create(Path path) throws IOException {
    Path file = followed(path);
    BasicFileAttributes old = attributes(file);
    if (old != null && old.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    if (old != null && old.isOther()) {
      OutputStream stream = Files.newOutputStream(file, StandardOpenOption.WRITE);
      return new AtomicFile(file, null, old, stream, new StreamTarget(stream));
    }
    for (int attempt = 0; ; attempt++) {
      long random = ThreadLocalRandom.current().nextLong();
      Path temporary = file.resolveSibling(".brine-" + Long.toHexString(random) + ".tmp");
      try {
        return create(file, temporary, old);
      } catch (FileAlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (NoSuchFileException e) {
        // nobody knows the temporary file
        throw new NoSuchFileException(path.toString(), null, "there is no such folder");
      } catch (AccessDeniedException e) {
        throw new AccessDeniedException(
            path.toString(), null, "no file can be created in its folder");
      }
    }
  }

  private static AtomicFile create(Path file, Path temporary, @Nullable BasicFileAttributes old)
      throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    AtomicFile created = new AtomicFile(file, temporary, old, channel, new ChannelTarget(channel));
    try {
      if (old != null) {
        copyPermissions(file, temporary);
      }
      return created;
    } catch (IOException | RuntimeException e) {
      created.closeAfter(e);
      throw e;
    }
  }

  /** The file that a symbolic link leads to, there or not. */
  private static Path followed(Path path) throws IOException {
    Path file = path;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == ATTEMPTS) {
        throw new FileSystemException(path.toString(), null, "Too many levels of symbolic links");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  /** Where to write. */
  public FileTarget target() {
    return target;
  }

  /**
   * Ends the writing: the file is there now.
   *
   * @throws IOException if it could not be finished; the old file is what it was
   */
  public void commit() throws IOException {
    if (old != null && out instanceof FileChannel file) {
      file.force(true);
    }
    out.close();
    if (temporary != null) {
      move(temporary);
    }
    committed = true;
  }

  private void move(Path from) throws IOException {
    try {
      // a file system that knows nothing of atomic moves must be told to replace
      Files.move(from, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // and one that knows that it has none does what it can
      Files.move(from, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Gives the writing up, unless it was committed: the temporary file is deleted. */
  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    committed = true;
    try {
      out.close();
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** Gives the writing up because of a failure, which matters more than one in here. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
