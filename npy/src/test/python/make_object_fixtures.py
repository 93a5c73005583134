#!/usr/bin/env python3
"""Writes pickles and object arrays with NumPy, and the digests of what NumPy reads from them.

    python3 make_object_fixtures.py OUTPUT.tsv.gz

Run it with NumPy 1.24 and with NumPy 2 into src/test/resources/object. Every line is

    name TAB protocol TAB form TAB encoding TAB sha256 TAB base64

where form is pkl (a bare pickle) or npy, and sha256 is the digest of the value's canonical text,
made here by the rules of that text and not by Brine's code.
"""

import base64
import collections
import datetime
import decimal
import fractions
import gzip
import hashlib
import io
import json
import pickle
import struct
import sys
import tempfile
import uuid

import numpy as np
import numpy.ma as ma

NUMPY2 = int(np.__version__.split(".")[0]) >= 2


# ---- the canonical text -------------------------------------------------------------------------


def float_bits(value):
    return struct.pack(">d", value).hex()


def text(value):
    return json.dumps(value, ensure_ascii=True)


def tagged(name, body):
    return '{"%s":%s}' % (name, body)


def items(values):
    return "[" + ",".join(canon(v) for v in values) + "]"


def pairs(mapping):
    return "[" + ",".join("[%s,%s]" % (canon(k), canon(v)) for k, v in mapping.items()) + "]"


def field_descr(dtype):
    """dtype.descr as JSON text."""

    def plain(value):
        if isinstance(value, (tuple, list)):
            return [plain(v) for v in value]
        return value

    return json.dumps(plain(dtype.descr), ensure_ascii=True, separators=(",", ":"))


def descr(dtype):
    if dtype.fields is not None or dtype.names is not None:
        return field_descr(dtype)
    return text(dtype.str)


def element(dtype, raw):
    """The canonical text of one element, from its bytes."""
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        array = np.frombuffer(raw, dtype=base, count=int(np.prod(shape))).reshape(shape) if (
            dtype.itemsize) else np.zeros(shape, base)
        return canon(array)
    if dtype.names is not None:
        parts = []
        for name in dtype.names:
            kind, offset = dtype.fields[name][:2]
            parts.append(element(kind, raw[offset : offset + kind.itemsize]))
        return tagged("tuple", "[" + ",".join(parts) + "]")
    if dtype.kind in "mM":
        order = "big" if dtype.str[0] == ">" else "little"
        return canon(int.from_bytes(raw, order, signed=True))
    if dtype.kind == "V":
        return tagged("bytes", text(raw.hex()))
    if is_long_double(dtype):
        # tolist() leaves NumPy's scalar, in the order of this machine
        if dtype.str[0] == ">":
            size = len(raw) if dtype.kind == "f" else len(raw) // 2
            raw = b"".join(raw[i : i + size][::-1] for i in range(0, len(raw), size))
        native = dtype.newbyteorder("<")
        return tagged("npscalar", '{"descr":%s,"hex":"%s"}' % (descr(native), raw.hex()))
    value = np.array([raw], dtype="V%d" % dtype.itemsize).view(dtype).tolist()[0] if (
        dtype.itemsize) else np.zeros(1, dtype).tolist()[0]
    return canon(value)


def is_long_double(dtype):
    return dtype.char in "gG"


def ndarray(array):
    flat = np.asarray(array).ravel("C")
    kind = array.dtype
    if kind.hasobject or kind.kind == "T":
        body = items(flat.tolist())
    elif kind.names is not None or kind.kind in "mM" or is_long_double(kind):
        size = kind.itemsize
        raw = flat.tobytes()
        body = (
            "["
            + ",".join(element(kind, raw[i * size : i * size + size]) for i in range(flat.size))
            + "]"
        )
    else:
        body = items(flat.tolist())
    dims = "[" + ",".join(str(n) for n in array.shape) + "]"
    return tagged("ndarray", '{"descr":%s,"shape":%s,"items":%s}' % (descr(kind), dims, body))


def masked(array):
    mask = canon(np.array(ma.getmaskarray(array)))
    fill = array._fill_value
    data = np.asarray(array._data)
    return tagged(
        "masked", '{"data":%s,"mask":%s,"fill":%s}' % (canon(data), mask, canon(fill))
    )


