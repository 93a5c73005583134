package dev.brine.scan;

import static dev.brine.scan.Made.PAYLOAD;
import static dev.brine.scan.Made.array;
import static dev.brine.scan.Made.dtype;
import static dev.brine.scan.Made.inBytes;
import static dev.brine.scan.Made.join;
import static dev.brine.scan.Made.npy;
import static dev.brine.scan.Made.objectDtype;
import static dev.brine.scan.Made.objects;
import static dev.brine.scan.Made.pickle;
import static dev.brine.scan.Made.u4;
import static dev.brine.scan.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What attackers do to pickles, as no file of the resources does it. */
class TricksTest {
  private static final String INT8 =
      dtype("i1", "K\u0003V|\nNNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0");

  /** A struct of 8 bytes with an object at {@code offset}, and the flags of one without. */
  private static String struct(String offset, int flags) {
    return dtype(
        "V8",
        "K\u0003V|\nNVa\n\u0085}Va\n"
            + objectDtype(63)
            + offset
            + "\u0086sK\u0008K\u0001K"
            + (char) flags);
  }

  /** What is tried, the file, its verdict, words of a finding. */
  static final List<Arguments> TRICKS =
      List.of(
          // a function nobody listed
          trick("timeit", "ctimeit\ntimeit\n(Vpass\ntR.", Verdict.DANGEROUS, "timeit"),
          trick(
              "a nested module",
              "cconcurrent.futures\nThreadPoolExecutor\n)R.",
              Verdict.DANGEROUS,
              "ThreadPool"),
          trick(
              "NumPy's tests",
              "cnumpy.testing._private.utils\nrunstring\n(Vpass\n}tR.",
              Verdict.DANGEROUS,
              "runstring"),
          trick(
              "NumPy's loader", "cnumpy.lib.npyio\nload\n(Va.npy\ntR.", Verdict.DANGEROUS, "load"),
          trick("a path's method", "cpathlib\nPath.unlink\n(tR.", Verdict.DANGEROUS, ""),
          trick("a module in a project", "ca.b\nos.system\n(tR.", Verdict.DANGEROUS, ""),
          trick("a name that os never had", "cos\nandroid\n(tR.", Verdict.SUSPICIOUS, ""),
          trick("a function as a value", "cbuiltins\nlen\n.", Verdict.SUSPICIOUS, ""),
          trick("a package of pip", "cpip._internal\nmain\n(]tR.", Verdict.DANGEROUS, "pip"),
          trick("a loader of models", "ctorch\nload\n(Va.pt\ntR.", Verdict.DANGEROUS, "torch"),
          // trust in modules, prefixes and joined names
          trick(
              "blanks behind a module",
              "\u0080\u0004\u008c\u0018numpy._core.multiarray  \u008c\u000c_reconstruct\u0093.",
              Verdict.DANGEROUS,
              ""),
          trick(
              "a dotted walk",
              "\u0080\u0004\u008c\u0005numpy\u008c\u001andarray.__class__.__base__\u0093.",
              Verdict.DANGEROUS,
              "ndarray.__class__"),
          trick(
              "a function that is built",
              "cnumpy.core.multiarray\nscalar\n}Vshape\nNsb.",
              Verdict.DANGEROUS,
              "BUILD"),
          trick("a dtype class that is built", "cnumpy\ndtype\n}b.", Verdict.DANGEROUS, "BUILD"),
          // operands from elsewhere
          trick(
              "names out of the memo",
              "\u0080\u0004\u008c\u0005posix\u0094\u008c\u0006system\u00940"
                  + "h\0h\u0001\u0093\u008c\u0002id\u0085R.",
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "names as Python 2 writes text",
              "\u0080\u0002U\u0005posixU\u0006system\u0093(U\u0002idtR.",
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "a name that is a tuple",
              "\u0080\u0004\u008c\u0005posix)\u0093.",
              Verdict.DANGEROUS,
              "STACK_GLOBAL"),
          // a result that disappears
          trick("OBJ, then POP", "(cposix\nsystem\nVid\no0N.", Verdict.DANGEROUS, "posix"),
          trick(
              "NEWOBJ_EX, then POP",
              "\u0080\u0004cposix\nsystem\n)}\u00920N.",
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "in what POP_MARK drops", "((cposix\nsystem\nVid\no1N.", Verdict.DANGEROUS, "posix"),
          trick("under the result", "cposix\nsystem\n(Vid\ntRN.", Verdict.DANGEROUS, "posix"),
          // broken behind the payload
          trick(
              "broken by an opcode", "cposix\nsystem\n(Vid\ntR\u00ff", Verdict.DANGEROUS, "posix"),
          trick(
              "broken by a length",
              "cposix\nsystem\n(Vid\ntRT\u00ff\u00ff\u00ff\u007f",
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "broken by an unknown protocol",
              "\u0080\u0009cposix\nsystem\n(Vid\ntR.",
              Verdict.DANGEROUS,
              "posix"),
          trick("broken before it", "I1_0\n0cposix\nsystem\n(Vid\ntR.", Verdict.DANGEROUS, "posix"),
          trick(
              "broken by a class that is built",
              "cdatetime\ndate\n}b0cposix\nsystem\n(Vid\ntR.",
              Verdict.DANGEROUS,
              "posix"),
          // frames
          trick(
              "behind the STOP of a frame",
              "\u0080\u0004\u0095" + u4(28) + u4(0) + "N." + "cposix\nsystem\n(Vid\ntR." + "...",
              Verdict.DANGEROUS,
              "posix"),
          trick(
              "across the end of a frame",
              "\u0080\u0004\u0095" + u4(3) + u4(0) + "Ncposix\nsystem\n(Vid\ntR.",
              Verdict.DANGEROUS,
              "posix"),
          // ints that are read in several ways
          trick("an int with a sign", "I+5\n.", Verdict.SUSPICIOUS, "INT"),
          trick("an int with blanks", "I 5\n.", Verdict.SUSPICIOUS, "INT"),
          // extension codes
          trick("EXT2", "\u0080\u0002\u0083\u0001\u0001)R.", Verdict.SUSPICIOUS, "registry"),
          // honest, and scary
          trick(
              "an enum's member",
              "cbuiltins\ngetattr\ncmodels\nColour\nVRED\n\u0086R.",
              Verdict.SUSPICIOUS,
              "Colour"),
          trick("a flag", "c_operator\nor_\n(K\u0001K\u0002tR.", Verdict.SUSPICIOUS, "or_"),
          trick(
              "getattr of the builtins",
              "cbuiltins\ngetattr\ncbuiltins\ndict\nVget\n\u0086R.",
              Verdict.SUSPICIOUS,
              "getattr"),
          trick(
              "getattr with a dunder",
              "cbuiltins\ngetattr\ncmodels\nColour\nV__mro__\n\u0086R.",
              Verdict.DANGEROUS,
              "getattr"),
          // what breaks NumPy's memory
          trick(
              "pointers in bytes",
              array("K\u0001\u0085", objectDtype(0), "C\u0008AAAAAAAA") + ".",
              Verdict.DANGEROUS,
              "misuse memory"),
          trick(
              "bytes with honest flags",
              array("K\u0001\u0085", objectDtype(63), "C\u0008AAAAAAAA") + ".",
              Verdict.MALFORMED,
              "must be a list"),
          trick(
              "a short list",
              array("K\u0003\u0085", objectDtype(63), "]Na") + ".",
              Verdict.DANGEROUS,
              "past its end"),
          trick(
              "a long list",
              array("K\u0001\u0085", objectDtype(63), "](NNNe") + ".",
              Verdict.MALFORMED,
              "with a list of 3"),
          trick(
              "a field past the end",
              struct("K\u0001", 27) + ".",
              Verdict.DANGEROUS,
              "other memory"),
          trick(
              "a field before the start",
              struct("J\u00f8\u00ff\u00ff\u00ff", 27) + ".",
              Verdict.DANGEROUS,
              "other memory"),
          trick(
              "a struct of pointers in bytes",
              array("K\u0001\u0085", struct("K\0", 16), "C\u0008AAAAAAAA") + ".",
              Verdict.DANGEROUS,
              "misuse memory"),
          trick(
              "a scalar of a pointer",
              "cnumpy._core.multiarray\nscalar\n" + objectDtype(0) + "C\u0008AAAAAAAA\u0086R.",
              Verdict.DANGEROUS,
              "misuse memory"),
          trick(
              "a buffer of pointers",
              "cnumpy._core.numeric\n_frombuffer\n(C\u0008AAAAAAAA"
                  + objectDtype(63)
                  + "K\u0001\u0085VC\ntR.",
              Verdict.DANGEROUS,
              "pointers"),
          trick(
              "an array over memory",
              "cnumpy\nndarray\n(K\u0001\u0085" + objectDtype(63) + "C\u0008AAAAAAAAtR.",
              Verdict.DANGEROUS,
              "called"),
          trick(
              "a shape to be guessed",
              "cnumpy._core.numeric\n_frombuffer\n(C\u0002AA"
                  + INT8
                  + "J\u00ff\u00ff\u00ff\u00ff\u0085VC\ntR.",
              Verdict.SUSPICIOUS,
              "negative"),
          trick(
              "a dtype of a class",
              "cnumpy\ndtype\ncmodels\nThing\n\u0089\u0088\u0087R.",
              Verdict.SUSPICIOUS,
              "attributes"),
          trick(
              "an array that is built again",
              array("K\u0001\u0085", INT8, "C\u0001A")
                  + "(K\u0001K\u0001\u0085"
                  + INT8
                  + "\u0089C\u0001Btb.",
              Verdict.SUSPICIOUS,
              "twice"),
          trick("a plain array", array("K\u0001\u0085", INT8, "C\u0001A") + ".", Verdict.CLEAN, ""),
          // made by NumPy 2.4: a[['a']] keeps the flags of the fields that are left out
          Arguments.of(
              "a view of some fields of a struct",
              HexFormat.of()
                  .parseHex(
                      "800495f3000000000000008c166e756d70792e5f636f72652e6d756c74696172726179948c0c"
                          + "5f7265636f6e7374727563749493948c056e756d7079948c076e6461727261799493944b0085"
                          + "944301629487945294284b014b03859468038c0564747970659493948c035632309489888794"
                          + "5294284b038c017c944e8c01619485947d946811680c8c02693494898887945294284b038c01"
                          + "3c944e4e4e4affffffff4affffffff4b007494624b008694734b144b014b1874946289433c00"
                          + "0000000000000000000000000000000000000000000000000000000000000000000000000000"
                          + "000000000000000000000000000000000000000000947494622e"),
              Verdict.CLEAN,
              ""),
          Arguments.of(
              "a view of a struct without its objects",
              HexFormat.of()
                  .parseHex(
                      "80049501010000000000008c166e756d70792e5f636f72652e6d756c74696172726179948c0c"
                          + "5f7265636f6e7374727563749493948c056e756d7079948c076e6461727261799493944b0085"
                          + "944301629487945294284b014b02859468038c0564747970659493948c035631369489888794"
                          + "5294284b038c017c944e8c0161948c01629486947d94286811680c8c02693494898887945294"
                          + "284b038c013c944e4e4e4affffffff4affffffff4b007494624b0886946812680c8c02663494"
                          + "898887945294284b0368184e4e4e4affffffff4affffffff4b007494624b0c8694754b104b01"
                          + "4b1b749462895d94284b0047000000000000000086944b004700000000000000008694657494"
                          + "622e"),
              Verdict.SUSPICIOUS,
              "flags 27"),
          trick(
              "a time zone that is read from a file",
              "cdateutil.tz\ntzfile\n(V/dev/zero\ntR.",
              Verdict.SUSPICIOUS,
              "dateutil"),
          trick(
              "attributes of an OrderedDict as if they were in slots",
              "ccollections\nOrderedDict\n)R(N}tb.",
              Verdict.SUSPICIOUS,
              "a tuple"),
          // headers
          Arguments.of(
              "a header that calls",
              npy("{'descr': exec('pass'), }", new byte[0]),
              Verdict.DANGEROUS,
              "expression"),
          Arguments.of(
              "a header that walks",
              npy("[x for x in ().__class__.__base__.__subclasses__()]", new byte[0]),
              Verdict.DANGEROUS,
              "expression"),
          Arguments.of(
              "a broken header with a pickle behind",
              npy("{'descr': '|O'}", PAYLOAD),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "a header of another array",
              objects("(2,)", pickle(array("K\u0001\u0085", objectDtype(63), "]Na") + ".")),
              Verdict.MALFORMED,
              "the header says shape"),
          // one in another
          Arguments.of(
              "a pickle in Python 2's text",
              pickle("\u0080\u0002T" + u4(PAYLOAD.length) + Made.text(PAYLOAD) + "."),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "a pickle in an array's pickle",
              objects(
                  "(1,)",
                  pickle(
                      array(
                              "K\u0001\u0085",
                              objectDtype(63),
                              "]B" + u4(PAYLOAD.length) + Made.text(PAYLOAD) + "a")
                          + ".")),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "an array in a pickle's bytes",
              inBytes(objects("()", PAYLOAD)),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "an archive in a pickle's bytes",
              inBytes(zip(Made.entry("a", PAYLOAD))),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "an array behind a pickle",
              join(Made.DATA, objects("()", PAYLOAD)),
              Verdict.DANGEROUS,
              "posix"),
          Arguments.of(
              "a pickle behind numbers",
              join(Made.numbers(new byte[100]), PAYLOAD),
              Verdict.DANGEROUS,
              "posix"));

