package dev.brine.pickle;

import static dev.brine.pickle.Pickles.bytes;
import static dev.brine.pickle.Pickles.frame;
import static dev.brine.pickle.Pickles.u4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever happens to a pickle's bytes: a value, or a typed failure. Nothing else, ever. */
class DamageTest {

  /** Between them, every opcode and every type. */
  static final List<String> CORPUS =
      List.of(
          "\u0080\u0004"
              + frame("]\u0094(K\u0001M\u0001\u0002J" + u4(-3) + "G?\u00f0\0\0\0\0\0\0e."),
          "(lp0\nI1\naL2L\naF1.5\naS'ab'\np1\naV\\u20ac\np2\na(dp3\ng1\nI01\nsa.",
          "\u0080\u0002}q\u0000(U\u0001aK\u0001X\u0001\0\0\0b](K\u0001K\u0002eK\u0003N\u0085u.",
          "\u0080\u0004\u008f\u0094(K\u0001\u008c\u0001aN\u0090(K\u0001\u0091\u0086.",
          "\u0080\u0003cdatetime\ndatetime\nq\u0000C\n\u0007\u00e4\u0001\u0002\u0003\u0004\u0005"
              + "\u0000\u0000\u0006q\u0001\u0085q\u0002Rq\u0003.",
          "cdatetime\ntimezone\ncdatetime\ntimedelta\nK\u0000M\u0010\u000eK\u0000\u0087R\u0085R.",
          "(cdecimal\nDecimal\nV-1.50E+3\n\u0085Rcfractions\nFraction\nK\u0003K\u0009\u0086Rt.",
          "cuuid\nUUID\n)\u0081}\u008c\u0003int\u008a\u0010abcdefghijklmnopsb.",
          "ccopy_reg\n_reconstructor\n(cuuid\nUUID\nc__builtin__\nobject\nNtR(dS'int'\nL5L\nsb.",
          "ccollections\ndefaultdict\ncbuiltins\nlist\n\u0085R(K\u0001]u0ccollections\ndeque\n"
              + ")K\u0002\u0086R(K\u0001K\u0002K\u0003e.",
          "ccollections\nCounter\n}(\u008c\u0001aK\u0002u\u0085R0cpathlib\nPureWindowsPath\n"
              + "\u008c\u0003c:\\\u008c\u0001b\u0086R.",
          "c_codecs\nencode\nV\u00ffa\nVlatin1\n\u0086R0cbuiltins\nbytearray\nC\u0002ab\u0085R.",
          "(i__builtin__\nset\n(c__builtin__\nfrozenset\n]o0cbuiltins\nslice\nNNK\u0001\u0087R.",
          "(((1(N0\u0088\u00892\u00862\u0087q\u0001h\u0001r" + u4(9) + "j" + u4(9) + "\u0094.",
          "B"
              + u4(2)
              + "ab\u0098\u0096"
              + "\u0002\0\0\0\0\0\0\0ab\u008d\u0001\0\0\0\0\0\0\0a"
              + "\u008e\u0001\0\0\0\0\0\0\0a\u008b"
              + u4(2)
              + "\u0001\u0002T"
              + u4(1)
              + "a.");

  private static void decodeAnyway(byte[] damaged, String what) {
    for (StringEncoding encoding : StringEncoding.values()) {
      for (boolean lenient : new boolean[] {false, true}) {
        try {
          PickleOptions options = PickleOptions.DEFAULT.withEncoding(encoding);
          PickleValue value =
              Pickle.decode(damaged, o -> lenient ? options.withLenient() : options);
          PickleText.sha256(value);
        } catch (BrineException e) {
          assertThat(e.reason()).as(what).isNotEmpty();
        } catch (IOException | RuntimeException | Error e) {
          throw new AssertionError(what + ": " + Arrays.toString(damaged), e);
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("CORPUS")
  void the_corpus_itself_decodes(String pickle) throws IOException {
    assertThat(PickleText.canonical(Pickle.decode(bytes(pickle)))).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("CORPUS")
  void cut_anywhere_it_is_refused(String pickle) {
    byte[] whole = bytes(pickle);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Pickle.decode(cut))
          .as("cut at %d", length)
          .isInstanceOf(BrineException.class);
    }
  }

  @ParameterizedTest
  @FieldSource("CORPUS")
  void every_byte_may_be_any_other(String pickle) {
    byte[] whole = bytes(pickle);
    for (int at = 0; at < whole.length; at++) {
      byte right = whole[at];
      for (int value = 0; value < 256; value++) {
        whole[at] = (byte) value;
        decodeAnyway(whole, "byte " + at + " is " + value);
      }
      whole[at] = right;
    }
  }

  @ParameterizedTest
  @FieldSource("CORPUS")
  void pieces_may_be_anywhere(String pickle) {
    long seed = Long.getLong("brine.seed", new Random().nextLong());
    System.out.println("seed " + seed + "; -Dbrine.seed=" + seed + " repeats this test");
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder mixed = new StringBuilder(pickle);
      for (int change = random.nextInt(4); change >= 0; change--) {
        String other = CORPUS.get(random.nextInt(CORPUS.size()));
        int from = random.nextInt(other.length());
        int to = Math.min(other.length(), from + 1 + random.nextInt(12));
        int at = random.nextInt(mixed.length());
        int end = random.nextBoolean() ? at : Math.min(mixed.length(), at + to - from);
        mixed.replace(at, end, other.substring(from, to));
      }
      decodeAnyway(bytes(mixed.toString()), "seed " + seed + " round " + round);
    }
  }
}
