package dev.brine.npy.internal.picklefree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.internal.picklefree.PickleFreeArray.JsonCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The members that replace the objects of an array, and the Python expression that reads them. */
class PickleFreeArrayTest {
  /** Each array, as {@code name dtype shape values} of its members. */
  static Stream<Arguments> arrays() {
    Map<String, Object> ada = new LinkedHashMap<>();
    ada.put("name", "Ada");
    ada.put("age", 36L);
    Map<String, Object> alan = new LinkedHashMap<>();
    alan.put("name", "Alan");
    alan.put("age", 41L);
    return Stream.of(
        Arguments.of(
            List.of(List.of(1L, 2L), List.of(3L)),
            """
            x.row_splits int64 (3,) [0 2 3]
            x.values int32 (3,) [1 2 3]
            x.form
            (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values'].tolist(), z['x.row_splits'])"""),
        Arguments.of(
            List.of(List.of(1L, 2L), List.of(3L, 4L)),
            """
            x int32 (2, 2) [[1 2] [3 4]]
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(List.of(List.of(1L), List.of()), List.of(List.of(2L, 3L))),
            """
            x.row_splits int64 (3,) [0 2 3]
            x.values.row_splits int64 (4,) [0 1 1 3]
            x.values.values int32 (3,) [1 2 3]
            x.form
            (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])((lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values.values'].tolist(), z['x.values.row_splits']), z['x.row_splits'])"""),
        Arguments.of(
            List.of(1L, 1L << 40),
            """
            x int64 (2,) [ 1 1099511627776]
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(1.5, 2.5),
            """
            x float64 (2,) [1.5 2.5]
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(true, false),
            """
            x bool (2,) [ True False]
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            Arrays.asList(true, null),
            """
            x bool (2,) [ True False]
            x.mask bool (2,) [False True]
            x.form
            [None if m else v for v, m in zip(z['x'].tolist(), z['x.mask'])]"""),
        Arguments.of(
            Arrays.asList(1L, null, 3L),
            """
            x int32 (3,) [1 0 3]
            x.mask bool (3,) [False True False]
            x.form
            [None if m else v for v, m in zip(z['x'].tolist(), z['x.mask'])]"""),
        Arguments.of(
            Arrays.asList(null, null),
            """
            x.mask bool (2,) [ True True]
            x.form
            ([None] * z['x.mask'].size)"""),
        Arguments.of(
            List.of("one", "two"),
            """
            x <U3 (2,) ['one' 'two']
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of("nul\0", "end"),
            """
            x.values uint8 (7,) [110 117 108 0 101 110 100]
            x.row_splits int64 (3,) [0 4 7]
            x.form
            [bytes(b).decode() for b in (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values'], z['x.row_splits'])]"""),
        Arguments.of(
            List.of(bytes("ab"), bytes("c")),
            """
            x |S2 (2,) [b'ab' b'c']
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(bytes("nul\0"), bytes("")),
            """
            x.values uint8 (4,) [110 117 108 0]
            x.row_splits int64 (3,) [0 4 4]
            x.form
            [bytes(b) for b in (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values'], z['x.row_splits'])]"""),
        Arguments.of(
            List.of(LocalDate.of(2020, 2, 29), LocalDate.of(1969, 7, 20)),
            """
            x datetime64[D] (2,) ['2020-02-29' '1969-07-20']
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(LocalDateTime.of(2020, 2, 29, 12, 30, 1, 5_000)),
            """
            x datetime64[us] (1,) ['2020-02-29T12:30:01.000005']
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(Duration.ofSeconds(90), Duration.ofDays(-1)),
            """
            x timedelta64[us] (2,) [ 90000000 -86400000000]
            x.form
            z['x'].tolist()"""),
        Arguments.of(
            List.of(new BigDecimal("1.10"), new BigDecimal("2E+3")),
            """
            x <U4 (2,) ['1.10' '2E+3']
            x.form
            [decimal.Decimal(t) for t in z['x'].tolist()]"""),
        Arguments.of(
            List.of(ada, alan),
            """
            x.json uint8 (141,) [123 34 100 105 99 116 34 58 91 91 123 34 115 116 114 34 58 34 110 97 109 101 34 125 44 123 34 115 116 114 34 58 34 65 100 97 34 125 93 44 91 123 34 115 116 114 34 58 34 97 103 101 34 125 44 123 34 105 110 116 34 58 34 51 54 34 125 93 93 125 123 34 100 105 99 116 34 58 91 91 123 34 115 116 114 34 58 34 110 97 109 101 34 125 44 123 34 115 116 114 34 58 34 65 108 97 110 34 125 93 44 91 123 34 115 116 114 34 58 34 97 103 101 34 125 44 123 34 105 110 116 34 58 34 52 49 34 125 93 93 125]
            x.json_splits int64 (3,) [ 0 70 141]
            x.form
            [json.loads(bytes(b)) for b in (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.json'], z['x.json_splits'])]"""),
        Arguments.of(
            List.of(1L, "a"),
            """
            x.json uint8 (22,) [123 34 105 110 116 34 58 34 49 34 125 123 34 115 116 114 34 58 34 97 34 125]
            x.json_splits int64 (3,) [ 0 11 22]
            x.form
            [json.loads(bytes(b)) for b in (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.json'], z['x.json_splits'])]"""),
        Arguments.of(
            List.of(List.of("a", "b"), List.of("c")),
            """
            x.row_splits int64 (3,) [0 2 3]
            x.values <U1 (3,) ['a' 'b' 'c']
            x.form
            (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values'].tolist(), z['x.row_splits'])"""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void become_plain_arrays(List<@Nullable Object> elements, String expected) throws IOException {
    assertThat(described(ObjectArray.ofJava(elements))).isEqualTo(expected);
  }

  @Test
  void arrays_of_different_lengths_become_rows() throws IOException {
    ObjectArray array =
        ObjectArray.of(
            ArrayValue.of(NdArray.of(new double[] {1, 2})),
            ArrayValue.of(NdArray.of(new double[] {3})));
    assertThat(described(array))
        .isEqualTo(
            """
            x.row_splits int64 (3,) [0 2 3]
            x.values float64 (3,) [1. 2. 3.]
            x.form
            (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])(z['x.values'], z['x.row_splits'])""");
  }

  private static String described(ObjectArray array) throws IOException {
    PickleFreeArray free = PickleFreeArray.of(array, "x", Location.of("a"), JsonCheck.NONE);
    StringBuilder text = new StringBuilder();
    free.members()
        .forEach(
            (name, member) -> {
              assertThat(member.dtype().hasObject()).isFalse();
              text.append(name);
              if (!name.endsWith(PickleFreeArray.FORM)) {
                text.append(' ').append(member.dtype()).append(' ').append(member.shape());
                text.append(' ').append(member.toString().replaceAll("\\s+", " "));
              }
              text.append('\n');
            });
    return text.append(free.python()).toString();
  }
}
