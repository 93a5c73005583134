package dev.brine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The names of Python's standard library and of NumPy, each with its rating. The table is a
 * resource that {@code rate_names.py} writes; it is read when the first name is looked up that the
 * decoder does not know.
 */
final class NameTable {
  private static final String RESOURCE = "names.tsv";

  /** What a name stands for. */
  enum Rating {
    /** A class or function that makes a value and does nothing else. */
    DATA,
    /** Harmless as a value; a call does something, but runs no code of the pickle's choice. */
    MENTION,
    /** Runs, imports, opens, starts or connects something, or gives access to what does. */
    CODE,
    /** Another module. */
    MODULE,
    /** The module has no such name in any version of Python or NumPy. */
    NONE
  }

  /** A rating, and for a module its own name. */
  record Entry(Rating rating, String target) {}

  /** The lines of each module; a line is parsed when the first name of its module is looked up. */
  private final Map<String, StringBuilder> lines;

  private final Map<String, Map<String, Entry>> parsed = new HashMap<>();

  private NameTable(Map<String, StringBuilder> lines) {
    this.lines = lines;
  }

  /** Loads the table once, when the first rating is needed. */
  private static final class Holder {
    static final NameTable TABLE = load();
  }

  static NameTable get() {
    return Holder.TABLE;
  }

  private static NameTable load() {
    try (InputStream in = NameTable.class.getResourceAsStream(RESOURCE)) {
      String text =
          new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, StringBuilder> lines = new HashMap<>(4096);
      text.lines()
          .forEach(
              line -> {
                int tab = line.indexOf('\t');
                lines
                    .computeIfAbsent(line.substring(0, tab), m -> new StringBuilder())
                    .append(line, tab + 1, line.length())
                    .append('\n');
              });
      return new NameTable(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the module is in the table. */
  boolean hasModule(String module) {
    return lines.containsKey(module);
  }

  /** Returns whether the module, or the package that it is in, is Python's or NumPy's. */
  boolean owns(String module) {
    int dot = module.indexOf('.');
    return hasModule(dot < 0 ? module : module.substring(0, dot));
  }

  /** Returns the entry for a name of a module, or for {@code Class.member}; null if it has none. */
  @Nullable Entry find(String module, String name) {
    return names(module).get(name);
  }

  /** Returns whether every name of the module that the table does not list counts as code. */
  boolean isCodeByDefault(String module) {
    return names(module).containsKey("*");
  }

  private synchronized Map<String, Entry> names(String module) {
    Map<String, Entry> known = parsed.get(module);
    if (known != null) {
      return known;
    }
    StringBuilder text = lines.get(module);
    if (text == null) {
      return Map.of();
    }
    Map<String, Entry> names = new HashMap<>();
    text.toString()
        .lines()
        .forEach(
            line -> {
              int tab = line.indexOf('\t');
              Rating rating =
                  switch (line.substring(0, tab)) {
                    case "data" -> Rating.DATA;
                    case "mention" -> Rating.MENTION;
                    case "module" -> Rating.MODULE;
                    default -> Rating.CODE;
                  };
              for (String name : line.substring(tab + 1).split(" ", -1)) {
                int equals = rating == Rating.MODULE ? name.indexOf('=') : -1;
                if (equals > 0) {
                  names.put(
                      name.substring(0, equals), new Entry(rating, name.substring(equals + 1)));
                } else {
                  names.put(name, new Entry(rating, ""));
                }
              }
            });
    parsed.put(module, names);
    return names;
  }
}
