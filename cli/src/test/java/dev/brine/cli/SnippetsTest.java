package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.convert.Safetensors;
import dev.brine.datasets.Imdb;
import dev.brine.error.BrineException;
import dev.brine.npy.Npy;
import dev.brine.pickle.Pickle;
import dev.brine.scan.Scan;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java in README.md and docs compiles: a snippet that begins with imports as it is, any other
 * with imports and a few given variables around it.
 */
final class SnippetsTest {
  private static final List<String> IMPORTS =
      List.of(
          "dev.brine.convert.*",
          "dev.brine.datasets.*",
          "dev.brine.datasets.tables.*",
          "dev.brine.error.*",
          "dev.brine.npy.*",
          "dev.brine.npy.array.*",
          "dev.brine.npy.dtype.*",
          "dev.brine.pickle.*",
          "dev.brine.pickle.value.PickleValue",
          "dev.brine.scan.*",
          "java.nio.file.*",
          "java.util.*");

  /** What a reader has at hand already; fields, which a snippet's own variables may hide. */
  private static final String GIVEN = "  NdArray array, block, a, b, x, y;\n  byte[] bytes;\n";

  /** Sections about libraries that are not on this class path have the version in the heading. */
  private static final Pattern OTHER_LIBRARY = Pattern.compile(".* \\d+\\.\\d+\\.\\d+");

  private static final Pattern BLOCK =
      Pattern.compile("^(#+ [^\\n]*)$|^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  record Snippet(String file, int line, String section, String code) {
    @Override
    public String toString() {
      return file + ":" + line;
    }

    boolean needsOtherLibrary() {
      return OTHER_LIBRARY.matcher(section).matches();
    }
  }

  private static List<Snippet> all() throws IOException {
    Path root = Files.exists(Path.of("README.md")) ? Path.of("") : Path.of("..");
    List<Path> files = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    List<Snippet> snippets = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file);
      String section = "";
      Matcher matcher = BLOCK.matcher(text);
      while (matcher.find()) {
        if (matcher.group(1) != null) {
          section = matcher.group(1);
        } else {
          int line =
              (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
          snippets.add(
              new Snippet(file.getFileName().toString(), line + 1, section, matcher.group(2)));
        }
      }
    }
    return snippets;
  }

  static List<Snippet> snippets() throws IOException {
    return all().stream().filter(snippet -> !snippet.needsOtherLibrary()).toList();
  }

  @Test
  void every_document_with_java_is_looked_at_and_only_other_libraries_are_left_out()
      throws IOException {
    assertThat(snippets())
        .extracting(Snippet::file)
        .contains("README.md", "java.md", "saving.md", "scan.md", "using-with.md");
    assertThat(all().stream().filter(Snippet::needsOtherLibrary).map(Snippet::section).distinct())
        .containsExactly(
            "## ONNX Runtime 1.20.0",
            "## DJL 0.36.0",
            "## TensorFlow Java 1.0.0",
            "## Tribuo 4.3.2",
            "## Smile 3.1.1");
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void it_compiles(Snippet snippet) {
    assertThat(compile(snippet.code())).as("%s%n%s", snippet, snippet.code()).isEmpty();
  }

  @Test
  void a_snippet_that_is_wrong_is_found() {
    assertThat(compile("Npy.load(Path.of(\"a.npy\"), 5);")).contains("no suitable method");
    assertThat(compile("int x = Npy.load(Path.of(\"a.npy\"));")).contains("incompatible types");
    assertThat(compile("import java.nio.file.Path;\nclass A { Npy npy; }\n"))
        .contains("cannot find symbol");
  }

  /** The compiler's messages; empty if the code compiles. An ellipsis stands for any statements. */
  private static String compile(String code) {
    String statements = code.replace("…", "");
    return messages(code.startsWith("import ") ? statements : snippet(statements));
  }

  private static String snippet(String statements) {
    String imports =
        IMPORTS.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
    return imports
        + "class Snippet {\n"
        + GIVEN
        + "  void run() throws Exception {\n"
        + statements
        + "  }\n}\n";
  }

  private static String messages(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean good =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-Xdiags:verbose",
                    "-XDshould-stop.ifNoError=FLOW", // no class file
                    "-cp",
                    classPath()),
                null,
                List.of(new Source(source)))
            .call();
    return good ? "" : messages.toString();
  }

  /** Where the modules' classes are, however the tests were started. */
  static String classPath() {
    return Stream.of(
            BrineException.class,
            Pickle.class,
            Npy.class,
            Scan.class,
            Safetensors.class,
            Imdb.class)
        .map(type -> location(type).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
