package dev.brine.npy;

import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.internal.load.ArrayStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that follow one another in a stream, as {@code np.save} leaves them when it is called
 * several times with one open file. Reads in one pass.
 */
public final class NpyStream implements Closeable {
  private final ArrayStream arrays;

  private NpyStream(ArrayStream arrays) {
    this.arrays = arrays;
  }

  /** Arrays from a stream; closing this closes it. */
  public static NpyStream of(InputStream in) {
    return of(in, options -> options);
  }

  /** Arrays from a stream; closing this closes it. */
  public static NpyStream of(InputStream in, UnaryOperator<LoadOptions> options) {
    return new NpyStream(new ArrayStream(in, Location.MEMORY, options.apply(LoadOptions.DEFAULT)));
  }

  /**
   * Reads the next array, and no more of the stream than it takes, unless it is in a pickle.
   *
   * @return null if the stream has ended
   * @throws dev.brine.error.BrineException if what follows is not what it should be
   */
  public @Nullable NdArray next() throws IOException {
    return arrays.next();
  }

  @Override
  public void close() throws IOException {
    arrays.close();
  }
}
