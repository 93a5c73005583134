package dev.brine.bench;

import dev.brine.datasets.Imdb;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole of {@code imdb.load_data}: inflate, decode, shuffle, mark, limit. The floor is the time
 * that zlib needs to inflate the two large members side by side.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoadDataBenchmark {
  /** With Keras' defaults. */
  @Benchmark
  public TrainTest<RaggedInts> defaults(ImdbFile imdb) throws IOException {
    return Imdb.loadData(o -> o.withData(imdb.path()));
  }

  /** As the tutorials call it: {@code load_data(num_words=10000, maxlen=200)}. */
  @Benchmark
  public TrainTest<RaggedInts> tenThousandWords(ImdbFile imdb) throws IOException {
    return Imdb.loadData(o -> o.withData(imdb.path()).withNumWords(10_000).withMaxLen(200));
  }
}
