package dev.brine.pickle;

import static dev.brine.pickle.Pickles.canonical;
import static dev.brine.pickle.Pickles.decode;
import static dev.brine.pickle.Pickles.failure;
import static dev.brine.pickle.Pickles.u4;
import static dev.brine.pickle.Pickles.u8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException.Kind;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyTuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every opcode does what Python's unpickler does with it. */
class OpcodesTest {

  private static final String LONG_ONE = "\u008a\u0001\u0001";

  /** Name of the opcode, a pickle with it, the value. */
  static final List<Arguments> VALUES = values();

  private static List<Arguments> values() {
    List<Arguments> all = new ArrayList<>();
    add(all, "NONE", "N.", "null");
    add(all, "NEWTRUE", "\u0088.", "true");
    add(all, "NEWFALSE", "\u0089.", "false");
    add(all, "INT", "I-5\n.", "{'int':'-5'}");
    add(all, "INT", "I00\n.", "false");
    add(all, "INT", "I01\n.", "true");
    add(all, "INT", "I0\n.", "{'int':'0'}");
    add(all, "INT", "I9223372036854775808\n.", "{'int':'9223372036854775808'}");
    add(all, "LONG", "L-7L\n.", "{'int':'-7'}");
    add(all, "LONG", "L7\n.", "{'int':'7'}");
    add(all, "BININT", "J" + u4(-2) + ".", "{'int':'-2'}");
    add(all, "BININT", "J" + u4(Integer.MIN_VALUE) + ".", "{'int':'-2147483648'}");
    add(all, "BININT1", "K\u00ff.", "{'int':'255'}");
    add(all, "BININT2", "M\u00ff\u00ff.", "{'int':'65535'}");
    add(all, "LONG1", LONG_ONE + ".", "{'int':'1'}");
    add(all, "LONG1", "\u008a\u0000.", "{'int':'0'}");
    add(
        all,
        "LONG1",
        "\u008a\u0008" + u8(Long.MIN_VALUE) + ".",
        "{'int':'" + Long.MIN_VALUE + "'}");
    add(
        all,
        "LONG1",
        "\u008a\u0009" + u8(Long.MIN_VALUE) + "\u0000.",
        "{'int':'9223372036854775808'}");
    add(all, "LONG4", "\u008b" + u4(3) + "\u0000\u0000\u0001.", "{'int':'65536'}");
    add(all, "FLOAT", "F-1.5e3\n.", "{'float':'c097700000000000'}");
    add(all, "FLOAT", "Fnan\n.", "{'float':'7ff8000000000000'}");
    add(all, "FLOAT", "F-inf\n.", "{'float':'fff0000000000000'}");
    add(all, "FLOAT", "F-0.0\n.", "{'float':'8000000000000000'}");
    add(all, "BINFLOAT", "G?\u00f0\0\0\0\0\0\0.", "{'float':'3ff0000000000000'}");
    add(all, "BINFLOAT", "G\u00ff\u00f0\0\0\0\0\0\u0001.", "{'float':'fff0000000000001'}");
    add(
        all,
        "STRING",
        "S'a\\n\\x41\\101\\'\\q'\n.",
        "{'str':'a\\nAA'\\\\q'}".replace("A'", "A\u0001"));
    add(all, "STRING", "S\"it's\"\n.", "{'str':'it\u0001s'}");
    add(all, "BINSTRING", "T" + u4(2) + "ab.", "{'str':'ab'}");
    add(all, "SHORT_BINSTRING", "U\u0002ab.", "{'str':'ab'}");
    add(
        all,
        "UNICODE",
        "V\\u20ac\\U0001f600\u00e9\\x\n.",
        "{'str':'\\u20ac\\ud83d\\ude00\\u00e9\\\\x'}");
    add(all, "UNICODE", "V\\\\u0041\n.", "{'str':'\\\\\\\\u0041'}");
    add(all, "BINUNICODE", "X" + u4(2) + "\u00c3\u00a9.", "{'str':'\\u00e9'}");
    add(all, "SHORT_BINUNICODE", "\u008c\u0003\u00ed\u00a0\u0080.", "{'str':'\\ud800'}");
    add(all, "BINUNICODE8", "\u008d" + u8(1) + "a.", "{'str':'a'}");
    add(all, "BINBYTES", "B" + u4(1) + "\u00ff.", "{'bytes':'ff'}");
    add(all, "SHORT_BINBYTES", "C\u0000.", "{'bytes':''}");
    add(all, "BINBYTES8", "\u008e" + u8(2) + "ab.", "{'bytes':'6162'}");
    add(all, "BYTEARRAY8", "\u0096" + u8(2) + "ab.", "{'bytearray':'6162'}");
    add(all, "READONLY_BUFFER", "C\u0001a\u0098.", "{'bytes':'61'}");
    add(all, "EMPTY_LIST", "].", "{'list':[]}");
    add(all, "APPEND", "]Na.", "{'list':[null]}");
    add(all, "APPENDS", "](NK\u0001e.", "{'list':[null,{'int':'1'}]}");
    add(all, "APPENDS", "](e.", "{'list':[]}");
    add(all, "LIST", "(NK\u0001l.", "{'list':[null,{'int':'1'}]}");
    add(all, "EMPTY_TUPLE", ").", "{'tuple':[]}");
    add(all, "TUPLE", "(NN\u0088t.", "{'tuple':[null,null,true]}");
    add(all, "TUPLE", "(t.", "{'tuple':[]}");
    add(all, "TUPLE1", "N\u0085.", "{'tuple':[null]}");
    add(all, "TUPLE2", "NK\u0002\u0086.", "{'tuple':[null,{'int':'2'}]}");
    add(all, "TUPLE3", "NNN\u0087.", "{'tuple':[null,null,null]}");
    add(all, "EMPTY_DICT", "}.", "{'dict':[]}");
    add(all, "DICT", "(K\u0001Nd.", "{'dict':[[{'int':'1'},null]]}");
    add(all, "SETITEM", "}K\u0001Ns.", "{'dict':[[{'int':'1'},null]]}");
    add(all, "SETITEMS", "}(K\u0001NK\u0001\u0088u.", "{'dict':[[{'int':'1'},true]]}");
    add(all, "EMPTY_SET", "\u008f.", "{'set':[]}");
    add(
        all,
        "ADDITEMS",
        "\u008f(K\u0002K\u0001K\u0002\u0090.",
        "{'set':[{'int':'1'},{'int':'2'}]}");
    add(all, "FROZENSET", "(NN\u0091.", "{'frozenset':[null]}");
    add(all, "POP", "NK\u00010.", "null");
    add(all, "POP", "K\u0001(0.", "{'int':'1'}");
    add(all, "POP_MARK", "N(K\u0001K\u00021.", "null");
    add(all, "DUP", "K\u00012\u0086.", "{'tuple':[{'int':'1'},{'int':'1'}]}");
    add(all, "MARK", "(((Ntl0N.", "null");
    add(all, "STOP", "N.N", "null");
    add(all, "STOP", "(N.", "null");
    add(all, "PUT", "Np5\n0g5\n.", "null");
    add(all, "GET", "K\u0003p010\n0g10\n.", "{'int':'3'}");
    add(all, "BINPUT", "Nq\u00ff0h\u00ff.", "null");
    add(all, "BINGET", "K\u0001q\u0000K\u0002q\u000000h\u0000.", "{'int':'2'}");
    add(all, "LONG_BINPUT", "Nr" + u4(-1) + "0j" + u4(-1) + ".", "null");
    add(all, "LONG_BINGET", "Nq\u00010j" + u4(1) + ".", "null");
    add(all, "MEMOIZE", "K\u0005\u0094K\u0006\u009400h\u0001.", "{'int':'6'}");
    add(all, "PROTO", "\u0080\u0005N.", "null");
    add(all, "FRAME", "\u0095" + u8(2) + "N.", "null");
    add(all, "GLOBAL", "cbuiltins\nEllipsis\n.", "{'ellipsis':true}");
    add(
        all,
        "STACK_GLOBAL",
        "\u008c\u0008builtins\u008c\u0008Ellipsis\u0093.",
        "{'ellipsis':true}");
    add(all, "REDUCE", "cbuiltins\nset\n(]K\u0001atR.", "{'set':[{'int':'1'}]}");
    add(all, "NEWOBJ", "cbuiltins\nfrozenset\n(]K\u0001at\u0081.", "{'frozenset':[{'int':'1'}]}");
    add(
        all,
        "NEWOBJ_EX",
        "cbuiltins\nfrozenset\n(]K\u0001at}\u0092.",
        "{'frozenset':[{'int':'1'}]}");
    add(all, "INST", "(]K\u0001ai__builtin__\nset\n.", "{'set':[{'int':'1'}]}");
    add(all, "OBJ", "(cbuiltins\nset\n]K\u0001ao.", "{'set':[{'int':'1'}]}");
    add(
        all,
        "BUILD",
        "cuuid\nUUID\n)\u0081}U\u0003intK\u0001sb.",
        "{'uuid':'00000000-0000-0000-0000-000000000001'}");
    return all;
  }

