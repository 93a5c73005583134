package dev.brine.internal.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.internal.number.ShortestDecimal.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void every_float16_is_exact_and_nearest_to_itself() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Float16.exact(value)).isEqualTo((short) bits);
        assertThat(Float16.nearest(value)).isEqualTo((short) bits);
      }
    }
    assertThatThrownBy(() -> Float16.exact(65_520)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Float16.exact(0x1p-25)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void halfway_values_round_to_the_even_float16() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      double below = Float16.toFloat((short) bits);
      double above = bits == 0x7bff ? 65_536 : Float16.toFloat((short) (bits + 1));
      double halfway = below / 2 + above / 2;
      assertThat(Float16.nearest(halfway)).isEqualTo((short) (bits + (bits & 1)));
      assertThat(Float16.nearest(Math.nextDown(halfway))).isEqualTo((short) bits);
      assertThat(Float16.nearest(Math.nextUp(halfway))).isEqualTo((short) (bits + 1));
    }
  }

  @Test
  void a_decimal_reads_back_and_none_with_a_digit_less_does() {
    Random random = new Random(13);
    for (int round = 0; round < 20_000; round++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (round % 3 == 0) {
        value = Math.scalb(1.0, random.nextInt(2_098) - 1_074);
      }
      if (!Double.isFinite(value) || value == 0) {
        continue;
      }
      BigDecimal shortest = decimal(value);
      assertThat(shortest.doubleValue()).isEqualTo(value);
      assertThat(shortest).isEqualByComparingTo(digitByDigit(value));
      int digits = shortest.precision();
      if (digits > 1) {
        BigDecimal exact = new BigDecimal(value);
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
          BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
          assertThat(shorter.doubleValue()).as(shortest.toString()).isNotEqualTo(value);
        }
      }
    }
  }

  @Test
  @SuppressWarnings("FloatingPointLiteralPrecision") // literals as Python's tests have them
  void decimals_are_those_of_python() {
    assertThat(decimal(Double.MIN_VALUE)).isEqualByComparingTo("5e-324");
    assertThat(decimal(Double.parseDouble("2e23"))).isEqualByComparingTo("2e23");
    assertThat(decimal(0.1 + 0.2)).isEqualByComparingTo("0.30000000000000004");
    assertThat(decimal(0x1p53)).isEqualByComparingTo("9007199254740992");
    assertThat(decimal(0x1p-44)).isEqualByComparingTo("5.684341886080802e-14");
    assertThat(decimal(Double.MAX_VALUE)).isEqualByComparingTo("1.7976931348623157e308");
  }

  private static BigDecimal decimal(double value) {
    Decimal decimal = ShortestDecimal.of(value);
    return BigDecimal.valueOf(decimal.digits(), -decimal.exponent());
  }

  /** The same by the other method, for numbers of any size. */
  private static BigDecimal digitByDigit(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52);
    long fraction = bits & ((1L << 52) - 1);
    BigInteger significand = BigInteger.valueOf(biased == 0 ? fraction : fraction | (1L << 52));
    return ShortestDecimal.of(
        significand, Math.max(biased, 1) - 1_075, fraction == 0 && biased > 1);
  }
}
