package dev.brine.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real and large files, which are not in the repository. They are in the folder that the system
 * property {@code brine.testdata} names, by default {@code ../shared} beside the repository. Tests
 * that need a file are skipped if it is not there.
 */
public final class TestData {
  private TestData() {}

  /** The path of a file below that folder, whether it exists or not. */
  public static Path path(String name) {
    String folder = System.getProperty("brine.testdata", "../shared");
    return repository().resolve(folder).normalize().resolve(name);
  }

  /** The tests of a module run in its folder; those of an editor may run in the repository's. */
  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("testing")) ? here : here.resolve("..").normalize();
  }
}
