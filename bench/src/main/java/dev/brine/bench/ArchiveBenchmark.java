package dev.brine.bench;

import dev.brine.bench.made.NumericFiles;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.bio.npy.NpyArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All eight members of a deflated {@code .npz}, one after another and on all cores, against {@code
 * org.jetbrains.bio:npy} 0.3.5, the one other library on the JVM that reads archives into Java
 * arrays without a native engine.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class ArchiveBenchmark {
  private static final int JETBRAINS_STEP = 1 << 18;

  /** The size of the eight arrays together. */
  @Param("128")
  int mebibytes;

  private Path path = Path.of("");

  /** Makes the archive. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    path = Files.createTempFile("brine-bench", ".npz");
    NumericFiles.writeArchive(path, mebibytes);
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(path);
  }

  /** Brine, one member after another. */
  @Benchmark
  public NdArray[] brineInTurn() throws IOException {
    try (NpzFile npz = NpzFile.open(path)) {
      List<String> names = npz.files();
      NdArray[] arrays = new NdArray[names.size()];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = npz.get(names.get(i));
      }
      return arrays;
    }
  }

  /** Brine, members side by side. */
  @Benchmark
  public NdArray[] brineSideBySide() throws IOException {
    return RepeatedLoad.archive(path);
  }

  /** The peer of that name. */
  @Benchmark
  public NpyArray[] jetbrains() {
    try (var npz = org.jetbrains.bio.npy.NpzFile.read(path)) {
      NpyArray[] arrays = new NpyArray[NumericFiles.MEMBERS];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = npz.get("prices_" + i, JETBRAINS_STEP);
      }
      return arrays;
    }
  }
}
