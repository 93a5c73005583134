package dev.brine.scan;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.PyGlobal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits on scanning one file, and the names that the caller vouches for. Immutable; each {@code
 * with} method returns a changed copy.
 *
 * @param pickle the limits of each pickle; {@link PickleLimits#DEFAULT}
 * @param depth the maximum nesting depth of containers and pickles; 4
 * @param freeBytes the number of bytes to scan regardless of the file's size; 64 MiB
 * @param bytesPerByte the number of additional bytes to scan per byte of the file; 8. Array
 *     elements that are skipped in the outermost archive do not count
 * @param heldBytes the maximum size of an archive in another file, which is held in memory together
 *     with the archives around it; 64 MiB
 * @param members the maximum number of members of an archive; 65,536
 * @param maxHeaderSize the maximum size of an array header, in bytes; 65,536
 * @param claim what tells whether the file is meant to be loaded with NumPy or as a pickle; {@link
 *     Claim#LOADED}
 * @param threads the maximum number of threads that scan one file; by default the number of
 *     processors
 * @param allowed classes and functions that count as known, each as its module, a space and its
 *     name; none. They are never names that Brine rates as code
 */
public record ScanOptions(
    PickleLimits pickle,
    int depth,
    long freeBytes,
    int bytesPerByte,
    int heldBytes,
    int members,
    int maxHeaderSize,
    Claim claim,
    int threads,
    Set<String> allowed) {

  /** What tells whether a file is meant to be loaded with NumPy or as a pickle. */
  public enum Claim {
    /** The caller does: it is, whatever its name and its contents are. */
    LOADED,
    /**
     * The caller does, but not of files with other names that are recognizably something else
     * ({@link Form#isForeign}).
     */
    NAMED,
    /**
     * Its name and its contents do. A file that has neither the contents nor an extension of an
     * array or a pickle is not searched further.
     */
    FOUND
  }

  /** Checks that no limit is negative, and that no allowed name is code. */
  public ScanOptions {
    if (depth < 0
        || freeBytes < 0
        || bytesPerByte < 0
        || heldBytes < 0
        || members < 0
        || maxHeaderSize < 0) {
      throw new IllegalArgumentException("a limit must be non-negative");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be positive but was " + threads);
    }
    allowed = Set.copyOf(allowed);
    for (String name : allowed) {
      String fault = fault(name);
      if (fault != null) {
        throw new IllegalArgumentException(fault);
      }
    }
  }

  /** The defaults. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(
          PickleLimits.DEFAULT,
          4,
          64L << 20,
          8,
          64 << 20,
          65_536,
          65_536,
          Claim.LOADED,
          Runtime.getRuntime().availableProcessors(),
          Set.of());

  /** Returns a copy of these options with other limits of each pickle. */
  public ScanOptions withPickle(PickleLimits limits) {
    return new ScanOptions(
        limits,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        claim,
        threads,
        allowed);
  }

  /** Returns a copy of these options with another {@code depth}. */
  public ScanOptions withDepth(int limit) {
    return new ScanOptions(
        pickle,
        limit,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        claim,
        threads,
        allowed);
  }

  /** Returns a copy of these options with other {@code freeBytes} and {@code bytesPerByte}. */
  public ScanOptions withTotal(long free, int perByte) {
    return new ScanOptions(
        pickle, depth, free, perByte, heldBytes, members, maxHeaderSize, claim, threads, allowed);
  }

  /** Returns a copy of these options with another {@code heldBytes}. */
  public ScanOptions withHeldBytes(int limit) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        limit,
        members,
        maxHeaderSize,
        claim,
        threads,
        allowed);
  }

  /** Returns a copy of these options with another {@code members}. */
  public ScanOptions withMembers(int limit) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        limit,
        maxHeaderSize,
        claim,
        threads,
        allowed);
  }

  /** Returns a copy of these options with another {@code maxHeaderSize}. */
  public ScanOptions withMaxHeaderSize(int limit) {
    return new ScanOptions(
        pickle, depth, freeBytes, bytesPerByte, heldBytes, members, limit, claim, threads, allowed);
  }

  /** Returns a copy of these options with another {@code claim}. */
  public ScanOptions withClaim(Claim other) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        other,
        threads,
        allowed);
  }

  /** Returns a copy of these options with another {@code threads}. */
  public ScanOptions withThreads(int count) {
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        claim,
        count,
        allowed);
  }

  /**
   * Returns a copy of these options in which one more class or function counts as known, as if its
   * use were data: the caller vouches for the code that runs when it is named, called, or given a
   * state. {@link FileScan#allowed} lists those that a file uses.
   *
   * @param module the module, exactly as pickles name it
   * @param name the class or function in that module, exactly as pickles name it
   * @throws IllegalArgumentException if Brine rates the name as code, which cannot be allowed
   */
  public ScanOptions withAllowed(String module, String name) {
    return withAllowed(Set.of(module + ' ' + name));
  }

  /**
   * Returns a copy of these options in which the classes and functions that a text file lists count
   * as known. Each of its lines has a module, a blank and a name; a {@code #} begins a comment.
   *
   * @throws MalformedException if a line has another form, or names what Brine rates as code
   * @throws IOException if the file cannot be read
   */
  public ScanOptions withAllowed(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    Location location = Location.of(file.toString());
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new MalformedException(Kind.ENCODING, location, "an allow file must be UTF-8", e);
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").replace("\ufeff", "").strip();
      String pair = String.join(" ", line.split("\\s+", -1));
      String fault = line.isEmpty() ? null : fault(pair);
      if (fault != null) {
        throw new MalformedException(Kind.MALFORMED, location, "line " + (i + 1) + ": " + fault);
      }
      names.add(pair);
    }
    names.remove("");
    return withAllowed(names);
  }

  private ScanOptions withAllowed(Set<String> more) {
    Set<String> names = new HashSet<>(allowed);
    names.addAll(more);
    return new ScanOptions(
        pickle,
        depth,
        freeBytes,
        bytesPerByte,
        heldBytes,
        members,
        maxHeaderSize,
        claim,
        threads,
        names);
  }

  /** Returns why a name cannot be allowed, or null. */
  private static @Nullable String fault(String pair) {
    int blank = pair.indexOf(' ');
    int dot = pair.lastIndexOf('.');
    String module = pair.substring(0, Math.max(0, blank));
    String name = pair.substring(blank + 1);
    if (blank < 0 && dot > 0) {
      String split = pair.substring(0, dot) + ' ' + pair.substring(dot + 1);
      return "'" + pair + "' must be a module, a blank and a name, such as '" + split + "'";
    }
    if (!NameRating.isPlain(module) || !NameRating.isPlain(name)) {
      return "'" + pair + "' must be a module, a blank and a name";
    }
    return NameRating.mayBeAllowed(new PyGlobal(module, name, 0))
        ? null
        : "'" + pair + "' runs code or leads to code, which cannot be allowed";
  }
}
