package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Arrays, time zones, attributes and names of Python's library are values. */
class LibraryTypesTest {
  private static final String ORDERED = "ccollections\nOrderedDict\n)R";

  private static void write(PickleValue value, ByteArrayOutputStream out) throws IOException {
    PickleWriter.write(value, out, PickleWriter.Options.DEFAULT);
  }

  @Test
  void an_ordered_dict_keeps_its_attributes() throws IOException {
    String pickle = "\u0080\2" + ORDERED + "VW\nI1\ns}V_metadata\n" + ORDERED + "sb.";
    PyDict dict = (PyDict) decode(pickle);
    assertThat(dict.size()).isEqualTo(1);
    assertThat(Objects.requireNonNull(dict.attributes()).key(0)).isEqualTo(PyStr.of("_metadata"));
    assertThat(canonical(pickle))
        .isEqualTo(
            "{\"odict\":[[{\"str\":\"W\"},{\"int\":\"1\"}]],\"attributes\":"
                + "{\"dict\":[[{\"str\":\"_metadata\"},{\"odict\":[]}]]}}");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(dict, out);
    PyDict again = (PyDict) Pickle.decode(out.toByteArray());
    assertThat(Objects.requireNonNull(again.attributes()).get("_metadata"))
        .isInstanceOf(PyDict.class);
  }

  @Test
  void attributes_that_python_would_use_are_refused() {
    assertThat(failure(ORDERED + "}V__class__\nI1\nsb."))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("special attribute __class__");
    assertThat(failure(ORDERED + "}I1\nI1\nsb.")).hasMessageContaining("must be a str");
    assertThat(failure(ORDERED + "}b}b.")).hasMessageContaining("set twice");
    assertThat(failure(ORDERED + "]b.")).hasMessageContaining("BUILD on an OrderedDict");
    assertThat(failure("}}b.")).hasMessageContaining("BUILD on a dict");
  }

  @Test
  void attributes_count_as_a_level_of_nesting() {
    String deep = ORDERED + "}Va\n" + "]".repeat(600) + "a".repeat(599) + "sb.";
    assertThat(failure(deep)).hasMessageContaining("limit depth");
  }

  @Test
  void an_array_gives_javas_arrays() {
    assertThat(java("b", 1, "\1\u00ff")).isEqualTo(new byte[] {1, -1});
    assertThat(java("B", 0, "\1\u00ff")).isEqualTo(new short[] {1, 255});
    assertThat(java("H", 2, "\u00ff\u00ff")).isEqualTo(new int[] {65535});
    assertThat(java("I", 7, "\u00ff\0\0\0")).isEqualTo(new long[] {0xff000000L});
    assertThat(java("Q", 10, "\1\0\0\0\0\0\0\0")).isEqualTo(new long[] {1});
    assertThat(java("Q", 10, "\u00ff".repeat(8)))
        .isEqualTo(new BigInteger[] {new BigInteger("18446744073709551615")});
    assertThat(java("u", 20, "a\0\0\0\0\1\0\0")).isEqualTo("a\u0100");
  }

  private static Object java(String code, int number, String bytes) {
    PyLibrary.Array array = (PyLibrary.Array) decode(reconstructed(code, number, bytes));
    return array.toJava();
  }

  private static String reconstructed(String code, int format, String bytes) {
    return "carray\n_array_reconstructor\n(carray\narray\nV%s\nI%d\nC%stR."
        .formatted(code, format, (char) bytes.length() + bytes);
  }

  @Test
  void an_array_that_python_would_not_make_is_malformed() {
    for (String pickle :
        List.of(
            reconstructed("x", 0, ""),
            reconstructed("i", 22, ""),
            reconstructed("i", -1, ""),
            reconstructed("i", 16, "12345678"),
            reconstructed("d", 8, "1234"),
            reconstructed("u", 20, "\0\0\u0011\0"),
            reconstructed("u", 20, "\0\0\0\u00ff"),
            reconstructed("u", 8, "1234"),
            reconstructed("h", 4, "123"),
            "carray\narray\n(Vb\n(lI128\natR.",
            "carray\narray\n(VB\n(lI-1\natR.",
            "carray\narray\n(VQ\n(lI-1\natR.",
            "carray\narray\n(Vi\n(lVa\natR.",
            "carray\narray\n(Vu\n(lVab\natR.",
            "carray\narray\n(Vii\n]tR.",
            "carray\narray\n)R.")) {
      assertThat(failure(pickle)).as(pickle).isInstanceOf(MalformedException.class);
    }
    assertThat(failure("carray\n_array_reconstructor\n(cbuiltins\nint\nVi\nI8\nC\0tR."))
        .isInstanceOf(RefusedException.class);
    assertThat(failure("}carray\narray\n(Vb\n]tRNs.")).hasMessageContaining("cannot be a key");
  }

  private static final String MOMENT =
      "cdatetime\ndatetime\nC\n\7\u00de\7\10\n\n\0\0\0\0%s\u0086R.";

