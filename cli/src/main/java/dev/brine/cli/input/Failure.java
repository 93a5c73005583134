package dev.brine.cli.input;

import dev.brine.cli.command.Reasons;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a file or a part of it could not be read.
 *
 * @param kind a {@link BrineException.Kind}; IO where the file system failed, VALUE where an
 *     element is nothing that can be shown
 * @param message for a person: where, what was found, and what to do about it
 */
public record Failure(String kind, String message) {

  /** What went wrong with a file that the command line calls {@code file}. */
  public static Failure of(String file, @Nullable IOException failure) {
    if (failure instanceof BrineException broken) {
      Location at = broken.location();
      Location named = new Location(file, at.member(), at.offset());
      return new Failure(broken.kind().name(), named + ": " + broken.reason());
    }
    return new Failure("IO", Reasons.of(failure));
  }

  /** Does something with a part, or with two; null if nothing went wrong. */
  public static @Nullable Failure of(Attempt attempt, Part... parts) {
    try {
      attempt.run();
      return null;
    } catch (IOException e) {
      return of(file(e, parts), e);
    } catch (UncheckedIOException e) {
      return of(file(e.getCause(), parts), e.getCause());
    } catch (ArithmeticException | IllegalStateException | UnsupportedOperationException e) {
      return new Failure("VALUE", parts[0].title() + ": " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return ofMemory(parts[0]);
    }
  }

  /** The file at fault, by the name it has on the command line: standard input has another. */
  private static String file(@Nullable IOException failure, Part... parts) {
    String named = failure instanceof BrineException broken ? broken.location().file() : null;
    String input = null;
    for (Part part : parts) {
      if (part.file().equals(named)) {
        return part.file();
      }
      input = part.file().equals(StandardInput.NAME) ? part.file() : input;
    }
    return input == null ? parts[0].file() : input;
  }

  /** There is less memory than a part needs. */
  private static Failure ofMemory(Part part) {
    return new Failure(
        "LIMIT",
        part.title()
            + ": does not fit the memory of this JVM ("
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB); BRINE_JAVA_OPTS=-Xmx8g gives it more");
  }

  /** What may go wrong. */
  public interface Attempt {
    void run() throws IOException;
  }
}
