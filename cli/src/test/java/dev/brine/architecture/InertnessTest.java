package dev.brine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file is data: there is no way from a name in it to code, and nothing that it could change. */
class InertnessTest {

  /** Of {@link Class}: what finds code by its name, or runs it. */
  private static final Set<String> LOOKUPS =
      Set.of(
          "forName",
          "newInstance",
          "getMethod",
          "getMethods",
          "getDeclaredMethod",
          "getDeclaredMethods",
          "getField",
          "getFields",
          "getDeclaredField",
          "getDeclaredFields",
          "getConstructor",
          "getConstructors",
          "getDeclaredConstructor",
          "getDeclaredConstructors");

  @Test
  void nothing_reads_serialized_java_objects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @Test
  void no_library_uses_reflection() {
    noClasses()
        .that(areInALibrary())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect")
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @Test
  void no_library_finds_a_class_or_a_member_by_its_name() {
    noClasses()
        .that(areInALibrary())
        .should()
        .callCodeUnitWhere(describe("it looks code up by name", InertnessTest::looksCodeUp))
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @Test
  void no_library_starts_a_process_or_loads_native_code() {
    noClasses()
        .that(areInALibrary())
        .should()
        .callCodeUnitWhere(describe("it leaves Java", InertnessTest::leavesJava))
        .allowEmptyShould(true)
        .check(MainCode.classes());
  }

  @Test
  void no_static_field_can_change() {
    fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(MainCode.classes());
  }

  private static boolean looksCodeUp(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return (owner.isEquivalentTo(Class.class) && LOOKUPS.contains(name))
        || (owner.isAssignableTo(ClassLoader.class) && name.equals("loadClass"))
        || (owner.isEquivalentTo(MethodHandles.Lookup.class)
            && (name.startsWith("find")
                || name.startsWith("unreflect")
                || name.startsWith("define")));
  }

  private static boolean leavesJava(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return owner.isEquivalentTo(ProcessBuilder.class)
        || ((owner.isEquivalentTo(Runtime.class) || owner.isEquivalentTo(System.class))
            && (name.equals("exec") || name.equals("load") || name.equals("loadLibrary")));
  }

  private static DescribedPredicate<JavaClass> areInALibrary() {
    return describe(
        "are in a library",
        type -> MainCode.LIBRARIES.stream().anyMatch(module -> MainCode.isIn(module, type)));
  }
}
