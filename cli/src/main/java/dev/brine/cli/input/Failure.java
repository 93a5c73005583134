package dev.brine.cli.input;

import dev.brine.cli.input.Console.StandardInput;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

  /** Runs an attempt on one or two parts; returns null if it succeeds. */
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

  /** A part does not fit into memory. */
  private static Failure ofMemory(Part part) {
    return new Failure(
        "LIMIT",
        part.title()
            + ": does not fit the memory of this JVM ("
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB); BRINE_JAVA_OPTS=-Xmx8g gives it more");
  }

  /** Something that may fail. */
  public interface Attempt {
    void run() throws IOException;
  }

  /** Why something failed, in one sentence for a person. */
  public static final class Reasons {
    private Reasons() {}

    /**
     * The message, with the file's name; Java's own exceptions say nothing but the name at times.
     */
    public static String of(@Nullable IOException failure) {
      if (failure instanceof NoSuchFileException missing) {
        return missing.getFile() + ": no such file";
      }
      if (failure instanceof AccessDeniedException denied) {
        return denied.getFile() + ": permission denied";
      }
      if (failure instanceof FileSystemException failed && failed.getReason() != null) {
        return failed.getFile() + ": " + failed.getReason();
      }
      String message = failure == null ? null : failure.getMessage();
      return message == null ? String.valueOf(failure) : message;
    }
  }
}
