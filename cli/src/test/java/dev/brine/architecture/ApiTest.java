package dev.brine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The public API of each module is what its {@code api.txt} says: the public types of the packages
 * that are exported to everybody, and their public and protected members, one line each. A change
 * of the API changes that file too, on purpose:
 *
 * <pre>
 * mvn -q -pl cli -am -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dbrine.api=write test
 * </pre>
 */
class ApiTest {
  private static final String HOW =
      "The public API of %s differs from %s. If that is intended, run this test with"
          + " -Dbrine.api=write, which rewrites the file, and commit it with the change.";

  /** Of all modules together. */
  private static final int MAX_TYPES = 101;

  private static final Pattern EXPORTS = Pattern.compile("exports\\s+([\\w.]+)\\s*(to\\b[^;]*)?;");

  /** Packages before the name of a type. */
  private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  static final Iterable<String> MODULES = MainCode.MODULES;

  @ParameterizedTest
  @FieldSource("MODULES")
  void the_public_api_is_what_the_committed_file_says(String module) throws Exception {
    Path file = folder(module).resolve("api.txt");
    List<String> api = List.copyOf(api(module));
    if ("write".equals(System.getProperty("brine.api"))) {
      Files.write(file, api);
    }
    List<String> committed = Files.exists(file) ? Files.readAllLines(file) : List.of();
    assertThat(api).as(HOW, module, file).containsExactlyElementsOf(committed);
  }

  @Test
  void the_modules_export_few_types() throws Exception {
    List<String> types = new ArrayList<>();
    for (String module : MainCode.MODULES) {
      for (Class<?> type : topLevelTypes(module)) {
        types.add(type.getName());
      }
    }
    assertThat(types).hasSizeLessThanOrEqualTo(MAX_TYPES);
  }

  private static Path folder(String module) {
    return MainCode.root().resolve(module.substring(module.lastIndexOf('.') + 1));
  }

  private static Set<String> api(String module) throws Exception {
    Set<String> lines = new TreeSet<>();
    for (Class<?> type : topLevelTypes(module)) {
      describe(type, lines);
    }
    return lines;
  }

  /** The public types of the packages that a module exports to everybody. */
  private static List<Class<?>> topLevelTypes(String module) throws Exception {
    Path sources = folder(module).resolve("src/main/java");
    List<Class<?>> types = new ArrayList<>();
    Matcher exports = EXPORTS.matcher(Files.readString(sources.resolve("module-info.java")));
    while (exports.find()) {
      if (exports.group(2) == null) {
        for (String name : namesIn(exports.group(1), sources)) {
          Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
          if (isVisible(type.getModifiers())) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  private static List<String> namesIn(String packageName, Path sources) throws IOException {
    try (Stream<Path> files = Files.list(sources.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .map(name -> packageName + "." + name.replace(".java", ""))
          .toList();
    }
  }

  private static void describe(Class<?> type, Set<String> lines) {
    String name = type.getName().replace('$', '.');
    lines.add(name + " = " + header(type));
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        String value = modifiers(field.getModifiers()) + shortened(field.getGenericType());
        lines.add(name + "." + field.getName() + ": " + value);
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        lines.add(
            name
                + ".new"
                + parameters(constructor)
                + ": "
                + modifiers(constructor)
                + "constructor");
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
        String result = modifiers(method) + shortened(method.getGenericReturnType());
        lines.add(
            name + "." + method.getName() + parameters(method) + ": " + result + thrown(method));
      }
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (isVisible(nested.getModifiers())) {
        describe(nested, lines);
      }
    }
  }

  /** Whether every class, or every enum, has the method. */
  private static boolean isImplied(Class<?> type, Method method) {
    return switch (method.getName()) {
      case "equals", "hashCode", "toString" -> true;
      case "values", "valueOf" -> type.isEnum();
      default -> false;
    };
  }

  private static String header(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "annotation"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    String base =
        type.getGenericSuperclass() == null || type.getSuperclass() == Object.class
            ? ""
            : " extends " + shortened(type.getGenericSuperclass());
    String interfaces =
        Arrays.stream(type.getGenericInterfaces())
            .map(ApiTest::shortened)
            .collect(Collectors.joining(", "));
    return (type.isSealed() ? "sealed " : "")
        + modifiers(type.getModifiers() & ~Modifier.INTERFACE)
        + kind
        + variables(type.getTypeParameters())
        + base
        + (interfaces.isEmpty() ? "" : " implements " + interfaces);
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(v -> v + bounds(v))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getBounds())
            .filter(bound -> bound != Object.class)
            .map(ApiTest::shortened)
            .collect(Collectors.joining(" & "));
    return bounds.isEmpty() ? "" : " extends " + bounds;
  }

  private static String parameters(Executable executable) {
    return variables(executable.getTypeParameters())
        + Arrays.stream(executable.getGenericParameterTypes())
            .map(ApiTest::shortened)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String thrown(Executable executable) {
    String types =
        Arrays.stream(executable.getGenericExceptionTypes())
            .map(ApiTest::shortened)
            .sorted()
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? "" : " throws " + types;
  }

  private static String shortened(Type type) {
    return PACKAGES.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String modifiers(Executable executable) {
    return modifiers(executable.getModifiers())
        + (executable instanceof Method method && method.isDefault() ? "default " : "");
  }

  /** Those that matter to callers; everything here is public unless it says protected. */
  private static String modifiers(int modifiers) {
    String words =
        Modifier.toString(
            modifiers
                & (Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL));
    return words.isEmpty() ? "" : words + " ";
  }
}
