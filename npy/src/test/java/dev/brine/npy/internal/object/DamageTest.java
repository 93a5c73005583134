package dev.brine.npy.internal.object;

import static org.assertj.core.api.Assertions.fail;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** NumPy's own pickles, damaged at random: each is a value or a typed failure, nothing else. */
class DamageTest {
  private static final int ROUNDS = Integer.getInteger("brine.damage.rounds", 4);
  private static final int LONGEST = 4_000;

  /** Small limits, so that damage that asks for much is quickly told. */
  private static final PickleOptions OPTIONS =
      PickleOptions.DEFAULT
          .withEncoding(StringEncoding.LATIN1)
          .withLimits(PickleLimits.DEFAULT.withHeapBytes(16L << 20));

  @Test
  void every_damaged_pickle_is_a_value_or_a_typed_failure() {
    long seed = Long.getLong("brine.damage.seed", 20_240_601);
    Random random = new Random(seed);
    List<Pickled> all = Pickled.all();
    for (int round = 0; round < ROUNDS; round++) {
      for (Pickled pickled : all) {
        byte[] bytes = Base64.getDecoder().decode(pickled.base64());
        if (pickled.protocol() < 0 || bytes.length > LONGEST) {
          continue;
        }
        byte[] other = Base64.getDecoder().decode(all.get(random.nextInt(all.size())).base64());
        byte[] damaged = damage(bytes, other, random);
        try {
          use(damaged);
        } catch (RuntimeException | Error e) {
          String what = Base64.getEncoder().encodeToString(damaged);
          fail("seed " + seed + ", " + pickled + ", damaged to " + what, e);
        }
      }
    }
  }

  private static byte[] damage(byte[] bytes, byte[] other, Random random) {
    byte[] damaged = bytes.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> damaged[at] = damaged[random.nextInt(damaged.length)];
        case 3 -> damaged[at] = other[random.nextInt(other.length)];
        default -> {
          int from = random.nextInt(other.length);
          int length = Math.min(random.nextInt(40), other.length - from);
          byte[] longer = new byte[damaged.length + length];
          System.arraycopy(damaged, 0, longer, 0, at);
          System.arraycopy(other, from, longer, at, length);
          System.arraycopy(damaged, at, longer, at + length, damaged.length - at);
          damaged = longer;
        }
      }
    }
    return damaged;
  }

  private static void use(byte[] pickle) {
    try {
      PickleValue value = Pickled.decode(pickle, OPTIONS);
      write(value);
      if (value instanceof ArrayValue held) {
        rows(held.array());
      }
    } catch (BrineException e) {
      // as it should be
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(PickleValue value) throws IOException {
    PickleLimits limits = PickleLimits.DEFAULT.withWalkText(1 << 20);
    PickleText.writeCanonical(value, OutputStream.nullOutputStream(), Location.MEMORY, limits);
  }

  private static void rows(NdArray array) {
    if (array instanceof ObjectArray) {
      try {
        array.asRaggedInts();
      } catch (IllegalStateException | ArithmeticException e) {
        // not every array has rows
      }
    }
  }
}
