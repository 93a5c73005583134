package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  private static void fine(Object... arguments) {
    Brine run = Brine.run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void a_member_becomes_the_lines_that_cat_prints() throws IOException {
    for (String member : new String[] {"big", "records", "mixed", "ragged", "double"}) {
      for (String format : new String[] {"csv", "jsonl"}) {
        Path out = folder.resolve(member + "." + format);
        fine("convert", KINDS, member, out);
        assertThat(Files.readString(out))
            .isEqualTo(Brine.run("cat", "--format", format, KINDS, member).out());
      }
    }
  }

  @Test
  void csv_is_of_one_member_that_exists() {
    Path out = folder.resolve("a.csv");
    assertThat(Brine.run("convert", KINDS, out).err()).contains("say which, between IN and OUT");
    assertThat(Brine.run("convert", KINDS, "no", out).err()).contains("has no member no");
    assertThat(out).doesNotExist();
  }

  @Test
  void what_has_no_lines_leaves_the_old_file() throws IOException {
    Path out = Files.writeString(folder.resolve("a.csv"), "old\n");
    Brine run = Brine.run("convert", KINDS, "cube", out);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("the array has 3 axes");
    assertThat(Files.readString(out)).isEqualTo("old\n");
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }
}
