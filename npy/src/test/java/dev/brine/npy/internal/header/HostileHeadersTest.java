package dev.brine.npy.internal.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Headers that are cut, changed, endless, or lie. */
class HostileHeadersTest {
  private static final String PLAIN =
      "{'descr': '<i8', 'fortran_order': False, 'shape': (25000,), }";
  private static final String STRUCT =
      "{'descr': [(('t', 'a'), '<i4', (2,)), ('', '|V4'), ('b', [('c', '>M8[25s]'), ('d', '|O')])],"
          + " 'fortran_order': True, 'shape': (2L, +3, 0x4), } # comment\n";

  /** Some bytes, then blanks without end. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private long taken;

    Endless(byte[] start) {
      this.start = start;
    }

    @Override
    public int read() {
      long at = taken++;
      return at < start.length ? start[(int) at] & 0xff : ' ';
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      for (int i = 0; i < length; i++) {
        bytes[from + i] = (byte) read();
      }
      return length;
    }
  }

  private static byte[] file(int major, String text, long length) {
    Charset charset = major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    byte[] header = text.getBytes(charset);
    int size = major == 1 ? 2 : 4;
    byte[] file =
        Arrays.copyOf(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'}, 8 + size + header.length);
    file[6] = (byte) major;
    for (int i = 0; i < size; i++) {
      file[8 + i] = (byte) (length >> (8 * i));
    }
    System.arraycopy(header, 0, file, 8 + size, header.length);
    return file;
  }

  private static byte[] file(int major, String text) {
    return file(major, text, text.length());
  }

  private static NpyHeader read(byte[] bytes) throws IOException {
    return NpyHeaderReader.read(bytes, 0, Location.of("a.npy"), 65_536);
  }

  @Test
  void a_plain_header_says_what_it_says() throws IOException {
    NpyHeader header = read(file(1, PLAIN));
    assertThat(header.version()).isEqualTo(FormatVersion.V1);
    assertThat(header.length()).isEqualTo(10 + PLAIN.length());
    assertThat(header.shape().size()).isEqualTo(25_000);
    assertThat(header.dataBytes()).isEqualTo(200_000);
    assertThat(header.fortranOrder()).isFalse();
  }

  @Test
  void takes_the_header_from_a_stream_and_not_a_byte_more() throws IOException {
    byte[] one = file(2, PLAIN);
    byte[] two = Arrays.copyOf(one, one.length + 3);
    InputStream in = new ByteArrayInputStream(two);
    NpyHeader header = NpyHeaderReader.read(in, Location.MEMORY, 65_536);
    assertThat(header.length()).isEqualTo(one.length);
    assertThat(in.available()).isEqualTo(3);
  }

  @Test
  void every_cut_is_truncated_and_says_what_numpy_says() {
    for (String text : List.of(PLAIN, STRUCT)) {
      for (int major = 1; major <= 2; major++) {
        byte[] whole = file(major, text);
        for (int end = 0; end < whole.length; end++) {
          byte[] cut = Arrays.copyOf(whole, end);
          assertThatThrownBy(() -> read(cut))
              .isInstanceOf(TruncatedException.class)
              .hasMessageStartingWith("a.npy@" + end + ": EOF: reading ");
        }
      }
    }
  }

  @Test
  void any_changed_byte_gives_a_header_or_a_typed_error() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200_000; round++) {
      byte[] file = file(1 + random.nextInt(3), random.nextBoolean() ? PLAIN : STRUCT);
      for (int i = random.nextInt(3); i >= 0; i--) {
        file[random.nextInt(file.length)] = change(random);
      }
      try {
        NpyHeader header = read(file);
        assertThat(header.length()).as("seed " + seed).isLessThanOrEqualTo(file.length);
      } catch (MalformedException | TruncatedException e) {
        assertThat(e.kind())
            .as("seed " + seed)
            .isIn(BrineException.Kind.HEADER, BrineException.Kind.TRUNCATED);
      }
    }
  }

  /** Mostly what means something to a parser. */
  private static byte change(Random random) {
    String letters = "[](){}'\"\\,:#+-.0123456789LbuO<>|=VUSMfi \n";
    return random.nextInt(4) == 0
        ? (byte) random.nextInt(256)
        : (byte) letters.charAt(random.nextInt(letters.length()));
  }

  @Test
  void a_length_that_lies_is_told_by_the_end_of_the_file() {
    assertThatThrownBy(() -> read(file(2, PLAIN, 0xffff_ffffL)))
        .isInstanceOfSatisfying(
            TruncatedException.class,
            e -> assertThat(e.kind()).isEqualTo(BrineException.Kind.HEADER))
        .hasMessageEndingWith(
            "EOF: reading array header, expected 4294967295 bytes got " + PLAIN.length());
  }

