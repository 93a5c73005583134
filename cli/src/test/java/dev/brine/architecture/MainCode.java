package dev.brine.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the rules look at: the compiled classes of all modules, their descriptors, the sources. */
final class MainCode {

  /** From the ground up; each may use the ones before it, and only through their exports. */
  static final List<String> MODULES =
      List.of(
          "dev.brine.base",
          "dev.brine.pickle",
          "dev.brine.npy",
          "dev.brine.scan",
          "dev.brine.datasets",
          "dev.brine.convert",
          "dev.brine.cli");

  /** The modules that other programs link, and that read what strangers send. */
  static final List<String> LIBRARIES = MODULES.subList(0, 6);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.brine");

  private static final ModuleFinder FOUND = findModules();

  private MainCode() {}

  static JavaClasses classes() {
    return CLASSES;
  }

  /** The class itself, or the one in whose file it is nested; neither package-info nor the like. */
  static Stream<JavaClass> topLevelTypes() {
    return CLASSES.stream()
        .filter(type -> type.getEnclosingClass().isEmpty())
        .filter(type -> !type.getSimpleName().endsWith("-info"));
  }

  static JavaClass topLevel(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  /** The module whose jar or folder the class was read from. */
  static boolean isIn(String module, JavaClass type) {
    return descriptor(module).packages().contains(type.getPackageName());
  }

  /** Whether a package of a module has files, but no class. */
  static boolean isResourcesOnly(String packageName) {
    return CLASSES.stream().noneMatch(type -> type.getPackageName().equals(packageName));
  }

  static ModuleDescriptor descriptor(String module) {
    return FOUND.find(module).map(ModuleReference::descriptor).orElseThrow();
  }

  /** The modules on the class path, where tests run: folders of classes or jars, as Maven likes. */
  private static ModuleFinder findModules() {
    return ModuleFinder.of(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(
                entry -> entry.endsWith("target/classes") || entry.toString().contains("brine-"))
            .toArray(Path[]::new));
  }

  /** Every hand-written file of main code, of every module beside this one. */
  static List<Path> sources() {
    try (Stream<Path> modules = Files.list(root())) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(MainCode::javaFiles)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkout, whether tests run there or in this module's folder. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("pickle")) ? here : here.resolve("..").normalize();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
