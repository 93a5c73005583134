package dev.brine.bench;

import dev.brine.bench.made.ImdbLike;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An {@code imdb.npz}. */
@State(Scope.Benchmark)
public class ImdbFile extends BenchFile {
  /** How many reviews each part of the file that is made has. */
  @Param("25000")
  int reviews;

  @Override
  void write(Path path) throws IOException {
    ImdbLike.write(path, reviews);
  }
}
