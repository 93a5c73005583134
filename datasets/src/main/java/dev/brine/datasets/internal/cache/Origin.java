package dev.brine.datasets.internal.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where a file comes from. */
interface Origin {

  /** The URL or path for messages and files, without passwords and tokens. */
  String name();

  /** What the bytes come from, as the subject of a sentence. */
  String sender();

  /**
   * Asks for the bytes from {@code from} on.
   *
   * @param from how many bytes are there already
   * @param validator what {@link Body#validator} said when those arrived; the origin gives the rest
   *     only if the file is still the same, and otherwise all of it. Null when {@code from} is 0
   * @throws OriginException for an answer that is not the file
   * @throws IOException for any other failure, which may pass
   */
  Body open(long from, @Nullable String validator) throws IOException;

  /** The bytes, as they arrive. */
  interface Body extends Closeable {
    /** Where in the file the first byte belongs: where it was asked for, or 0. */
    long from();

    /** The size of the whole file, or -1 if it is not told. */
    long total();

    /** What tells this version of the file from another, or null if nothing does. */
    @Nullable String validator();

    /** Some bytes, or null after the last. */
    @Nullable ByteBuffer next() throws IOException;
  }
}