  /** In expectations ' stands for a double quote, and U+0001 for an apostrophe. */
  private static void add(List<Arguments> all, String opcode, String pickle, String canonical) {
    all.add(Arguments.of(opcode, pickle, canonical.replace('\'', '"').replace('\u0001', '\'')));
  }

  @ParameterizedTest(name = "{0} {2}")
  @FieldSource("VALUES")
  void makes_the_value_that_python_makes(String opcode, String pickle, String canonical) {
    assertThat(Opcode.valueOf(opcode).code()).isPositive();
    assertThat(canonical(pickle)).isEqualTo(canonical);
  }

  @Test
  void all_68_opcodes_are_tested_here() {
    Set<String> tested = new TreeSet<>();
    VALUES.forEach(arguments -> tested.add((String) arguments.get()[0]));
    tested.addAll(List.of("PERSID", "BINPERSID", "EXT1", "EXT2", "EXT4", "NEXT_BUFFER"));
    assertThat(tested).hasSize(68);
    assertThat(Arrays.stream(Opcode.values()).map(Enum::name)).containsAll(tested);
  }

  /** What is wrong, a pickle, the kind of failure, words of its reason. */
  static final List<Arguments> FAILURES =
      List.of(
          Arguments.of("nothing to stop with", ".", Kind.MALFORMED, "needs 1 value on the stack"),
          Arguments.of("STOP below a mark", "N(.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of("POP of nothing", "0.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of("POP_MARK without a mark", "N1.", Kind.MALFORMED, "no MARK"),
          Arguments.of("DUP of a mark", "N(2.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of("TUPLE without a mark", "Nt.", Kind.MALFORMED, "no MARK"),
          Arguments.of("TUPLE2 across a mark", "N(N\u0086.", Kind.MALFORMED, "finds 1"),
          Arguments.of("APPEND across a mark", "](Na.", Kind.MALFORMED, "nothing on the stack"),
          Arguments.of("APPEND to nothing", "Na.", Kind.MALFORMED, "nothing on the stack"),
          Arguments.of("APPENDS to nothing", "(Ne.", Kind.MALFORMED, "nothing on the stack"),
          Arguments.of("APPENDS across a mark", "]((Ne.", Kind.MALFORMED, "nothing on the stack"),
          Arguments.of("APPEND to a tuple", ")Na.", Kind.STATE, "cannot append to a tuple"),
          Arguments.of("APPEND to an int", "K\u0001Na.", Kind.STATE, "cannot append to an int"),
          Arguments.of("APPEND to a dict", "}Na.", Kind.STATE, "cannot append to a dict"),
          Arguments.of("SETITEM of a list", "]NNs.", Kind.STATE, "cannot set an item of a list"),
          Arguments.of("SETITEM of one value", "}Ns.", Kind.MALFORMED, "nothing on the stack"),
          Arguments.of("SETITEMS of three", "}(NNNu.", Kind.MALFORMED, "key without a value"),
          Arguments.of("DICT of one", "(Nd.", Kind.MALFORMED, "key without a value"),
          Arguments.of("ADDITEMS to a list", "](N\u0090.", Kind.STATE, "cannot add to a list"),
          Arguments.of("ADDITEMS to a frozenset", "(\u0091(N\u0090.", Kind.STATE, "frozenset"),
          Arguments.of("a list as key", "}]Ns.", Kind.STATE, "a list cannot be a key"),
          Arguments.of("a list in a key", "}]\u0085Ns.", Kind.STATE, "a list cannot be a key"),
          Arguments.of(
              "GET of nothing", "g0\n.", Kind.MALFORMED, "the memo has no entry at index 0"),
          Arguments.of("BINGET of nothing", "h\u0007.", Kind.MALFORMED, "no entry at index 7"),
          Arguments.of("PUT of nothing", "(p0\n.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of("MEMOIZE of nothing", "\u0094.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of("PUT at -1", "Np-1\n.", Kind.MALFORMED, "PUT has '-1'"),
          Arguments.of("PUT at 2^63", "Np9223372036854775808\n.", Kind.MALFORMED, "PUT has"),
          Arguments.of("an octal INT", "I010\n.", Kind.MALFORMED, "INT has '010'"),
          Arguments.of("a negative zero INT", "I-0\n.", Kind.MALFORMED, "INT has '-0'"),
          Arguments.of("an INT with a blank", "I 1\n.", Kind.MALFORMED, "INT has ' 1'"),
          Arguments.of("an INT of other digits", "I\u00b2\n.", Kind.MALFORMED, "INT has"),
          Arguments.of("an empty LONG", "LL\n.", Kind.MALFORMED, "LONG has ''"),
          Arguments.of("a FLOAT with an f", "F1f\n.", Kind.MALFORMED, "FLOAT has '1f'"),
          Arguments.of("a hex FLOAT", "F0x1p3\n.", Kind.MALFORMED, "FLOAT has"),
          Arguments.of("a FLOAT that is a point", "F.\n.", Kind.MALFORMED, "FLOAT has '.'"),
          Arguments.of("a FLOAT without exponent", "F1e\n.", Kind.MALFORMED, "FLOAT has '1e'"),
          Arguments.of("a FLOAT too large", "F1e999\n.", Kind.MALFORMED, "larger than any double"),
          Arguments.of("an open quote", "S'a\n.", Kind.MALFORMED, "must be quoted"),
          Arguments.of("one quote only", "S'\n.", Kind.MALFORMED, "must be quoted"),
          Arguments.of("two kinds of quotes", "S'a\"\n.", Kind.MALFORMED, "must be quoted"),
          Arguments.of("a last backslash", "S'a\\'\n.", Kind.MALFORMED, "backslash"),
          Arguments.of("a broken \\x", "S'\\x4'\n.", Kind.MALFORMED, "\\x escape"),
          Arguments.of("a broken \\u", "V\\u12\n.", Kind.ENCODING, "\\u escape"),
          Arguments.of("\\U beyond Unicode", "V\\U00110000\n.", Kind.ENCODING, "\\U escape"),
          Arguments.of("UTF-8 too long", "\u008c\u0002\u00c0\u0080.", Kind.ENCODING, "0xc0"),
          Arguments.of("UTF-8 cut off", "\u008c\u0001\u00e2.", Kind.ENCODING, "position 0"),
          Arguments.of(
              "UTF-8 too large", "\u008c\u0004\u00f4\u0090\u0080\u0080.", Kind.ENCODING, ""),
          Arguments.of("Python 2 not ASCII", "U\u0001\u00e9.", Kind.ENCODING, "latin1 or bytes"),
          Arguments.of("a negative BINSTRING", "T" + u4(-1) + ".", Kind.MALFORMED, "negative"),
          Arguments.of("a negative LONG4", "\u008b" + u4(-1) + ".", Kind.MALFORMED, "negative"),
          Arguments.of("BUILD without a value", "Nb.", Kind.MALFORMED, "needs 2 values"),
          Arguments.of("BUILD of None", "NNb.", Kind.STATE, "BUILD on a NoneType"),
          Arguments.of("BUILD of a list", "]Nb.", Kind.STATE, "BUILD on a list"),
          Arguments.of("BUILD of a class", "cbuiltins\nset\nNb.", Kind.STATE, "BUILD on the class"),
          Arguments.of("REDUCE of None", "N)R.", Kind.STATE, "REDUCE calls a NoneType"),
          Arguments.of("REDUCE of its result", "cbuiltins\nset\n)R)R.", Kind.STATE, "calls a set"),
          Arguments.of("REDUCE of a list", "cbuiltins\nset\n]R.", Kind.MALFORMED, "needs a tuple"),
          Arguments.of("NEWOBJ without a class", ")\u0081.", Kind.MALFORMED, "needs 1 value"),
          Arguments.of(
              "NEWOBJ_EX without a dict", "cbuiltins\nset\n)N\u0092.", Kind.MALFORMED, "a dict"),
          Arguments.of(
              "what only __init__ takes", "cbuiltins\nset\n]\u0085\u0081.", Kind.STATE, "NEWOBJ"),
          Arguments.of("OBJ without a class", "(o.", Kind.MALFORMED, "OBJ without a class"),
          Arguments.of("INST without a mark", "ibuiltins\nset\n.", Kind.MALFORMED, "no MARK"),
          Arguments.of(
              "STACK_GLOBAL of an int", "\u008c\u0001aK\u0001\u0093.", Kind.MALFORMED, "two strs"),
          Arguments.of("STACK_GLOBAL of one", "\u008c\u0001a\u0093.", Kind.MALFORMED, "needs 1"),
          Arguments.of("a codec as a value", "c_codecs\nencode\n.", Kind.REFUSED, "_codecs.encode"),
          Arguments.of("an unknown name", "cos\nsystem\n.", Kind.REFUSED, "os.system (GLOBAL)"),
          Arguments.of("a known module", "cuuid\ngetnode\n.", Kind.REFUSED, "uuid.getnode"),
          Arguments.of("a dotted name", "cbuiltins\nset.add\n.", Kind.REFUSED, "builtins.set.add"),
          Arguments.of("PERSID", "P12\n.", Kind.REFUSED, "PERSID"),
          Arguments.of("BINPERSID", "NQ.", Kind.REFUSED, "BINPERSID"),
          Arguments.of("EXT1", "\u0082\u0001.", Kind.REFUSED, "extension code 1"),
          Arguments.of("EXT2", "\u0083\u0001\u0001.", Kind.REFUSED, "extension code 257"),
          Arguments.of("EXT4", "\u0084" + u4(65536) + ".", Kind.REFUSED, "extension code 65536"),
          Arguments.of("EXT4 of 0", "\u0084" + u4(0) + ".", Kind.MALFORMED, "must be positive"),
          Arguments.of("NEXT_BUFFER", "\u0097.", Kind.UNSUPPORTED, "none was supplied"),
          Arguments.of("READONLY_BUFFER", "N\u0098.", Kind.STATE, "READONLY_BUFFER on a NoneType"),
          Arguments.of("protocol 6", "\u0080\u0006N.", Kind.UNSUPPORTED, "protocol 6"),
          Arguments.of("no such opcode", "\u00ff.", Kind.MALFORMED, "unknown opcode 0xff"),
          Arguments.of(
              "a UUID without state",
              "cuuid\nUUID\n)\u0081.",
              Kind.STATE,
              "never receives its state"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("FAILURES")
  void refuses(String what, String pickle, Kind kind, String words) {
    assertThat(what).isNotEmpty();
    assertThat(failure(pickle).kind()).isEqualTo(kind);
    assertThat(failure(pickle)).hasMessageContaining(words);
  }

  @Test
  void failures_name_the_offset_of_the_opcode() {
    assertThat(failure("NN00g1\n.").location().offset()).isEqualTo(4);
    assertThat(failure("NNI010\n.").location().offset()).isEqualTo(3);
  }

  @Test
  void a_refusal_names_module_name_and_opcode() {
    assertThat(failure("\u008c\u0002nt\u008c\u0006system\u0093."))
        .isInstanceOfSatisfying(
            dev.brine.error.RefusedException.class,
            refusal -> {
              assertThat(refusal.module()).isEqualTo("nt");
              assertThat(refusal.name()).isEqualTo("system");
              assertThat(refusal.opcode()).isEqualTo("STACK_GLOBAL");
              assertThat(refusal.location().offset()).isEqualTo(12);
            });
  }

  @Test
  void strings_of_python_2_are_read_in_the_encoding_asked_for() {
    String pickle = "U\u0002\u00e9a.";
    assertThat(canonical(pickle, o -> o.withEncoding(StringEncoding.LATIN1)))
        .isEqualTo("{\"str\":\"\\u00e9a\"}");
    assertThat(canonical(pickle, o -> o.withEncoding(StringEncoding.BYTES)))
        .isEqualTo("{\"bytes\":\"e961\"}");
  }

  @Test
  void what_is_put_and_got_is_one_object() {
    PyList list = (PyList) decode("]q\u0000(h\u0000]q\u0001h\u0001h\u0001e.");
    assertThat(list.get(0)).isSameAs(list);
    assertThat(list.get(1)).isSameAs(list.get(2)).isSameAs(list.get(3));
  }

  @Test
  void a_list_that_is_shared_may_still_grow() {
    PyTuple tuple =
        (PyTuple) decode("]q\u0000K\u0001ah\u0000\u0086q\u0001h\u0000(K\u0002Ne0h\u0001.");
    assertThat(tuple.get(0)).isSameAs(tuple.get(1));
    assertThat(((PyList) tuple.get(0)).size()).isEqualTo(3);
  }

  @Test
  void lenient_decoding_records_every_call_and_what_became_of_it() {
    String pickle = "cm\nC\n(K\u0001t\u0081}\u008c\u0001aK\u0002sb(NNe.";
    var call = (dev.brine.pickle.value.PyCall) decode(pickle, PickleOptions::withLenient);
    assertThat(call.callable()).hasToString("m.C");
    assertThat(call.states()).hasSize(1);
    assertThat(call.items()).hasSize(2);
    assertThat(call.opcode()).isEqualTo("NEWOBJ");
  }
}
