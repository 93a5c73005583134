package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Object arrays inside object arrays, walked in a thread with a small stack. */
class NestedArraysTest {
  private static final long SMALL_STACK = 512 << 10;

  private interface Body {
    void run() throws Exception;
  }

  private static void onSmallStack(Body body) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable task =
        () -> {
          try {
            body.run();
          } catch (Throwable e) {
            failure.set(e);
          }
        };
    Thread thread = new Thread(null, task, "small stack", SMALL_STACK);
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
  }

  private static PickleValue nested(int levels) {
    PickleValue value = PyInt.of(5);
    for (int i = 0; i < levels; i++) {
      ObjectArray array = ObjectArray.of(DTypes.OBJECT, Shape.of(1), PyList.of(value));
      value = ArrayValue.of(array);
    }
    return value;
  }

  private static void canonical(PickleValue value) throws Exception {
    OutputStream target = OutputStream.nullOutputStream();
    PickleText.writeCanonical(value, target, Location.MEMORY, PickleLimits.DEFAULT);
  }

  @Test
  void a_thousand_levels_fit_a_stack_of_512_KiB() throws InterruptedException {
    PickleValue value = nested(1_000);
    onSmallStack(
        () -> {
          canonical(value);
          assertThat(PickleText.repr(value)).startsWith("array([array([").doesNotContain("\n");
          StringBuilder lines = new StringBuilder();
          PickleText.Options narrow = PickleText.Options.DEFAULT;
          PickleText.writeRepr(value, lines, Location.MEMORY, narrow, PickleLimits.DEFAULT);
          assertThat(lines).startsWith("array([\n");
          StringBuilder line = new StringBuilder();
          PickleText.Options wide = new PickleText.Options(Integer.MAX_VALUE, 10, 10);
          PickleText.writeRepr(value, line, Location.MEMORY, wide, PickleLimits.DEFAULT);
          assertThat(line).contains("array([array([").doesNotContain("\n");
        });
  }

  @Test
  void arrays_that_a_program_nests_deeper_are_refused() throws InterruptedException {
    PickleValue value = nested(100_000);
    onSmallStack(
        () -> {
          assertThatThrownBy(() -> canonical(value))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining("nested deeper than 1000 levels");
          assertThatThrownBy(() -> PickleText.repr(value))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining("nested deeper than 1000 levels");
          assertThatThrownBy(
                  () -> Npy.save(OutputStream.nullOutputStream(), ((ArrayValue) value).array()))
              .isInstanceOf(LimitException.class)
              .hasMessageContaining("nested deeper than 1000 levels");
        });
  }
}
