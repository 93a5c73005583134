package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.GoldenPicklesTest.Golden;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyPersistentId;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Written pickles against those that CPython writes of the same values, and read again. */
class PickleWriterTest {
  static final List<Golden> ALL = GoldenPicklesTest.ALL;

  /**
   * Those of the newest Python in the protocols that Brine writes; paths as Python 3.12 and older
   * write them. The module of two classes may be two equal strings in CPython, and is one here.
   */
  static final List<Golden> SAME_BYTES =
      ALL.stream()
          .filter(
              golden ->
                  golden
                          .by()
                          .startsWith(golden.canonical().startsWith("{\"path\"") ? "3.6 " : "3.13 ")
                      && protocol(golden) >= 2
                      && !golden
                          .canonical()
                          .equals("{\"defaultdict\":[\"collections.OrderedDict\",[]]}"))
          .toList();

  private static int protocol(Golden golden) {
    return golden.by().charAt(golden.by().length() - 1) - '0';
  }

  private static PickleValue value(Golden golden) throws IOException {
    return Pickle.decode(golden.pickle(), options -> options.withEncoding(golden.encoding()));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("SAME_BYTES")
  void the_bytes_are_those_of_cpython(Golden golden) throws IOException {
    byte[] written =
        PickleWriter.toBytes(value(golden), options -> options.withProtocol(protocol(golden)));
    assertThat(written).isEqualTo(golden.pickle());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ALL")
  void what_is_written_reads_as_the_same_value(Golden golden) throws IOException {
    PickleValue value = value(golden);
    String expected = PickleText.sha256(value);
    for (int protocol = 2; protocol <= 5; protocol++) {
      int written = protocol;
      byte[] pickle = PickleWriter.toBytes(value, options -> options.withProtocol(written));
      assertThat(PickleText.sha256(Pickle.decode(pickle))).isEqualTo(expected);
    }
  }

  static final List<String> WRITTEN =
      new String(Pickles.resource("golden/written.tsv"), StandardCharsets.US_ASCII)
          .lines()
          .toList();

  @ParameterizedTest
  @FieldSource("WRITTEN")
  void long_values_have_the_frames_and_batches_of_cpython(String line) throws Exception {
    String[] parts = line.split("\t", -1);
    byte[] written =
        PickleWriter.toBytes(
            WrittenPickles.value(parts[0]),
            options -> options.withProtocol(Integer.parseInt(parts[1])));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(written);
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(parts[2]);
  }

  private static PickleValue reread(PickleValue value, int protocol) throws IOException {
    return Pickle.decode(PickleWriter.toBytes(value, options -> options.withProtocol(protocol)));
  }

  private static PySequence items(PickleValue value) {
    return (PySequence) value;
  }

  @Test
  void a_list_that_holds_itself_does_so_again() throws IOException {
    PyList.Builder list = PyList.builder();
    list.append(list.value());
    PickleValue read = reread(list.value(), 4);
    assertThat(items(read).get(0)).isSameAs(read);
  }

  @Test
  void a_tuple_that_holds_itself_through_a_list_does_so_again() throws IOException {
    for (int size = 1; size <= 5; size++) {
      PyList.Builder list = PyList.builder();
      PickleValue[] all = new PickleValue[size];
      Arrays.fill(all, PyInt.of(7));
      all[size - 1] = list.value();
      PyTuple tuple = PyTuple.of(all);
      list.append(tuple);
      for (int protocol = 2; protocol <= 5; protocol++) {
        PickleValue read = reread(tuple, protocol);
        assertThat(read.kind()).isEqualTo(PickleValue.Kind.TUPLE);
        assertThat(items(items(read).get(size - 1)).get(0)).isSameAs(read);
      }
    }
  }

  @Test
  void a_dict_and_what_it_shares_are_shared_again() throws IOException {
    PyStr text = PyStr.of("shared");
    PyList list = PyList.of(text);
    PickleValue read = reread(PyTuple.of(list, list, PyStr.of("shared"), text), 2);
    assertThat(items(read).get(0)).isSameAs(items(read).get(1));
    assertThat(items(items(read).get(0)).get(0)).isSameAs(items(read).get(3));
    assertThat(items(read).get(2)).isNotSameAs(items(read).get(3));
  }

  @Test
  void a_set_that_would_be_made_of_itself_is_refused() {
    PySet.Builder set = PySet.builder(PickleValue.Kind.FROZENSET, new KeyBudget(10, 10));
    PyCall call =
        PyCall.builder("REDUCE", new PyGlobal("builtins", "object", 0), PyTuple.of(set.value()), 0)
            .value();
    set.put(call);
    assertThatThrownBy(() -> PickleWriter.toBytes(set.value(), o -> o.withProtocol(2)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("that is made of itself cannot be written as a pickle");
  }

  private static PyCall system() {
    PyGlobal name = new PyGlobal("os", "system", 0);
    return PyCall.builder("REDUCE", name, PyTuple.of(PyStr.of("true")), 0).value();
  }

  @Test
  void a_record_that_would_run_something_is_refused() {
    assertThatThrownBy(() -> PickleWriter.toBytes(PyList.of(system())))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.module()).isEqualTo("os");
              assertThat(e.name()).isEqualTo("system");
            })
        .hasMessageContaining("a pickle that names os.system would run it when opened");
  }

  @Test
  void a_name_alone_is_refused_too() {
    PyGlobal name = new PyGlobal("os", "system", 0);
    assertThatThrownBy(() -> PickleWriter.toBytes(name)).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_record_that_the_caller_allows_is_written_as_it_was_read() throws IOException {
    for (String form : List.of("REDUCE", "NEWOBJ", "OBJ")) {
      PyCall.Builder call =
          PyCall.builder(
              form, new PyGlobal("shop", "Item", 0), PyTuple.of(PyInt.of(1), PyInt.of(2)), 0);
      call.append(PyStr.of("item"));
      call.setItem(PyStr.of("key"), PyStr.of("value"));
      call.build(PyStr.of("state"));
      byte[] pickle =
          PickleWriter.toBytes(call.value(), options -> options.allowRecord("shop", "Item"));
      PyCall read = (PyCall) Pickle.decode(pickle, options -> options.allowRecord("shop", "Item"));
      assertThat(read.opcode()).isEqualTo(form);
      assertThat(read.callable()).hasToString("shop.Item");
      assertThat(items(read.arguments()).longAt(1)).isEqualTo(2);
      assertThat(read.items()).containsExactly(PyStr.of("item"));
      assertThat(read.entries()).containsExactly(PyStr.of("key"), PyStr.of("value"));
      assertThat(read.states()).containsExactly(PyStr.of("state"));
    }
  }

  @Test
  void a_name_of_two_lines_is_no_name_before_protocol_4() {
    PyGlobal name = new PyGlobal("a\nb", "c", 0);
    assertThatThrownBy(
            () ->
                PickleWriter.toBytes(
                    name, options -> options.withProtocol(3).allowRecord("a\nb", "c")))
        .isInstanceOf(UnsupportedException.class);
  }

  @Test
  void a_persistent_id_is_refused() {
    assertThatThrownBy(() -> PickleWriter.toBytes(new PyPersistentId(PyInt.of(1))))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("cannot write a persistent id");
  }

  @Test
  void lone_surrogates_are_kept() throws IOException {
    PyStr text = PyStr.of("a\ud800b\udc00\ud83d\ude00\u00e9\u20ac");
    assertThat(reread(text, 4)).isEqualTo(text);
    assertThat(reread(text, 2)).isEqualTo(text);
  }

  @Test
  void the_fold_of_a_time_is_kept_in_every_protocol() throws IOException {
    PyTemporal.Time time = new PyTemporal.Time(LocalTime.of(1, 30), 1, PyConstant.NONE);
    for (int protocol = 2; protocol <= 5; protocol++) {
      assertThat(reread(time, protocol)).isEqualTo(time);
    }
  }

  @Test
  void a_protocol_that_is_not_written_is_refused() {
    assertThatThrownBy(() -> PickleWriter.Options.DEFAULT.withProtocol(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the protocol must be 2 to 5 but was 1");
  }
}
