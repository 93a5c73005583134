package dev.brine.bench;

import ai.djl.ndarray.NDList;
import ai.djl.util.passthrough.PassthroughNDManager;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.jetbrains.bio.npy.NpyFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A 1 GiB {@code .npy} of float64 into a {@code double[]}, from a file in the page cache, against
 * the other readers of the format on the JVM: {@code org.jetbrains.bio:npy} 0.3.5, {@code
 * org.openlca:npy} 0.0.3 and {@code ai.djl:api} 0.36.0, the last without an engine, so that its
 * arrays are plain buffers, and are left as such where it cannot copy them. Each in the one way
 * that its own documentation shows.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx5g")
@Warmup(iterations = 5)
@Measurement(iterations = 7)
public class NumericArrayBenchmark {
  private static final int JETBRAINS_STEP = 1 << 18;

  /** Brine, reading. */
  @Benchmark
  public double[] brineLoad(ArrayFile array) throws IOException {
    return Npy.load(array.path()).toDoubleArray();
  }

  /** Brine, copying out of the mapped file. */
  @Benchmark
  public double[] brineMap(ArrayFile array) throws IOException {
    return Npy.map(array.path()).toDoubleArray();
  }

  /** Brine, mapping alone: no element is touched. */
  @Benchmark
  public NdArray brineMapOnly(ArrayFile array) throws IOException {
    return Npy.map(array.path());
  }

  /** The peer of that name. */
  @Benchmark
  public double[] jetbrains(ArrayFile array) {
    return NpyFile.read(array.path(), JETBRAINS_STEP).asDoubleArray();
  }

  /** The peer of that name. */
  @Benchmark
  public double[] openlca(ArrayFile array) {
    return org.openlca.npy.Npy.read(array.path().toFile()).asDoubleArray().data();
  }

  /** The peer of that name. */
  @Benchmark
  public double[] djl(ArrayFile array) throws IOException {
    try (InputStream in = Files.newInputStream(array.path());
        NDList list = NDList.decode(PassthroughNDManager.INSTANCE, in)) {
      return list.get(0).toDoubleArray();
    }
  }
}
