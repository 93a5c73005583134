"""Writes scanner-samples.txt: what the tests of other scanners of pickles describe, made anew.

    python make_scanner_samples.py scanner-samples.txt

One line for each sample: the scanner, what it is, what a scan must say, the file in base64. The scan
must call it dangerous, suspicious (or worse), or not call a benign one dangerous. Each sample is made
here from names and opcodes. None of the modules that they name is imported, and nothing in them does
more than print, or run echo or id.
"""
import base64
import bz2
import gzip
import io
import lzma
import marshal
import pickle
import struct
import sys
import tarfile
import zipfile
import zlib

import numpy

PAYLOAD = "__import__('os').system('id')"
LINES = []


def add(scanner, name, want, data):
    LINES.append("\t".join((scanner, name.replace("\t", " "), want, base64.b64encode(data).decode())))


# ---- pickles, written opcode by opcode

class Call:
    """A call that the pickle makes: of a function by its name, or of the result of another call."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments


class Name:
    def __init__(self, module, name):
        self.module, self.name = module, name


def text(value):
    raw = value.encode()
    return b"\x8c" + bytes([len(raw)]) + raw if len(raw) < 256 else b"X" + struct.pack("<I", len(raw)) + raw


def body(value, protocol):
    """The opcodes that make a value."""
    if isinstance(value, Call):
        return body(value.function, protocol) + body(tuple(value.arguments), protocol) + b"R"
    if isinstance(value, Name):
        if protocol >= 4:
            return body(value.module, protocol) + body(value.name, protocol) + b"\x93"
        return b"c" + value.module.encode() + b"\n" + value.name.encode() + b"\n"
    if isinstance(value, tuple):
        return b"(" + b"".join(body(item, protocol) for item in value) + b"t"
    if isinstance(value, list):
        return b"(" + b"".join(body(item, protocol) for item in value) + b"l"
    if isinstance(value, dict):
        items = b"".join(body(key, protocol) + body(item, protocol) for key, item in value.items())
        return b"(" + items + b"d"
    if isinstance(value, bytes):
        if protocol >= 3:
            return b"B" + struct.pack("<I", len(value)) + value
        return body(Call(Name("_codecs", "encode"), value.decode("latin1"), "latin1"), protocol)
    if isinstance(value, str):
        if protocol >= 4:
            return text(value)
        return b"V" + value.encode("raw_unicode_escape") + b"\n" if protocol == 0 else \
            b"X" + struct.pack("<I", len(value.encode())) + value.encode()
    if value is None:
        return b"N"
    if isinstance(value, bool):
        return b"I01\n" if value else b"I00\n"
    return b"F%r\n" % value if isinstance(value, float) else b"I%d\n" % value


def dump(value, protocol=4):
    return (b"\x80" + bytes([protocol]) if protocol >= 2 else b"") + body(value, protocol) + b"."


def call(module, name, *arguments, **options):
    return dump(Call(Name(module, name), *arguments), options.get("protocol", 4))


def framed(data):
    """The same pickle with its opcodes in a frame."""
    return data[:2] + b"\x95" + struct.pack("<Q", len(data) - 2) + data[2:]


def zipped(*members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", options.get("method", zipfile.ZIP_STORED)) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, options.get("method", zipfile.ZIP_STORED))
    return out.getvalue()


def tarred(name, data):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def npy(data, shape="(1,)"):
    """An array of objects of which the pickle is data."""
    header = ("{'descr': '|O', 'fortran_order': False, 'shape': %s, }" % shape).encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


def saved(**arrays):
    out = io.BytesIO()
    numpy.savez(out, **arrays)
    return out.getvalue()


EVAL = dump(Call(Name("builtins", "eval"), "print('456')"))
SYSTEM = call("posix", "system", "echo pwned")


# ---- picklescan

def picklescan():
    s = "picklescan"
    for protocol in (0, 3, 4):
        builtins = "__builtin__" if protocol < 3 else "builtins"
        add(s, "benign list v%d" % protocol, "benign", pickle.dumps(["a", "b", "c"], protocol))
        add(s, "eval v%d" % protocol, "dangerous", call(builtins, "eval", "print('456')", protocol=protocol))
        add(s, "system v%d" % protocol, "dangerous", call("posix", "system", "ls -la", protocol=protocol))
    calls = [
        ("https connection", "httplib", "HTTPSConnection", ("example.invalid",), 0),
        ("requests.get", "requests.api", "get", ("https://example.invalid",), 4),
        ("aiohttp session", "aiohttp.client", "ClientSession", (), 4),
        ("socket", "socket", "create_connection", (("example.invalid", 80),), 4),
        ("subprocess.run", "subprocess", "run", (["ls", "-l"],), 4),
        ("sys.exit", "sys", "exit", (0,), 4),
        ("cPickle.loads", "cPickle", "loads", (b"I12345\n.",), 0),
        ("_pickle.loads", "_pickle", "loads", (b"I12345\n.",), 4),
        ("runpy", "runpy", "_run_code", ("print('456')",), 4),
        ("bdb p2", "bdb", "Bdb.run", (None, "import os\nos.system('id')"), 2),
        ("bdb p4", "bdb", "Bdb.run", (None, "import os\nos.system('id')"), 4),
        ("pip", "pip", "main", (["install", "no-such-package"],), 0),
        ("torch inductor", "torch._inductor.codecache", "compile_file", ("", "", ["sh", "-c", "id"]), 4),
        ("pydoc pager", "pydoc", "pipepager", ("", "echo pwned"), 4),
        ("venv", "venv", "create", ("venv", False, False, True, False, "x"), 4),
        ("timeit", "timeit", "timeit", ("", "import os; os.system('id')"), 4),
        ("numpy runstring", "numpy.testing._private.utils", "runstring", ("import os", {}), 4),
        ("bottleneck profile", "torch.utils.bottleneck.__main__", "run_cprofile", (PAYLOAD, {}), 4),
        ("bottleneck autograd", "torch.utils.bottleneck.__main__", "run_autograd_prof", (PAYLOAD, {}), 4),
        ("torch guards", "torch._dynamo.guards", "GuardBuilder.get", ({}, PAYLOAD), 4),
        ("torch shapes", "torch.fx.experimental.symbolic_shapes", "ShapeEnv.evaluate_guards_expression",
         ({}, PAYLOAD, []), 4),
        ("torch collect_env run", "torch.utils.collect_env", "run", (PAYLOAD,), 4),
        ("torch collect_env read", "torch.utils.collect_env", "run_and_read_all", (None, PAYLOAD), 4),
        ("torch decoder", "torch.utils.data.datapipes.utils.decoder", "basichandlers", ("pickle", b""), 4),
        ("torch jit exec", "torch.jit.unsupported_tensor_ops", "execWrapper", (PAYLOAD, {}, {}), 4),
        ("torch config", "torch.utils._config_module", "ConfigModule.load_config", ({}, b""), 4),
        ("trace.run", "trace", "Trace.run", ({}, PAYLOAD), 4),
        ("trace.runctx", "trace", "Trace.runctx", ({}, PAYLOAD, {}, {}), 4),
        ("profile.run", "profile", "Profile.run", ({}, PAYLOAD), 4),
        ("profile.runctx", "profile", "Profile.runctx", ({}, PAYLOAD, {}, {}), 4),
        ("lib2to3 grammar", "lib2to3.pgen2.grammar", "Grammar.loads", ({}, b""), 4),
        ("lib2to3 pgen", "lib2to3.pgen2.pgen", "ParserGenerator.make_label", (None, {}, '""+' + PAYLOAD), 4),
        ("idle debugobj", "idlelib.debugobj", "ObjectTreeItem.SetText", ({}, PAYLOAD), 4),
        ("idle entity", "idlelib.autocomplete", "AutoComplete.get_entity", ({}, PAYLOAD), 4),
        ("idle completions", "idlelib.autocomplete", "AutoComplete.fetch_completions", ({}, PAYLOAD, 1), 4),
        ("idle tip", "idlelib.calltip", "Calltip.fetch_tip", ({}, PAYLOAD), 4),
        ("idle calltip entity", "idlelib.calltip", "get_entity", (PAYLOAD,), 4),
        ("idle run", "idlelib.run", "Executive.runcode", ({}, PAYLOAD), 4),
        ("idle command", "idlelib.pyshell", "ModifiedInterpreter.runcommand", ({}, PAYLOAD), 4),
        ("idle code", "idlelib.pyshell", "ModifiedInterpreter.runcode", ({}, PAYLOAD), 4),
        ("code.runcode", "code", "InteractiveInterpreter.runcode", ({}, PAYLOAD), 4),
        ("ensurepip", "ensurepip", "_run_pip", (PAYLOAD,), 4),
        ("doctest", "doctest", "debug_script", (PAYLOAD, True), 4),
        ("cProfile.runctx", "cProfile", "runctx", (PAYLOAD, None, None), 4),
        ("cProfile.run", "cProfile", "run", (PAYLOAD,), 4),
        ("asyncio subprocess", "asyncio.unix_events", "_UnixSubprocessTransport._start",
         ({}, "id", True, None, None, None, 0), 4),
        ("distutils write", "distutils.file_util", "write_file", ("x.env", ["x"]), 4),
        ("ctypes", "ctypes", "CDLL", (None,), 4),
        ("pty", "pty", "spawn", (["/bin/sh", "-c", "id"],), 4),
        ("f2py", "numpy.f2py.crackfortran", "getlincoef", (PAYLOAD, []), 4),
        ("FileIO", "_io", "FileIO", ("/etc/hosts", "r"), 4),
        ("urlopen", "urllib.request", "urlopen", ("https://example.invalid",), 4),
        ("certificate", "ssl", "get_server_certificate", (("example.invalid", 443),), 4),
        ("webbrowser", "webbrowser", "open", ("https://example.invalid",), 4),
        ("pdb", "pdb", "run", (PAYLOAD,), 4),
        ("shutil", "shutil", "rmtree", ("/tmp/no-such-folder",), 4),
        ("asyncio", "asyncio.subprocess", "create_subprocess_shell", ("id",), 4),
        ("breakpoint", "builtins", "breakpoint", (), 4),
        ("open", "builtins", "open", ("/etc/hosts",), 4),
        ("f2py length", "numpy.f2py.crackfortran", "_eval_length", (PAYLOAD, {}), 4),
    ]
    for name, module, function, arguments, protocol in calls:
        add(s, name, "dangerous", call(module, function, *arguments, protocol=protocol))
    locate = Call(Name("pydoc", "locate"), "os")
    add(s, "methodcaller of locate", "dangerous",
        dump(Call(Call(Name("operator", "methodcaller"), "system", "echo pwned"), locate)))
    imported = Call(Name("builtins", "__import__"), "os")
    add(s, "attrgetter of import", "dangerous",
        dump(Call(Call(Call(Name("operator", "attrgetter"), "system"), imported), "echo pwned")))
    add(s, "partial of torch.load", "dangerous",
        dump(Call(Call(Name("functools", "partial"), Name("torch.serialization", "load"), "other.bin"))))
    add(s, "globals, compile, eval and getattr", "dangerous",
        b"c__builtin__\nglobals\n(tRp1\n0c__builtin__\ncompile\n(S'x=1'\nS''\nS'exec'\ntRp2\n0c__builtin__\neval\n"
        b"(g2\ng1\ntRp3\n0c__builtin__\ngetattr\n(c__builtin__\ndict\nS'get'\ntRp4\n0c__builtin__\napply\n(g4\n"
        b"(g1\nS'x'\nltRp5\n0g5\n.")
    add(s, "INST", "dangerous", b"(S'print(1)'\ni__builtin__\nexec\n.")
    names = b"Vos\np2\n0Vsystem\np3\n0Vtorch\np0\n0VLongStorage\np1\n0g2\ng3\n\x93(Vecho flag\ntR."
    add(s, "names from the memo", "dangerous", names)
    add(s, "names from the memo and blanks behind", "dangerous", names + b"\n\n\t\t")
    add(s, "a memo key that is missing", "dangerous",
        b"\x80\x04cos\nsystem\nVecho x\n\x85R0\x8c\x02os\x94h\x03h\x00\x93K\x42.")
    add(s, "a name that is an int", "dangerous",
        b"\x80\x04cos\nsystem\nVecho x\n\x85R0J\x2a\x00\x00\x00\x94\x8c\x02os\x94h\x00h\x01\x93K\x42.")
    add(s, "names of STRING", "dangerous", b"S'os'\nS'system'\n\x93S'ls'\n\x85R.")
    add(s, "broken behind exec", "dangerous", b"cbuiltins\nexec\n(X\x08\x00\x00\x00print(1)tRX.")
    add(s, "two pickles", "dangerous", pickle.dumps(["a", "b"]) + call("requests.api", "get", "https://x.invalid"))
    add(s, "zip", "dangerous", zipped(("data.pkl", EVAL)))
    add(s, "zip, other extension", "dangerous", zipped(("data.txt", EVAL)))
    archive = zipped(("data.pkl", EVAL))
    add(s, "zip, names differ", "dangerous", archive.replace(b"data.pkl", b"datap.kl", 1))
    add(s, "zip, wrong CRC", "dangerous", archive.replace(b"print('456')", b"print('123')", 1))
    for bit in (0x01, 0x20, 0x40):
        flagged = bytearray(archive)
        flagged[6] |= bit
        flagged[archive.index(b"PK\x01\x02") + 8] |= bit
        add(s, "zip, flag %#x" % bit, "dangerous", bytes(flagged))
    add(s, "benign zip", "benign", zipped(("data.pkl", pickle.dumps({"a": 0}))))
    add(s, "a PNG called .pt", "any", b"\x89PNG\r\n\x1a\n")
    add(s, "no pickle but an opcode", "any", b"cmod\n\xf8\n")
    add(s, "object array", "benign", npy(pickle.dumps(numpy.array([[(1, 2)]], dtype=object), 3), "(1, 1, 2)"))
    add(s, "object arrays in npz", "benign", saved(a=numpy.array([0, 1], object), b=numpy.array([3], object)))
    add(s, "int arrays in npz", "benign", saved(a=numpy.arange(3), b=numpy.arange(2)))
    add(s, "certificate in npy", "dangerous", npy(call("ssl", "get_server_certificate", ("x.invalid", 443))))
    add(s, "module override", "dangerous",
        b"csys\nmodules\n(S'os'\ncos\nsystem\nu0csys\nmodules\n.")
    storage = ("storage", Name("torch", "FloatStorage"), "0", "cpu", 4)
    tensor = body(storage, 2) + b"Q"
    add(s, "state dict in zip", "benign", zipped(("archive/data.pkl",
        b"\x80\x02ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00wctorch._utils\n_rebuild_tensor_v2\n(" + tensor
        + b"K\x00K\x04\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtRu."), ("archive/data/0", b"\0" * 16)))
    add(s, "magic number of PyTorch, then code", "dangerous",
        dump(0x1950A86A, 2) + dump(1001, 2) + dump({}, 2) + SYSTEM)


# ---- fickling

def fickling():
    s = "fickling"
    attacks = [
        ("os.system", "os", "system", ("id",)), ("os.popen", "os", "popen", ("id",)),
        ("os.execv", "os", "execv", ("/bin/sh", ["/bin/sh", "-c", "id"])),
        ("call", "subprocess", "call", (["id"],)), ("Popen", "subprocess", "Popen", (["id"],)),
        ("check_output", "subprocess", "check_output", (["id"],)),
        ("eval", "builtins", "eval", (PAYLOAD,)), ("exec", "builtins", "exec", ("import os",)),
        ("compile", "builtins", "compile", ("import os", "x", "exec")), ("import", "builtins", "__import__", ("os",)),
        ("getattr", "builtins", "getattr", (Name("builtins", "object"), "__class__")),
        ("socket", "socket", "socket", ()), ("run_path", "runpy", "run_path", ("/tmp/x.py",)),
        ("run_module", "runpy", "run_module", ("os",)), ("interpreter", "code", "InteractiveInterpreter", ()),
        ("console", "code", "InteractiveConsole", ()), ("import_module", "importlib", "import_module", ("os",)),
        ("find_spec", "importlib.util", "find_spec", ("os",)), ("marshal", "marshal", "loads", (b"N",)),
        ("find_library", "ctypes.util", "find_library", ("c",)), ("locate", "pydoc", "locate", ("os.system",)),
        ("spawnv", "multiprocessing.util", "spawnv_passfds", (b"/bin/sh", [b"sh", b"-c", b"id"], ())),
        ("pty", "pty", "spawn", ("/bin/sh",)), ("nt", "nt", "system", ("id",)), ("cProfile", "cProfile", "run", ("x=1",)),
        ("_run_code", "runpy", "_run_code", ()), ("modules", "sys", "modules", ()),
        ("unhook", "fickling.hook", "remove_hook", ()),
        ("deactivate", "fickling.hook", "deactivate_safe_ml_environment", ()),
    ]
    for name, module, function, arguments in attacks:
        for protocol in (0, 2, 4) if module in ("os", "builtins", "subprocess") else (4,):
            where = "__builtin__" if module == "builtins" and protocol < 3 else module
            add(s, "%s p%d" % (name, protocol), "dangerous", call(where, function, *arguments, protocol=protocol))
    add(s, "FunctionType", "dangerous", dump(Name("types", "FunctionType")))
    code = marshal.dumps(compile("print(1)", "x", "exec"))
    add(s, "marshal and types", "dangerous", dump(Call(Call(Name("types", "FunctionType"),
        Call(Name("marshal", "loads"), code), {}))))
    add(s, "OBJ of pty", "dangerous", b"(cpty\nspawn\nS'id'\no.")
    add(s, "OBJ of os", "dangerous", b"(cos\nsystem\nS\"id\"\no.")
    add(s, "BUILD behind the call", "dangerous", framed(call("pty", "spawn", "id")[:-1] + text("gottem") + b"b."))
    library = Call(Name("ctypes", "CDLL"), "libc.so.6")
    add(s, "getattr of a library", "dangerous", dump(Call(Call(Name("builtins", "getattr"), library, "system"), b"id")))
    module = Call(Name("importlib", "import_module"), "os")
    add(s, "getattr of a module", "dangerous", dump(Call(Call(Name("builtins", "getattr"), module, "system"), "id")))
    add(s, "locate and an exception's state", "dangerous",
        b"cpydoc\nlocate\n(S'ctypes.windll.kernel32.WinExec'\ntRp0\n0g0\n(C\x08calc.exeK\x01tRp1\n0cbuiltins\n"
        b"Exception\n)Rp2\n}S'status'\ng1\nsb.")
    add(s, "POP_MARK and numpy's builtins", "dangerous",
        b"\x80\x04(\x8c\x05numpy\x8c\x06poly1d\x93\x94\x8c\x05numpy\x8c\x04size\x93\x94\x8c\x05numpy\x8c\x0c__builtins__"
        b"\x93\x94h\x00N\x85R\x94h\x03\x94h\x02\x94h\x04(\x8c\x05shapeh\x05dbh\x01h\x04\x8c\x04eval\x86R\x8c\x03id1\x85R1N.")
    letters = "osytemx"
    join = Call(Name("builtins", "getattr"), "", "join")
    pick = Call(Call(Name("operator", "itemgetter"), 0, 1), letters)
    add(s, "names that the pickle puts together", "dangerous",
        b"\x80\x04" + body(Call(join, pick), 4) + body(Call(join, pick), 4) + b"\x93.")
    add(s, "pickle in pickle.loads", "dangerous", call("pickle", "loads", call("posix", "system", "echo x")))
    add(s, "path.join", "benign", call("posixpath", "join", "/", "tmp"))
    add(s, "a name of numpy that is set", "dangerous",
        b"\x80\x05cnumpy\nprod\nN(Va\nVos\nd\x86bN(Vb\nVsystem\nd\x86b0cnumpy\nprod.a\np0\ncnumpy\nprod.b\np1\n00g0\n"
        b"g1\n\x93Vecho x\n\x85R.")
    add(s, "zip with a wrong CRC", "dangerous", zipped(("data.pkl", SYSTEM)).replace(b"echo pwned", b"echo owned"))
    add(s, "zip of a model", "dangerous", zipped(("model/data.pkl", SYSTEM)))
    # the opcodes that it does not have
    add(s, "FLOAT", "dangerous", b"}F1.0\ncos\nsystem\n(S'echo x'\ntR.")
    add(s, "BYTEARRAY8", "dangerous", b"\x80\x05\x96\x05\0\0\0\0\0\0\0hello0cos\nsystem\n(S'echo x'\ntR.")
    add(s, "NEXT_BUFFER", "dangerous", b"\x80\x05\x970cos\nsystem\n(S'echo x'\ntR.")
    add(s, "READONLY_BUFFER", "dangerous", b"\x80\x05\x97\x980cos\nsystem\n(S'echo x'\ntR.")
    add(s, "EXT1", "dangerous", b"\x80\x02\x82\x010cos\nsystem\n(S'echo x'\ntR.")
    add(s, "PROTO again", "benign", b"\x80\x04](K\x01K\x02e\x80\x01\x80\x02.")
    add(s, "duplicated lists", "benign", b"\x80\x04(((\x8c\x03lol222l222l222l.")
    add(s, "a memo that expands", "benign", b"\x80\x04]\x94" + b"h\x00a" * 60 + b".")
    for value in (42, 3.14, "hello", True, None, [1, 2], {"a": 1}, tuple(range(9)), [[[[[1]]]]], {"a": {"b": {}}},
                  list(range(1000)), "Hello \u4e16\u754c", b"abc", bytearray(b"hello"), 1.5, {1, 2}, 1 << 70):
        for protocol in (0, 2, 5):
            add(s, "%.20s p%d" % (ascii(value), protocol), "benign", pickle.dumps(value, protocol))
    for text_ in ("Please eval the results", "import os is dangerous in pickles", "os.system('rm -rf /')"):
        add(s, "text: " + text_, "benign", pickle.dumps(text_))
    add(s, "dict of names", "benign", pickle.dumps({"exec": "x", "__reduce__": "y", "os": "z"}))


# ---- modelscan

def modelscan():
    s = "modelscan"
    for protocol in (0, 3, 4):
        builtins = "__builtin__" if protocol < 3 else "builtins"
        add(s, "eval v%d" % protocol, "dangerous", call(builtins, "eval", "print('456')", protocol=protocol))
        add(s, "benign v%d" % protocol, "benign", pickle.dumps(["a", "b", "c"], protocol))
    for name, module, function, arguments in [
            ("http", "http.client", "HTTPSConnection", ("x.invalid",)), ("requests", "requests.api", "get", ("x",)),
            ("aiohttp", "aiohttp.client", "ClientSession", ()), ("socket", "socket", "create_connection", (("x", 80),)),
            ("run", "subprocess", "run", (["ls"],)), ("exit", "sys", "exit", (0,)),
            ("bdb", "bdb", "Bdb.run", (None, "x")), ("mailcap", "mailcap", "findmatch", ({}, "text/plain")),
            ("signal", "_signal", "raise_signal", (15,)), ("ctypes", "ctypes", "CDLL", ("msvcrt",)),
            ("urlopen", "urllib.request", "urlopen", ("http://x.invalid",)),
            ("runpy", "runpy", "_run_code", ("x", {})), ("dill", "dill._dill", "loads", (b"",)),
            ("collect_env", "torch.utils.collect_env", "run", ("id",)),
            ("spawnv", "multiprocessing.util", "spawnv_passfds", (b"/bin/sh", ("sh", "-c", "id"), ())),
            ("mlflow", "mlflow.projects.backend.local", "_run_entry_point", ("echo x", ".", "", "")),
            ("read_csv", "pandas.io.parsers.readers", "read_csv", ("https://x.invalid/?x",)),
            ("urlretrieve", "urllib.request", "urlretrieve", ("https://x.invalid", "x"))]:
        add(s, name, "dangerous", call(module, function, *arguments))
    add(s, "eval.__call__", "dangerous", b"\x80\x05cbuiltins\neval.__call__\nVprint(1)\n\x85R.")
    inner = b"\x80\x05cos\nsystem\nVecho x\n\x85R."
    add(s, "a pickle in pickle.loads", "dangerous",
        b"\x80\x05cpickle\nloads\nB" + struct.pack("<I", len(inner)) + inner + b"\x85R0N.")
    add(s, "exec before a list", "dangerous", b"\x80\x04cbuiltins\nexec\n\x8c\x08print(1)\x85R](K\x01K\x02e.")
    add(s, "zip", "dangerous", zipped(("data.pkl", EVAL)))
    add(s, "injected in PyTorch's zip", "dangerous", zipped(("m/data.pkl", b"\x80\x02cposix\nsystem\nX\x02\0\0\0id\x85R}.")))
    add(s, "exec called .npy", "dangerous", b"\x80\x04cbuiltins\nexec\n\x8c\x08print(1)\x85RN.")
    # the bypasses published for it
    system = npy(call("posix", "system", "echo x"))
    add(s, "npz", "dangerous", zipped(("arr_0.npy", system)))
    code = base64.b64encode(marshal.dumps(compile("print(1)", "x", "exec")))
    chain = Call(Call(Name("types", "FunctionType"), Call(Name("marshal", "loads"),
                 Call(Name("base64", "b64decode"), code)), {}))
    add(s, "npz with marshal, types and base64", "dangerous", zipped(("arr_0.npy", npy(dump(chain)))))
    add(s, "marshal, types and base64", "dangerous", dump(chain))
    add(s, "joblib with marshal, types and base64", "dangerous", zlib.compress(dump(chain)))
    add(s, "PyTorch with marshal, types and base64", "dangerous", zipped(("archive/data.pkl", dump(chain))))
    add(s, "numpy's builtins", "dangerous",
        b"\x80\x04\x8c\x05numpy\x8c\x04size\x93\x94\x94\x8c\x05numpy\x8c\x0c__builtins__\x93\x94\x94h\x01}}\x8c\x05shape"
        b"h\x03s\x86bh\x01h\x01\x8c\x04eval\x86R\x8c\x02id\x85R.")
    for name, pack in (("gzip", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
        add(s, name, "dangerous", pack(SYSTEM))
    add(s, "tar", "dangerous", tarred("m.pkl", SYSTEM))
    add(s, "npz in zip", "dangerous", zipped(("a.npz", zipped(("arr_0.npy", system)))))


# ---- modelaudit

def modelaudit():
    s = "modelaudit"
    harmless = call("builtins", "print", "nested")
    nested = call("posix", "system", "echo x")
    for name, inner, want in (("print", harmless, "suspicious"), ("data", pickle.dumps({"a": "b"}), "suspicious"),
                              ("system", nested, "dangerous")):
        for protocol in (0, 2, 4):
            add(s, "%s in bytes p%d" % (name, protocol), want, dump({"weights": [1], "hidden": inner}, protocol))
            for way, spelled in (("base64", base64.b64encode(inner).decode()), ("hex", inner.hex())):
                add(s, "%s in %s p%d" % (name, way, protocol), want, dump({"hidden": spelled, "x": 1}, protocol))
    stage = dump({"stage2": nested})
    add(s, "two stages", "dangerous", dump({"a": stage, "b": base64.b64encode(stage).decode()}))
    for module, name in [("ctypes", "CDLL"), ("ctypes", "cast"), ("cProfile", "run"), ("pdb", "run"), ("timeit", "timeit"),
                         ("profile", "run"), ("_thread", "allocate_lock"), ("linecache", "getline"),
                         ("logging.config", "listen"), ("zipimport", "zipimporter"), ("pip", "main"), ("torch", "load"),
                         ("builtins", "eval"), ("builtins", "exec"), ("dill", "loads"), ("os", "popen"), ("os", "spawnv"),
                         ("posix", "popen"), ("subprocess", "Popen"), ("commands", "getoutput")]:
        add(s, "%s.%s" % (module, name), "dangerous", b"\x80\x02c" + (module + "\n" + name).encode() + b"\n)R.")
        add(s, "%s.%s behind a comment" % (module, name), "dangerous",
            b"\x80\x02\x8c\x09# comment0c" + (module + "\n" + name).encode() + b"\n)R.")
    add(s, "__main__", "suspicious", b"c__main__\nEvil\n)R.")
    add(s, "__main__ by STACK_GLOBAL", "suspicious", dump(Name("__main__", "Custom")))
    add(s, "extension code", "suspicious", b"\x80\x04\x82\x01)R.")
    add(s, "PROTO twice, then system", "dangerous", b"\x80\x02\x80\x02cos\nsystem\n)R.")
    for name, tail in (("memo", b"h\x00h\x01\x93)R."), ("memo and text", b"h\x00\x8c\x03run\x93)R."),
                       ("text and memo", b"\x8c\x0asubprocessh\x01\x93)R."), ("DUP and POP", b"h\x00h\x0120\x93)R."),
                       ("MARK and POP", b"h\x00(0h\x01\x93)R."), ("NONE and POP", b"h\x00N0h\x01\x93)R.")):
        add(s, "late name: " + name, "dangerous", b"\x80\x04\x8c\x0asubprocess\x94\x8c\x03run\x94\x880\x880" + tail)
    decoy = text("os") + text("system") + b"\x93Z"
    add(s, "decoys in bytes", "dangerous", dump({"blob": decoy * 64 + text("os") + text("system") + b"\x93" + text("x")
                                               + b"\x85R."}))
    add(s, "an ELF behind a pickle", "any", pickle.dumps({"safe": True}) + b"\x7fELF/bin/sh\0")
    add(s, "a cut pickle", "any", b"\x80\x04}q\x00")
    memo = b"\x80\x02)q\x000" + b"".join(b"h%ch%c\x86q%c0" % (i - 1, i - 1, i) for i in range(1, 81)) + b"hP."
    add(s, "a memo that grows", "benign", memo)
    add(s, "eval in PyTorch's zip", "dangerous", zipped(("data.pkl", EVAL), ("version", b"3")))
    add(s, "a path out of the archive", "dangerous", zipped(("../evil.pkl", EVAL)))
    shared = [1, 2, 3]
    for name, value in [
            ("tokens", {"auth": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMe",
                        "sum": "1234567890abcdef" * 8}),
            ("binary", {"w": b"\x00\x01\x02\x03" * 256, "c": b"\x1f\x8b\x08\x00" + b"fake gzip data" * 50}),
            ("encodings", {"b64": base64.b64encode(b'{"hidden_size": 768, "num_layers": 12}').decode(),
                           "yaml": base64.b64encode(b"model:\n  type: transformer").decode(), "sig": "deadbeef" * 32}),
            ("patterns", {"p": "ABCD1234" * 100, "e": "=" * 200}), ("shared", [shared] * 100),
            ("code as text", {"script": "eval(1); exec(x); __import__('os')"}), ("state", {"w": [0.1] * 100}),
            ("documentation", {"doc": "This model does not use importlib# Safe comment"})]:
        add(s, "benign: " + name, "benign", pickle.dumps(value, 4))


def main(path):
    for scanner in (picklescan, fickling, modelscan, modelaudit):
        scanner()
    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.write("\n".join(LINES) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
