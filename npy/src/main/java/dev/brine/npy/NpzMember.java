package dev.brine.npy;

import dev.brine.internal.zip.ZipMember;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A member of an archive, as the directory of the archive describes it. Nothing is verified until
 * the member is read.
 */
public final class NpzMember {
  private static final String SUFFIX = ".npy";
  private static final int BZIP2 = 12;
  private static final int LZMA = 14;
  private static final int ENCRYPTED = 1;

  private final ZipMember entry;

  NpzMember(ZipMember entry) {
    this.entry = entry;
  }

  ZipMember entry() {
    return entry;
  }

  /** The name in the archive, with its {@code .npy}; a key, never a path. */
  public String name() {
    return entry.name();
  }

  /** The name without {@code .npy}, as in {@link NpzFile#files}. */
  public String key() {
    String name = entry.name();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** The number of the compression method: 0 for none, 8 for deflate. */
  public int method() {
    return entry.method();
  }

  /** The name of the compression method: {@code stored}, {@code deflate}, {@code method 93} … */
  public String compression() {
    return switch (entry.method()) {
      case ZipMember.STORED -> "stored";
      case ZipMember.DEFLATED -> "deflate";
      case BZIP2 -> "bzip2";
      case LZMA -> "lzma";
      default -> "method " + entry.method();
    };
  }

  /** The size in bytes, decompressed. */
  public long size() {
    return entry.size();
  }

  /** The size in bytes, as stored in the archive. */
  public long compressedSize() {
    return entry.compressedSize();
  }

  /** The CRC-32 of the decompressed bytes, from 0 to 2^32-1. */
  public long crc32() {
    return entry.crc32();
  }

  /** The position of the member's own header, in bytes from the start of the file. */
  public long headerOffset() {
    return entry.localHeaderOffset();
  }

  /** Whether the member is encrypted, and so cannot be read. */
  public boolean isEncrypted() {
    return (entry.flags() & ENCRYPTED) != 0;
  }

  /** Whether this is a directory, by its name. */
  public boolean isDirectory() {
    return entry.isDirectory();
  }

  /** The time of the last change, to two seconds and without a time zone; null if invalid. */
  public @Nullable LocalDateTime time() {
    return entry.time();
  }

  /** The name. */
  @Override
  public String toString() {
    return name();
  }
}
