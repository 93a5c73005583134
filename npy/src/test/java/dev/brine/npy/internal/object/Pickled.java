package dev.brine.npy.internal.object;

import dev.brine.error.Location;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What NumPy wrote, and the digest of what it reads from that: make_object_fixtures.py.
 *
 * @param numpy the version that wrote it
 * @param name the case
 * @param protocol of the pickle; -1 for an .npy
 * @param sha256 of the canonical text
 * @param base64 the bytes
 */
record Pickled(String numpy, String name, int protocol, String sha256, String base64) {

  static List<Pickled> all() {
    return Stream.concat(written("1.24").stream(), written("2.4").stream()).toList();
  }

  private static List<Pickled> written(String numpy) {
    String file = "/object/numpy-" + numpy + ".tsv.gz";
    try (InputStream in = Pickled.class.getResourceAsStream(file);
        InputStream lines = new GZIPInputStream(Objects.requireNonNull(in, file))) {
      return new String(lines.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split("\t", -1))
          .map(f -> of(numpy, f))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pickled of(String numpy, String[] f) {
    return new Pickled(numpy, f[0], Integer.parseInt(f[1]), f[4], f[5]);
  }

  /** What it holds. */
  PickleValue value() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(base64);
    return protocol < 0 ? ArrayValue.of(Npy.load(bytes)) : decode(bytes);
  }

  /** The value in a pickle. */
  static PickleValue decode(byte[] pickle) throws IOException {
    return decode(pickle, PickleOptions.DEFAULT);
  }

  static PickleValue decode(byte[] pickle, StringEncoding encoding) throws IOException {
    return decode(pickle, PickleOptions.DEFAULT.withEncoding(encoding));
  }

  static PickleValue decode(byte[] pickle, PickleOptions options) throws IOException {
    return ObjectPayload.decode(
            new ByteArrayInputStream(pickle), Location.of("test.pkl"), 0, options)
        .value();
  }

  @Override
  public String toString() {
    return name + " by NumPy " + numpy + (protocol < 0 ? " in .npy" : " in protocol " + protocol);
  }
}
