package dev.brine.datasets.internal.cache;

import dev.brine.internal.hash.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A hash of a file. As in Keras, 64 digits are a SHA-256, and 32 are an MD5, which Keras still uses
 * for its word indexes.
 *
 * @param algorithm the name that {@link MessageDigest} has for the algorithm
 * @param hex the hash in lower-case hexadecimal digits
 */
record ContentHash(String algorithm, String hex) {
  private static final int BLOCK = 1 << 16;

  /**
   * Returns the hash with these hexadecimal digits, in upper or lower case.
   *
   * @throws IllegalArgumentException if these are not 32 or 64 hexadecimal digits
   */
  static ContentHash of(String digits) {
    if (digits.length() != 64 && digits.length() != 32) {
      throw new IllegalArgumentException(
          "a hash must be 64 (SHA-256) or 32 (MD5) hexadecimal digits but was " + digits);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        throw new IllegalArgumentException("a hash must be hexadecimal digits but was " + digits);
      }
    }
    String hex = digits.toLowerCase(Locale.ROOT);
    return new ContentHash(hex.length() == 64 ? "SHA-256" : "MD5", hex);
  }

  MessageDigest newDigest() {
    return algorithm.equals("MD5") ? Hashes.md5() : Hashes.sha256();
  }

  /** Computes the hash of {@code file} with the same algorithm. */
  ContentHash ofFile(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    }
    return ofDigest(digest);
  }

  /** Completes a digest of the same algorithm, and returns its hash. */
  ContentHash ofDigest(MessageDigest digest) {
    return new ContentHash(algorithm, Hashes.hex(digest));
  }

  /** Returns a text such as {@code sha256 69664113…}. */
  @Override
  public String toString() {
    return (algorithm.equals("MD5") ? "md5 " : "sha256 ") + hex;
  }
}
