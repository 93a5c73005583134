package dev.brine.internal.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class HashesTest {
  private static String hash(MessageDigest digest) {
    digest.update("abc".getBytes(StandardCharsets.US_ASCII));
    return Hashes.hex(digest);
  }

  @Test
  void hashes_are_those_of_the_standards() {
    assertThat(hash(Hashes.sha256()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hash(Hashes.md5())).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
  }
}
