package dev.brine.npy;

import dev.brine.npy.array.LoadOptions;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.element.Truncation;
import dev.brine.npy.internal.io.ByteSource;
import dev.brine.npy.internal.io.ByteSources;
import dev.brine.npy.internal.load.NpyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Reads {@code .npy} files: {@code np.load}. */
public final class Npy {
  private Npy() {}

  /**
   * Loads the array in a file.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be
   */
  public static NdArray load(Path path) throws IOException {
    return load(path, LoadOptions.DEFAULT);
  }

  /**
   * Loads the array in a file: {@code Npy.load(path, o -> o.withAllowPickle(false))}.
   *
   * @throws dev.brine.error.BrineException if the file is not what it should be
   */
  public static NdArray load(Path path, UnaryOperator<LoadOptions> options) throws IOException {
    return load(path, options.apply(LoadOptions.DEFAULT));
  }

  private static NdArray load(Path path, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.read(source, options, Truncation.FILE);
    }
  }

  /**
   * Loads the array in these bytes.
   *
   * @throws dev.brine.error.BrineException if they are not what they should be
   */
  public static NdArray load(byte[] bytes) throws IOException {
    return load(bytes, options -> options);
  }

  /**
   * Loads the array in these bytes.
   *
   * @throws dev.brine.error.BrineException if they are not what they should be
   */
  public static NdArray load(byte[] bytes, UnaryOperator<LoadOptions> options) throws IOException {
    return NpyReader.read(
        ByteSources.of(bytes), options.apply(LoadOptions.DEFAULT), Truncation.STREAM);
  }

  /**
   * Reads what a file says about its array; none of the elements.
   *
   * @throws dev.brine.error.BrineException if the file does not begin as it should
   */
  public static NpyHeader header(Path path) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return NpyReader.header(source, LoadOptions.DEFAULT);
    }
  }
}
