package dev.brine.scan;

import static dev.brine.scan.Made.entry;
import static dev.brine.scan.Made.gzip;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.tar;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Containers with random damage: each scan ends with a verdict, the same for bytes and files. */
class MutatedContainersTest {
  /** Some of the 20,000 that {@code -Dbrine.mutations=20000} tries. */
  private static final int COUNT = Integer.getInteger("brine.mutations", 2_000);

  private static final ScanOptions.Claim[] CLAIMS = ScanOptions.Claim.values();
  private static final long SEED = Long.getLong("brine.seed", 14);

  @TempDir Path folder;

  @Test
  void mutated_containers_get_a_verdict_that_is_the_same_for_a_file_and_for_its_bytes()
      throws IOException {
    List<byte[]> seeds = seeds();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < COUNT; i++) {
      byte[] mutated = mutate(seeds.get(i % seeds.size()).clone(), seeds, random);
      // an exception of any kind ends this test
      Path file = folder.resolve(i % 3 == 0 ? "mutated" : "mutated.pkl");
      ScanOptions options = ScanOptions.DEFAULT.withThreads(1).withClaim(CLAIMS[i % CLAIMS.length]);
      FileScan ofBytes = Scan.of(mutated, file.toString(), options);
      assertThat(ofBytes.findings()).noneMatch(f -> f.why().contains("the scan fail"));
      if (i % 10 == 0) {
        Files.write(file, mutated);
        assertThat(Scan.of(file, options)).as("mutation %d", i).isEqualTo(ofBytes);
      }
    }
  }

  private static byte[] mutate(byte[] bytes, List<byte[]> seeds, SplittableRandom random) {
    byte[] result = bytes;
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      int at = random.nextInt(result.length);
      switch (random.nextInt(6)) {
        case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> result[at] = (byte) random.nextInt(256);
        case 2 -> result[at] = random.nextBoolean() ? 0 : (byte) -1;
        case 3 -> result = java.util.Arrays.copyOf(result, Math.max(1, at));
        case 4 -> result = join(result, seeds.get(random.nextInt(seeds.size())));
        default -> {
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int count = Math.min(random.nextInt(64), Math.min(other.length, result.length - at));
          System.arraycopy(other, random.nextInt(other.length - count + 1), result, at, count);
        }
      }
      if (result.length > 1 << 14) {
        result = java.util.Arrays.copyOf(result, 1 << 14);
      }
    }
    return result;
  }

  private static List<byte[]> seeds() throws IOException {
    byte[] data = pickle("\u0080\u0004]q\0(K\u0001K\u0002e.");
    byte[] evil = pickle("cos\nsystem\n(Vtrue\ntR.");
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(data);
    seeds.add(zip(entry("a.pkl", data), entry("b.pkl", evil)));
    seeds.add(tar(entry("a.pkl", data), entry("b.pkl", evil)));
    seeds.add(gzip(evil));
    seeds.add(gzip(zip(entry("a", evil))));
    seeds.add(tar(entry("a.zip", zip(entry("a", data)))));
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options(0))) {
      out.write(evil);
    }
    seeds.add(xz.toByteArray());
    ByteArrayOutputStream lzma = new ByteArrayOutputStream();
    try (LZMAOutputStream out = new LZMAOutputStream(lzma, new LZMA2Options(0), -1)) {
      out.write(evil);
    }
    seeds.add(lzma.toByteArray());
    ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bzip2, 1)) {
      out.write(evil);
    }
    seeds.add(bzip2.toByteArray());
    return seeds;
  }
}