def delta(value):
    return "[%d,%d,%d]" % (value.days, value.seconds, value.microseconds)


def moment(name, value, shown):
    return '{"%s":"%s","fold":%d,"tz":%s}' % (name, shown, value.fold, canon(value.tzinfo))


def canon(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if value is Ellipsis:
        return '{"ellipsis":true}'
    if isinstance(value, ma.MaskedArray):
        return masked(value)
    if isinstance(value, np.ndarray):
        return ndarray(value)
    if isinstance(value, np.generic):
        if value.dtype.hasobject:
            return ndarray(np.array(value))
        return tagged(
            "npscalar",
            '{"descr":%s,"hex":"%s"}' % (descr(value.dtype), value.tobytes().hex()),
        )
    if isinstance(value, np.dtype):
        return tagged("dtype", descr(value))
    kind = type(value)
    if kind is int:
        return tagged("int", '"%d"' % value)
    if kind is float:
        return tagged("float", '"%s"' % float_bits(value))
    if kind is complex:
        return tagged(
            "complex", '["%s","%s"]' % (float_bits(value.real), float_bits(value.imag))
        )
    if kind is str:
        return tagged("str", text(value))
    if kind in (bytes, bytearray):
        return tagged(kind.__name__, text(value.hex()))
    if kind in (list, tuple):
        return tagged(kind.__name__, items(value))
    if kind is dict:
        return tagged("dict", pairs(value))
    if kind is collections.OrderedDict:
        return tagged("odict", pairs(value))
    if kind in (set, frozenset):
        return tagged(kind.__name__, "[" + ",".join(sorted(canon(v) for v in value)) + "]")
    if kind is range:
        return tagged("range", '["%d","%d","%d"]' % (value.start, value.stop, value.step))
    if kind is datetime.datetime:
        return moment("datetime", value, value.strftime("%Y-%m-%dT%H:%M:%S.%f"))
    if kind is datetime.date:
        return tagged("date", text(value.isoformat()))
    if kind is datetime.timedelta:
        return tagged("timedelta", delta(value))
    if kind is decimal.Decimal:
        return tagged("decimal", text(str(value)))
    if kind is fractions.Fraction:
        return tagged("fraction", '["%d","%d"]' % (value.numerator, value.denominator))
    if kind is uuid.UUID:
        return tagged("uuid", text(str(value)))
    raise TypeError("no canonical form for %r" % (kind,))


# ---- what is written ----------------------------------------------------------------------------


def objects(*values, shape=None, order="C"):
    array = np.empty(len(values), object)
    for i, value in enumerate(values):
        array[i] = value
    if shape is not None:
        array = array.reshape(shape)
    return np.asfortranarray(array) if order == "F" else array


NUMBERS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]
UNITS = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"]


