"""Pickles the objects of NumPy and Python that a scan must call clean.

    python make_listed_objects.py >> listed-objects.txt

Runs on Python 2.7 and 3.6 and later, with or without NumPy. One line for each pickle: what it is, a tab,
base64. Run it with several versions, and sort the lines into listed-objects.txt.gz.
"""
from __future__ import print_function

import array
import base64
import collections
import datetime
import decimal
import fractions
import io
import pickle
import re
import socket
import sys
import uuid

try:
    import numpy as np
except ImportError:
    np = None

PYTHON = sys.version_info


def arrays():
    yield "array", np.arange(6.0).reshape(2, 3)
    yield "array in the order of Fortran", np.asfortranarray(np.arange(6).reshape(2, 3))
    yield "array without axes", np.array(5)
    yield "empty array", np.zeros((0, 3))
    yield "big-endian array", np.array([1, 2], ">i4")
    for code in "?bBhHiIlLefdFDSUV":
        yield "array of " + code, np.zeros(2, code if code not in "SUV" else code + "3")
    yield "texts", np.array(["a", "bc"])
    yield "bytes", np.array([b"a", b"bc"])
    yield "dates", np.array(["2020-01-02"], "M8[D]")
    yield "timedeltas", np.array([5], "m8[25s]")
    yield "array of objects", np.array([1, "a", None, [1, 2], {"k": 1.5}], object)
    recursive = np.empty(1, object)
    recursive[0] = [1]
    yield "array of a list", recursive
    pair = np.dtype([("a", "i4"), ("b", "f8")])
    yield "structs", np.zeros(2, pair)
    yield "structs with a text", np.zeros(2, [("a", "i4"), ("t", "U2")])
    yield "structs with an object", np.array([(1, [2])], [("a", "i4"), ("o", "O")])
    yield "aligned structs", np.zeros(2, np.dtype("i1,f8", align=True))
    yield "titles", np.zeros(1, [(("title", "a"), "i4")])
    yield "subarrays", np.zeros(2, [("m", "i2", (2, 3))])
    yield "matrix", np.matrix([[1, 2]])
    yield "record array", np.rec.array([(1, 2.0)], dtype=pair)
    yield "chararray", np.char.array(["a", "b"])
    yield "masked array", np.ma.array([1, 2], mask=[0, 1])
    yield "masked structs", np.ma.array([(1, 2.0)], dtype=pair, mask=[(0, 1)])
    yield "masked", np.ma.masked
    for dtype in ("f8", "O", "U3", "S4", "V5", "M8[ms]", ">i2", pair, ("f4", (2, 2))):
        yield "dtype %s" % (dtype,), np.dtype(dtype)
    yield "dtype with metadata", np.dtype("i4", metadata={"a": 1})
    if hasattr(np, "dtypes") and hasattr(np.dtypes, "StringDType"):
        yield "strings", np.array(["a", "b"], np.dtypes.StringDType())
        yield "StringDType", np.dtypes.StringDType(na_object=None)
    if hasattr(np, "dtypes"):
        yield "class of a dtype", np.dtypes.Float64DType
    for scalar in (np.float64(1.5), np.int8(3), np.bool_(True), np.complex64(1), np.str_("a"), np.bytes_(b"a"),
                   np.datetime64("2020-01-02"), np.timedelta64(3, "s"), np.longdouble(1), np.zeros(1, pair)[0]):
        yield "scalar %s" % type(scalar).__name__, scalar
    yield "class float64", np.float64
    yield "class of arrays", np.ndarray
    for name in ("add", "log1p", "maximum", "isnan"):
        yield "ufunc " + name, getattr(np, name)
    yield "poly1d", np.poly1d([1, 2])
    for name in ("Polynomial", "Chebyshev", "Legendre", "Hermite", "HermiteE", "Laguerre"):
        yield name, getattr(np.polynomial, name)([1, 2, 3])
    yield "RandomState", np.random.RandomState(1)
    if hasattr(np.random, "default_rng"):
        yield "Generator", np.random.default_rng(1)
        for name in ("MT19937", "PCG64", "Philox", "SFC64"):
            yield name, getattr(np.random, name)(1)
        yield "SeedSequence", np.random.SeedSequence(1)


