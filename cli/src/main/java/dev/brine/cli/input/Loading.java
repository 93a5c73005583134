package dev.brine.cli.input;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.UsageException;
import dev.brine.npy.LoadOptions;
import dev.brine.pickle.type.StringEncoding;
import org.apache.commons.cli.Options;

/** The options of every command that reads arrays. */
public final class Loading {
  private Loading() {}

  public static void add(Options options) {
    Arguments.value(
        options,
        "encoding",
        "NAME",
        "how Python 2's strings in pickles are read, as np.load's encoding: ASCII, the default,"
            + " latin1 or bytes");
  }

  /**
   * The options for loading.
   *
   * @throws UsageException if one of them cannot be meant
   */
  public static LoadOptions options(Arguments arguments) {
    String name = arguments.text("encoding");
    if (name == null) {
      return LoadOptions.DEFAULT;
    }
    StringEncoding encoding = StringEncoding.of(name);
    if (encoding == null) {
      throw new UsageException("--encoding must be ASCII, latin1 or bytes but was " + name);
    }
    return LoadOptions.DEFAULT.withEncoding(encoding);
  }
}
