"""Makes the files that the tests of ls, info, head, stats, digest and diff read, and what NumPy
says about them.

    python3 make_inspect_fixtures.py ../resources/inspect

Needs NumPy 2. Writes kinds.npz (a member of every kind of dtype), other.npz (the same, with some
differences), kinds.jsonl (per member: header facts, digest, text of the elements, statistics), and
the bare pickles array.pkl, masked.pkl and dict.pkl.
"""

import hashlib
import io
import json
import pickle
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

HERE = Path(sys.argv[1])
RANDOM = np.random.default_rng(20240229)


def kinds():
    """An array of every kind, small, with the values that are easily got wrong."""
    ragged = np.empty(4, object)
    ragged[:] = [[3, 1, 4], [1, 5], [], [9, 2, 6, 5]]
    mixed = np.empty(6, object)
    mixed[:] = [None, True, 2**70, "é\n", 0.1, {"a": [1, (2.5,)], "b": b"\xff"}]
    inner = np.dtype([("lo", "<i2"), ("hi", "<i2")])
    record = np.dtype([("id", "<i4"), ("pair", "<f4", (2,)), ("in", inner), ("name", "<U3")])
    records = np.array(
        [(1, (0.5, 2), (7, 8), "ab"), (2, (np.nan, -1), (9, 10), "ç"), (-3, (0, 0), (0, 1), "")],
        record,
    )
    return {
        "flags": np.array([True, False, True]),
        "bytes": np.array([-128, 0, 127], "i1"),
        "big": np.array([[1, -2, 3], [4, 5, -6]], ">i4", order="F"),
        "huge": np.array([0, 2**63, 2**64 - 1], "u8"),
        "half": np.array([0.1, -65504, 6e-8, np.inf], "f2"),
        "single": np.array([0.1, 1e10, 3.4e38, np.nan], "f4"),
        "double": np.array([0.1, -0.0, 1e16, np.nan, -np.inf, 5e-324]),
        "halves": np.array([0, 1] * 50, "i8"),
        "long_double": np.array([1, 3], np.longdouble) / np.longdouble(7),
        "complex": np.array([1 + 2j, complex(0.5, -0.0), complex(np.nan, np.inf)]),
        "ascii": np.array([b"one", b"", b"\xe9\x00"], "S3"),
        "text": np.array(["abc", "", "\U0001d11e"], "U3"),
        "raw": np.array([b"\x00\x01", b"\xff\xfe"], "V2"),
        "moments": np.array(["2024-02-29T12:00", "NaT", "1969-12-31T23:59"], "M8[ns]"),
        "spans": np.array([5, -7], "m8[s]"),
        "records": records,
        "cube": np.arange(24, dtype="u2").reshape(2, 3, 4),
        "scalar": np.array(42, "i2"),
        "empty": np.zeros((0, 3), "f4"),
        "ragged": ragged,
        "mixed": mixed,
    }


def little(array):
    """The bytes that the digest is of: C order, little-endian, padding zero."""
    if array.dtype.names is None:
        return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"))).tobytes()
    out = np.zeros(array.shape, array.dtype.newbyteorder("<"))
    for name in array.dtype.names:
        out[name] = array[name]
    return out.tobytes()


def canon(value):
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": struct.pack(">d", value).hex()}
    if isinstance(value, str):
        return {"str": value}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, (list, tuple)):
        return {type(value).__name__: [canon(item) for item in value]}
    return {"dict": [[canon(k), canon(v)] for k, v in value.items()]}


def digest(array):
    if array.dtype != object:
        return hashlib.sha256(little(array)).hexdigest()
    items = [canon(value) for value in array.reshape(-1).tolist()]
    value = {"ndarray": {"descr": "|O", "shape": list(array.shape), "items": items}}
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).hexdigest()


def stats(array):
    """What NumPy computes of all numbers but NaN, in double precision."""
    kind = array.dtype.kind
    if kind not in "biuf" or array.size == 0:
        return {}
    known = array[~np.isnan(array)] if kind == "f" else array
    wide = known.astype("f8")
    number = str if kind == "f" else (lambda x: int(x))
    result = {"count": int(array.size)}
    if kind == "f":
        result["nan"] = int(np.isnan(array).sum())
        result["min"], result["max"] = str(float(known.min())), str(float(known.max()))
    else:
        result["min"], result["max"] = number(known.min()), number(known.max())
    mean, std = float(wide.mean()), float(wide.std())
    result["mean"] = mean if np.isfinite(mean) else str(mean)
    result["std"] = std if np.isfinite(std) else str(std)
    result["distinct"] = int(np.unique(array, equal_nan=True).size)
    return result


def plain(array):
    """What NumPy shows of each element, flat."""
    if array.dtype.kind in "MmbiufcU":
        return [str(value) for value in array.reshape(-1)]
    return None


def write_npz(path, arrays, method):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, array, allow_pickle=True)
            info = zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, data.getvalue())
        info = zipfile.ZipInfo("note.txt", (1980, 1, 1, 0, 0, 0))
        archive.writestr(info, b"no array\n")


def changed(arrays):
    """The same but for: two elements, a dtype, a shape, a missing and a new name."""
    other = dict(arrays)
    other["double"] = arrays["double"].copy()
    other["double"][[0, 4]] = [0.2, 7]
    other["big"] = np.ascontiguousarray(arrays["big"].astype("<i4"))
    other["halves"] = arrays["halves"].astype("f4")
    other["cube"] = arrays["cube"].reshape(2, 4, 3)
    other["ragged"] = arrays["ragged"].copy()
    other["ragged"][2] = [0]
    other["records"] = arrays["records"].copy()
    other["records"]["in"]["hi"][1] = 0
    del other["spans"]
    other["new"] = np.zeros(1)
    return other


def write_pickles():
    array = np.array([[0.5, -1.0, 2.0], [3.0, 4.0, np.nan]])
    masked = np.ma.array([1, 2, 3], mask=[False, True, False], dtype="<i4")
    values = {"array": array, "masked": masked}
    values["dict"] = {"a": [1, 2], "w": np.array([[1, 2], [3, 4]], "<i2"), "t": np.array(["\x1b"])}
    for name, value in values.items():
        (HERE / f"{name}.pkl").write_bytes(pickle.dumps(value, protocol=4))


def main():
    write_pickles()
    arrays = kinds()
    write_npz(HERE / "kinds.npz", arrays, zipfile.ZIP_DEFLATED)
    write_npz(HERE / "other.npz", changed(arrays), zipfile.ZIP_STORED)
    with open(HERE / "kinds.jsonl", "w", encoding="ascii") as out:
        for name, array in arrays.items():
            order = array.flags.f_contiguous and not array.flags.c_contiguous
            descr = np.lib.format.dtype_to_descr(array.dtype)
            line = {"member": name + ".npy", "descr": descr, "fortran_order": bool(order)}
            line |= {"shape": list(array.shape), "sha256": digest(array)}
            line |= {"stats": stats(array), "text": plain(array)}
            out.write(json.dumps(line) + "\n")


main()
