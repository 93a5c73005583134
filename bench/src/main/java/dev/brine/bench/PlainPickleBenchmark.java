package dev.brine.bench;

import dev.brine.bench.made.ImdbLike;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import net.razorvine.pickle.Unpickler;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A list of lists of ints, against {@code net.razorvine:pickle} 1.5. That library knows no NumPy
 * array (it stops at {@code numpy.core.multiarray._reconstruct}), so {@code imdb.npz} itself cannot
 * be compared; the lists in it can, without the array around them. What comes out differs: packed
 * ints here, an {@code ArrayList} of boxed {@code Integer}s there, which is the work that a user of
 * either library gets done.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class PlainPickleBenchmark {
  /** How many lists. */
  @Param("25000")
  int reviews;

  private byte[] pickle = new byte[0];

  /** Makes the pickle. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    pickle = ImdbLike.plainPickle(reviews);
  }

  /** Brine. */
  @Benchmark
  public PickleValue brine() throws IOException {
    return Pickle.decode(pickle);
  }

  /** The peer. */
  @Benchmark
  public Object razorvine() throws IOException {
    return new Unpickler().loads(pickle);
  }
}
