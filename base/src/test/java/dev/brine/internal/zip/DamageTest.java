package dev.brine.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to an archive's bytes: the right contents, or a typed failure. */
class DamageTest {
  /** A member's name, and its bytes; none if it is refused. */
  private record Outcome(String name, Optional<ByteBuffer> contents) {}

  /** Reads everything; null if the archive is refused. Any other exception fails the test. */
  private static @Nullable List<Outcome> outcomes(byte[] archive) {
    List<Outcome> outcomes = new ArrayList<>();
    try {
      ZipArchive zip = Fixtures.open(archive);
      for (ZipMember member : zip.directory().members()) {
        Optional<ByteBuffer> contents;
        try {
          contents = Optional.of(ByteBuffer.wrap(zip.readAll(member, 1 << 20)));
        } catch (BrineException e) {
          contents = Optional.empty();
        }
        outcomes.add(new Outcome(member.name(), contents));
      }
      return outcomes;
    } catch (BrineException e) {
      return null;
    } catch (IOException e) {
      throw new AssertionError("not a typed failure", e);
    }
  }

  private static void assertRightOrRefused(@Nullable List<Outcome> actual, List<Outcome> right) {
    if (actual == null) {
      return;
    }
    boolean fine = actual.size() == right.size();
    for (int i = 0; fine && i < right.size(); i++) {
      fine = actual.get(i).contents().isEmpty() || actual.get(i).equals(right.get(i));
    }
    if (!fine) {
      assertThat(actual).isEqualTo(right);
    }
  }

  private static List<Outcome> undamaged(byte[] archive) {
    List<Outcome> right = outcomes(archive);
    assertThat(right).isNotNull().allMatch(o -> o.contents().isPresent());
    return right == null ? List.of() : right;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored.zip",
        "comment.zip",
        "deflated.zip",
        "zip64-end.zip",
        "zip64-central-deflated.zip",
        "deflated-streamed-forced-zip64.zip",
        "numpy-1.24-savez_compressed.npz"
      })
  void an_archive_cut_anywhere_is_refused_or_right(String name) {
    byte[] archive = Fixtures.bytes(name);
    List<Outcome> right = undamaged(archive);
    int refused = 0;
    for (int length = 0; length < archive.length; length++) {
      List<Outcome> actual = outcomes(Arrays.copyOf(archive, length));
      assertRightOrRefused(actual, right);
      refused += actual == null ? 1 : 0;
    }
    // Only the comment may be missing.
    assertThat(refused).isGreaterThanOrEqualTo(archive.length - 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored.zip",
        "deflated.zip",
        "cp437.zip",
        "unicode.zip",
        "prefix.zip",
        "comment.zip",
        "directories.zip",
        "zip64-end.zip",
        "zip64-end-prefix.zip",
        "zip64-central.zip",
        "zip64-central-deflated.zip",
        "stored-streamed.zip",
        "deflated-streamed.zip",
        "deflated-streamed-forced-zip64.zip",
        "numpy-2.4-savez.npz",
        "numpy-2.4-savez_compressed.npz",
        "numpy-1.24-savez_compressed-streamed.npz"
      })
  void an_archive_with_any_byte_changed_is_refused_or_right(String name) {
    byte[] archive = Fixtures.bytes(name);
    List<Outcome> right = undamaged(archive);
    for (int i = 0; i < archive.length; i++) {
      byte was = archive[i];
      for (int mask : new int[] {0x01, 0x08, 0x80, 0xff}) {
        archive[i] = (byte) (was ^ mask);
        assertRightOrRefused(outcomes(archive), right);
      }
      archive[i] = was;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored.zip",
        "cp437.zip",
        "zip64-central-deflated.zip",
        "numpy-2.4-savez_compressed-streamed.npz"
      })
  void an_archive_changed_in_many_places_fails_only_as_it_should(String name) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = Fixtures.bytes(name);
    long[] extremes = {0, 1, -1, 0x7fff_ffff, 0x8000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, 30};
    for (int i = 0; i < 3000; i++) {
      byte[] archive = whole.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        // Mostly near the end, where the directory is.
        int from = random.nextInt(4) == 0 ? 0 : archive.length * 2 / 3;
        int at = from + random.nextInt(archive.length - from - 8);
        int count = 1 << random.nextInt(4);
        Archives.put(archive, at, count, extremes[random.nextInt(extremes.length)]);
      }
      try {
        outcomes(archive);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", archive " + i, e);
      }
    }
  }
}
