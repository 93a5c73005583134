package dev.brine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The file to measure with: one made for the purpose, or {@code -p file=PATH}. */
@State(Scope.Benchmark)
public abstract class BenchFile {
  /** An existing file; empty to make one. */
  @Param("")
  String file = "";

  private Path path = Path.of("");
  private @Nullable Path made;

  /** Makes the file where none is given. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    if (file.isEmpty()) {
      path = Files.createTempFile("brine-bench", null);
      made = path;
      write(path);
    } else {
      path = Path.of(file);
    }
  }

  /** Deletes the file that was made. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    if (made != null) {
      Files.delete(made);
    }
  }

  abstract void write(Path path) throws IOException;

  Path path() {
    return path;
  }
}
