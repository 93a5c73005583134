package dev.brine.internal.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash functions that Brine uses, which every Java platform has. */
public final class Hashes {
  private Hashes() {}

  /** Returns a new SHA-256. */
  public static MessageDigest sha256() {
    return create("SHA-256");
  }

  /** Returns a new MD5, which Keras still publishes for its word indexes. */
  public static MessageDigest md5() {
    return create("MD5");
  }

  private static MessageDigest create(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }

  /** Finishes a hash, in lower-case hexadecimal digits. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
