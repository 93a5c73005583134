package dev.brine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

/** Dependencies run one way: no cycles between packages, and modules depend downwards only. */
class ModulesTest {

  static final Iterable<String> MODULES = MainCode.MODULES;

  @Test
  void packages_have_no_cycles() {
    slices()
        .matching("dev.brine.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void a_module_uses_no_module_above_it(String module) {
    int level = MainCode.MODULES.indexOf(module);
    noClasses()
        .that(areIn(module))
        .should()
        .dependOnClassesThat(
            describe(
                "are in a module above " + module,
                type ->
                    MainCode.MODULES.subList(level + 1, MainCode.MODULES.size()).stream()
                        .anyMatch(above -> MainCode.isIn(above, type))))
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void internal_packages_are_exported_to_named_modules_of_brine_at_most(String module) {
    assertThat(MainCode.descriptor(module).exports())
        .filteredOn(exported -> exported.source().contains(".internal"))
        .allMatch(ModuleDescriptor.Exports::isQualified);
  }

  @Test
  void base_and_pickle_and_npy_need_nothing_but_java() {
    assertThat(neededAtRunTime("dev.brine.base")).containsOnly("java.base");
    assertThat(neededAtRunTime("dev.brine.pickle")).containsOnly("java.base", "dev.brine.base");
    assertThat(neededAtRunTime("dev.brine.npy")).containsOnly("java.base", "dev.brine.pickle");
  }

  @Test
  void scan_needs_npy_and_the_decompressors_and_a_parser_of_json() {
    assertThat(neededAtRunTime("dev.brine.scan"))
        .containsOnly(
            "java.base",
            "dev.brine.npy",
            "org.apache.commons.compress",
            "org.tukaani.xz",
            "com.fasterxml.jackson.core");
  }

  @Test
  void datasets_needs_npy_and_http() {
    assertThat(neededAtRunTime("dev.brine.datasets"))
        .containsOnly("java.base", "java.net.http", "dev.brine.npy");
  }

  @Test
  void convert_needs_npy_and_parsers_of_json_and_csv() {
    assertThat(neededAtRunTime("dev.brine.convert"))
        .containsOnly(
            "java.base", "dev.brine.npy", "com.fasterxml.jackson.core", "de.siegmar.fastcsv");
  }

  private static Set<String> neededAtRunTime(String module) {
    return MainCode.descriptor(module).requires().stream()
        .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .collect(Collectors.toSet());
  }

  private static DescribedPredicate<JavaClass> areIn(String module) {
    return describe("are in " + module, type -> MainCode.isIn(module, type));
  }
}
