package dev.brine.convert;

import dev.brine.npy.LoadOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Converts files that need {@code allow_pickle=True} to files that {@code np.load} opens with its
 * default settings, and back. Object arrays become plain arrays in the layout of {@code
 * docs/pickle-free.md}, and no value is lost. If writing fails, an old file is unchanged; the
 * output may have the path of the input.
 */
public final class PickleFree {
  private PickleFree() {}

  /** Writes an {@code .npz} without pickles, with the default options. */
  public static List<Converted> convert(Path in, Path out) throws IOException {
    return convert(in, out, Options.DEFAULT);
  }

  /** Writes an {@code .npz} without pickles; the function receives the default options. */
  public static List<Converted> convert(Path in, Path out, UnaryOperator<Options> options)
      throws IOException {
    return convert(in, out, options.apply(Options.DEFAULT));
  }

  /**
   * Writes the arrays of an {@code .npy} or {@code .npz} as an {@code .npz} without pickles: object
   * arrays in the pickle-free layout, all other members byte for byte. The array of an {@code .npy}
   * is named {@code arr_0}; the value of a bare pickle that is not an array, such as a dict, is
   * named {@code value}.
   *
   * @return one element for each object array
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported,
   *     refused or over a limit, or if no member can hold a value in it
   */
  public static List<Converted> convert(Path in, Path out, Options options)
      throws IOException {
    return new Conversion(in, options).write(out);
  }

  /** Returns the arrays of a file by name, with the default options. */
  public static Map<String, NdArray> arrays(Path in) throws IOException {
    return arrays(in, Options.DEFAULT);
  }

  /** Returns the arrays of a file by name; the function receives the default options. */
  public static Map<String, NdArray> arrays(Path in, UnaryOperator<Options> options)
      throws IOException {
    return arrays(in, options.apply(Options.DEFAULT));
  }

  /**
   * Returns the arrays of a file by name, object arrays and values in the pickle-free layout.
   *
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported,
   *     refused or over a limit, or has a member that is not an array
   */
  public static Map<String, NdArray> arrays(Path in, Options options) throws IOException {
    return new Conversion(in, options).arrays();
  }

  /**
   * Restores the object arrays of a pickle-free archive; only {@code allow_pickle=True} opens the
   * output.
   *
   * @param out an {@code .npy} if there is a single array; a {@code .pkl} if there is a single
   *     array or value, which becomes a bare pickle; otherwise an {@code .npz}
   * @return the names of the object arrays and values
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported or
   *     over a limit
   */
  public static List<String> restore(Path in, Path out) throws IOException {
    return Restoration.write(in, out);
  }

  /**
   * How {@link PickleFree} reads a file and stores the result. Immutable; each {@code with} method
   * returns a changed copy.
   *
   * @param load how the input is read; {@link LoadOptions#DEFAULT}
   * @param compression how the members of the output are stored; {@link Compression#AS_INPUT}
   */
  public record Options(LoadOptions load, Compression compression) {
    /** The defaults. */
    public static final Options DEFAULT =
        new Options(LoadOptions.DEFAULT, Compression.AS_INPUT);

    /** Returns a copy with these options for reading. */
    public Options withLoad(LoadOptions options) {
      return new Options(options, compression);
    }

    /** Returns a copy with this encoding of Python 2 strings in pickles. */
    public Options withEncoding(StringEncoding encoding) {
      return withLoad(load.withEncoding(encoding));
    }

    /** Returns a copy with this compression of the output. */
    public Options withCompression(Compression value) {
      return new Options(load, value);
    }
  }

  /**
   * What {@link PickleFree} did to an object array, or to a value that is not an array.
   *
   * @param name the name of the array or value
   * @param kind the layout of its elements, one word of {@code docs/pickle-free.md}
   * @param python a Python expression that gives the elements back from {@code z}, the archive: a
   *     list, or the value if the array is 0-d
   */
  public record Converted(String name, String kind, String python) {}
}
