package dev.brine.internal.io;

import dev.brine.internal.io.TemporaryFiles.Access;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced completely or not at all. Everything is written to a temporary file in
 * the same folder, which {@link #commit} renames to the target; until then the old file is
 * unchanged and may still be read, or mapped. {@link #close} without {@code commit} deletes the
 * temporary file, and so does an orderly shutdown of the JVM. What a killed process leaves behind
 * is deleted by the next write to the same target, see {@link TemporaryFiles}.
 *
 * <p>{@code commit} forces the data to the disk before it renames the file, and the folder's entry
 * after it. The permissions of an old file are kept, and symbolic links are followed. A path that
 * is not a regular file, such as a pipe or {@code /dev/stdout}, is written directly.
 */
public final class AtomicFile implements Closeable {
  private static final int MAX_LINKS = 100;

  private final Path path;

  /** Null if the path is written directly. */
  private final @Nullable Path temporary;

  /**
   * The permissions that the new file takes over; null for a new file, or where the file system has
   * no permissions.
   */
  private final @Nullable Set<PosixFilePermission> permissions;

  private final Closeable out;
  private final FileTarget target;
  private boolean ended;

  private AtomicFile(
      Path path,
      @Nullable Path temporary,
      @Nullable Set<PosixFilePermission> permissions,
      Closeable out,
      FileTarget target) {
    this.path = path;
    this.temporary = temporary;
    this.permissions = permissions;
    this.out = out;
    this.target = target;
  }

  /**
   * Begins to write a file.
   *
   * @throws FileSystemException if the path is a folder, or no file can be created in its folder
   */
  public static AtomicFile create(Path path) throws IOException {
    BasicFileAttributes old = attributes(path);
    if (old != null && old.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    if (old != null && old.isOther()) {
      OutputStream stream = Files.newOutputStream(path, StandardOpenOption.WRITE);
      return new AtomicFile(path, null, null, stream, new StreamTarget(stream));
    }
    Path file = followed(path);
    Set<PosixFilePermission> permissions = old == null ? null : permissions(file);
    TemporaryFiles.OF_THIS_JVM.deleteLeftovers(file);
    TemporaryFiles.Created created;
    try {
      created =
          TemporaryFiles.OF_THIS_JVM.create(
              file, permissions == null ? Access.DEFAULT : Access.OWNER);
    } catch (NoSuchFileException e) {
      // the user knows the target, not the temporary file
      throw new NoSuchFileException(path.toString(), null, "there is no such folder");
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(
          path.toString(), null, "no file can be created in its folder");
    }
    try {
      SeekableByteChannel channel = created.channel();
      return new AtomicFile(file, created.path(), permissions, channel, new ChannelTarget(channel));
    } catch (IOException | RuntimeException e) {
      TemporaryFiles.OF_THIS_JVM.deleteAfter(e, created);
      throw e;
    }
  }

  /**
   * Deletes what killed processes left behind when they wrote this file. {@link #create} does this
   * itself; it is for writers that change a file in place.
   */
  public static void deleteLeftovers(Path path) throws IOException {
    TemporaryFiles.OF_THIS_JVM.deleteLeftovers(followed(path));
  }

  /** Returns the file that a symbolic link leads to, whether it exists or not. */
  private static Path followed(Path path) throws IOException {
    Path file = path;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemException(path.toString(), null, "Too many levels of symbolic links");
      }
      if (TemporaryFiles.folder(file.toAbsolutePath()).toRealPath().startsWith("/proc")) {
        // /dev/stdout and the like: an open file, to which others may have written before
        throw new FileSystemException(
            path.toString(), null, "is a file that is open already; give the file's own name");
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

  /** Returns the permissions of the file that is replaced; null on a file system without them. */
  private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? null : view.readAttributes().permissions();
  }

  /** Where to write. */
  public FileTarget target() {
    return target;
  }

  /**
   * Puts the new file in place of the old one.
   *
   * @throws IOException if this fails; the old file is unchanged then
   */
  public void commit() throws IOException {
    if (ended) {
      throw new IllegalStateException(path + " is closed");
    }
    if (temporary == null) {
      ended = true;
      out.close();
      return;
    }
    if (out instanceof FileChannel channel) {
      channel.force(true);
    }
    if (path.getFileSystem() != FileSystems.getDefault()) {
      // other file systems, such as one in a zip file, have no file before it is closed
      out.close();
    }
    // not closed yet, for that would release the lock: another process could delete the file
    TemporaryFiles.OF_THIS_JVM.rename(temporary, path, this::replaceOld);
    ended = true;
    closeQuietly();
    forceFolder();
  }

  private void replaceOld(Path from) throws IOException {
    if (permissions != null) {
      Files.setPosixFilePermissions(from, permissions);
    }
    try {
      move(from);
    } catch (AccessDeniedException e) {
      // Windows may refuse to rename an open file
      out.close();
      move(from);
    }
  }

  private void move(Path from) throws IOException {
    try {
      // some file systems need REPLACE_EXISTING to replace a file, even if they ignore ATOMIC_MOVE
      Files.move(from, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void closeQuietly() {
    try {
      out.close();
    } catch (IOException e) {
      // the data are on the disk and the new file is in place
    }
  }

  private void forceFolder() {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      return;
    }
    try (FileChannel folder = FileChannel.open(TemporaryFiles.folder(path))) {
      folder.force(true);
    } catch (IOException e) {
      // Windows and some network file systems cannot do this; the new file is in place
    }
  }

  /** Discards what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (temporary != null) {
        TemporaryFiles.OF_THIS_JVM.delete(temporary);
      }
    } finally {
      out.close();
    }
    if (temporary != null) {
      // where an open file cannot be deleted
      Files.deleteIfExists(temporary);
    }
  }

  /** Discards what was written because of a failure, and adds to it any that happens here. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
