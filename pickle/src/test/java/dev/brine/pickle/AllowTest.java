package dev.brine.pickle;

import static dev.brine.pickle.Pickles.bytes;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.MalformedException;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyInt;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may add: names of their own, and buffers that lie outside the pickle. */
class AllowTest {
  private static final String POINT = "cgeo\nPoint\n(K\u0003K\u0004t\u0081.";

  @Test
  void an_unknown_name_is_refused_with_the_way_to_allow_it() {
    assertThat(failure(POINT))
        .hasMessageContaining(
            "PickleOptions.DEFAULT.allowRecord(\"geo\", \"Point\") reads it as a record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cposix\nsystem\n(S'id'\ntR.",
        "cnt\nsystem\n(S'id'\ntR.",
        "cbuiltins\neval\n(S'1'\ntR.",
        "csubprocess\nPopen\n(S'id'\ntR.",
        "csubprocess.deep\nPopen\n(S'id'\ntR.",
        "c_io\nFileIO\n(S'id'\ntR.",
        "cnumpy.lib\nDataSource\n(S'id'\ntR.",
        "cdill\nUnpickler\n(S'id'\ntR.",
        "cgeo\nrun\n(S'id'\ntR.",
        "cgeo\nA\"B\n(S'id'\ntR."
      })
  void a_name_that_may_be_dangerous_or_cannot_be_pasted_is_never_recommended(String pickle) {
    assertThat(failure(pickle))
        .hasMessageContaining("nothing was run")
        .hasMessageNotContaining("allowRecord");
  }

  @Test
  void an_allowed_name_becomes_a_record() {
    PyCall point = (PyCall) decode(POINT, options -> options.allowRecord("geo", "Point"));
    assertThat(point.callable()).hasToString("geo.Point");
    assertThat(point.offset()).isEqualTo(17);
    assertThat(failure("cgeo\nLine\n)\u0081.", options -> options.allowRecord("geo", "Point")))
        .hasMessageContaining("geo.Line");
  }

  @Test
  void an_allowed_name_may_have_a_function_of_the_callers() {
    assertThat(decode(POINT, options -> options.allow("geo", "Point", point -> point.get(1))))
        .isEqualTo(PyInt.of(4));
  }

  @Test
  void a_pickle_is_malformed_if_the_callers_function_does_not_accept_the_arguments() {
    assertThat(
            failure(
                POINT,
                options ->
                    options.allow(
                        "geo",
                        "Point",
                        point -> {
                          throw new IllegalArgumentException("a point has 3 coordinates");
                        })))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("@17: geo.Point: a point has 3 coordinates");
  }

  @Test
  void buffers_are_taken_in_their_order() throws Exception {
    ByteBuffer fixed = ByteBuffer.wrap(bytes("ab")).asReadOnlyBuffer();
    ByteBuffer open = ByteBuffer.wrap(bytes("c"));
    assertThat(Pickle.decode(bytes("\u0097."), o -> o.withBuffers(List.of(fixed))))
        .isEqualTo(PyBytes.wrap(bytes("ab")));
    String both = "(\u0097\u0097\u0098t.";
    assertThat(
            PickleText.canonical(
                Pickle.decode(bytes(both), o -> o.withBuffers(List.of(fixed, open)))))
        .isEqualTo("{\"tuple\":[{\"bytes\":\"6162\"},{\"bytearray\":\"63\"}]}");
    assertThat(failure(both, o -> o.withBuffers(List.of(fixed)))).hasMessageContaining("none was");
  }
}
