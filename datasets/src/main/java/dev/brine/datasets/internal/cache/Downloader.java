package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.CacheOptions.Progress;
import dev.brine.datasets.cache.CacheOptions.Retries;
import dev.brine.datasets.cache.DownloadException;
import dev.brine.datasets.internal.cache.Origin.OriginException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Downloads a file to its part file: retries, resumes, and checks the hash. */
final class Downloader {
  private final String name;
  private final Origin origin;
  private final @Nullable ContentHash expected;
  private final long size;
  private final long limit;
  private final Retries retries;
  private final Progress progress;
  private final Environment.Pause pause;
  private final SplittableRandom jitter = new SplittableRandom();

  /**
   * Creates a downloader of one file.
   *
   * @param limit the maximum number of bytes if the size of the file is not known
   */
  Downloader(
      RemoteFile file,
      long limit,
      Origin origin,
      Retries retries,
      Progress progress,
      Environment.Pause pause) {
    this.name = file.name();
    this.expected = file.contentHash();
    this.size = file.size();
    this.limit = limit;
    this.origin = origin;
    this.retries = retries;
    this.progress = progress;
    this.pause = pause;
  }

  /**
   * Completes {@code part}.
   *
   * @throws DownloadException if the origin does not provide the file
   * @throws CacheException if the part cannot be written
   * @throws MalformedException if the file at the origin has another hash
   */
  void complete(PartFile part) throws IOException {
    if (part.length() > 0 && expected != null && expected.equals(part.actual())) {
      return; // an earlier process was killed after the last byte, before the file was moved
    }
    download(part);
    ContentHash actual = part.actual();
    if (actual != null && !actual.equals(expected) && part.isPieced()) {
      progress.note("the resumed download of " + name + " has another hash: starting again");
      part.restart(null);
      download(part);
      actual = part.actual();
    }
    if (actual != null && !actual.equals(expected)) {
      part.discard();
      throw new MalformedException(
          MalformedException.Kind.MISMATCH,
          Location.of(origin.name()),
          "expected "
              + expected
              + " but "
              + part.length()
              + " bytes with "
              + actual
              + " arrived; the cache has not changed");
    }
  }

  private void download(PartFile part) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        transfer(part);
        return;
      } catch (CacheException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        boolean permanent = e instanceof OriginException answer && !answer.isTransient();
        if (permanent || attempt >= retries.attempts()) {
          throw failed(e, attempt, part);
        }
        Duration wait = waitAfter(attempt, e);
        progress.note(reason(e) + "; trying again in " + Failures.time(wait));
        pause.sleepFor(wait);
      }
    }
  }

  private void transfer(PartFile part) throws IOException {
    try (Origin.Body body = origin.open(part.length(), part.validator())) {
      long total = body.total();
      requireAtMost(total, -1, part);
      if (body.from() == 0) {
        part.restart(body.validator());
      } else {
        part.proceed();
      }
      progress.advanced(name, part.length(), total);
      for (ByteBuffer bytes = body.next(); bytes != null; bytes = body.next()) {
        requireAtMost(part.length() + bytes.remaining(), total, part);
        part.write(bytes);
        progress.advanced(name, part.length(), total);
      }
      if (total >= 0 && part.length() != total) {
        throw OriginException.transientFailure(part.length() + " of " + total + " bytes arrived");
      }
    }
  }

  /**
   * Refuses a file that is longer than published or announced, without further attempts.
   *
   * @param length the length of the file so far
   * @param announced the length that the server announced, or -1
   */
  private void requireAtMost(long length, long announced, PartFile part) throws OriginException {
    String most = null;
    if (size >= 0) {
      most = length > size ? "the " + size + " bytes of the published file" : null;
    } else if (length > limit) {
      most = limit + " bytes, the limit of a download";
    }
    if (most == null && announced >= 0 && length > announced) {
      most = "the " + announced + " bytes that it announced";
    }
    if (most != null) {
      part.discard();
      throw OriginException.permanent(origin.sender() + " has more than " + most);
    }
  }

  private DownloadException failed(IOException e, int attempts, PartFile part) {
    int status =
        e instanceof OriginException answer ? answer.status() : DownloadException.NO_STATUS;
    String kept =
        part.isKept()
            ? "; the "
                + part.length()
                + " bytes that arrived are kept, and the next download resumes there"
            : "";
    return new DownloadException(origin.name(), status, attempts, reason(e) + kept, e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e instanceof OriginException && message != null ? message : Failures.reason(e);
  }

  /**
   * Returns the wait that the server asks for, or else one that doubles each time, minus a random
   * part of up to half.
   */
  private Duration waitAfter(int attempt, IOException e) {
    Duration asked = e instanceof OriginException answer ? answer.retryAfter() : null;
    Duration longest = retries.longestPause();
    if (asked != null) {
      return asked.compareTo(longest) < 0 ? asked : longest;
    }
    Duration wait = retries.firstPause();
    for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    long nanos = (wait.compareTo(longest) < 0 ? wait : longest).toNanos();
    return Duration.ofNanos(nanos - jitter.nextLong(nanos / 2 + 1));
  }
}
