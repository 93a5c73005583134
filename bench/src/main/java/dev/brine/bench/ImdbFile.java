package dev.brine.bench;

import dev.brine.bench.made.ImdbLike;
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

/** The {@code imdb.npz} to measure with: one made for the purpose, or {@code -p file=PATH}. */
@State(Scope.Benchmark)
public class ImdbFile {
  /** An existing file; empty to make one. */
  @Param("")
  String file = "";

  /** How many reviews each part of the file that is made has. */
  @Param("25000")
  int reviews;

  private Path path = Path.of("");
  private @Nullable Path made;

  /** Makes the file where none is given. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    if (file.isEmpty()) {
      path = Files.createTempFile("brine-bench", ".npz");
      made = path;
      ImdbLike.write(path, reviews);
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

  Path path() {
    return path;
  }
}
