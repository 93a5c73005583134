package dev.brine.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The default file system of a JVM that starts with {@code
 * -Djava.nio.file.spi.DefaultFileSystemProvider=dev.brine.cli.CountingFileSystem}: that of the
 * machine, which remembers the files that are opened.
 */
public final class CountingFileSystem extends FileSystemProvider {
  /** The paths of all files opened so far. */
  static final List<String> OPENED = new ArrayList<>();

  private final FileSystemProvider machine;
  private final FileSystem files;

  /** The JVM calls this. */
  public CountingFileSystem(FileSystemProvider machine) {
    this.machine = machine;
    this.files = new Files(machine.getFileSystem(URI.create("file:///")));
  }

  /** A path of this file system that the machine's path answers for. */
  private Path wrapped(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            CountingFileSystem.class.getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (proxy, method, arguments) -> call(path, method, arguments));
  }

  private @Nullable Object call(Path path, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return files;
    }
    if (method.getName().equals("machine")) {
      return path;
    }
    Object[] plain = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain[i] instanceof Wrapped given ? given.machine() : plain[i];
    }
    try {
      Object result = method.invoke(path, plain);
      if (result instanceof Iterator<?> names) {
        List<Path> all = new ArrayList<>();
        names.forEachRemaining(name -> all.add(wrapped((Path) name)));
        return all.iterator();
      }
      return result instanceof Path other ? wrapped(other) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** A path of this file system. */
  private interface Wrapped {
    Path machine();
  }

  private static Path machine(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.machine() : path;
  }

  private static void opened(Path path) {
    synchronized (OPENED) {
      OPENED.add(path.toString());
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    opened(path);
    return machine.newByteChannel(machine(path), options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    opened(path);
    return machine.newFileChannel(machine(path), options, attributes);
  }

  @Override
  public String getScheme() {
    return "file";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return machine.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return wrapped(machine.getPath(uri));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        machine.newDirectoryStream(machine(folder), entry -> true)) {
      for (Path entry : entries) {
        if (filter.accept(wrapped(entry))) {
          all.add(wrapped(entry));
        }
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return all.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    machine.createDirectory(machine(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    machine.delete(machine(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    machine.copy(machine(source), machine(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    machine.move(machine(source), machine(target), options);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return machine.isSameFile(machine(one), machine(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return machine.isHidden(machine(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return machine.getFileStore(machine(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    machine.checkAccess(machine(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return machine.getFileAttributeView(machine(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return machine.readAttributes(machine(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return machine.readAttributes(machine(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    machine.setAttribute(machine(path), attribute, value, options);
  }

  /** The file system itself. */
  private final class Files extends FileSystem {
    private final FileSystem machine;

    Files(FileSystem machine) {
      this.machine = machine;
    }

    @Override
    public FileSystemProvider provider() {
      return CountingFileSystem.this;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return machine.isReadOnly();
    }

    @Override
    public String getSeparator() {
      return machine.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      List<Path> all = new ArrayList<>();
      machine.getRootDirectories().forEach(root -> all.add(wrapped(root)));
      return all;
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return machine.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return machine.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrapped(machine.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = machine.getPathMatcher(pattern);
      return path -> matcher.matches(CountingFileSystem.machine(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return machine.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return machine.newWatchService();
    }
  }
}
