package dev.brine.cli;

import dev.brine.cli.convert.ConvertCommand;
import dev.brine.cli.explain.ExplainCommand;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.CheckedOutput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Failure.Reasons;
import dev.brine.cli.inspect.DiffCommand;
import dev.brine.cli.inspect.DigestCommand;
import dev.brine.cli.inspect.DumpCommand;
import dev.brine.cli.inspect.HeadCommand;
import dev.brine.cli.inspect.InfoCommand;
import dev.brine.cli.inspect.LsCommand;
import dev.brine.cli.inspect.StatsCommand;
import dev.brine.cli.load.DataSetsCommand;
import dev.brine.cli.load.LoadCommands;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.scan.ScanCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;

/** The {@code brine} command: finds the command that its arguments name, and runs it. */
public final class Main {
  private static final int BUFFER = 1 << 16;

  /** Set by the launcher: Java cannot tell whether standard error is a terminal. */
  private static final String TERMINAL = "brine.terminal";

  /** Set by the launcher: whether standard output is a terminal. */
  private static final String SCREEN = "brine.screen";

  /** Set by the launcher: whether standard output shows 24-bit colors, and NO_COLOR is not set. */
  private static final String COLOR = "brine.color";

  private static final String LOAD = "load ";
  private static final String ORIGIN = "origin";
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private static final String OVERVIEW =
      """
      Usage: brine COMMAND [options]
      Opens NumPy's files without running anything in them.

        ls            list the arrays in files: dtype, shape, order, size
        info          show what a header says, and how NumPy opens the file
        head, cat     print rows as text, CSV or JSON lines
        stats         count, range, mean, deviation, distinct values, row lengths
        digest        hash each array; the same array has the same hash in any file
        diff          show what differs between two files, array by array
        scan          check whether files or directories contain anything but data
        dump          print the values in a file as Python would, or a pickle's opcodes
        explain       say what a file is, why NumPy refuses it, if it is safe, what to do
        convert       to and from pickle-free .npz, safetensors, CSV and JSON lines
        load NAME     keras.datasets.NAME.load_data(): imdb, reuters, mnist, cifar10 ...
        datasets      list the datasets, and which of their files are in the cache

      A FILE is an .npy, an .npz or a pickle; - is standard input. Names after an
      archive select some of its members: brine head imdb.npz x_train y_train

      brine COMMAND --help lists the options of a command; brine --version prints
      the version.
      """;

  private Main() {}

  /** Runs the command; its exit code is the process's. */
  public static void main(String[] args) {
    showLogLikeMessages();
    CheckedOutput output = new CheckedOutput(new FileOutputStream(FileDescriptor.out));
    Console console =
        new Console(
            System.in,
            stream(output, false),
            stream(new FileOutputStream(FileDescriptor.err), true),
            Boolean.getBoolean(TERMINAL),
            Boolean.getBoolean(SCREEN),
            Boolean.getBoolean(COLOR));
    System.exit(run(args, console, output, STANDARD_OUTPUT));
  }

