"""Pickles the objects of Python and NumPy that can be made without knowing them, for a test.

    python make_honest_pickles.py OUT.txt.gz

For each public class of the modules below: the class itself, and an instance if one can be made
from one of a few lists of arguments; for each public function of the modules in FUNCTIONS, the
function. One line for each pickle: what it is, a tab, base64. What the rules of rate_names.py count as code
(such as open) is left out by its module or its name, because a pickle that names it is dangerous by design.
"""
import base64
import datetime
import decimal
import fractions
import gzip
import importlib
import inspect
import io
import pickle
import sys
import uuid
import warnings
import zoneinfo

import numpy

CLASSES = """
argparse array ast builtins calendar cmath codecs collections colorsys configparser contextlib copy csv datetime
decimal difflib email.message email.errors email.headerregistry email.mime.text email.policy enum errno fractions
functools graphlib hashlib heapq html.parser http http.cookies inspect ipaddress itertools json json.decoder keyword
logging math numbers operator optparse pathlib plistlib pprint queue random re reprlib sched secrets selectors sets
shlex signal socket ssl stat statistics string struct sys textwrap time token tokenize traceback types typing
unicodedata urllib.error urllib.parse uuid warnings weakref xml.dom xml.etree.ElementTree xml.sax xml.sax.xmlreader
xmlrpc.client zipfile tarfile zlib zoneinfo concurrent.futures asyncio.exceptions numpy numpy.ma numpy.random
numpy.polynomial numpy.exceptions numpy.linalg numpy.dtypes subprocess shutil pickle binascii getopt
""".split()
FUNCTIONS = """
builtins math cmath operator statistics string re json textwrap bisect heapq itertools functools copy struct zlib
binascii base64 html urllib.parse unicodedata random colorsys fnmatch numpy numpy.linalg numpy.fft numpy.ma
numpy.random numpy.char numpy.polynomial.polynomial
""".split()
# By design dangerous, as a mention: reading, writing, running, or a way there.
CODE_NAMES = set("""
eval exec compile open input __import__ getattr setattr delattr breakpoint help exit quit copyright credits license
vars globals locals __build_class__ call methodcaller singledispatch singledispatchmethod update_wrapper wraps load
save savez savez_compressed savetxt loadtxt genfromtxt fromfile fromregex memmap info show_config show_runtime test
get_include copyfile main seterrcall source lookfor set_string_function
""".split())
SKIPPED_CLASSES = set(
    "memmap FileType ModuleType CodeType FunctionType CellType MethodType finalize socket SocketType SSLSocket redirect_stdout redirect_stderr "
    "RLock Transport SafeTransport Server ServerProxy Unmarshaller Executor LZMACompressor LZMADecompressor "
    "ConfigParser RawConfigParser SafeConfigParser chdir".split()
)
SAMPLES = [
    (), (1,), ("a",), (b"a",), (1, 2), ("a", "b"), ([1, 2],), ({"a": 1},), ("192.0.2.1",), ("2001:db8::/32",),
    ("i", [1, 2]), (2020, 1, 2), (1, 2, 3), ("a", 1), ("a", 1, "b"), (len, [1, 2]), ([1], [2]), (int,), ("<f8",),
    (datetime.timedelta(hours=1),), ("Europe/Berlin",), ((1, 2, 3, 4, 5, 6, 7, 8, 9),), (float, 1.5), (tuple(range(10)),),
]
EXTRA = [
    datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), datetime.datetime(2020, 1, 2, tzinfo=zoneinfo.ZoneInfo("UTC")),
    decimal.getcontext(), fractions.Fraction(1, 3), uuid.UUID(int=5), "abc".upper, slice(1, 2), range(3),
    numpy.arange(3), numpy.float64(1), numpy.ma.array([1, 2], mask=[0, 1]), numpy.random.default_rng(1),
    numpy.random.RandomState(1), numpy.poly1d([1, 2]), numpy.polynomial.Polynomial([1, 2]), numpy.finfo(float),
    iter([1]), enumerate([1]), zip([1]), map(len, ["a"]), io.BytesIO(b"a"), io.StringIO("a"),
]


def values():
    for module_name in CLASSES:
        try:
            module = importlib.import_module(module_name)
        except ImportError:
            continue
        for name, cls in sorted(vars(module).items()):
            if name.startswith("_") or not inspect.isclass(cls) or name in SKIPPED_CLASSES:
                continue
            if cls.__module__.startswith("_pyrepl"):
                continue
            if module_name not in ("socket", "ssl", "signal", "subprocess", "shutil", "selectors", "zipfile", "tarfile",
                                   "pickle", "sys", "concurrent.futures", "plistlib", "contextlib", "inspect", "optparse",
                                   "sched", "types", "logging"):
                yield module_name + " " + name, cls
            if issubclass(cls, __import__("enum").Enum):
                members = list(cls)
                if members:
                    yield "%s %s member" % (module_name, name), members[0]
                continue
            for sample in SAMPLES:
                try:
                    yield "%s %s%r" % (module_name, name, sample), cls(*sample)
                    break
                except BaseException:
                    continue
    for module_name in FUNCTIONS:
        module = importlib.import_module(module_name)
        for name, function in sorted(vars(module).items()):
            if name.startswith("_") or not callable(function) or inspect.isclass(function) or name in CODE_NAMES:
                continue
            yield module_name + " function " + name, function
    for value in EXTRA:
        yield "value " + type(value).__name__, value


def main(out):
    warnings.simplefilter("ignore")
    lines, seen = [], set()
    for what, value in values():
        if what.split(" ")[-1] in CODE_NAMES or what.split("(")[0].split(" ")[-1] in CODE_NAMES:
            continue
        protocol = 2 if len(lines) % 4 == 0 else 4
        try:
            data = pickle.dumps(value, protocol)
        except BaseException:
            continue
        if data in seen or len(data) > 4000:
            continue
        seen.add(data)
        lines.append("%s\t%s\n" % (what.replace("\t", " ").replace("\n", " ")[:80], base64.b64encode(data).decode()))
    with open(out, "wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
            packed.write("".join(lines).encode())
    sys.stderr.write("%d pickles of Python %s and NumPy %s\n" % (
        len(lines), sys.version.split()[0], numpy.__version__))


if __name__ == "__main__":
    main(sys.argv[1])