  @Test
  void an_endless_header_is_left_after_the_limit() {
    Endless endless = new Endless(file(2, "", 0xffff_ffffL));
    assertThatThrownBy(() -> NpyHeaderReader.read(endless, Location.MEMORY, 65_536))
        .isInstanceOfSatisfying(
            MalformedException.class,
            e -> assertThat(e.kind()).isEqualTo(BrineException.Kind.HEADER))
        .hasMessageContaining(
            "Header info length (4294967295) is large and may not be safe to load securely.\n"
                + "To allow loading, adjust `max_header_size` or fully trust the `.npy` file using"
                + " `allow_pickle=True`.\n"
                + "For safety against large resource use or crashes, sandboxing may be necessary.");
    assertThat(endless.taken).isLessThan(80_000);
  }

  @Test
  void the_limit_can_be_numpys_own_or_none() throws IOException {
    byte[] file = file(1, PLAIN + " ".repeat(10_000));
    assertThatThrownBy(
            () ->
                NpyHeaderReader.read(
                    file, 0, Location.MEMORY, NpyHeaderReader.NUMPY_MAX_HEADER_SIZE))
        .hasMessageContaining("Header info length (10061) is large");
    assertThat(read(file).length()).isEqualTo(file.length);
    byte[] large = file(2, PLAIN + " ".repeat(100_000));
    assertThat(NpyHeaderReader.read(large, 0, Location.MEMORY, Integer.MAX_VALUE).length())
        .isEqualTo(large.length);
    assertThatThrownBy(
            () ->
                NpyHeaderReader.read(
                    file(2, PLAIN, 0xffff_ffffL), 0, Location.MEMORY, Integer.MAX_VALUE))
        .isInstanceOf(TruncatedException.class);
  }

  @Test
  void a_key_that_is_there_twice_is_an_error_although_numpy_takes_the_last() {
    assertThatThrownBy(() -> read(file(1, PLAIN.replace("}", "'shape': (3,)}"))))
        .hasMessageStartingWith("a.npy@10: Header has the key 'shape' twice: {'descr': '<i8', ");
  }

  @Test
  void a_fault_in_the_text_is_placed_to_the_byte() {
    String text = PLAIN.replace("25000", "25000 + 1");
    assertThatThrownBy(() -> read(file(1, text)))
        .hasMessageStartingWith("a.npy@" + (10 + text.indexOf('+')) + ": Cannot parse header: ")
        .hasRootCauseMessage("a comma or the closing bracket is missing");
    String accented = "{'\u00e9\u4e2d': x}";
    assertThatThrownBy(
            () ->
                NpyHeaderReader.read(
                    file(3, accented, 12), 0, Location.of("z.npz").member("a.npy").at(0), 65_536))
        .hasMessage("z.npz!a.npy@22: Cannot parse header: \"{'\u00e9\u4e2d': x}\"");
  }

  @Test
  void a_shape_that_overflows_is_an_error_at_once() {
    for (String shape :
        List.of(
            "(1099511627776, 1099511627776)",
            "(9223372036854775807, 2)",
            "(1099511627776, 1099511627776, 0)",
            "(2305843009213693952,)")) {
      assertThatThrownBy(() -> read(file(1, PLAIN.replace("(25000,)", shape))))
          .as(shape)
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("array is too big; ");
    }
    for (String shape : List.of("(9223372036854775808,)", "(-1,)", "(True,)")) {
      assertThatThrownBy(() -> read(file(1, PLAIN.replace("(25000,)", shape))))
          .hasMessageContaining("shape is not valid: " + shape);
    }
  }

  @Test
  void what_open_memmap_wrote_by_mistake_is_read() throws IOException {
    String text = PLAIN.replace("(25000,)", "(np.int64(2), np.int64(3))");
    assertThat(read(file(1, text)).shape()).hasToString("(2, 3)");
  }

  @Test
  void a_subarray_is_the_type_of_a_field_only() {
    assertThatThrownBy(() -> read(file(1, PLAIN.replace("'<i8'", "('<i8', (2,))"))))
        .hasMessageContaining("descr is not a valid dtype descriptor: ('<i8', (2,)) (a subarray");
  }

  @Test
  void nested_descrs_are_read_to_249_levels() throws IOException {
    String open = "[('a', ".repeat(249);
    String deep = PLAIN.replace("'<i8'", open + "'<i8'" + ")]".repeat(249));
    assertThat(read(file(1, deep)).dtype().descr()).startsWith("[('a', [('a', ");
    String deeper = PLAIN.replace("'<i8'", "[('a', " + open + "'<i8'" + ")]".repeat(250));
    assertThatThrownBy(() -> read(file(1, deeper))).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_long_header_is_cut_in_the_message() {
    assertThatThrownBy(() -> read(file(1, "x".repeat(60_000))))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1200))
        .hasMessageEndingWith("… (60002 characters)");
  }
}
