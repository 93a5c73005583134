package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.testing.HostileFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The hostile and tricky pickles, each with the outcome that its manifest demands. */
class HostilePicklesTest {
  static final List<HostileFile> CASES =
      HostileFile.all().stream().filter(HostilePicklesTest::isForThisModule).toList();

  /** Pickles of NumPy's types that are not refused need the tables of the npy module. */
  private static boolean isForThisModule(HostileFile hostile) {
    return hostile.file().endsWith(".pkl")
        && (hostile.expected().equals("refuse")
            || !new String(hostile.bytes(), StandardCharsets.ISO_8859_1).contains("numpy"));
  }

  private static PickleOptions options(HostileFile hostile) {
    String encoding = hostile.encoding();
    return encoding.isEmpty()
        ? PickleOptions.DEFAULT
        : PickleOptions.DEFAULT.withEncoding(Objects.requireNonNull(StringEncoding.of(encoding)));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void has_its_outcome(HostileFile hostile) throws IOException {
    PickleOptions options = options(hostile);
    if (hostile.expected().equals("ok")) {
      PickleValue value = Pickle.decode(hostile.bytes(), o -> options);
      if (!hostile.canonical().isEmpty()) {
        assertThat(PickleText.canonical(value)).isEqualTo(hostile.canonical());
      }
      return;
    }
    BrineException failure = null;
    try {
      Pickle.decode(hostile.bytes(), o -> options);
    } catch (BrineException e) {
      failure = e;
    }
    if (failure == null) {
      assertThat(hostile.alsoAccept()).contains("ok");
    } else if (hostile.expected().equals("refuse")) {
      assertThat(failure.kind().name())
          .isEqualTo(hostile.error().isEmpty() ? "REFUSED" : hostile.error());
    } else {
      assertThat(failure.kind().name()).isEqualTo(hostile.error());
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void a_lenient_decoding_ends_too(HostileFile hostile) throws IOException {
    PickleOptions options = options(hostile).withLenient();
    try {
      Pickle.decode(hostile.bytes(), o -> options);
    } catch (BrineException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  static final List<HostileFile> REFUSED =
      CASES.stream()
          .filter(hostile -> hostile.expected().equals("refuse") && hostile.error().isEmpty())
          .toList();

  @ParameterizedTest(name = "{0}")
  @FieldSource("REFUSED")
  void a_refusal_says_what_was_asked_for_and_where(HostileFile hostile) {
    assertThatThrownBy(() -> Pickle.decode(hostile.bytes(), o -> options(hostile)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.module() + refusal.name()).isNotEmpty();
              assertThat(refusal.opcode()).isNotEmpty();
              assertThat(refusal.location().offset()).isNotNegative();
              assertThat(refusal).hasMessageContaining("nothing was run");
            });
  }
}
