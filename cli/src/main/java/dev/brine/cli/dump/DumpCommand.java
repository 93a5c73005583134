package dev.brine.cli.dump;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.StandardInput;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine dump}: values, canonical texts, or opcodes. */
public final class DumpCommand implements Command {

  @Override
  public String usage() {
    return "brine dump FILE [MEMBER]... [--canonical | --ops] [--encoding NAME]";
  }

  @Override
  public String summary() {
    return "Prints the value in a file as Python would; classes nobody knows as inert records.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(
        options,
        "canonical",
        "print one text for one value, whatever file holds it, and a line feed; what is not data"
            + " is refused");
    Arguments.flag(
        options,
        "ops",
        "print the opcodes of the pickle with their offsets, up to where it breaks if it does");
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    List<String> names = line.getArgList();
    if (names.isEmpty()) {
      throw new UsageException("no file is given");
    }
    if (arguments.has("canonical") && arguments.has("ops")) {
      throw new UsageException("--canonical and --ops are two different things");
    }
    try (StandardInput input = new StandardInput(console.in())) {
      String name = names.get(0);
      Path path = name.equals(StandardInput.NAME) ? input.path() : Path.of(name);
      return run(name, path, names.subList(1, names.size()), arguments, console) ? FINE : COULD_NOT;
    }
  }

  private static boolean run(
      String name, Path path, List<String> members, Arguments arguments, Console console)
      throws IOException {
    boolean canonical = arguments.has("canonical");
    LoadOptions strict = Loading.options(arguments);
    LoadOptions options = canonical ? strict : strict.withPickle(strict.pickle().withLenient());
    Dump dump = dump(arguments, console);
    if (!isArchive(path)) {
      if (!members.isEmpty()) {
        throw new UsageException(name + " is no archive, and has no member " + members.get(0));
      }
      return show(new Subject(name, path, options, null, null), dump, console);
    }
    boolean fine = true;
    try (NpzFile archive = NpzFile.open(path, unused -> options)) {
      List<NpzMember> chosen = chosen(name, members, archive);
      for (NpzMember member : chosen) {
        if (chosen.size() > 1 && !canonical) {
          console.out().println(Printable.escape(member.key()) + ":");
        }
        fine &= show(new Subject(name, path, options, archive, member), dump, console);
      }
    }
    return fine;
  }

  private static List<NpzMember> chosen(String name, List<String> members, NpzFile archive) {
    List<NpzMember> chosen = new ArrayList<>();
    for (String member : members) {
      if (!archive.contains(member)) {
        throw new UsageException(name + " has no member " + member);
      }
      chosen.add(archive.member(member));
    }
    return members.isEmpty() ? archive.members() : chosen;
  }

  private static Dump dump(Arguments arguments, Console console) {
    if (arguments.has("ops")) {
      return new OpcodeDump(console.out());
    }
    return arguments.has("canonical")
        ? new CanonicalDump(console.out())
        : new ReadableDump(console.out());
  }

  /** Shows one subject; false if it is broken, which does not keep the others from being shown. */
  private static boolean show(Subject subject, Dump dump, Console console) throws IOException {
    try {
      dump.show(subject);
      return true;
    } catch (BrineException e) {
      Location at = new Location(subject.title(), null, e.location().offset());
      console.tell(at + ": " + e.reason());
      return false;
    }
  }

  private static boolean isArchive(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] first = in.readNBytes(4);
      boolean zip = first.length == 4 && first[0] == 'P' && first[1] == 'K';
      return zip && ((first[2] == 3 && first[3] == 4) || (first[2] == 5 && first[3] == 6));
    }
  }
}
