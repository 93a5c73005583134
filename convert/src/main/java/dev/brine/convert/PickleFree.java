package dev.brine.convert;

import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Files that {@code np.load} opens with its default settings in place of files that need {@code
 * allow_pickle=True}, and back. What becomes of an object array is the convention of {@code
 * docs/pickle-free.md}; nothing is lost. The output is written whole or not at all, and may have
 * the path of the input.
 */
public final class PickleFree {
  private PickleFree() {}

  /** Writes an {@code .npz} without pickles; see {@link #convert(Path, Path, UnaryOperator)}. */
  public static List<Converted> convert(Path in, Path out) throws IOException {
    return convert(in, out, options -> options);
  }

  /**
   * Writes the arrays of an {@code .npy} or {@code .npz} as an {@code .npz} without pickles: object
   * arrays in the convention, all other members byte for byte. An array that has no name is {@code
   * arr_0}. What a bare pickle holds that is no array, such as a dict, is {@code value}.
   *
   * @return what was done to each object array; none if there was none
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has what no
   *     member can hold
   */
  public static List<Converted> convert(Path in, Path out, UnaryOperator<FreeOptions> options)
      throws IOException {
    return new Conversion(in, options.apply(FreeOptions.DEFAULT)).write(out);
  }

  /** The arrays of a file by name; see {@link #arrays(Path, UnaryOperator)}. */
  public static Map<String, NdArray> arrays(Path in) throws IOException {
    return arrays(in, options -> options);
  }

  /**
   * The arrays of a file by name, object arrays and values in the convention.
   *
   * @throws dev.brine.error.BrineException if the input is not what it should be, or has a member
   *     that is no array
   */
  public static Map<String, NdArray> arrays(Path in, UnaryOperator<FreeOptions> options)
      throws IOException {
    return new Conversion(in, options.apply(FreeOptions.DEFAULT)).arrays();
  }

  /**
   * Writes the arrays that a pickle-free archive stands for: object arrays again, which only {@code
   * allow_pickle=True} opens.
   *
   * @param out an {@code .npy} if there is a single array, a {@code .pkl} if there is a single
   *     array or value, which becomes a bare pickle, else an {@code .npz}
   * @return the names of the object arrays and values
   * @throws dev.brine.error.BrineException if the input is not what it should be
   */
  public static List<String> restore(Path in, Path out) throws IOException {
    return Restoration.write(in, out);
  }
}
