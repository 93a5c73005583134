package dev.brine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Values below, workshops between, doors on top; and every module on top of the one before. */
class FloorsTest {

  static final Iterable<String> MODULES = House.MODULES;
  static final Iterable<String> LIBRARIES = House.LIBRARIES;

  @ParameterizedTest
  @FieldSource("MODULES")
  void a_module_uses_no_module_above_it(String module) {
    int floor = House.MODULES.indexOf(module);
    noClasses()
        .that(areIn(module))
        .should()
        .dependOnClassesThat(
            describe(
                "are in a module above " + module,
                type ->
                    House.MODULES.subList(floor + 1, House.MODULES.size()).stream()
                        .anyMatch(above -> House.isIn(above, type))))
        .allowEmptyShould(true)
        .check(House.classes());
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void nobody_outside_a_module_uses_its_internal_packages(String module) {
    noClasses()
        .that(DescribedPredicate.not(areIn(module)))
        .should()
        .dependOnClassesThat(areIn(module).and(areInternal()))
        .allowEmptyShould(true)
        .check(House.classes());
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void workshops_do_not_know_the_doors(String module) {
    noClasses()
        .that(areIn(module).and(areInternal()))
        .should()
        .dependOnClassesThat(areDoorsOf(module))
        .allowEmptyShould(true)
        .check(House.classes());
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void values_know_neither_the_workshops_nor_the_doors(String module) {
    noClasses()
        .that(areIn(module).and(DescribedPredicate.not(areInternal().or(areDoorsOf(module)))))
        .should()
        .dependOnClassesThat(areIn(module).and(areInternal().or(areDoorsOf(module))))
        .allowEmptyShould(true)
        .check(House.classes());
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void internal_packages_are_not_exported_to_anyone(String module) {
    assertThat(House.descriptor(module).exports())
        .extracting(ModuleDescriptor.Exports::source)
        .noneMatch(name -> name.contains(".internal"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void every_package_is_either_exported_or_internal(String module) {
    ModuleDescriptor descriptor = House.descriptor(module);
    Set<String> exported =
        descriptor.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    assertThat(descriptor.packages())
        .filteredOn(name -> !exported.contains(name) && !House.isResourcesOnly(name))
        .allMatch(name -> name.contains(".internal"));
  }

  @Test
  void pickle_needs_nothing_but_java() {
    assertThat(neededAtRunTime("dev.brine.pickle")).containsOnly("java.base");
  }

  @Test
  void npy_needs_nothing_but_pickle() {
    assertThat(neededAtRunTime("dev.brine.npy")).containsOnly("java.base", "dev.brine.pickle");
  }

  @Test
  void scan_needs_npy_and_the_decompressors() {
    assertThat(neededAtRunTime("dev.brine.scan"))
        .containsOnly(
            "java.base", "dev.brine.npy", "org.apache.commons.compress", "org.tukaani.xz");
  }

  @Test
  void datasets_needs_npy_and_http() {
    assertThat(neededAtRunTime("dev.brine.datasets"))
        .containsOnly("java.base", "java.net.http", "dev.brine.npy");
  }

  @Test
  void convert_needs_npy_and_a_json_parser() {
    assertThat(neededAtRunTime("dev.brine.convert"))
        .containsOnly("java.base", "dev.brine.npy", "com.fasterxml.jackson.core");
  }

  private static Set<String> neededAtRunTime(String module) {
    return House.descriptor(module).requires().stream()
        .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .collect(Collectors.toSet());
  }

  private static DescribedPredicate<JavaClass> areIn(String module) {
    return describe("are in " + module, type -> House.isIn(module, type));
  }

  private static DescribedPredicate<JavaClass> areInternal() {
    return describe("are internal", type -> type.getPackageName().contains(".internal"));
  }

  private static DescribedPredicate<JavaClass> areDoorsOf(String module) {
    return describe("are doors of " + module, type -> type.getPackageName().equals(module));
  }
}
