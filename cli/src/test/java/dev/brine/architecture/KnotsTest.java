package dev.brine.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever is read first can be understood before what is read next. */
class KnotsTest {

  /**
   * Files that need each other, and why that is right: the names of a whole knot, in order, to the
   * reason.
   */
  private static final Map<Set<String>, String> JUSTIFIED = Map.of();

  @Test
  void packages_have_no_cycles() {
    slices()
        .matching("dev.brine.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(House.classes());
  }

  @Test
  void files_in_a_package_have_no_cycles() {
    Map<String, SortedSet<String>> uses = new TreeMap<>();
    for (JavaClass type : House.classes()) {
      String user = House.topLevel(type).getName();
      SortedSet<String> used = uses.computeIfAbsent(user, name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = House.topLevel(dependency.getTargetClass().getBaseComponentType());
        if (target.getPackageName().equals(type.getPackageName())
            && !target.getName().equals(user)) {
          used.add(target.getName());
        }
      }
    }
    assertThat(Knots.of(uses)).filteredOn(knot -> !JUSTIFIED.containsKey(knot)).isEmpty();
  }

  @Test
  void every_justified_knot_still_exists() {
    Set<String> names = new TreeSet<>();
    House.topLevelTypes().forEach(type -> names.add(type.getName()));
    assertThat(JUSTIFIED.keySet()).allMatch(names::containsAll);
  }
}