  private static Arguments trick(String what, String opcodes, Verdict verdict, String words) {
    return Arguments.of(what, pickle(opcodes), verdict, words);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("TRICKS")
  void is_seen_through(String what, byte[] file, Verdict verdict, String words) {
    FileScan scan = Scan.of(file, "a.pkl", options -> options);
    assertThat(scan.verdict()).as(what + " " + scan.findings()).isEqualTo(verdict);
    assertThat(scan.findings().toString()).contains(words);
  }

  @Test
  void a_safetensors_file_needs_a_header_that_is_one_json_object() {
    assertThat(safetensors("{\"x\":{}}  ").form()).isEqualTo(Form.SAFETENSORS);
    assertThat(safetensors("{\"x\":{}}  ").verdict()).isEqualTo(Verdict.CLEAN);
    for (String header :
        new String[] {"{\"x\":{", "{\"x\":{}}{}", "{\"x\" 1}", "{\"" + "[".repeat(100_000)}) {
      FileScan scan = safetensors(header);
      assertThat(scan.form()).as(header).isNotEqualTo(Form.SAFETENSORS);
      assertThat(scan.verdict()).isEqualTo(Verdict.MALFORMED);
    }
  }

  private static FileScan safetensors(String header) {
    byte[] bytes = new byte[Long.BYTES + header.length()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length());
    System.arraycopy(
        header.getBytes(StandardCharsets.US_ASCII), 0, bytes, Long.BYTES, header.length());
    return Scan.of(bytes, "a.safetensors", options -> options);
  }
}
