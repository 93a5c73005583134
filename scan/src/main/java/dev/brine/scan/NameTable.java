package dev.brine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names of modules, classes and functions, each with its rating. There are two tables, each a
 * resource: one of Python's standard library and NumPy, which {@code rate_names.py} writes, and one
 * of the functions of other libraries that run code. A table is read when the first name is looked
 * up that the decoder does not know.
 */
final class NameTable {
  /** What a name stands for. */
  enum Rating {
    /** A class or function that only makes a value, even if a pickle calls it. */
    VALUE,
    /** A class that holds data, or a function that computes, as a value; a call is not rated. */
    DATA,
    /** Harmless as a value; a call does something, but runs no code of the pickle's choice. */
    MENTION,
    /** Code, but an instance of it that is made without calling it, as pickles do, is not. */
    INSTANCE,
    /** Runs, imports, opens, starts or connects something, or gives access to what does. */
    CODE,
    /** Another module. */
    MODULE,
    /** Not a name but the title of a library. */
    TITLE,
    /** The module has no such name in any version of Python or NumPy. */
    NONE
  }

  /**
   * A rating.
   *
   * @param target for a module its own name; for a class whose instances are dicts, lists or sets
   *     "items"
   */
  record Entry(Rating rating, String target) {}

  /** The lines of each module; a line is parsed when the first name of its module is looked up. */
  private final Map<String, StringBuilder> lines;

  private final Map<String, Map<String, Entry>> parsed = new HashMap<>();

  private NameTable(Map<String, StringBuilder> lines) {
    this.lines = lines;
  }

  /** Loads the table of Python and NumPy when it is needed. */
  private static final class Python {
    static final NameTable TABLE = load("names.tsv");
  }

  /** Loads the table of other libraries when it is needed. */
  private static final class Others {
    static final NameTable TABLE = load("libraries.tsv");
  }

  /** Returns the table of Python's standard library and NumPy. */
  static NameTable get() {
    return Python.TABLE;
  }

  /** Returns the table of functions of other libraries that run code, and of their titles. */
  static NameTable libraries() {
    return Others.TABLE;
  }

  private static NameTable load(String resource) {
    try (InputStream in = NameTable.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
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

  /** Returns the title of a library, of which this is the top module; null if it has none. */
  @Nullable String title(String module) {
    Entry title = find(module, "");
    return title == null ? null : title.target();
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
              Rating rating = Rating.valueOf(line.substring(0, tab).toUpperCase(Locale.ROOT));
              if (rating == Rating.TITLE) {
                names.put("", new Entry(rating, line.substring(tab + 1)));
                return;
              }
              for (String name : line.substring(tab + 1).split(" ", -1)) {
                int equals = name.indexOf('=');
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
