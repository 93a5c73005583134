package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code explain} and {@code info} print to be pasted works: shell and Java lines are executed
 * here, the results of the Python lines are those of run_pasted_lines.py.
 */
final class PastedLinesTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "explain");
  private static final Pattern LOAD =
      Pattern.compile(
          "numpy\\.load\\((?:[^'()]|'(?:[^'\\\\]|\\\\.)*')*\\)(?:\\['(?:[^'\\\\]|\\\\.)*'\\])?");

  @TempDir Path folder;

  /** A line that a command printed about a file; in it, the file has no folder. */
  private record Line(Path file, String command, String text, String opensWith) {
    String name() {
      Path parent = Objects.requireNonNull(file.getParent());
      return parent.getFileName() + "/" + file.getFileName();
    }

    boolean isJava() {
      return text.endsWith("// Java, runs nothing");
    }

    boolean isPython() {
      return text.startsWith("import ")
          || text.startsWith("b = open(")
          || text.startsWith("open(")
          || command.equals("info");
    }

    boolean isShell() {
      return !isJava() && !isPython() && !text.startsWith("#");
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path place :
        List.of(FIXTURES, TestData.path("field/files"), TestData.path("golden/files"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> all = Files.walk(place)) {
          all.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".txt"))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  private static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Path file : files()) {
      String place = file.getParent() + "/";
      JsonTree explained = Brine.run("explain", "--json", file).json().get(0);
      String opens = "";
      for (JsonTree fact : explained.get("facts").items()) {
        opens = fact.get("about").text().equals("opens with") ? fact.get("text").text() : opens;
      }
      for (JsonTree command : explained.get("commands").items()) {
        lines.add(new Line(file, "explain", command.text().replace(place, ""), opens));
      }
      String info = Brine.run("info", file).out().replaceAll("\\n {14}", " ");
      Set<String> loads = new LinkedHashSet<>();
      Matcher matcher = LOAD.matcher(info);
      while (matcher.find()) {
        loads.add(matcher.group().replace(place, ""));
      }
      boolean fine = Boolean.TRUE.equals(explained.get("fine").value());
      for (String load : loads) {
        if (load.contains("allow_pickle") && !fine) {
          continue; // must not be run; info says that it runs the pickle
        }
        lines.add(new Line(file, "info", "import numpy; a = " + load, opens));
      }
    }
    return lines;
  }

  @Test
  void the_python_lines_do_what_the_script_found() throws IOException {
    List<String> printed = new ArrayList<>();
    Map<String, Line> byKey = new LinkedHashMap<>();
    String before = "";
    for (Line line : lines()) {
      if (!line.isPython()) {
        continue;
      }
      // two lines that belong together
      if (line.text().startsWith("b = open(")) {
        before = line.text() + "\n";
        continue;
      }
      String json = "\"" + (before + line.text()).replace("\\", "\\\\").replace("\"", "\\\"");
      String key = line.name() + "\t" + line.command() + "\t" + json.replace("\n", "\\n") + "\"";
      before = "";
      if (byKey.putIfAbsent(key, line) == null) {
        printed.add(key);
      }
    }
    String target = System.getProperty("brine.pasted");
    if (target != null) {
      Files.write(Path.of(target), printed);
      return;
    }
    Map<String, String[]> found = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/pasted/python.tsv"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(row -> row.split("\t", -1))
          .forEach(row -> found.put(row[0] + "\t" + row[1] + "\t" + row[2], row));
    }
    for (String key : printed) {
      Line line = Objects.requireNonNull(byKey.get(key));
      String[] row =
          Objects.requireNonNull(found.get(key), "not run by run_pasted_lines.py: " + key);
      assertThat(row[3]).as(key + " with NumPy 2.4").matches("ok|not run.*|ModuleNotFound.*");
      boolean newer = line.opensWith().matches("NumPy (2|1\\.2[5-9]).*");
      if (!newer) {
        assertThat(row[4]).as(key + " with NumPy 1.24").matches("ok|not run.*|ModuleNotFound.*");
      }
    }
  }

  @Test
  void the_shell_lines_work() throws Exception {
    int count = 0;
    for (Line line : lines()) {
      if (line.isShell()) {
        Path place = Files.createDirectory(folder.resolve("s" + count++));
        Files.copy(line.file(), place.resolve(line.file().getFileName().toString()));
        List<String> words = words(line.text());
        if (words.get(0).equals("brine")) {
          brine(line, words, place);
        } else {
          shell(line, words, place);
        }
      }
    }
    assertThat(count).isGreaterThan(10);
  }

  private static void brine(Line line, List<String> words, Path place) {
    List<Object> arguments = new ArrayList<>(words.subList(1, words.size()));
    for (int i = 1; i < arguments.size(); i++) {
      String word = arguments.get(i).toString();
      if (word.equals(line.file().getFileName().toString()) || i == arguments.size() - 1) {
        arguments.set(i, place.resolve(word));
      }
    }
    Brine run = Brine.run(arguments.toArray());
    assertThat(run.err())
        .as(line.text())
        .doesNotContain("see brine --help")
        .doesNotContain("no such file");
    if (arguments.get(0).equals("convert")) {
      boolean some = words.contains("--keep-going");
      assertThat(run.code()).as(line.text() + run.err()).isEqualTo(some ? 1 : 0);
      Brine made = Brine.run("explain", "--json", arguments.get(arguments.size() - 1));
      assertThat(made.json().get(0).get("verdict").text())
          .as(line.text())
          .matches("only data; NumPy opens it as it is\\.|an empty archive; .*");
    }
  }

  private static void shell(Line line, List<String> words, Path place) throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, words.get(0))));
    boolean offline = words.get(0).equals("git") || words.get(0).equals("curl");
    if (there && !offline) {
      Path log = place.resolve("log");
      Process process =
          new ProcessBuilder("sh", "-c", line.text())
              .directory(place.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      boolean finds = words.get(0).equals("unzip") && words.contains("-t");
      assertThat(process.exitValue())
          .as(line.text() + Files.readString(log, StandardCharsets.ISO_8859_1))
          .isLessThan(finds ? 10 : 1);
    }
  }

  /** The words of a command line, without its comment. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("'((?:[^']|'\\\\'')*)'|(#.*)|(\\S+)").matcher(command);
    while (matcher.find() && matcher.group(2) == null) {
      words.add(
          matcher.group(1) != null ? matcher.group(1).replace("'\\''", "'") : matcher.group(3));
    }
    return words;
  }

  @Test
  void the_java_lines_work() throws Exception {
    List<Line> lines = lines().stream().filter(Line::isJava).toList();
    assumeThat(lines).isNotEmpty();
    StringBuilder source = new StringBuilder();
    for (String name :
        List.of(
            "dev.brine.npy.*",
            "dev.brine.npy.array.*",
            "dev.brine.npy.dtype.MlType",
            "dev.brine.pickle.*",
            "dev.brine.pickle.value.PickleValue",
            "java.nio.file.*")) {
      source.append("import ").append(name).append(";\n");
    }
    source.append("public class Pasted {\n");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String code = line.text().replace("Path.of(\"", "Path.of(\"" + line.file().getParent() + "/");
      source.append("  public static void m" + i + "() throws Exception {\n    ");
      source
          .append(code)
          .append("\n    Object o = a; if (o instanceof AutoCloseable c) { c.close(); }\n  }\n");
    }
    Path file = Files.writeString(folder.resolve("Pasted.java"), source.append("}\n"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString(), "-cp", SnippetsTest.classPath()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> pasted = loader.loadClass("Pasted");
      for (int i = 0; i < lines.size(); i++) {
        Method method = pasted.getMethod("m" + i);
        try {
          method.invoke(null);
        } catch (InvocationTargetException e) {
          throw new AssertionError(
              String.format(Locale.ROOT, "%s: %s", lines.get(i).file(), lines.get(i).text()),
              e.getCause());
        }
      }
    }
  }
}
