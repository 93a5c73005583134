package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to code by several steps, and pickles inside the bytes or the text of others. */
class ChainsTest {
  private static final String SYSTEM = "cposix\nsystem\n(S'id'\ntR.";
  private static final String GETATTR = "cbuiltins\ngetattr\n";

  /** Each of these leads to a module of Python's that is code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "joblib.parallel os.system",
        "numpy.polynomial._polybase os.system",
        "sklearn.base os.path.os.system",
        "a.b.c subprocess.Popen",
        "my os",
        "my.module sys.modules",
        "json.decoder scanner.re.enum.sys.modules",
        "collections _sys.modules",
        "numpy os.system",
        "numpy.core.multiarray os.system",
        "random _os.system",
        "email os.system",
        "torch.nn.modules os.popen",
        "pandas compat.os.system",
        "logging os.system",
        "project Model.__init__.__globals__",
        "project function.__code__",
        "numpy ndarray.tofile",
        "numpy.ma.core MaskedArray.tofile",
        "numpy matrix.dump",
        "pathlib Path.write_text",
        "pathlib PosixPath.unlink",
        "pathlib Path.rename",
        "project Model.path.write_bytes",
        "trace Trace.run",
        "code InteractiveInterpreter.runcode",
        "__builtin__ exec",
        "urllib2 urlopen",
        "torch.hub load",
        "joblib load",
        "pip._internal main",
        "dill loads",
        "cloudpickle.cloudpickle _make_function",
        "pandas read_pickle",
        "IPython embed",
        "yaml unsafe_load",
        "fickling.hook remove_hook"
      })
  void lead_to_code(String name) {
    int blank = name.indexOf(' ');
    String global = "c" + name.substring(0, blank) + "\n" + name.substring(blank + 1) + "\n";
    assertThat(verdict(global + ".")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(global + "(S'id'\ntR.")).isEqualTo(Verdict.DANGEROUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sklearn.linear_model._base LinearRegression",
        "pandas.core.frame DataFrame",
        "torch.nn.modules.linear Linear",
        "project Model",
        "os no_such_name"
      })
  void a_class_of_a_library_or_project_is_suspicious(String name) {
    int blank = name.indexOf(' ');
    String global = "c" + name.substring(0, blank) + "\n" + name.substring(blank + 1) + "\n";
    FileScan scan = Scan.of(Made.pickle(global + ")\u0081}b."));
    assertThat(scan.verdict()).isEqualTo(Verdict.SUSPICIOUS);
    if (name.startsWith("sklearn")) {
      assertThat(scan.findings().get(0).why()).contains("scikit-learn");
    }
  }

  @Test
  void getattr_of_anything_but_classes_and_constants_is_dangerous() {
    List<String> owners =
        List.of("cproject\nModel\n)R", "}", "(cnumpy\nadd\nl", "P1\n", "cos\nfspath\n)\u0081");
    for (String owner : owners) {
      assertThat(verdict(GETATTR + owner + "Vrun\n\u0086R.")).isEqualTo(Verdict.DANGEROUS);
    }
    // objects of SciPy's keep a method in an attribute
    String method = GETATTR + "cproject\nModel\n)\u0081V%s\n\u0086R";
    assertThat(verdict(method.formatted("run") + ".")).isEqualTo(Verdict.SUSPICIOUS);
    for (String name : List.of("__call__", "system", "os", "f_globals", "write_text")) {
      assertThat(verdict(method.formatted(name) + ".")).as(name).isEqualTo(Verdict.DANGEROUS);
    }
    String run = method.formatted("run");
    assertThat(verdict(run + ")R.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("cbuiltins\nmap\n(" + run + "](S'x'\netR.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(GETATTR + "V\nVjoin\n\u0086R.")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict(GETATTR + "chttp\nHTTPStatus\nVOK\n\u0086R.")).isEqualTo(Verdict.CLEAN);
    assertThat(verdict("cbuiltins\nsetattr\n(cproject\nModel\nVa\nNtR."))
        .isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("cbuiltins\nmap\n(" + GETATTR + "]tR.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("cbuiltins\nmap\n((" + GETATTR + "l]tR.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(GETATTR + ".")).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void what_makes_a_getter_is_rated_by_what_it_is_called_with() {
    String getter = "coperator\nattrgetter\nVname\n\u0085R";
    assertThat(verdict(getter + ".")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict(getter + "cproject\nModel\n)R\u0085R.")).isEqualTo(Verdict.DANGEROUS);
    String caller = "coperator\nmethodcaller\n(Vsystem\nVid\ntR";
    assertThat(verdict(caller + ".")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict(caller + "N\u0085R.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("cbuiltins\nmap\n(" + caller + "](NetR.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict("coperator\nmethodcaller\nVupper\n\u0085R.")).isEqualTo(Verdict.SUSPICIOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__array_interface__",
        "__array_struct__",
        "__setstate__",
        "__reduce__",
        "__reduce_ex__",
        "__class__",
        "__getattr__",
        "__call__",
        "__del__",
        "__init__",
        "__builtins__"
      })
  void a_special_attribute_is_dangerous(String attribute) {
    String object = "cproject\nModel\n)\u0081";
    String set = "}V" + attribute + "\nNs";
    assertThat(verdict(object + set + "b.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(object + "N" + set + "\u0086b.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(object + "V" + attribute + "\nNs.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(object + "(V" + attribute + "\nNu.")).isEqualTo(Verdict.DANGEROUS);
    // a key of a dict is data, and other attributes are those of a project
    assertThat(verdict(set + ".")).isEqualTo(Verdict.CLEAN);
    assertThat(verdict(object + "}Vweight\nNsb.")).isEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void an_object_of_a_class_that_is_code_is_harmless_until_it_is_used() {
    String trace = "ctrace\nTrace\n";
    String object = trace + ")\u0081";
    assertThat(verdict(object + "}Vcounts\n}sb.")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict("ccopy_reg\n_reconstructor\n(" + trace + "c__builtin__\nobject\nNtR."))
        .isEqualTo(Verdict.SUSPICIOUS);
    for (String use :
        List.of(
            trace + ".",
            trace + ")R.",
            "(itrace\nTrace\n0N.".replace("(i", "(S'x'\ni"),
            object + ")R.",
            object + "Va\nNs.",
            object + "Na.",
            "cproject\nModel\n)\u0081}Va\n" + trace + "sb.",
            "cproject\nModel\n(" + trace + "tR.",
            "cbuiltins\nmap\n(" + trace + "(S'x'\nltR.",
            "cbuiltins\nmap\n((" + trace + "l(S'x'\nltR.",
            "cbuiltins\nlen\n(" + object + "tR.",
            "ccollections\ndefaultdict\n(" + trace + "tR.",
            GETATTR + object + "Vrun\n\u0086R.")) {
      assertThat(verdict(use)).as(use).isEqualTo(Verdict.DANGEROUS);
    }
  }

  @Test
  void an_object_is_dangerous_if_its_finalizer_deletes_or_writes() {
    String input = "cfileinput\nFileInput\n)\u0081";
    assertThat(verdict(input + "}V_backupfilename\nNsb.")).isEqualTo(Verdict.SUSPICIOUS);
    String shelf = "cshelve\nShelf\n)\u0081";
    assertThat(verdict(shelf + "}(Vdict\n}Vwriteback\n\u0089ub.")).isEqualTo(Verdict.SUSPICIOUS);
    for (String acting :
        List.of(
            input + "}V_backupfilename\nV/tmp/x\nsb.",
            input + "}V_file\ncproject\nModel\n)\u0081sb.",
            input + "N}V_backupfilename\nV/tmp/x\ns\u0086b.",
            input + "}V_file\n]sb.",
            input + "}b}V_x\nNsb.",
            shelf + "}Vwriteback\n\u0088sb.",
            shelf + "}Vdict\ncmailbox\nmbox\n)\u0081sb.",
            "cnumpy.lib.npyio\nDataSource\n)\u0081}V_istmpdest\n\u0088sb.",
            "cshelve\nDbfilenameShelf\n)\u0081}b.",
            "cshelve\nShelf\n}\u0085R.")) {
      assertThat(verdict(acting)).as(acting).isEqualTo(Verdict.DANGEROUS);
    }
  }

  @Test
  void the_function_that_connects_is_harmless_only_in_a_connection() {
    String connection = "chttp.client\nHTTPConnection\n)\u0081}V_create_connection\n";
    String connect = "csocket\ncreate_connection\n";
    assertThat(verdict(connection + connect + "sb.")).isEqualTo(Verdict.SUSPICIOUS);
    for (String use :
        List.of(
            connect + ".",
            connect + "(Vhost\nI80\nt\u0085R.",
            "chttp.client\nsocket.create_connection\n(Vhost\nI80\nt\u0085R.",
            "cproject\nModel\n)\u0081}Va\n" + connect + "sb.",
            "chttp.client\nHTTPConnection\n)\u0081}Va\n" + connect + "sb.",
            "cbuiltins\nmap\n(" + connect + "]tR.")) {
      assertThat(verdict(use)).as(use).isEqualTo(Verdict.DANGEROUS);
    }
  }

  /** Both would run a command: the list is filled after the call that will call what is in it. */
  @Test
  void arguments_count_with_what_is_put_into_them_later() {
    String late = "cbuiltins\nlist\ncbuiltins\nmap\n(cbuiltins\nmap\n]q\1](NNetR";
    assertThat(verdict(late + "h\1" + GETATTR + "a0\u0085R.")).isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(late + "h\1coperator\nmethodcaller\n(Vsystem\nVid\ntRa0\u0085R."))
        .isEqualTo(Verdict.DANGEROUS);
    assertThat(verdict(late + "h\1cbuiltins\nlen\na0\u0085R.")).isEqualTo(Verdict.SUSPICIOUS);
    String box = "ccollections\nUserList\n)R" + GETATTR + "aq\1";
    assertThat(verdict(box + "0cbuiltins\nmap\n(cbuiltins\nmap\nh\1]tR."))
        .isEqualTo(Verdict.DANGEROUS);
  }

  /**
   * NumPy calls the second argument with the first, str.format gets attributes of its arguments.
   */
  @Test
  void a_getter_or_an_object_of_code_is_dangerous_as_an_argument_of_what_may_use_it() {
    String path = "cpathlib\nPosixPath\nS'/tmp/x'\n\u0085R";
    String unlink = "coperator\nmethodcaller\nVunlink\n\u0085R";
    for (String use :
        List.of(
            "cnumpy.random._pickle\n__generator_ctor\n(" + path + unlink + "tR.",
            "cweakref\nfinalize\n(cproject\nModel\n)\u0081" + unlink + "tR.",
            "cbuiltins\nstr.format\n(S'{0.x}'\ncctypes\nLibraryLoader\n)\u0081}btR.",
            "ccopyreg\n_reconstructor\n(cftplib\nFTP\ncftplib\nFTP\nS'host'\ntR.")) {
      assertThat(verdict(use)).as(use).isEqualTo(Verdict.DANGEROUS);
    }
  }

  @Test
  void what_dill_and_cloudpickle_rebuild_is_rated_by_the_arguments() {
    String type = "cdill._dill\n_load_type\nV%s\n\u0085R";
    String builtin = "ccloudpickle.cloudpickle\n_builtin_type\nV%s\n\u0085R";
    String eval = "cdill._dill\n_eval_repr\nV%s\n\u0085R.";
    assertThat(verdict(type.formatted("CodeType") + ".")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict(builtin.formatted("FunctionType") + ".")).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(verdict(eval.formatted("range(0, 3)"))).isEqualTo(Verdict.SUSPICIOUS);
    String namedTuple = "cdill._dill\n_create_namedtuple\n(V%s\n)V%s\ntR.";
    assertThat(verdict(namedTuple.formatted("Pair", "__main__"))).isEqualTo(Verdict.SUSPICIOUS);
    for (String code :
        List.of(
            type.formatted("CodeType") + ")R.",
            type.formatted("FunctionType") + ")\u0081.",
            builtin.formatted("FunctionType") + "(NNtR.",
            builtin.formatted("_functools") + ".",
            builtin.formatted("new_class") + ".",
            "cbuiltins\nmap\n(" + builtin.formatted("CodeType") + "]tR.",
            type.formatted("AttrGetterType") + "Vf_globals\n\u0085RN\u0085R.",
            type.formatted("AttrGetterType") + "Va\n\u0085Rcproject\nModel\n)R\u0085R.",
            "cbuiltins\nmap\n(" + type.formatted("MethodCallerType") + "Vsystem\n\u0085R" + "]tR.",
            eval.formatted("__import__('os')"),
            "cdill._dill\n_eval_repr\n.",
            "cbuiltins\nmap\n(cdill._dill\n_eval_repr\n(S'x'\nltR.",
            namedTuple.formatted("system", "os"),
            namedTuple.formatted("getattr", "builtins"),
            "cdill._dill\n_create_array\n(cproject\nf\n))tR.",
            "cdill._dill\n_create_array\n(cnumpy.core.multiarray\n_reconstruct\n"
                + "(cnumpy\nndarray\nK\0\u0085C\1bt(K\1K\1\u0085"
                + "cproject\ndtype\n)\u0081\u0089C\1xtN"
                + "tR.",
            "cdill._dill\n_import_module\nVos\n\u0085R.",
            "ccloudpickle.cloudpickle\nsubimport\nVos\n\u0085R.")) {
      assertThat(verdict(code)).as(code).isEqualTo(Verdict.DANGEROUS);
    }
  }

  @Test
  void a_pickle_in_bytes_is_found_however_the_bytes_are_spelled() {
    String harmless = "\u0080\u0002](K\u0001K\u0002K\u0003e.";
    for (String inner : List.of(SYSTEM, "\u0080\u0002" + SYSTEM)) {
      for (String outer : spellings(inner)) {
        assertThat(verdict(outer)).as(outer).isEqualTo(Verdict.DANGEROUS);
      }
    }
    for (String inner : List.of(harmless, "(lp0\nI1\na.", "I12345\n.", "}q\0Vkey\nNs.")) {
      for (String outer : spellings(inner)) {
        boolean isText = outer.startsWith("V") || outer.startsWith("U");
        if (!isText || inner.equals(harmless)) {
          assertThat(verdict(outer)).as(outer).isEqualTo(Verdict.SUSPICIOUS);
        }
      }
    }
  }

  /** Bytes as opcodes and as calls, and their text. */
  private static List<String> spellings(String inner) {
    byte[] bytes = Made.pickle(inner);
    String latin1 = unicode(inner);
    StringBuilder ints = new StringBuilder("(");
    for (byte b : bytes) {
      ints.append('K').append((char) (b & 0xff));
    }
    ints.append('l');
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    return List.of(
        "B" + Made.u4(bytes.length) + inner + ".",
        "\u0096" + Made.u4(bytes.length) + Made.u4(0) + inner + ".",
        "c_codecs\nencode\n(" + latin1 + "Vlatin1\ntR.",
        "c__builtin__\nbytearray\n(" + latin1 + "Vlatin-1\ntR.",
        "cbuiltins\nbytes\n(" + ints + "tR.",
        "cbuiltins\nbytearray\n(" + ints + "tR.",
        "carray\narray\n(VB\n" + ints + "tR.",
        "cnumpy.core.multiarray\nscalar\n("
            + Made.dtype("S" + bytes.length, "K\u0003V|\nNNNK" + (char) bytes.length + "K\u0001K\0")
            + "c_codecs\nencode\n("
            + latin1
            + "Vlatin1\ntRtR.",
        "V" + base64 + "\n.",
        "V" + base64.replace("=", "") + "\n.",
        "V" + hex + "\n.",
        "U" + (char) base64.length() + base64 + ".",
        "cbinascii\nunhexlify\nV" + hex + "\n\u0085R.");
  }

  private static String unicode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return "X" + Made.u4(utf8.length) + Made.text(utf8);
  }

  @Test
  void texts_and_bytes_that_are_no_pickles_stay_clean() {
    for (String text :
        List.of(
            "deadbeef".repeat(16),
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "internationalization",
            "gASVnotapickle",
            "0123456789abcdef0123456789abcdef")) {
      assertThat(verdict("V" + text + "\n.")).as(text).isEqualTo(Verdict.CLEAN);
      assertThat(verdict("C" + (char) text.length() + text + ".")).isEqualTo(Verdict.CLEAN);
    }
    for (String bytes : List.of("N.", ").", "It was.\n", ")))).", "\u0080\u0004abc.")) {
      assertThat(verdict("C" + (char) bytes.length() + bytes + ".")).isEqualTo(Verdict.CLEAN);
    }
  }

  private static Verdict verdict(String pickle) {
    return Scan.of(Made.pickle(pickle)).verdict();
  }
}
