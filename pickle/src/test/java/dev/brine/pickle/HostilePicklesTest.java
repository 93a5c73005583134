package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.pickle.HostilePickles.Case;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The hostile and tricky pickles of the resources, each with the outcome its manifest demands. */
class HostilePicklesTest {
  static final List<Case> CASES = HostilePickles.all();

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void has_its_outcome(Case hostile) throws IOException {
    PickleOptions options = hostile.options();
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
  void a_lenient_decoding_ends_too(Case hostile) throws IOException {
    PickleOptions options = hostile.options().withLenient();
    try {
      Pickle.decode(hostile.bytes(), o -> options);
    } catch (BrineException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  static final List<Case> REFUSED =
      CASES.stream()
          .filter(hostile -> hostile.expected().equals("refuse") && hostile.error().isEmpty())
          .toList();

  @ParameterizedTest(name = "{0}")
  @FieldSource("REFUSED")
  void a_refusal_says_what_was_asked_for_and_where(Case hostile) {
    assertThatThrownBy(() -> Pickle.decode(hostile.bytes(), o -> hostile.options()))
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
