package dev.brine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Files that fit a head, and modules that show less than they hold. */
class SizesTest {

  static final Iterable<String> MODULES = House.MODULES;

  private static final int LONGEST_FILE = 350;

  /** Below this, a module is too small for shares to mean anything. */
  private static final int FEW_TYPES = 20;

  /** Files that are better long: path from the root, to the reason. */
  private static final Map<String, String> JUSTIFIED = Map.of();

  @Test
  void no_file_is_longer_than_350_lines() throws IOException {
    for (Path file : House.sources()) {
      String path = House.root().relativize(file).toString().replace('\\', '/');
      if (!JUSTIFIED.containsKey(path)) {
        assertThat(Files.readAllLines(file))
            .as("lines of " + path)
            .hasSizeLessThanOrEqualTo(LONGEST_FILE);
      }
    }
  }

  @Test
  void every_justified_file_still_needs_it() throws IOException {
    for (String path : JUSTIFIED.keySet()) {
      assertThat(Files.readAllLines(House.root().resolve(path)))
          .as("lines of " + path)
          .hasSizeGreaterThan(LONGEST_FILE);
    }
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void at_most_half_of_a_modules_types_are_public(String module) {
    List<JavaClass> types = House.topLevelTypes().filter(type -> House.isIn(module, type)).toList();
    List<String> open =
        types.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getName)
            .toList();
    if (types.size() >= FEW_TYPES) {
      assertThat(open)
          .as("public types of " + module + ", which has " + types.size())
          .hasSizeLessThanOrEqualTo(types.size() / 2);
    }
  }
}
