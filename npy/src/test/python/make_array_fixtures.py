"""Saves arrays of every dtype with NumPy, and writes down what is in them.

    python3 make_array_fixtures.py DIR      # DIR is src/test/resources/array

Writes objects.npy, two lists, with NumPy 2; and matrix-N.npz and matrix-N.tsv, where N is the major version of the NumPy that runs this. Every
dtype, in both byte orders, C, Fortran and non-contiguous, 0-d, 1-d, 3-d and empty.

Columns are separated by tabs, one line for each member; for a struct also one for each column, its
path in dots after the member's name:

member    path    kind    shape    sha256    values    str
kind      of the values: int, float, extended, complex, complexextended, bytes, text, void, time or
          struct
sha256    of the elements in C order, little-endian, padding zero; of members only, and not of
          longdoubles that NumPy copies: what it puts into their padding is left to chance
values    in C order, by spaces; for some shapes only. float: float.hex(); extended: a longdouble's
          significand in hex, p, power of two; complex: two of those by a comma; bytes, void: hex
          after an x; text: code points in hex by dots after an x
str       what NumPy 2's str() shows, escaped; for some shapes only
"""

import hashlib
import os
import sys

import numpy as np

HERE = sys.argv[1]
MAJOR = np.__version__.split(".")[0]
RANDOM = np.random.RandomState(20260101)


def little(array):
    """The bytes of the elements: C order, little-endian, zeros between fields."""
    dtype = array.dtype
    if dtype.kind in "fc" and dtype.alignment == 16:
        raw = np.frombuffer(array.tobytes(), np.uint8).reshape(-1, 16)
        return (raw if dtype.str[0] == "<" else raw[:, ::-1]).tobytes()
    if dtype.names is None:
        return array.astype(dtype.newbyteorder("<"), order="C").tobytes()
    flat = np.ascontiguousarray(array).reshape(-1)
    out = np.zeros((flat.size, dtype.itemsize), np.uint8)
    for name in dtype.names:
        field, offset = dtype.fields[name][:2]
        column = np.frombuffer(little(flat[name]), np.uint8).reshape(flat.size, field.itemsize)
        out[:, offset : offset + field.itemsize] = column
    return out.tobytes()


def real(value):
    return float(value).hex()


def extended(value):
    """A longdouble as all bits of its significand, an integer, and the power of two."""
    if np.isnan(value):
        return "nan"
    if np.isinf(value):
        return "inf" if value > 0 else "-inf"
    fraction, exponent = np.frexp(abs(value))
    digits = int(np.ldexp(fraction, 64))
    return "%s%xp%d" % ("-" if np.signbit(value) else "", digits, exponent - 64)


def kind_and_values(array):
    dtype = array.dtype
    if dtype.names is not None:
        return "struct", ""
    # a longdouble's item() is a longdouble
    flat = array.reshape(-1)
    values = [flat[i] for i in range(flat.size)]
    code = dtype.kind
    if code in "biu":
        kind, texts = "int", [str(int(v)) for v in values]
    elif code == "f" and dtype.itemsize <= 8:
        kind, texts = "float", [real(v) for v in values]
    elif code == "f":
        kind, texts = "extended", [extended(v) for v in values]
    elif code == "c" and dtype.itemsize <= 16:
        kind, texts = "complex", ["%s,%s" % (real(v.real), real(v.imag)) for v in values]
    elif code == "c":
        kind, texts = "complexextended", ["%s,%s" % (extended(v.real), extended(v.imag)) for v in values]
    elif code == "S":
        kind, texts = "bytes", ["x" + v.hex() for v in values]
    elif code == "U":
        kind, texts = "text", ["x" + ".".join("%x" % ord(c) for c in v) for v in values]
    elif code == "V":
        kind, texts = "void", ["x" + bytes(v).hex() for v in values]
    elif code in "mM":
        kind, texts = "time", [str(int(v.astype("i8"))) for v in values]
    else:
        raise ValueError(dtype)
    return kind, " ".join(texts)