  /**
   * Makes messages that the libraries log, such as those about deleted temporary files of a killed
   * process, look like the command's own. The properties are read when something is logged, with or
   * without the module {@code java.logging}.
   */
  private static void showLogLikeMessages() {
    for (String property :
        List.of("java.util.logging.SimpleFormatter.format", "jdk.system.logger.format")) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, "brine: %5$s%n");
      }
    }
  }

  /** Creates a stream in UTF-8, buffered because otherwise each line would cost a system call. */
  private static PrintStream stream(OutputStream out, boolean flush) {
    return new PrintStream(new BufferedOutputStream(out, BUFFER), flush, StandardCharsets.UTF_8);
  }

  /**
   * Runs the command, and reports the failure of standard output, if any. A pipe that its reader
   * has closed, as {@code head} does, is not a failure.
   *
   * @param output what the console's standard output writes to
   * @param link on Linux, the symbolic link that tells which file or pipe standard output is
   */
  static int run(String[] args, Console console, CheckedOutput output, Path link) {
    int code = run(args, console);
    console.out().flush();
    IOException failure = output.failure();
    if (failure != null && !isClosedPipe(failure, link)) {
      code = fail(console, "standard output: " + Reasons.of(failure));
    }
    console.err().flush();
    return code;
  }

  /**
   * Decides by the system's message, which may be in any language, or by what standard output is.
   */
  private static boolean isClosedPipe(IOException failure, Path link) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("pipe")) {
      return true;
    }
    try {
      return Files.readSymbolicLink(link).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // not Linux
    }
  }

  static int run(String[] args, Console console) {
    try {
      return dispatch(args, console);
    } catch (UsageException | ParseException e) {
      return fail(console, e.getMessage() + "; see brine --help");
    } catch (InvalidPathException e) {
      return fail(
          console,
          e.getInput()
              + ": the locale of this process is not UTF-8, so Java cannot open files of such names;"
              + " run the command brine, or set LC_ALL=C.UTF-8");
    } catch (IllegalArgumentException e) {
      return fail(console, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      return fail(console, Reasons.of(e.getCause()));
    } catch (IOException e) {
      return fail(console, Reasons.of(e));
    } catch (OutOfMemoryError e) {
      return fail(console, "the data " + Failure.outOfMemory());
    }
  }

  private static int dispatch(String[] args, Console console) throws IOException, ParseException {
    int words = 0;
    while (words < args.length && words < 2 && !args[words].startsWith("-")) {
      words++;
    }
    if (words == 0 || args[0].equals("help")) {
      return overview(words == 0 ? args : new String[] {"--help"}, console);
    }
    Command command = null;
    int used = words;
    for (; used > 0 && command == null; used--) {
      command = command(String.join(" ", Arrays.copyOf(args, used)));
    }
    if (command == null && args[0].equals("load")) {
      return load(args, words, console);
    }
    if (command == null) {
      throw new UsageException("there is no command " + args[0]);
    }
    String[] rest = Arrays.copyOfRange(args, used + 1, args.length);
    if (Arrays.asList(rest).contains("--help")) {
      console.out().print(help(command));
      return Command.OK;
    }
    CommandLine line = new DefaultParser(false).parse(command.options(), rest);
    for (String argument : line.getArgList()) {
      requirePath(argument);
    }
    for (Option option : line.getOptions()) {
      if (option.getValue() != null && !option.getLongOpt().equals(ORIGIN)) {
        requirePath(option.getValue());
      }
    }
    return command.run(line, console);
  }

  /** {@code brine load} without the name of a dataset. */
  private static int load(String[] args, int words, Console console) {
    if (words > 1) {
      throw new UsageException(
          "there is no dataset " + args[1] + "; brine load knows " + LoadCommands.NAMES);
    }
    if (!Arrays.asList(args).contains("--help")) {
      throw new UsageException("brine load needs the name of a dataset: " + LoadCommands.NAMES);
    }
    console.out().print(LoadCommands.HELP);
    return Command.OK;
  }

  private static void requirePath(String argument) throws IOException {
    if (argument.startsWith("http://") || argument.startsWith("https://")) {
      throw new FileSystemException(argument, null, "is not a file; download it first");
    }
  }

  private static @Nullable Command command(String name) {
    if (name.startsWith(LOAD)) {
      return LoadCommands.of(name.substring(LOAD.length()));
    }
    return switch (name) {
      case "datasets" -> new DataSetsCommand();
      case "ls" -> new LsCommand();
      case "info" -> new InfoCommand();
      case "head" -> HeadCommand.head();
      case "cat" -> HeadCommand.cat();
      case "stats" -> new StatsCommand();
      case "digest" -> new DigestCommand();
      case "diff" -> new DiffCommand();
      case "scan" -> new ScanCommand();
      case "dump" -> new DumpCommand();
      case "explain" -> new ExplainCommand();
      case "convert" -> new ConvertCommand();
      default -> null;
    };
  }

  private static int overview(String[] args, Console console) {
    if (args.length > 0 && args[0].equals("--version")) {
      String version = Main.class.getPackage().getImplementationVersion();
      console.out().println("brine " + (version == null ? "(unpackaged)" : version));
      return Command.OK;
    }
    if (args.length > 0 && !args[0].equals("--help")) {
      throw new UsageException("brine has no option " + args[0]);
    }
    console.out().print(OVERVIEW);
    return args.length > 0 ? Command.OK : Command.ERROR;
  }

  private static String help(Command command) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: ").append(command.usage()).append('\n');
    text.append(Paragraph.wrap(command.summary(), "")).append('\n');
    for (Option option : command.options().getOptions()) {
      String name = "--" + option.getLongOpt();
      String shown = option.hasArg() ? name + " " + option.getArgName() : name;
      text.append("  ").append(shown).append('\n');
      text.append(Paragraph.wrap(option.getDescription(), "      "));
    }
    return text.toString();
  }

  private static int fail(Console console, String message) {
    console.tell(message);
    return Command.ERROR;
  }
}
