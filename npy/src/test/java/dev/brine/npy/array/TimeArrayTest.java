package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class TimeArrayTest {

  private static TimeArray of(String dtype, long... counts) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * counts.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(counts);
    return (TimeArray) NdArray.of(DTypes.parse(dtype), Shape.of(counts.length), Order.C, bytes);
  }

  @Test
  void nat_is_the_smallest_count_and_no_time() {
    TimeArray times = of("<M8[s]", TimeArray.NAT, 0);
    assertThat(times.isNaT(0)).isTrue();
    assertThat(times.isNaT(1)).isFalse();
    assertThat(times.getDateTime(0)).isNull();
    assertThat(times.getInstant(0)).isNull();
    assertThat(of("<m8[s]", TimeArray.NAT).isNaT(0)).isTrue();
  }

  @Test
  void an_instant_is_the_timestamp_read_as_utc() {
    // numpy.datetime64('1969-12-31T23:59:59.999', 'ms') and ('2000-02-29T12:30', 's')
    assertThat(of("<M8[ms]", -1).getInstant(0)).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(of("<M8[s]", 951_827_400L).getInstant(0))
        .isEqualTo(Instant.parse("2000-02-29T12:30:00Z"));
    assertThat(of("<M8[s]", 951_827_400L).getDateTime(0))
        .isEqualTo(LocalDateTime.parse("2000-02-29T12:30"));
  }

  @Test
  void what_is_finer_than_nanoseconds_has_no_instant() {
    assertThatThrownBy(() -> of("<M8[ps]", 1).getInstant(0))
        .isInstanceOf(ArithmeticException.class);
    assertThat(of("<M8[ps]", 1000).getInstant(0)).isEqualTo("1970-01-01T00:00:00.000000001Z");
  }

  @Test
  void a_timedelta_has_no_instant() {
    assertThatThrownBy(() -> of("<m8[s]", 1).getInstant(0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(of("<m8[s]", 90).getDuration(0)).isEqualTo(Duration.ofSeconds(90));
  }
}
