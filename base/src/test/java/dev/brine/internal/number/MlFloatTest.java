package dev.brine.internal.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small floats; npy's tests compare all of them with ml_dtypes. */
class MlFloatTest {
  private static int codes(MlFloat format) {
    return switch (format) {
      case BFLOAT16 -> 1 << 16;
      case FLOAT6_E2M3FN, FLOAT6_E3M2FN -> 1 << 6;
      case FLOAT4_E2M1FN -> 1 << 4;
      default -> 1 << 8;
    };
  }

  @ParameterizedTest
  @EnumSource
  void every_number_is_the_nearest_to_itself(MlFloat format) {
    for (int bits = 0; bits < codes(format); bits++) {
      float value = format.toFloat(bits);
      if (!Float.isNaN(value)) {
        assertThat(format.nearest(value) & 0xffff).as("%s %x", format, bits).isEqualTo(bits);
      } else {
        assertThat(format.toFloat(format.nearest(value))).isNaN();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_number_between_two_is_rounded_to_one_of_them(MlFloat format) {
    for (int bits = 1; bits < codes(format) / 2; bits++) {
      float low = format.toFloat(bits - 1);
      float high = format.toFloat(bits);
      if (low < high && !Float.isInfinite(high) && low >= Float.MIN_NORMAL) {
        float nearest = format.toFloat(format.nearest(low + (high - low) / 4));
        assertThat(nearest).as("%s %x", format, bits).isIn(low, high);
      }
    }
  }

  @Test
  void what_is_too_large_becomes_infinity_or_nan_or_the_largest_number() {
    assertThat(MlFloat.of("bfloat16").nearest(Float.MAX_VALUE)).isEqualTo(0x7f80);
    assertThat(MlFloat.FLOAT8_E5M2.toFloat(MlFloat.FLOAT8_E5M2.nearest(1e9f)))
        .isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(MlFloat.FLOAT8_E4M3FN.toFloat(MlFloat.FLOAT8_E4M3FN.nearest(-1e9f))).isNaN();
    assertThat(MlFloat.FLOAT4_E2M1FN.toFloat(MlFloat.FLOAT4_E2M1FN.nearest(1e9f))).isEqualTo(6);
  }
}
