package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts how often commands open a file, in a JVM with a file system of its own. */
class OpensOnceTest {
  private static final int ELEMENTS = 1 << 18;

  @TempDir Path folder;

  @Test
  void every_command_opens_its_input_once_and_reads_it_no_more_often_than_it_must()
      throws Exception {
    write();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Djava.nio.file.spi.DefaultFileSystemProvider="
                    + CountingFileSystem.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                Counted.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    TreeMap<String, String> opens = new TreeMap<>();
    for (String line : out.lines().toList()) {
      String[] words = line.split("\t", -1);
      opens.put(words[0], words[1]);
      double times = Double.parseDouble(words[2]);
      // explain also scans
      double most = words[0].startsWith("explain") ? 2.2 : 1.1;
      assertThat(times).as("bytes read by %s for each byte of the file", words[0]).isLessThan(most);
    }
    assertThat(opens.values()).as(out).hasSize(out.lines().toList().size()).containsOnly("1");
  }

  private void write() throws IOException {
    Random random = new Random(1);
    NdArray longs = NdArray.of(random.longs(ELEMENTS).toArray());
    Npy.save(folder.resolve("longs.npy"), longs);
    Npy.saveValue(folder.resolve("longs.pkl"), ArrayValue.of(longs));
    NpzWriter.write(folder.resolve("longs.npz"), w -> w.put("a", longs).put("b", longs));
    List<String> texts = random.longs(ELEMENTS).mapToObj(Long::toString).toList();
    Npy.save(folder.resolve("texts.npy"), ObjectArray.ofJava(texts));
  }

  /** The program of the other JVM: prints command, number of opens, bytes read per byte. */
  static final class Counted {
    private static final List<String> COMMANDS =
        List.of("ls", "info", "explain", "digest", "head", "stats", "dump", "scan", "convert");

    private Counted() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      List<String> lines = new ArrayList<>();
      for (String name : List.of("longs.npy", "longs.npz", "longs.pkl", "texts.npy")) {
        for (String command : COMMANDS) {
          run(command, folder.resolve(name)); // loads the classes that it needs
          lines.add(run(command, folder.resolve(name)));
        }
      }
      lines.forEach(System.out::println);
    }

    private static String run(String command, Path file) throws IOException {
      CountingFileSystem.OPENED.clear();
      long before = readSoFar();
      Brine run =
          command.equals("convert")
              ? Brine.run(command, file, file.resolveSibling("out.npz"))
              : Brine.run(command, file);
      long read = readSoFar() - before;
      if (run.code() != 0) {
        throw new IllegalStateException(command + " " + file + ": " + run.err());
      }
      long opens = CountingFileSystem.OPENED.stream().filter(file.toString()::equals).count();
      String label = command + " " + file.getFileName();
      return label + "\t" + opens + "\t" + (double) read / Files.size(file);
    }

    /** The bytes that this process has read, where the system counts them; else 0. */
    private static long readSoFar() throws IOException {
      Path io = Path.of("/proc/self/io");
      return Files.isReadable(io)
          ? Files.readAllLines(io).stream()
              .filter(line -> line.startsWith("rchar: "))
              .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
              .sum()
          : 0;
    }
  }
}
