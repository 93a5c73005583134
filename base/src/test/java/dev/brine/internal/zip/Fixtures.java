package dev.brine.internal.zip;

import dev.brine.error.Location;
import dev.brine.internal.io.ByteSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The archives under src/test/resources/zip; make_zip_fixtures.py makes them. */
final class Fixtures {
  /** The contents of most members that zipfile wrote. */
  static final byte[] A = new byte[768];

  static final byte[] B = "brine ".repeat(200).getBytes(StandardCharsets.US_ASCII);

  static {
    for (int i = 0; i < A.length; i++) {
      A[i] = (byte) i;
    }
  }

  private Fixtures() {}

  /** What zipfile says of one member. */
  record Expected(String name, int method, long size, long crc32, String sha256) {}

  static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/zip/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ZipArchive open(String name) throws IOException {
    return open(bytes(name), name);
  }

  static ZipArchive open(byte[] bytes) throws IOException {
    return open(bytes, "test.zip");
  }

  static ZipArchive open(byte[] bytes, String name) throws IOException {
    return ZipArchive.open(ByteSources.of(bytes, Location.of(name)));
  }

  /** members.tsv, by archive. */
  static Map<String, List<Expected>> expected() {
    Map<String, List<Expected>> archives = new LinkedHashMap<>();
    new String(bytes("members.tsv"), StandardCharsets.US_ASCII)
        .lines()
        .forEach(
            line -> {
              String[] f = line.split("\t", -1);
              String name = new String(HexFormat.of().parseHex(f[1]), StandardCharsets.UTF_8);
              archives
                  .computeIfAbsent(f[0], key -> new ArrayList<>())
                  .add(
                      new Expected(
                          name,
                          Integer.parseInt(f[2]),
                          Long.parseLong(f[3]),
                          Long.parseLong(f[4], 16),
                          f[5]));
            });
    return archives;
  }
}
