package dev.brine.bench;

import dev.brine.bench.made.NumericFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A one-dimensional float64 {@code .npy}. */
@State(Scope.Benchmark)
public class ArrayFile extends BenchFile {
  /** The size of the file that is made. */
  @Param("1024")
  int mebibytes;

  @Override
  void write(Path path) throws IOException {
    NumericFiles.writeArray(path, mebibytes);
  }
}
