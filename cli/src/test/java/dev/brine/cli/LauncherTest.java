package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code brine} of the repository, with the classes of this build in place of its own.
 * Skipped where there is no {@code sh}, or the script is not beside the module.
 */
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "brine");

  @TempDir Path folder;

  /** A run of a shell script; standard error follows standard output. */
  private record Run(int code, String out) {}

  @BeforeEach
  void install() throws IOException {
    assumeThat(Path.of("/bin/sh")).as("a shell").isExecutable();
    assumeThat(SCRIPT).as("the script").isRegularFile();
    Files.copy(SCRIPT, folder.resolve("brine"));
    Path build = Files.createDirectories(folder.resolve("cli/target/brine/this"));
    Files.writeString(folder.resolve("cli/target/brine/current"), "this\n");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().normalize().toUri().toString())
            .collect(Collectors.joining(" "));
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes);
    try (OutputStream out = Files.newOutputStream(build.resolve("brine.jar"))) {
      new JarOutputStream(out, manifest).close();
    }
    // in place of the archives of classes, which take long to make
    for (String version :
        new String[] {
          Runtime.version().toString(), System.getProperty("java.vm.version"), "java"
        }) {
      Files.write(build.resolve(version + ".jsa"), new byte[0]);
    }
  }

  /** Runs a script in which {@code brine} is the launcher. */
  private Run run(Map<String, String> environment, String... lines)
      throws IOException, InterruptedException {
    // the names of files are in the script, because this JVM may not be able to pass them
    Path script = folder.resolve("script.sh");
    Files.writeString(script, "set -e\n" + String.join("\n", lines) + "\n");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("BRINE_BUILD", "never");
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=C", "LC_ALL=POSIX", "LANG=C", "LC_ALL=xx_XX.UTF-8"})
  void files_of_any_name_open_in_any_locale(String locale) throws Exception {
    Npy.save(folder.resolve("plain.npy"), NdArray.of(1, 2, 3));
    Map<String, String> environment =
        locale.isEmpty() ? Map.of() : Map.of(locale.split("=", 2)[0], locale.split("=", 2)[1]);
    Run run =
        run(
            environment,
            "for name in данные 数据 🙂 'é ü'; do cp plain.npy \"$name.npy\"; done",
            "./brine ls данные.npy 数据.npy 🙂.npy 'é ü.npy'",
            "./brine explain данные.npy 数据.npy 🙂.npy 'é ü.npy'",
            "./brine convert 🙂.npy 数据.csv",
            "cat 数据.csv");
    for (String name : new String[] {"данные.npy", "数据.npy", "🙂.npy", "é ü.npy"}) {
      assertThat(run.out()).contains("\n" + name + " ", "numpy.load('" + name + "')");
    }
    assertThat(run.out()).endsWith("数据.csv: written\n1\n2\n3\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void without_a_network_load_names_the_options_that_need_none() throws Exception {
    Run run = run(Map.of(), "./brine load imdb --offline --home '" + folder + "'");
    assertThat(run.out()).contains("--data FILE", "--origin URL", "--sample");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void the_home_of_the_shell_comes_before_that_of_java() throws Exception {
    Path home = folder.resolve("home");
    Run run =
        run(
            Map.of("HOME", home.toString(), "BRINE_JAVA_OPTS", "-Duser.home=/other"),
            "./brine load imdb --offline");
    assertThat(run.out()).contains(home + "/.keras/datasets/imdb.npz").doesNotContain("/other");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info",
        "head",
        "cat",
        "stats",
        "digest",
        "dump",
        "dump --canonical",
        "explain",
        "diff",
        "convert",
        "info --json",
        "stats --json"
      })
  void too_little_memory_is_told_in_one_sentence(String command) throws Exception {
    Npy.saveValue(folder.resolve("a.pkl"), ArrayValue.of(NdArray.of(new double[4_000_000])));
    String more =
        Objects.requireNonNullElse(
            Map.of("diff", " a.pkl", "convert", " out.npz").get(command), "");
    Run run = run(Map.of("BRINE_JAVA_OPTS", "-Xmx20m"), "./brine " + command + " a.pkl" + more);
    assertThat(run.out().lines().filter(line -> line.contains("memory"))).hasSize(1);
    assertThat(run.out()).doesNotContain("\tat ", "Exception", "OutOfMemoryError");
    assertThat(run.code()).isEqualTo(2);
  }
}
