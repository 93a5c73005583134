package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is killed while it saves leaves the old file or the new one. {@code
 * -Dbrine.kills=200} kills more often than a build has time for.
 */
class KilledTest {
  private static final int KILLS = Integer.getInteger("brine.kills", 12);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"npy", "stored", "deflated", "update", "append"})
  void a_process_killed_while_it_saves_leaves_a_whole_file(String what) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Path file = folder.resolve("a." + what);
    SavingMain.save(what, file, 0);
    long last = 0;
    int kills = Math.max(1, KILLS / 5);
    for (int i = 0; i < kills; i++) {
      Process process = SavingMain.start(what, file, last + 1);
      // at least one was saved; then at any moment
      read(process.getInputStream(), 1 + random.nextInt(20));
      process.waitFor(random.nextInt(30_000), TimeUnit.MICROSECONDS);
      process.destroyForcibly().waitFor();
      long found = SavingMain.check(what, file);
      assertThat(found).as("kill %d of %s", i, what).isGreaterThan(last);
      last = found;
    }
    try (var left = Files.list(folder)) {
      assertThat(left).allMatch(path -> path.equals(file) || path.toString().endsWith(".tmp"));
    }
  }

  private static void read(InputStream saved, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      assertThat(saved.read()).as("a byte for each that is saved").isEqualTo('.');
    }
  }
}