def cells():
    yield "date", datetime.date(2020, 1, 2)
    yield "datetime", datetime.datetime(2020, 1, 2, 3, 4, 5, 6)
    yield "time", datetime.time(1, 2, 3, 4)
    yield "timedelta", datetime.timedelta(1, 2, 3)
    if PYTHON >= (3,):
        yield "timezone", datetime.timezone(datetime.timedelta(hours=1), "x")
        yield "datetime with a zone", datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc)
        import pathlib
        for name in ("PurePosixPath", "PureWindowsPath", "PosixPath"):
            yield name, getattr(pathlib, name)("/a/b")
        import http
        import signal
        for member in (http.HTTPStatus.OK, socket.AddressFamily.AF_INET, signal.SIGTERM):
            yield "member %s" % member, member
    if PYTHON >= (3, 9):
        try:
            import zoneinfo
            yield "zone", zoneinfo.ZoneInfo("Europe/Paris")
            yield "datetime in a zone", datetime.datetime(2020, 1, 2, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
        except Exception:
            pass
    yield "Decimal", decimal.Decimal("1.50")
    yield "Fraction", fractions.Fraction(1, 3)
    yield "UUID", uuid.UUID(int=5)
    yield "OrderedDict", collections.OrderedDict([("a", 1)])
    factory = collections.defaultdict(list)
    factory["a"].append(1)
    yield "defaultdict", factory
    yield "defaultdict without a factory", collections.defaultdict(None, {"a": 1})
    yield "Counter", collections.Counter("aab")
    yield "deque", collections.deque([1, 2])
    yield "deque with a length", collections.deque([1, 2], 5)
    yield "set", {1, 2}
    yield "frozenset", frozenset([1, 2])
    yield "complex", 1 + 2j
    yield "bytes", b"abc\xff"
    yield "no bytes", b""
    yield "bytearray", bytearray(b"abc")
    yield "no bytearray", bytearray()
    yield "range", range(1, 10, 2) if PYTHON >= (3,) else xrange(1, 10, 2)  # noqa: F821
    yield "slice", slice(1, 2, None)
    yield "Ellipsis", Ellipsis
    yield "NotImplemented", NotImplemented
    yield "type(None)", type(None)
    for code in "bBhHiIlLfd":
        yield "array of " + code, array.array(code, [1, 2])
    yield "ValueError", ValueError("a", 1)
    yield "KeyError", KeyError("a")
    yield "OSError", OSError(2, "no", "file")
    if PYTHON >= (3,):
        yield "UnicodeDecodeError", UnicodeDecodeError("utf8", b"a", 0, 1, "why")
    yield "regular expression", re.compile("a+b", re.I)
    for value in (None, True, 1, 1 << 70, 1.5, float("inf"), "a", u"\u20ac", [1, [2]], (1, (2,)), {"a": {"b": 1}}):
        yield "%.12s" % ascii_of(value), value


def ascii_of(value):
    return repr(value).encode("ascii", "replace").decode()


def main():
    where = "%d.%d" % PYTHON[:2]
    seen = set()
    values = list(cells())
    if np is not None:
        where += " NumPy " + np.__version__
        values += list(arrays())
    for what, value in values:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            try:
                data = pickle.dumps(value, protocol)
                pickle.loads(data)
            except Exception as e:
                print(what, protocol, e, file=sys.stderr)
                continue
            if data not in seen:
                seen.add(data)
                print("%s, %s, protocol %d\t%s" % (where, what, protocol, base64.b64encode(data).decode()))


if __name__ == "__main__":
    main()
