"""Pickles every instance that it can make of the classes of Python's standard library and of NumPy.

    python make_instances.py OUT.txt.gz

Each module is imported in a process of its own, in an empty folder, and each of its classes is called
with one list of arguments after another until an instance can be pickled and read back. Every instance
is pickled with protocols 0, 2 and 4. One line for each pickle: what it is, a tab, base64. Equal pickles
are written once. Left out are private names, Python's modules for tests of itself, and the classes of
EXCLUDED, of which an object may do harm when it is dropped or used.
"""
import base64
import datetime
import enum
import gzip
import importlib
import inspect
import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import types
import warnings

import walk_names

SAMPLES = [
    (), (1,), ("a",), (b"a",), (1, 2), ("a", "b"), ([1, 2],), ({"a": 1},), ("192.0.2.1",), ("2001:db8::/32",),
    ("i", [1, 2]), (2020, 1, 2), (1, 2, 3), ("a", 1), ("a", 1, "b"), (len, [1, 2]), ([1], [2]), (int,), ("<f8",),
    (datetime.timedelta(hours=1),), ("Europe/Berlin",), (float, 1.5), ("a", "b", "c"), ("a", "b", "c", "d"), (None,),
    (None, None), (None, None, None), (io.StringIO("a"),), (io.BytesIO(b"a"),), (len,), (len, len), ("a", len),
    ("a", [1]), ("a", {"a": 1}), ([], {}), ({}, {}), (True,), (1.5,), (1.5, 2.5), (1j,), (range(3),), ((1, 2, 3),),
    ("http://a/b",), ("a=b",), ("<a/>",), (1, 2, 3, 4), ("a", 1, 2, 3), (1, 2, 3, 4, 5), ("a",) * 5, ("a",) * 6, (1,) * 6,
    *[(tuple(range(n)),) for n in range(4, 30)],
]
SIZE = 4000

# Loading an object of theirs writes or deletes files, opens shared memory or a connection, or names os.unlink.
EXCLUDED = set("""
shelve.DbfilenameShelf urllib.request.URLopener urllib.request.FancyURLopener dbm.dumb._Database
multiprocessing.shared_memory.ShareableList multiprocessing.connection.Connection tempfile._TemporaryFileCloser
""".split())
# setuptools replaces its base.
EXCLUDED |= {"numpy.distutils.core.NumpyDistribution", "numpy.distutils.numpy_distribution.NumpyDistribution"}


def instances(cls):
    """A member of an enum, or what the class makes of the samples: the first that can be pickled."""
    if issubclass(cls, enum.Enum):
        for member in list(cls)[:1]:
            yield "member", member
        return
    for sample in SAMPLES:
        signal.alarm(5)
        try:
            yield repr(sample), cls(*sample)
        except BaseException:
            continue
        finally:
            signal.alarm(0)


def pickled(value):
    out = []
    for protocol in (0, 2, 4):
        signal.alarm(5)
        try:
            data = pickle.dumps(value, protocol)
            pickle.loads(data)
            out.append((protocol, data))
        except BaseException:
            continue
        finally:
            signal.alarm(0)
    return out


def show(name):
    """Prints the pickles of one module."""
    # before the import, which may redirect it
    out = os.fdopen(os.dup(1), "w")
    sys.stdout = sys.stderr = io.StringIO()
    sys.stdin = io.StringIO()

    def ring(*_):
        raise TimeoutError
    signal.signal(signal.SIGALRM, ring)
    warnings.simplefilter("ignore")
    module = importlib.import_module(name)
    for attribute, cls in sorted(vars(module).items()):
        if not inspect.isclass(cls) or issubclass(cls, type) or isinstance(cls, getattr(types, "GenericAlias", ())):
            continue
        home = str(getattr(cls, "__module__", "")) + "." + getattr(cls, "__qualname__", "")
        if home in EXCLUDED or "._" in "." + home or "._" in "." + attribute or home.startswith(("xx", "setuptools")):
            continue
        for sample, value in instances(cls):
            pickles = pickled(value)
            for protocol, data in pickles:
                if len(data) <= SIZE:
                    what = "%s.%s %s p%d" % (name, attribute, sample[:40], protocol)
                    what = what.encode("ascii", "replace").decode().replace("\t", " ").replace("\n", " ")
                    out.write("%s\t%s\n" % (what, base64.b64encode(data).decode()))
                    out.flush()
            if pickles:
                break
    out.flush()
    os._exit(0)


def main(path):
    modules = walk_names.stdlib_modules()
    versions = "Python " + sys.version.split()[0]
    try:
        modules += walk_names.numpy_modules()
        versions += " and NumPy " + sys.modules["numpy"].__version__
    except ImportError:
        pass
    lines, seen = [], set()
    for module in modules:
        with tempfile.TemporaryDirectory() as folder:
            child = subprocess.Popen(
                [sys.executable, "-W", "ignore", os.path.abspath(__file__), "--one", module], cwd=folder,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                text, _ = child.communicate(timeout=120)
            except subprocess.TimeoutExpired:
                child.kill()
                text, _ = child.communicate()
        for line in text.decode("ascii").splitlines(True):
            data = line.split("\t")[-1]
            if data not in seen and line.endswith("\n"):
                seen.add(data)
                lines.append(line)
    with open(path, "wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
            packed.write("".join(lines).encode())
    sys.stderr.write("%d pickles of %s\n" % (len(lines), versions))


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        show(sys.argv[2])
    else:
        main(sys.argv[1])