  @Test
  void a_time_zone_is_kept_in_text_and_in_java() {
    PickleValue paris =
        decode(MOMENT.formatted("cpytz\n_p\n(VEurope/Paris\nI7200\nI3600\nVCEST\ntR"));
    assertThat(paris).hasToString("2014-07-08T10:10:00+02:00[Europe/Paris]");
    assertThat(JavaValues.of(paris))
        .isEqualTo(ZonedDateTime.of(2014, 7, 8, 10, 10, 0, 0, ZoneId.of("Europe/Paris")));
    assertThat(decode(MOMENT.formatted("cpytz\n_UTC\n)R")))
        .hasToString("2014-07-08T10:10:00+00:00");
    assertThat(decode(MOMENT.formatted("czoneinfo\nZoneInfo\n(VNo/Where\ntR")))
        .hasToString("2014-07-08T10:10:00[No/Where]")
        .satisfies(value -> assertThat(JavaValues.of(value)).isSameAs(value));
    assertThat(decode("cdateutil.tz\ntzoffset\n(NI5400\ntR.")).hasToString("UTC+01:30");
  }

  @Test
  void equal_instants_are_one_key_whatever_the_library() {
    String utc = MOMENT.formatted("cpytz\n_UTC\n)R").replace("R.", "R");
    String same = MOMENT.formatted("cdatetime\ntimezone\n(cdatetime\ntimedelta\n)RtR");
    PyDict dict =
        (PyDict) decode("}" + utc + "I1\ns" + same.substring(0, same.length() - 1) + "I2\ns.");
    assertThat(dict.size()).isEqualTo(1);
    assertThat(dict.value(0)).isEqualTo(PyInt.of(2));
  }

  @Test
  void zones_that_are_not_data_are_refused() {
    for (String pickle :
        List.of(
            "cbuiltins\ngetattr\n(czoneinfo\nZoneInfo\nVno_cache\ntR(VX\ntR.",
            "cbuiltins\ngetattr\n(cbuiltins\nint\nV_unpickle\ntR.",
            "coperator\nattrgetter\n(V__class__\ntR.",
            "coperator\nattrgetter\n(Vlocalize\ntR(I1\ntR.",
            "cdateutil.tz\ntzlocal\n)R.")) {
      assertThat(failure(pickle)).as(pickle).isInstanceOf(RefusedException.class);
    }
    for (String pickle :
        List.of(
            "cpytz\n_p\n(VX\nI86400\nI0\nVX\ntR.",
            "cpytz\n_p\n(VX\nI1\ntR.",
            "cpytz\n_UTC\n(I1\ntR.",
            "cpytz\nFixedOffset\n(I1440\ntR.",
            "cdateutil.tz\ntzoffset\n)\u0081}b.",
            "cdateutil.tz\ntzoffset\n)\u0081.",
            "cdateutil.tz\ntzfile\n)R.")) {
      assertThat(failure(pickle)).as(pickle).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void names_are_values_that_cannot_be_called() {
    assertThat(decode("cbuiltins\nlen\n.")).isEqualTo(new PyGlobal("builtins", "len", 0));
    assertThat(decode("cnumpy.core\n_ufunc_reconstruct\n(Vnumpy\nVsin\ntR.").toString())
        .isEqualTo("numpy.sin");
    for (String pickle :
        List.of(
            "cbuiltins\nlen\n(]tR.",
            "cbuiltins\neval\n.",
            "cnumpy.core\n_ufunc_reconstruct\n(Vos\nVsystem\ntR.",
            "cnumpy.core\n_ufunc_reconstruct\n(Vnumpy\nVload\ntR.",
            "cbuiltins\nint\n(V1\ntR.")) {
      assertThat(failure(pickle)).as(pickle).isInstanceOf(RefusedException.class);
    }
    assertThat(failure("cbuiltins\nlen\n}b.")).hasMessageContaining("BUILD on the class");
  }

  @Test
  void a_call_of_a_function_is_not_written() throws IOException {
    PickleValue call =
        decode("cbuiltins\nlen\n(]tR.", options -> options.allowRecord("builtins", "len"));
    assertThatThrownBy(() -> write(call, new ByteArrayOutputStream()))
        .isInstanceOf(RefusedException.class);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(decode("cbuiltins\nlen\n."), out);
    assertThat(PickleText.repr(Pickle.decode(out.toByteArray())))
        .isEqualTo("<built-in function len>");
  }

  @Test
  void a_zone_has_the_parts_of_its_pickle() {
    NamedZone zone = (NamedZone) decode("cpytz\n_p\n(VEurope/Paris\nI7200\nI3600\nVCEST\ntR.");
    assertThat(zone.key()).isEqualTo("Europe/Paris");
    assertThat(zone.offset()).isEqualTo(new PyTemporal.Delta(0, 7200, 0));
    assertThat(zone.abbreviation()).isEqualTo("CEST");
    NamedZone file = NamedZone.of("dateutil.tz.tz.tzfile", "/usr/share/zoneinfo/Europe/Paris");
    assertThat(file.toZoneId()).isEqualTo(ZoneId.of("Europe/Paris"));
  }
}
