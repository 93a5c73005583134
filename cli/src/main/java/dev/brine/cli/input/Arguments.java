package dev.brine.cli.input;

import dev.brine.npy.LoadOptions;
import dev.brine.npy.dtype.MlType;
import dev.brine.pickle.StringEncoding;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Defines options and reads their values; a message about an invalid value is one sentence. */
public final class Arguments {
  private final CommandLine line;

  /** Reads from this command line. */
  public Arguments(CommandLine line) {
    this.line = line;
  }

  /** Adds an option that takes a value. */
  public static void value(Options options, String name, String argument, String description) {
    options.addOption(
        Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get());
  }

  /** Adds an option without a value. */
  public static void flag(Options options, String name, String description) {
    options.addOption(Option.builder().longOpt(name).desc(description).get());
  }

  /** Whether an option is given. */
  public boolean has(String name) {
    return line.hasOption(name);
  }

  /** The value of an option, or null if it is not given. */
  public @Nullable String text(String name) {
    return line.getOptionValue(name);
  }

  /** The value of an option as an int: {@code missing} if it is not given, null if it is "none". */
  public @Nullable Integer intOrNone(String name, @Nullable Integer missing) {
    Long value = longOrNone(name, missing == null ? null : (long) missing);
    if (value == null) {
      return null;
    }
    if (value.longValue() != value.intValue()) {
      throw new UsageException(
          "--" + name + " must be from -2147483648 to 2147483647 but was " + value);
    }
    return value.intValue();
  }

  /** The value of an option as a long: {@code missing} if it is not given, null if it is "none". */
  public @Nullable Long longOrNone(String name, @Nullable Long missing) {
    String text = line.getOptionValue(name);
    if (text == null) {
      return missing;
    }
    if (text.equals("none") || text.equals("None")) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " must be a whole number or none but was " + text);
    }
  }

  /** The value of an option as a number, or {@code missing} if it is not given. */
  public double number(String name, double missing) {
    String text = line.getOptionValue(name);
    if (text == null) {
      return missing;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " must be a number but was " + text);
    }
  }

  /** Adds the options of every command that reads arrays. */
  public static void loading(Options options) {
    value(
        options,
        "encoding",
        "NAME",
        "how to decode Python 2 strings in pickles, as np.load's encoding: ASCII, the default,"
            + " latin1 or bytes");
    headers(options);
  }

  /** Adds the options of every command that reads headers. */
  public static void headers(Options options) {
    value(
        options,
        "max-header-size",
        "BYTES",
        "the longest header to read, as np.load's max_header_size; by default, 65536");
    flag(
        options,
        "repair",
        "read headers that NumPy refuses if their meaning is certain, such as the shape (184)");
    value(
        options,
        "as",
        "TYPE",
        "what raw elements, or elements of a type that NumPy does not have, are: bfloat16,"
            + " float8_e4m3fn, float8_e5m2, int4 or another type of ml_dtypes");
  }

  /**
   * The options for loading arrays.
   *
   * @throws UsageException if one of them is invalid
   */
  public LoadOptions loading() {
    LoadOptions options = headers();
    String name = text("encoding");
    if (name != null) {
      StringEncoding encoding = StringEncoding.of(name);
      if (encoding == null) {
        throw new UsageException("--encoding must be ASCII, latin1 or bytes but was " + name);
      }
      options = options.withEncoding(encoding);
    }
    return options;
  }

  /**
   * The options for reading headers.
   *
   * @throws UsageException if one of them is invalid
   */
  public LoadOptions headers() {
    LoadOptions options = has("repair") ? LoadOptions.DEFAULT.withRepair() : LoadOptions.DEFAULT;
    Integer size = intOrNone("max-header-size", options.maxHeaderSize());
    if (size != null && size < 0) {
      throw new UsageException("--max-header-size must not be negative but was " + size);
    }
    options = options.withMaxHeaderSize(size == null ? Integer.MAX_VALUE : size);
    String type = text("as");
    if (type != null) {
      MlType elements = MlType.of(type);
      if (elements == null) {
        StringBuilder known = new StringBuilder();
        for (MlType each : MlType.all()) {
          known.append(known.length() == 0 ? "" : ", ").append(each.name());
        }
        throw new UsageException("--as must be one of " + known + " but was " + type);
      }
      options = options.withElements(elements);
    }
    return options;
  }

  /** Thrown if the command line is invalid; the message says what is expected. */
  public static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with this message. */
    public UsageException(String message) {
      super(message);
    }
  }
}
