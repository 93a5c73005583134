package dev.brine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that fit a head, and modules that show less than they hold. */
class SizesTest {

  private static final int LONGEST_FILE = 350;

  /** Files that are better long: path from the root, to the reason. */
  private static final Map<String, String> JUSTIFIED = Map.of();

  @Test
  void no_file_is_longer_than_350_lines_without_a_reason() throws IOException {
    Map<String, Integer> found = longFiles();
    found.keySet().removeAll(JUSTIFIED.keySet());
    assertThat(found).isEmpty();
  }

  @Test
  void every_justified_file_still_needs_it() throws IOException {
    assertThat(JUSTIFIED.keySet()).isSubsetOf(longFiles().keySet());
  }

  private static Map<String, Integer> longFiles() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    for (Path file : House.sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        found.put(House.root().relativize(file).toString().replace('\\', '/'), lines);
      }
    }
    return found;
  }

  @Test
  void at_most_half_of_the_types_are_public() {
    List<JavaClass> types = House.topLevelTypes().toList();
    List<String> open =
        types.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getName)
            .toList();
    assertThat(open)
        .as("public types, of " + types.size())
        .hasSizeLessThanOrEqualTo(types.size() / 2);
  }
}
