"""Saves values by joblib in all its compressions, and the arrays in each of them.

    python make_joblib.py ../resources/nested/joblib.zip ../resources/fuzz/joblib

The second folder gets small seeds for the fuzz target.

manifest.tsv has a line for each array without objects: file, path, descr, shape, SHA-256 of the bytes in C order.
Written with joblib 1.6.0 and NumPy 2.4.6.
"""
import io
import os
import sys
import zipfile

import joblib
import numpy as np

from nested_paths import arrays

SHAPES = [(), (0,), (3,), (2, 3), (2, 0, 3), (2, 3, 4)]
DTYPES = ["?", "i1", "<i2", ">i4", "<i8", "u1", ">u2", "<u4", "<u8", "<f2", "<f4", ">f4", "<f8", ">f8", "<c8", ">c16",
          "S3", "<U2", ">U2", "<M8[s]", ">m8[ms]", "V5", [("a", "<i4"), ("b", ">f8", (2,))], "<f16"]


def made(dtype, shape):
    dtype = np.dtype(dtype)
    count = int(np.prod(shape))
    raw = np.arange(max(1, count * dtype.itemsize), dtype="u1")[:count * dtype.itemsize] + 40
    if dtype.kind == "b":
        raw %= 2
    if dtype.kind == "U":
        return np.array([chr(97 + i) + "\u00e9" for i in range(count)], dtype).reshape(shape)
    if dtype == np.longdouble:
        return np.arange(count).astype(dtype).reshape(shape)
    return np.frombuffer(raw.tobytes(), dtype).reshape(shape)


def values():
    every = {}
    for i, dtype in enumerate(DTYPES):
        for shape in SHAPES:
            array = made(dtype, shape)
            every["%d %s" % (i, shape)] = array
            if array.ndim > 1:
                every["%d %s F" % (i, shape)] = np.asfortranarray(array)
                every["%d %s T" % (i, shape)] = array.T
                every["%d %s cut" % (i, shape)] = array[:, ::2]
    yield "every", every
    cells = np.empty((2, 2), object)
    cells[:] = [[1, "x"], [None, [1.5, {"a": (1,)}]]]
    own = np.empty(2, object)
    own[:] = ["again", np.arange(3)]
    yield "objects", {"cells": cells, "fortran": np.asfortranarray(cells), "nested": own, "none": np.zeros((0, 2), object),
                      "record": np.array([(1, "a")], [("n", "i4"), ("o", object)])}
    shared = np.arange(4.0)
    yield "shared", [shared, {"again": shared, "list": [shared]}, np.matrix([[1, 2], [3, 4]])]
    yield "alone", np.arange(12.0).reshape(3, 4)
    yield "plain", {"no": ["array", 1, 2.5, None]}


def seeds(folder):
    os.makedirs(folder, exist_ok=True)
    cell = np.empty(1, object)
    cell[0] = [1, "x"]
    value = {"a": np.arange(3, dtype="<i2"), "f": np.asfortranarray(np.ones((2, 2))), "o": cell, "m": np.matrix([[1.0]])}
    joblib.dump(value, folder + "/plain.joblib")
    joblib.dump(value["a"], folder + "/protocol0.joblib", protocol=0)
    for method in ("zlib", "gzip", "bz2", "xz", "lzma"):
        joblib.dump(value["a"], "%s/%s.joblib" % (folder, method), compress=(method, 3))


def main(path):
    lines = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        def save(name, value, **options):
            target = io.BytesIO()
            joblib.dump(value, target, **options)
            archive.writestr(zipfile.ZipInfo(name), target.getvalue(), zipfile.ZIP_DEFLATED, 9)
            lines.extend("\t".join((name,) + array) for array in arrays(value))
        for name, value in values():
            save(name + ".joblib", value)
            for method in ("zlib", "gzip", "bz2", "xz", "lzma"):
                save(name + "." + method, value, compress=(method, 3))
            for protocol in (0, 1, 2, 3, 5):
                save("%s.p%d" % (name, protocol), value, protocol=protocol)
        archive.writestr(zipfile.ZipInfo("manifest.tsv"), "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED, 9)
    sys.stderr.write("%d arrays\n" % len(lines))


if __name__ == "__main__":
    main(sys.argv[1])
    seeds(sys.argv[2])
