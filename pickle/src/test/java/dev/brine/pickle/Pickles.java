package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Pickles written by hand, one character a byte, and decoded in every way there is. */
final class Pickles {
  private Pickles() {}

  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Eight bytes of a little-endian length or frame. */
  static String u8(long value) {
    return u4((int) value) + u4((int) (value >> 32));
  }

  static String u4(int value) {
    return "" + at(value, 0) + at(value, 8) + at(value, 16) + at(value, 24);
  }

  private static char at(int value, int shift) {
    return (char) (value >> shift & 0xff);
  }

  static String frame(String body) {
    return "\u0095" + u8(body.length()) + body;
  }

  static String repeat(int count, String piece) {
    return piece.repeat(count);
  }

  /** Decodes whole, and byte by byte; both must agree. */
  static PickleValue decode(String pickle, UnaryOperator<PickleOptions> options) {
    try {
      PickleValue value = Pickle.decode(bytes(pickle), options);
      assertThat(trickle(bytes(pickle), options).kind()).isEqualTo(value.kind());
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PickleValue decode(String pickle) {
    return decode(pickle, options -> options);
  }

  /** Decodes from a stream that gives one byte a read. */
  static PickleValue trickle(byte[] pickle, UnaryOperator<PickleOptions> options)
      throws IOException {
    InputStream in = new OneByteAtATime(pickle);
    return Pickle.decode(in, Location.MEMORY, 0, options.apply(PickleOptions.DEFAULT)).value();
  }

  /** The canonical text of what a pickle holds, the same whole and byte by byte. */
  static String canonical(String pickle, UnaryOperator<PickleOptions> options) {
    try {
      String text = PickleText.canonical(Pickle.decode(bytes(pickle), options));
      assertThat(PickleText.canonical(trickle(bytes(pickle), options))).isEqualTo(text);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String canonical(String pickle) {
    return canonical(pickle, options -> options);
  }

  /** The failure to decode a pickle, the same whole and byte by byte. */
  static BrineException failure(String pickle, UnaryOperator<PickleOptions> options) {
    Throwable whole = catchThrowable(() -> Pickle.decode(bytes(pickle), options));
    Throwable trickled = catchThrowable(() -> trickle(bytes(pickle), options));
    assertThat(whole).isInstanceOf(BrineException.class);
    assertThat(trickled).isInstanceOf(whole.getClass());
    BrineException failure = (BrineException) whole;
    assertThat(((BrineException) trickled).kind()).isEqualTo(failure.kind());
    return failure;
  }

  static BrineException failure(String pickle) {
    return failure(pickle, options -> options);
  }

  static byte[] resource(String name) {
    try (InputStream in = Pickles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OneByteAtATime extends FilterInputStream {
    OneByteAtATime(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return super.read(target, from, Math.min(length, 1));
    }
  }
}
