package dev.brine.pickle;

import static dev.brine.pickle.Pickles.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How deep values may be nested, and that recursive code fits a small stack. */
class NestingTest {
  private static final long SMALL_STACK = 512 << 10;

  /** Ways to nest one value in another. */
  enum Nest {
    LIST(PyList::of),
    TUPLE(PyTuple::of),
    LIST_OF_TUPLES(value -> PyList.of(PyInt.of(1), value)),
    DICT(value -> dict(PickleValue.Kind.DICT, value)),
    ORDERED_DICT(value -> dict(PickleValue.Kind.ORDERED_DICT, value)),
    COUNTER(value -> dict(PickleValue.Kind.COUNTER, value)),
    DEFAULT_DICT(
        value -> {
          PyDict.Builder dict = PyDict.defaultDict(null, new KeyBudget(1, 1));
          dict.setItem(PyStr.of("key"), value);
          return dict.value();
        });

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above keep no state
    private final UnaryOperator<PickleValue> nest;

    Nest(UnaryOperator<PickleValue> nest) {
      this.nest = nest;
    }

    PickleValue levels(int count) {
      PickleValue value = PyInt.of(5);
      for (int i = 0; i < count; i++) {
        value = nest.apply(value);
      }
      return value;
    }
  }

  private static PickleValue dict(PickleValue.Kind kind, PickleValue value) {
    PyDict.Builder dict = PyDict.builder(kind, new KeyBudget(1, 1));
    dict.setItem(PyInt.of(1), value);
    return dict.value();
  }

  /** Runs something in a thread with a stack of 512 KiB. */
  private static void onSmallStack(Body body) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                body.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
  }

  private interface Body {
    void run() throws Exception;
  }

  private static int levels(PickleValue value) {
    int levels = 0;
    PickleValue at = value;
    while (at instanceof PySequence items) {
      levels++;
      at = items.size() == 0 ? PyConstant.NONE : items.get(0);
    }
    return levels;
  }

  @ParameterizedTest
  @EnumSource
  void a_thousand_levels_fit_a_stack_of_512_KiB(Nest nest) throws Exception {
    PickleLimits limits = PickleLimits.DEFAULT.withDepth(PickleLimits.MAX_DEPTH);
    onSmallStack(
        () -> {
          PickleValue value = nest.levels(1_000);
          byte[] pickle = PickleWriter.toBytes(value);
          PickleValue read = Pickle.decode(pickle, options -> options.withLimits(limits));
          String text = PickleText.canonical(read);
          assertThat(text).isEqualTo(PickleText.canonical(value)).contains("\"5\"");
          StringBuilder lines = new StringBuilder();
          PickleText.writeRepr(read, lines, Location.MEMORY, PickleText.Options.DEFAULT, limits);
          assertThat(lines.toString().lines().count()).isGreaterThan(1_000);
          StringBuilder line = new StringBuilder();
          PickleText.Options wide = new PickleText.Options(Integer.MAX_VALUE, 10, 10);
          PickleText.writeRepr(read, line, Location.MEMORY, wide, limits);
          assertThat(line).contains("5").doesNotContain("\n");
          assertThat(JavaValues.of(read)).isNotNull();
          assertThat(PickleWriter.toBytes(read)).isEqualTo(pickle);
          PickleWriter.toBytes(value, options -> options.withProtocol(2));
        });
  }

  @ParameterizedTest
  @EnumSource
  void a_value_that_a_program_nests_deeper_is_refused(Nest nest) throws Exception {
    PickleValue value = nest.levels(200_000);
    onSmallStack(
        () -> {
          // than 1,000 levels, or than the stack allows if compiled frames are large
          String reason = "values are nested deeper than ";
          assertThatThrownBy(() -> PickleWriter.toBytes(value))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining(reason);
          assertThatThrownBy(
                  () ->
                      PickleText.writeCanonical(
                          value,
                          OutputStream.nullOutputStream(),
                          Location.MEMORY,
                          PickleLimits.DEFAULT))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining(reason);
          assertThatThrownBy(() -> PickleText.repr(value))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining(reason);
          assertThatThrownBy(() -> JavaValues.of(value))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("nested more than 1000 deep");
        });
  }

  /** CPython 3.6 to 3.11 writes lists at most 499 levels deep, CPython 3.13 up to 4,999. */
  @Test
  void five_hundred_levels_are_read_unless_a_program_allows_more() throws IOException {
    byte[] deepest = Pickles.bytes(repeat(500, "]") + repeat(499, "a") + ".");
    assertThat(levels(Pickle.decode(deepest))).isEqualTo(500);
    byte[] deeper = Pickles.bytes(repeat(501, "]") + repeat(500, "a") + ".");
    assertThatThrownBy(() -> Pickle.decode(deeper))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("values are nested deeper than 500 (limit depth)");
    PickleLimits more = PickleLimits.DEFAULT.withDepth(501);
    assertThat(levels(Pickle.decode(deeper, options -> options.withLimits(more)))).isEqualTo(501);
    assertThatThrownBy(() -> PickleLimits.DEFAULT.withDepth(1_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth must be at most 1000: 1001");
  }

  @Test
  void a_shared_value_counts_at_its_deepest_place() throws IOException {
    PickleValue shared = PyList.of(PyStr.of("a"));
    PickleValue deep = shared;
    for (int i = 0; i < 499; i++) {
      deep = PyList.of(deep);
    }
    byte[] fits = PickleWriter.toBytes(deep);
    assertThat(levels(Pickle.decode(fits))).isEqualTo(500);
    byte[] exceeds = PickleWriter.toBytes(PyTuple.of(shared, deep));
    assertThatThrownBy(() -> Pickle.decode(exceeds)).isInstanceOf(LimitException.class);
  }

  @Test
  void many_references_to_a_large_container_are_checked_in_no_time() throws IOException {
    PyList.Builder large = PyList.builder();
    for (int i = 0; i < 100_000; i++) {
      large.append(PyStr.of("a"));
    }
    PyList.Builder holder = PyList.builder();
    for (int i = 0; i < 300_000; i++) {
      holder.append(large.value());
    }
    byte[] pickle = PickleWriter.toBytes(holder.value());
    long start = System.nanoTime();
    Pickle.decode(pickle);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }
}