def numbers(dtype):
    """Eight elements whose bytes are all different, the same in every version of NumPy."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return np.array([1, 0, 0, 1, 1, 1, 0, 1], dtype)
    raw = hashlib.shake_128(dtype.str[1:].encode()).digest(8 * dtype.itemsize)
    if dtype.kind in "fc":
        part = dtype if dtype.kind == "f" else np.dtype("f%d" % (dtype.itemsize // 2))
        values = np.frombuffer(raw, "i1").astype(part) / 8
        values[:3] = [np.inf, -0.0, 1e-7]
        values = values[: 8 * dtype.itemsize // part.itemsize]
        return values.astype(part).view(dtype.newbyteorder("<")).astype(dtype)[:8]
    return np.frombuffer(raw, dtype)


def nested_arrays():
    for code in NUMBERS:
        for order in "<>":
            dtype = np.dtype(order + code)
            if dtype.itemsize == 1 and order == ">":
                continue
            name = code + ("be" if order == ">" else "")
            values = numbers(dtype)
            yield "array-%s" % name, values
            yield "array-%s-c" % name, values.reshape(2, 4)
            yield "array-%s-f" % name, np.asfortranarray(values.reshape(2, 4))
    for order in "<>":
        raw = bytes.fromhex("00000000000000c0ff3f000000000000" "0000000000000080ffbf112233445566")
        if order == ">":
            raw = raw[15::-1] + raw[:15:-1]
        yield "array-longdouble" + order, np.frombuffer(raw, order + "g")
        yield "array-clongdouble" + order, np.frombuffer(raw, order + "G")
    yield "array-k", np.arange(24, dtype="i4").reshape(2, 3, 4).transpose(1, 0, 2)
    yield "array-f-of-3", np.arange(24, dtype="i2").reshape(4, 3, 2).T
    yield "array-strided", np.arange(20, dtype="i8")[::3]
    yield "array-reversed", np.arange(5.0)[::-1]
    yield "array-0d", np.array(2.5)
    yield "array-empty", np.zeros((0, 3), "f4")
    yield "array-empty-f", np.zeros((3, 0, 2), ">i2", order="F")
    yield "array-nan", np.array([np.nan, -np.nan], "f8")
    yield "array-nan-4", np.array([0x7FC00001, 0xFFC12345], "u4").view("f4")
    yield "array-nan-2", np.array([0x7E01, 0xFF33], "u2").view("f2")
    yield "array-read-only", np.frombuffer(b"abcdefgh", ">u2")
    yield "array-u8-large", np.array([2**64 - 1, 2**63, 0], "u8")
    for order in "<>":
        yield "array-str" + order, np.array(["", "a", "\u00e9\U0001f600"], order + "U3")
        yield "array-str-c" + order, np.array([["ab", "c"], ["d", "ef"]], order + "U2")
    yield "array-str-surrogate", np.array(["\ud800x"])
    yield "array-str-0", np.zeros(2, "U0") if NUMPY2 else np.zeros(2, "U1")
    yield "array-bytes", np.array([b"", b"a\0b", b"abc\0"], "S4")
    yield "array-void", np.array([b"\0\1\2", b"abc"], "V3")
    yield "array-void-0", np.zeros(3, "V0")
    for unit in UNITS:
        yield "array-datetime-" + unit, np.array([0, -5, 10**6, -(2**63)], "M8[%s]" % unit)
        yield "array-timedelta-" + unit, np.array([0, -5, 10**6, -(2**63)], ">m8[7%s]" % unit)
    yield "array-timedelta-generic", np.array([1, 2], "m8")
    yield "array-datetime-generic", np.array(["NaT"], "M8")


def records():
    plain = np.dtype([("a", "<i4"), ("b", ">f8"), ("c", "U2")])
    yield "struct", np.array([(1, 2.5, "x"), (-1, -0.0, "yz")], plain)
    yield "struct-2d-f", np.asfortranarray(np.zeros((2, 2), plain))
    yield "struct-0d", np.array((7, 1.5, ""), plain)
    aligned = np.dtype([("a", "i1"), ("b", "f8"), ("c", "i2")], align=True)
    yield "struct-aligned", np.array([(1, 2.0, 3)], aligned)
    gaps = np.dtype({"names": ["x", "y"], "formats": ["i2", "i4"], "offsets": [4, 8], "itemsize": 16})
    yield "struct-gaps", np.array([(1, 2), (3, 4)], gaps)
    yield "struct-titles", np.array([(1,)], [(("title of a", "a"), "i4")])
    inner = np.dtype([("p", "i2"), ("q", plain)])
    yield "struct-nested", np.array([(1, (2, 3.0, "z"))], inner)
    yield "struct-subarray", np.array(
        [(1, [[1, 2], [3, 4]], [(5,)])], [("a", "i1"), ("m", "<i2", (2, 2)), ("s", [("t", "i4")], (1,))]
    )
    yield "struct-times", np.array([(5, -7)], [("d", "M8[D]"), ("t", ">m8[3s]")])
    yield "struct-strings", np.array([(b"a\0", b"xyz", True)], [("s", "S4"), ("v", "V3"), ("t", "?")])
    yield "struct-names", np.array([(1, 2)], [("\u00e9\u4e2d", "i1"), ('q"\\', "i1")])
    yield "struct-empty", np.zeros(0, plain)
    yield "struct-no-fields", np.zeros(2, np.dtype([]))
    yield "rec", np.rec.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])
    yield "record", np.rec.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])[0]
    yield "matrix", np.matrix([[1, 2], [3, 4]], dtype="i2")
    yield "chararray", np.char.array(["ab", "c"])


def memmaps():
    with tempfile.NamedTemporaryFile() as file:
        mapped = np.memmap(file.name, dtype="i4", mode="w+", shape=(2, 2))
        mapped[:] = [[1, 2], [3, 4]]
        yield "memmap", mapped


def scalars():
    for code in NUMBERS + ["S4", "U3", "V3", "M8[ns]", "m8[2D]", "M8[D]"]:
        dtype = np.dtype(code)
        values = np.zeros(1, dtype)
        if code == "U3":
            values[0] = "\u00e9x"
        elif code == "S4":
            values[0] = b"a\0b"
        elif code == "V3":
            values[0] = b"a\0b"
        elif dtype.kind in "mM":
            values = np.array([12345], "i8").view(dtype)
        else:
            values = numbers(code)[3:4]
        yield "scalar-" + code, values[0]
    yield "scalar-struct", np.array((1, 2.5), [("a", "<i4"), ("b", ">f8")])[()]
    yield "scalar-struct-object", np.array((1, "x"), [("a", "i4"), ("b", "O")])[()]
    yield "scalar-keys", {np.int64(1): "a", np.float64(2.5): "b", np.str_("c"): 3, np.bool_(0): 4}
    yield "scalar-key-clash", [{1: "int"}, {np.int8(7), 7, np.float32(7)} == {7}]


def object_arrays():
    yield "objects", objects(1, "a", None, 2.5, b"x", True, [1, [2]], (3,), {"k": 1})
    yield "objects-2d", objects(*range(6), shape=(2, 3))
    yield "objects-2d-f", objects(*range(6), shape=(2, 3), order="F")
    yield "objects-3d-f", objects(*"abcdefghijklmnopqrstuvwx", shape=(2, 3, 4), order="F")
    yield "objects-0d", np.array({"a": [1, 2]}, object)
    yield "objects-empty", np.empty(0, object)
    yield "objects-empty-2d", np.empty((2, 0), object)
    yield "objects-1x1", objects("x", shape=(1, 1, 1))
    yield "objects-strided", objects(*range(10))[::2]
    yield "objects-longs", objects([2**31, 1], [2**63, -(2**63)], [2**100], [-1, -(2**31)])
    yield "objects-floats", objects([1.5, 2.5], [float("nan")], (0.1,))
    yield "objects-long-list", objects([i % 300 for i in range(70000)], list(range(-300, 300)))
    yield "objects-rows", objects([1, 2, 3], [], [4], [5, 6])
    yield "objects-tuples", objects((1, 2, 3), (), (4,))
    yield "objects-rows-arrays", objects(
        np.array([1, 2], "i2"), np.array([], "i8"), np.array([3, 4, 5], ">u4")
    )
    shared = [1, 2]
    yield "objects-shared", objects(shared, shared, [shared])
    yield "objects-nested", objects(objects(1, [2]), objects("a", shape=()), objects())
    yield "objects-bytes", objects(b"", b"\0\xff" * 200, bytearray(b"abc"))
    yield "objects-text", objects("", "\u00e9\u4e2d\U0001f600" * 100, "\ud800")
    yield "objects-sets", objects({1, "a"}, frozenset([2]), set())
    yield "objects-deep", objects(deep(300))
    yield "objects-scalars", objects(np.float32(1.5), np.int64(-3), np.str_("x"), np.bool_(True))
    yield "objects-python", objects(
        datetime.datetime(2020, 2, 29, 12, 30, 1, 5),
        datetime.date(1, 1, 1),
        datetime.timedelta(-1, 5),
        decimal.Decimal("1.10"),
        fractions.Fraction(1, 3),
        uuid.UUID(int=5),
        range(3, 9, 2),
        complex(1, -2),
        collections.OrderedDict([("a", 1)]),
        Ellipsis,
    )
    with_object = np.dtype([("a", "<i4"), ("b", "O"), ("c", "S2")])
    yield "objects-struct", np.array([(1, "x", b"y"), (2, [1], b"")], with_object)
    yield "objects-struct-2d-f", np.asfortranarray(np.zeros((2, 3), with_object))
    yield "objects-struct-nested", np.array([((1, None), 2)], [("s", with_object.fields["a"][0].newbyteorder("=") and [("p", "i4"), ("q", "O")]), ("t", "i8")])
    yield "objects-struct-subarray", np.zeros(2, [("o", "O", (2,)), ("n", "f4", (3,))])
    yield "objects-struct-aligned", np.array([(1, "x")], np.dtype([("a", "i1"), ("b", "O")], align=True))
    yield "objects-metadata", np.zeros(2, np.dtype("f8", metadata={"a": (1, "x")}))


def deep(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


def masked_arrays():
    yield "masked", ma.array([1, 2, 3], mask=[0, 1, 0])
    yield "masked-none", ma.array([1.5, 2.5])
    yield "masked-fill", ma.array([1, 2], mask=[1, 0], fill_value=7)
    yield "masked-2d-f", ma.array(np.asfortranarray(np.arange(6).reshape(2, 3)), mask=[[0, 1, 0], [1, 0, 0]])
    yield "masked-struct", ma.array([(1, 2.0), (3, 4.0)], mask=[(0, 1), (1, 0)], dtype=[("a", "i4"), ("b", "f8")])
    yield "masked-struct-nested", ma.array(
        [((1, [2, 3]), 4)], mask=[((0, [1, 0]), 1)], dtype=[("s", [("p", "i1"), ("q", "i2", (2,))]), ("t", "i8")]
    )
    yield "masked-objects", ma.array([1, None, "a"], mask=[0, 1, 0], dtype=object)
    yield "masked-text", ma.array(["a", "bc"], mask=[0, 1])
    yield "masked-0d", ma.array(5, mask=True)
    yield "masked-empty", ma.array([], dtype="i4")
    yield "masked-in-objects", objects(ma.array([1], mask=[1]), 2)
    yield "masked-constant", [ma.masked, ma.masked]


def dtypes():
    listed = NUMBERS + ["O", "S3", "S0", "U3", "U0", "V5", "V0", "M8[ns]", "m8", "M8[25s]", "g", "G"]
    for code in listed:
        yield "dtype-" + code, np.dtype(code)
        if code[0] not in "OSV?" and np.dtype(code).itemsize > 1:
            yield "dtype-be-" + code, np.dtype(code).newbyteorder(">")
    yield "dtype-struct", np.dtype([("a", "i4"), ("b", [("c", "f4"), ("d", "O")]), ("e", "i2", (2, 3))])
    yield "dtype-titles", np.dtype([(("t", "a"), "i4"), (("u", "b"), "O")])
    yield "dtype-metadata", np.dtype("i4", metadata={"k": [1]})
    yield "dtype-record", np.dtype((np.record, [("a", "i4")]))
    yield "dtype-aligned", np.dtype([("a", "i1"), ("b", "O"), ("c", "c16")], align=True)
    yield "dtype-shared", [np.dtype("i4")] * 3


def strings():
    if not NUMPY2:
        return
    string = np.dtypes.StringDType
    yield "string", np.array(["a", "", "\u00e9" * 100], string())
    yield "string-2d", np.array([["a", "b"], ["c", "d"]], string(coerce=False))
    yield "string-none", np.array(["a", None], string(na_object=None))
    yield "string-nan", np.array(["a", np.nan], string(na_object=np.nan))
    yield "string-text", np.array(["a", "NA"], string(na_object="NA"))
    yield "string-in-objects", objects(np.array(["x"], string()), 1)
    yield "dtype-string", string(na_object=np.nan, coerce=False)


class Call:
    """Pickles as the call of a function, and a state."""

    def __init__(self, *reduced):
        self.reduced = reduced

    def __reduce__(self):
        return self.reduced


def dtype(code, *state):
    return Call(np.dtype, (code, False, True), state)


def array(dtype_, shape, data, fortran=False, version=(1,)):
    reconstruct = np.array(0, object).__reduce__()[0]
    return Call(reconstruct, (np.ndarray, (0,), b"b"), version + (shape, dtype_, fortran, data))


def by_hand():
    """States of older versions, which NumPy still reads."""
    i4 = (None, None, None, -1, -1, 0)
    little = dtype("i4", 3, "<", *i4)
    yield "state-dtype-3", little
    yield "state-dtype-4-no-metadata", dtype("i4", 4, ">", *i4, None)
    yield "state-dtype-2", dtype("f8", 2, ">", None, None, None, -1, -1)
    yield "state-dtype-1", dtype("f8", 1, "<", None, None, -1, -1)
    yield "state-dtype-0", dtype("f8", "<", None, None, -1, -1)
    fields = {"a": (little, 0), "b": (dtype("O8", 3, "|", *i4[:5], 63), 4)}
    names = ("a", "b")
    yield "state-struct-2", dtype("V12", 2, "|", None, names, fields, 12, 1)
    old = dict(fields)
    old[-1] = names
    yield "state-struct-1", dtype("V12", 1, "|", None, old, 12, 1)
    yield "state-struct-0", dtype("V12", "|", None, dict(old), 12, 1)
    yield "state-struct-aligned", dtype("V16", 3, "|", None, ("a",), {"a": (little, 0)}, 16, 4, -112)
    yield "state-subarray", dtype("V8", 3, "|", None, ("s",), {
        "s": (dtype("V8", 3, "|", (little, (2,)), None, None, 8, 4, 0), 0)}, 8, 1, 16)
    yield "state-subarray-int", dtype("V8", 3, "|", None, ("s",), {
        "s": (dtype("V8", 3, "|", (little, 2), None, None, 8, 4, 0), 0)}, 8, 1, 16)
    day = ({}, (b"D", 7, 1, 1))
    yield "state-datetime", dtype("M8", 4, "<", *i4, day)
    yield "state-datetime-none", dtype("m8", 4, ">", *i4, (None, (b"ns", 1, 1, 1)))
    yield "state-array-1", array(little, (2, 2), bytes(range(16)))
    yield "state-array-f", array(little, (2, 2), bytes(range(16)), True)
    yield "state-array-latin1", array(little, (1,), "\x01\xff\x02\x00")
    yield "state-array-int-flag", array(little, (2,), bytes(range(8)), 1)
    yield "state-array-0", array(little, (2,), bytes(range(8)), False, ())
    yield "state-objects-f", array(dtype("O8", 3, "|", *i4[:5], 63), (2, 3), list("abcdef"), True)
    scalar = np.int8(0).__reduce__()[0]
    yield "state-scalar-latin1", Call(scalar, (little, "\xfe\xff\xff\xff"))


def bare():
    for group in (nested_arrays, records, memmaps, scalars, object_arrays, masked_arrays, dtypes,
                  strings, by_hand):
        for name, value in group():
            yield group, name, value


def saved():
    for name, value in object_arrays():
        if value.dtype.hasobject:
            yield name, value
    if NUMPY2:
        for name, value in strings():
            if isinstance(value, np.ndarray):
                yield name, value


def sha256(canonical):
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def main(target):
    sys.setrecursionlimit(10_000)
    lines = []
    seen = set()

    def add(name, protocol, form, data, value):
        # most of what a value pickles to differs in a byte from one protocol to the next
        if (form, data) not in seen:
            seen.add((form, data))
            packed = base64.b64encode(data).decode()
            lines.append("\t".join([name, str(protocol), form, "ASCII", sha256(canon(value)), packed]))

    for group, name, value in bare():
        for protocol in range(6):
            try:
                data = pickle.dumps(value, protocol)
            except Exception as e:  # a lone surrogate in protocol 0, say
                print("not written:", name, protocol, e, file=sys.stderr)
                continue
            try:
                # NumPy turns big-endian arrays round as it reads them from most protocols: the
                # digest is that of what was written, unless that is a state written by hand
                read = pickle.loads(data)
                add(name, protocol, "pkl", data, read if group is by_hand else value)
            except Exception as e:
                print("not read:", name, protocol, repr(e), file=sys.stderr)
    for name, value in saved():
        out = io.BytesIO()
        np.save(out, value)
        data = out.getvalue()
        add(name, -1, "npy", data, value)
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    with open(target, "wb") as file:
        file.write(packed)
    print(len(lines), "lines,", len(packed), "bytes", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
