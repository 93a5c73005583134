package dev.brine.cli.input;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.DownloadException;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.npy.internal.header.HeaderRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a file or a part of it could not be read.
 *
 * @param kind a {@link BrineException.Kind}; IO if the file system failed, VALUE if an element
 *     cannot be shown
 * @param message where it is, what is wrong, and what to do
 */
public record Failure(String kind, String message) {
  private static final String SIZE = Pattern.quote(HeaderRules.SIZE_OPTION);
  private static final Pattern TYPE =
      Pattern.compile("; " + Pattern.quote(HeaderRules.TYPE_OPTION) + " reads it");

  /** The failure of a file that the command line calls {@code file}. */
  public static Failure of(String file, @Nullable IOException failure) {
    if (failure instanceof BrineException broken) {
      Location at = broken.location();
      Location named = new Location(file, at.member(), at.offset());
      return new Failure(broken.kind().name(), named + ": " + reason(broken));
    }
    return new Failure("IO", Reasons.of(failure));
  }

  /** The reason, with advice for the command line instead of that for a Java program. */
  private static String reason(BrineException broken) {
    String reason = broken.reason();
    int advice = reason.indexOf("; if it is harmless, PickleOptions");
    if (broken instanceof RefusedException && advice >= 0) {
      return reason.substring(0, advice) + "; brine dump shows it without running it";
    }
    boolean archive = broken.kind() == Kind.CONTAINER && broken.location().member() == null;
    return archive
        ? reason + "; brine explain says which members are whole"
        : TYPE.matcher(reason)
            .replaceFirst("; --as TYPE reads it")
            .replace("; " + HeaderRules.REPAIR_OPTION + " reads it", "; --repair reads it")
            .replaceFirst(SIZE + "\\((\\d+)\\) reads it", "--max-header-size $1 reads it")
            .replace("; open it with NpzFile", "; name it .npz")
            .replace(": if it is one, use Npy.loadValue", "")
            .replaceFirst("; use Npy\\.loadValue to get it.*", "; brine dump shows it");
  }

  /** Runs an attempt on one or two parts; returns null if it succeeds. */
  public static @Nullable Failure of(Attempt attempt, Part... parts) {
    try {
      attempt.run();
      return null;
    } catch (IOException e) {
      return of(parts[0], e);
    } catch (UncheckedIOException e) {
      return of(parts[0], e.getCause());
    } catch (ArithmeticException | IllegalStateException | UnsupportedOperationException e) {
      return new Failure("VALUE", parts[0].title() + ": " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return ofMemory(parts[0]);
    }
  }

  /** The failure of the file that it names, or else of the one with this part. */
  private static Failure of(Part part, @Nullable IOException failure) {
    String named = failure instanceof BrineException broken ? broken.location().file() : null;
    return of(named == null ? part.file() : named, failure);
  }

  /** The failure of a part that does not fit into memory. */
  private static Failure ofMemory(Part part) {
    return new Failure("LIMIT", part.title() + ": " + outOfMemory());
  }

  /** What to do if something does not fit into memory. */
  public static String outOfMemory() {
    return "does not fit into the memory of this JVM ("
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB); set BRINE_JAVA_OPTS=-Xmx8g to give it more";
  }

  /** An action that may fail. */
  public interface Attempt {
    void run() throws IOException;
  }

  /** Turns exceptions into messages. */
  public static final class Reasons {
    private Reasons() {}

    /** The message with the name of the file; some exceptions of Java have nothing but the name. */
    public static String of(@Nullable IOException failure) {
      if (failure instanceof BrineException broken) {
        return broken.location() + ": " + reason(broken);
      }
      if (failure instanceof NoSuchFileException missing) {
        Path folder = Path.of(missing.getFile()).toAbsolutePath().getParent();
        return folder != null && !Files.exists(folder)
            ? missing.getFile() + ": no such file; the folder " + folder + " does not exist"
            : missing.getFile() + ": no such file";
      }
      if (failure instanceof AccessDeniedException denied) {
        return denied.getFile() + ": permission denied";
      }
      if (failure instanceof FileSystemException failed && failed.getReason() != null) {
        return failed.getFile() + ": " + failed.getReason();
      }
      String message = failure == null ? null : failure.getMessage();
      if (failure instanceof DownloadException
          || (failure instanceof CacheException
              && message != null
              && message.contains("in offline mode"))) {
        return message
            + "; read a copy with --data FILE, download from a mirror with --origin URL, or try"
            + " the sample that comes with Brine with --sample";
      }
      return message == null ? String.valueOf(failure) : message;
    }
  }
}
