package dev.brine.internal.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflatedStreamTest {
  private static final byte[] CONTENT = new byte[100_000];

  static {
    new Random(7).nextBytes(CONTENT);
    Arrays.fill(CONTENT, 40_000, 80_000, (byte) 'a');
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static InflatedStream open(byte[] packed) throws IOException {
    return InflatedStream.gzip(new ByteArrayInputStream(packed), Location.of("a.gz"));
  }

  @Test
  void members_with_zeros_between_are_one_stream() throws IOException {
    byte[] packed = join(gzip(CONTENT), new byte[40_000], gzip(new byte[3]), new byte[5]);
    try (InflatedStream in = open(packed)) {
      assertThat(in.readAllBytes()).isEqualTo(join(CONTENT, new byte[3]));
      assertThat(in.rest()).isEmpty();
    }
  }

  @Test
  void gives_back_what_follows() throws IOException {
    byte[] packed = join(gzip(CONTENT), "something else".getBytes(StandardCharsets.US_ASCII));
    ByteArrayInputStream source = new ByteArrayInputStream(packed);
    InflatedStream in = InflatedStream.gzip(source, Location.MEMORY);
    assertThat(in.readAllBytes()).isEqualTo(CONTENT);
    assertThat(join(in.rest(), source.readAllBytes())).asString().isEqualTo("something else");
  }

  @Test
  void reads_zlib_and_reads_names_and_comments_over() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
      packed.write(CONTENT);
    }
    ByteArrayInputStream source = new ByteArrayInputStream(out.toByteArray());
    assertThat(InflatedStream.zlib(source, Location.MEMORY).readAllBytes()).isEqualTo(CONTENT);
    byte[] plain = gzip(CONTENT);
    byte[] head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] extras = {3, 0, 1, 2, 3, 'n', 0, 'c', 0, 9, 9};
    byte[] packed = join(head, extras, Arrays.copyOfRange(plain, 10, plain.length));
    assertThat(open(packed).readAllBytes()).isEqualTo(CONTENT);
  }

  @Test
  void a_wrong_checksum_or_size_is_malformed() throws IOException {
    for (int back : new int[] {8, 4}) {
      byte[] packed = gzip(CONTENT);
      packed[packed.length - back] ^= 1;
      assertThatThrownBy(() -> open(packed).readAllBytes())
          .isInstanceOf(MalformedException.class)
          .hasMessageStartingWith("a.gz@100000: ");
    }
  }

  @Test
  void a_stream_cut_anywhere_is_truncated() throws IOException {
    byte[] packed = gzip(Arrays.copyOf(CONTENT, 300));
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> open(cut).readAllBytes())
          .as("cut at %s", length)
          .isInstanceOf(TruncatedException.class);
    }
  }

  @Test
  void a_changed_stream_is_a_typed_failure_or_reads() throws IOException {
    Random random = new Random(11);
    byte[] packed = gzip(Arrays.copyOf(CONTENT, 300));
    for (int round = 0; round < 5_000; round++) {
      byte[] changed = packed.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try (InflatedStream in = open(changed)) {
        assertThat(in.readAllBytes()).hasSize(300);
      } catch (BrineException e) {
        assertThat(e.kind()).isIn(BrineException.Kind.CONTAINER, BrineException.Kind.TRUNCATED);
      }
    }
  }
}
