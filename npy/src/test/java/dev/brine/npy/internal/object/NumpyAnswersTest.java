package dev.brine.npy.internal.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.pickle.PickleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two versions of NumPy, all protocols, every kind of value: Brine reads what NumPy reads. */
class NumpyAnswersTest {

  @Test
  void every_pickle_has_the_digest_of_what_numpy_reads() {
    List<String> different = new ArrayList<>();
    List<Pickled> all = Pickled.all();
    for (Pickled pickled : all) {
      try {
        if (!PickleText.sha256(pickled.value()).equals(pickled.sha256())) {
          different.add(pickled + ": " + PickleText.canonical(pickled.value()));
        }
      } catch (IOException | RuntimeException e) {
        different.add(pickled + ": " + e);
      }
    }
    assertThat(different).isEmpty();
    assertThat(all).hasSizeGreaterThan(3_000);
  }

  @Test
  void the_pickles_cover_both_versions_and_all_protocols() {
    Set<String> covered = new TreeSet<>();
    for (Pickled pickled : Pickled.all()) {
      covered.add(pickled.numpy() + ":" + pickled.protocol());
    }
    assertThat(covered)
        .containsExactly(
            "1.24:-1", "1.24:0", "1.24:1", "1.24:2", "1.24:3", "1.24:4", "1.24:5", "2.4:-1",
            "2.4:0", "2.4:1", "2.4:2", "2.4:3", "2.4:4", "2.4:5");
  }
}