def source(dtype, count):
    """Some values: the extreme ones first, then others."""
    dtype = np.dtype(dtype)
    code = dtype.kind
    if dtype.names is not None:
        out = np.zeros(count, dtype)
        for name in dtype.names:
            field = dtype.fields[name][0]
            inner = int(np.prod(field.shape, dtype=int))
            values = source(field.base, count * inner)
            out[name] = values.reshape((count,) + field.shape)
        return out
    if code == "b":
        return (RANDOM.randint(0, 2, count) == 1).astype(dtype)
    if code in "iu":
        info = np.iinfo(dtype)
        bits = np.frombuffer(RANDOM.bytes(count * dtype.itemsize), dtype.newbyteorder("<"))
        bits = bits.copy()
        bits[:4] = [info.min, info.max, 0, 1][: min(4, count)]
        return bits.astype(dtype)
    if code == "f":
        special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.5], np.longdouble)
        if dtype.itemsize > 8:
            third = np.longdouble(1) / 3
            special = np.concatenate([special, [third, -third * np.longdouble(2) ** 9000]])
        else:
            info = np.finfo(dtype)
            tiny = [info.max, -info.max, info.tiny, info.tiny / 2**info.nmant]
            special = np.concatenate([special, np.array(tiny, np.longdouble)])
        most = {2: 5, 4: 60, 8: 300}.get(dtype.itemsize, 1000)
        digits = RANDOM.standard_normal(count).astype(np.longdouble)
        rest = np.ldexp(digits, RANDOM.randint(-most, most, count))
        out = np.zeros(count, dtype)
        out[:] = np.concatenate([special, rest])[:count]
        if dtype.itemsize > 8:
            padding = slice(10, 16) if out.dtype.str.startswith("<") else slice(0, 6)
            out.view(np.uint8).reshape(count, 16)[:, padding] = 0
        return out
    if code == "c":
        part = np.dtype("%sf%d" % (dtype.str[0], dtype.itemsize // 2))
        out = np.zeros(count, dtype)
        real, imag = source(part, count), source(part, count)[::-1]
        halves = [real.view(np.uint8).reshape(count, -1), imag.copy().view(np.uint8).reshape(count, -1)]
        return np.ascontiguousarray(np.concatenate(halves, axis=1)).view(dtype).reshape(count)
    if code == "S":
        words = [b"", b"a", b"ab\0c", b"\xff\xfe", b"brine"]
        return np.array([words[i % len(words)] for i in range(count)], dtype)
    if code == "U":
        words = ["", "a", "a\0b", "\ud800x", "\U0001f600\u00e9", "\u4e2d\u6587"]
        return np.array([words[i % len(words)] for i in range(count)], dtype)
    if code == "V":
        return np.frombuffer(RANDOM.bytes(count * dtype.itemsize), dtype)
    if code in "mM":
        counts = RANDOM.randint(-(10**4), 10**5, count).astype("i8")
        counts[: min(2, count)] = [np.iinfo("i8").min, 0][: min(2, count)]
        return counts.astype(dtype)
    raise ValueError(dtype)


def shapes(dtype):
    """The arrays of one dtype, by the name of their shape."""
    flat = source(dtype, 24)
    cube = flat.reshape(2, 3, 4)
    yield "0d", flat[5:6].reshape(())
    yield "1d", flat[:13]
    yield "3d", cube
    yield "3dF", np.asfortranarray(cube)
    yield "strided", cube[:, ::2, ::-1]
    yield "transposed", cube.transpose(1, 0, 2)
    yield "empty", cube[:, :0]


def dtypes():
    numbers = ["b1", "i1", "u1"]
    for code in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "f16", "c8", "c16", "c32"]:
        numbers += ["<" + code, ">" + code]
    for spelling in numbers + ["S5", "<U3", ">U3", "V3"]:
        yield spelling, spelling
    units = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "10D", "25ns"]
    for unit in units:
        yield "<M8[%s]" % unit, "<M8[%s]" % unit
        yield ">m8[%s]" % unit, ">m8[%s]" % unit
    yield "m8", "<m8"
    yield "struct", [("a", "<i4"), ("b", ">f8"), ("c", "S3")]
    yield "aligned", np.dtype([("a", "u1"), ("b", "<f8"), ("c", ">u2")], align=True)
    yield "nested", [("p", [("x", ">f4"), ("y", "<f4", (2, 3))]), ("n", "<U2"), (("T", "t"), "M8[D]")]
    yield "padded", np.dtype({"names": ["a", "b"], "formats": ["<i2", ">c8"], "offsets": [2, 8],
                              "itemsize": 20})


def name_of(label):
    for old, new in (("<", "l-"), (">", "b-"), ("[", "-"), ("]", "")):
        label = label.replace(old, new)
    return label


def columns(array, path=()):
    for name in array.dtype.names or ():
        yield path + (name,), array[name]
        yield from columns(array[name], path + (name,))


def main():
    arrays = {}
    for label, dtype in dtypes():
        for shape, array in shapes(dtype):
            arrays[name_of(label) + "_" + shape] = array
    for size in (1001, 1200):
        arrays["long_%d" % size] = np.arange(size, dtype="<i4")
    arrays["wide"] = np.arange(12000, dtype="<f8").reshape(3, 4, 1000) / 7
    objects = np.empty(2, object)
    objects[:] = [[1, 2, 3], [4]]
    if MAJOR == "2":
        np.save(os.path.join(HERE, "objects.npy"), objects)
    np.savez_compressed(os.path.join(HERE, "matrix-%s.npz" % MAJOR), **arrays)
    with open(os.path.join(HERE, "matrix-%s.tsv" % MAJOR), "w", encoding="ascii") as out:
        for name, array in arrays.items():
            digest = hashlib.sha256(little(array)).hexdigest()
            if array.dtype.alignment == 16 and name.endswith(("3dF", "strided", "transposed")):
                digest = ""
            for path, column in [((), array)] + list(columns(array)):
                kind, values = kind_and_values(column)
                shape = ",".join(str(n) for n in column.shape)
                shown = str(column).encode("unicode_escape").decode("ascii")
                if MAJOR == "1" or name.endswith(("3dF", "transposed", "empty", "3d")):
                    shown = ""
                if name.endswith(("1d", "3d", "transposed")):
                    values = ""
                row = [name, ".".join(path), kind, shape, digest if not path else "", values, shown]
                out.write("\t".join(row) + "\n")


main()
