package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as deep as they may be, and deeper, in a thread with a stack of 512 KiB. */
class DeepValuesTest {
  private static final long STACK = 1 << 19;

  /** The array is a level, too. */
  private static final int DEEPEST = 499;

  @TempDir Path folder;

  private static PickleValue nested(int levels) {
    PickleValue value = PyInt.of(7);
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? PyList.of(value, PyStr.of("k")) : PyTuple.of(value);
    }
    return value;
  }

  @BeforeEach
  void save() throws IOException {
    Npy.save(folder.resolve("deep.npy"), ObjectArray.of(nested(DEEPEST), PyInt.of(1)));
    Npy.saveValue(folder.resolve("deep.pkl"), nested(DEEPEST));
    Npy.save(folder.resolve("deeper.npy"), ObjectArray.of(nested(900), PyInt.of(1)));
    Npy.saveValue(folder.resolve("deeper.pkl"), nested(900));
  }

  private Brine run(String command) throws InterruptedException {
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(word.contains(".") ? folder.resolve(word) : word);
    }
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(Brine.run(words.toArray()));
              } catch (Throwable e) {
                result.set(e);
              }
            },
            "small",
            STACK);
    thread.start();
    thread.join();
    assertThat(result.get()).as(command).isInstanceOf(Brine.class);
    return (Brine) Objects.requireNonNull(result.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info deep.npy",
        "info --json deep.npy",
        "info deep.pkl",
        "info --json deep.pkl",
        "cat deep.npy",
        "cat --format csv deep.npy",
        "cat --format jsonl deep.npy",
        "head deep.npy",
        "stats deep.npy",
        "stats --json deep.npy",
        "digest deep.npy",
        "digest deep.pkl",
        "diff deep.npy deep.npy",
        "diff --json deep.npy deep.npy",
        "diff deep.pkl deep.pkl",
        "dump deep.npy",
        "dump --canonical deep.npy",
        "dump deep.pkl",
        "dump --canonical deep.pkl",
        "explain deep.npy",
        "explain --json deep.pkl",
        "scan deep.npy",
        "scan --json deep.pkl",
        "convert deep.npy out.npz",
        "convert deep.npy out.csv",
        "convert deep.npy out.jsonl",
        "convert deep.pkl out.npz"
      })
  void the_deepest_values_are_printed_by_every_command(String command) throws Exception {
    Brine run = run(command);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info deeper.pkl",
        "cat deeper.npy",
        "cat --format jsonl deeper.npy",
        "stats deeper.npy",
        "digest deeper.npy",
        "diff deeper.npy deep.npy",
        "dump deeper.pkl",
        "dump --canonical deeper.pkl",
        "convert deeper.npy out.npz",
        "convert deeper.npy out.csv"
      })
  void deeper_ones_are_refused_in_one_sentence(String command) throws Exception {
    Brine run = run(command);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("nested deeper than 500");
  }

  @Test
  void explain_says_so_too() throws Exception {
    assertThat(run("explain deeper.npy").out().replaceAll("\\s+", " "))
        .contains("nested deeper than 500");
  }
}
