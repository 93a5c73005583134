package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keras' folder, chosen as Keras 3 does: {@code KERAS_HOME} or else {@code ~/.keras}; if that
 * cannot be written, {@code .keras} in the folder for temporary files. An empty {@code KERAS_HOME}
 * counts as unset.
 *
 * @param folder the folder to use
 * @param lastResort the folder to use if the first cannot be written; null if the caller chose the
 *     first
 */
record KerasHome(Path folder, @Nullable Path lastResort) {

  /** Returns the folder {@code chosen}, or the one that Keras chooses. */
  static KerasHome of(@Nullable Path chosen, Environment environment) {
    if (chosen != null) {
      return new KerasHome(chosen, null);
    }
    String variable = environment.variables().get("KERAS_HOME");
    Path home =
        variable == null || variable.isEmpty()
            ? environment.userHome().resolve(".keras")
            : expandUser(variable, environment.userHome());
    return new KerasHome(home, environment.temporary().resolve(".keras"));
  }

  private static Path expandUser(String text, Path userHome) {
    if (text.equals("~")) {
      return userHome;
    }
    return text.startsWith("~/") ? userHome.resolve(text.substring(2)) : Path.of(text);
  }

  /** Returns whether {@code folder} is writable, or can be created. */
  static boolean canWriteTo(Path folder) {
    Path there = folder.toAbsolutePath();
    for (Path up = there.getParent(); up != null && Files.notExists(there); up = up.getParent()) {
      there = up;
    }
    return Files.isDirectory(there) && Files.isWritable(there);
  }

  /** Creates the folder if necessary, and checks that it is writable. */
  static void prepare(Path folder) throws CacheException {
    IOException failure = null;
    try {
      if (!Files.isDirectory(folder)) { // createDirectories fails for a link to a folder
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      failure = e;
    }
    if (failure != null || !Files.isWritable(folder)) {
      throw new CacheException(
          folder.toString(),
          "cannot be written, so no file can be downloaded into it; set KERAS_HOME to a writable"
              + " folder, or copy the file into it as a user with write permission",
          failure);
    }
  }
}
