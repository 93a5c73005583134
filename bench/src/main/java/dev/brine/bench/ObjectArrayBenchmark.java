package dev.brine.bench;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One object array, {@code x_train}: from bytes in memory, and out of a deflated archive. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObjectArrayBenchmark {
  private static final String MEMBER = "x_train";

  /** The member's bytes, inflated: a header and a pickle. */
  @State(Scope.Benchmark)
  public static class Member {
    private byte[] bytes = new byte[0];

    /** Inflates them. */
    @Setup(Level.Trial)
    public void read(ImdbFile imdb) throws IOException {
      try (NpzFile npz = NpzFile.open(imdb.path())) {
        bytes = npz.bytes(MEMBER);
      }
    }
  }

  /** The pickle alone, read from memory. */
  @Benchmark
  public NdArray decode(Member member) throws IOException {
    return Npy.load(member.bytes);
  }

  /** The same, and on to one flat array with row splits. */
  @Benchmark
  public RaggedInts decodeToRaggedInts(Member member) throws IOException {
    return Npy.load(member.bytes).asRaggedInts();
  }

  /** Inflating and checking the member's CRC-32 as well, from a file in the page cache. */
  @Benchmark
  public NdArray fromArchive(ImdbFile imdb) throws IOException {
    try (NpzFile npz = NpzFile.open(imdb.path())) {
      return npz.get(MEMBER);
    }
  }
}
