package dev.brine.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A value that Python pickled, and what its {@code repr} is.
 *
 * @param pickle the bytes
 * @param repr the text
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them or changes the bytes
public record GoldenRepr(byte[] pickle, String repr) {
  /** The values in a resource that {@code make_reprs.py} wrote. */
  public static List<GoldenRepr> read(Class<?> test, String resource) throws IOException {
    try (InputStream packed = test.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Objects.requireNonNull(packed, resource)),
                    StandardCharsets.US_ASCII))) {
      return lines.lines().map(GoldenRepr::of).collect(Collectors.toList());
    }
  }

  private static GoldenRepr of(String line) {
    String[] cells = line.split("\t", -1);
    Base64.Decoder base64 = Base64.getDecoder();
    return new GoldenRepr(
        base64.decode(cells[0]), new String(base64.decode(cells[1]), StandardCharsets.UTF_8));
  }
}
