"""Writes the seeds of the fuzz targets: src/test/resources/fuzz.

    python3 npy/src/test/python/make_fuzz_seeds.py

With NumPy 2.x. Literals and dtypes are written here; arrays are small ones of every kind.
"""

import io
import pathlib
import pickle
import warnings

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fuzz"

LITERALS = [
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': [('a', '<i4', (2,)), (('title', 'b'), '|O')], 'fortran_order': True, 'shape': ()}",
    "(1, -2, +3, 0x1F, 0o17, 0b101, 1_000, 2**3)",
    "[1.5, -.5, 1e-7, 1E+10, 1e999, 5e-324]",
    "'a\\n\\t\\x41\\u20ac\\U0001f600\\N{DEGREE SIGN}\\101\\\n'",
    "b'bytes\\xff\\0' b\"more\"",
    'u"text" r\'raw\\n\' """three\nlines""" ',
    "{1, 2, (3, 4)}",
    "(np.int64(2), np.uint8(3))",
    "[True, False, None]",
    "(2L, 3L)",
    "((((((1))))))",
    "{}",
    "()",
    "1, 2,",
    "99999999999999999999999999",
    "# comment\n(1, # more\n 2)",
]

DTYPES = [
    "<f8", ">i4", "|b1", "|O", "<U10", "|S3", "|V12", "<M8[25s]", "<m8[ns]", "<c16", "f", "longdouble",
    "datetime64[D]", "i4,(2,3)f8", "3i4, U5", "float64", "int_", "?", "=i8", "a5", "M8[2D/24]", "T",
    "'<f8'",
    "[('a', '<i4'), ('b', '>f8', (2, 3)), ('', '|V4')]",
    "[(('title', 'name'), '<i4'), ('s', [('x', '<f4'), ('y', '<f4')])]",
    "('<f8', (2, 3))",
    "[('o', '|O'), ('u', '<U3')]",
    "[('a', ('<i4', 3)), ('b', ('V', 8))]",
]


def npy(array):
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.save(file, array)
    return file.getvalue()


def objects(*items):
    array = np.empty(len(items), object)
    array[:] = items
    return array


STRUCT = np.dtype([("a", "<i4"), ("b", ">f8", (2,)), (("t", "n"), "U2")])
ARRAYS = {
    "f8": np.arange(6.0).reshape(2, 3),
    "fortran": np.asfortranarray(np.arange(6, dtype=">i2").reshape(2, 3)),
    "bool": np.array([True, False]),
    "scalar": np.array(1.5, "f4"),
    "empty": np.zeros((0, 3), "c8"),
    "text": np.array(["ab", "\u00e9"]),
    "bytes": np.array([b"ab", b"c"]),
    "void": np.array([b"ab", b"cd"], "V2"),
    "time": np.array(["2020-01-01", "NaT"], "M8[D]"),
    "struct": np.zeros(2, STRUCT),
    "unicode": np.zeros(1, [("\u00fc", "i1")]),
    "longdouble": np.array([1.5, 2.5], "g"),
    "half": np.array([1.5, 2.5], "f2"),
    "ragged": objects([1, 2, 3], [], [70000, -1]),
    "floats": objects([1.5], [2.5, 3.5]),
    "mixed": objects("a", b"b", None, {"k": (1, 2)}, np.float64(1), np.arange(3)),
    "objstruct": np.array([(1, [2])], [("i", "i4"), ("o", "O")]),
}


def write(folder, name, data):
    (HERE / folder).mkdir(parents=True, exist_ok=True)
    (HERE / folder / name).write_bytes(data)


for i, text in enumerate(LITERALS):
    write("literal", f"{i:02}.txt", text.encode())
for i, text in enumerate(DTYPES):
    write("dtype", f"{i:02}.txt", text.encode())
for name, array in ARRAYS.items():
    write("npy", name + ".npy", npy(array))
for name in ("ragged", "struct", "mixed"):
    for save in (np.savez, np.savez_compressed):
        file = io.BytesIO()
        save(file, **{name: ARRAYS[name], "f8": ARRAYS["f8"]})
        write("npz", f"{save.__name__}-{name}.npz", file.getvalue())
OBJECTS = dict(ARRAYS)
OBJECTS["masked"] = np.ma.array([1.5, 2.5], mask=[0, 1])
OBJECTS["matrix"] = np.asmatrix([[1, 2]])
OBJECTS["recarray"] = np.rec.array([(1, 2.5)])
OBJECTS["scalars"] = [np.float32(1), np.datetime64(1, "s"), np.bytes_(b"a"), np.str_("b"), np.bool_(True)]
OBJECTS["dtypes"] = [np.dtype("f8"), STRUCT, np.dtype(("i4", (2,))), np.dtype("O"), np.dtype("m8[7D]")]
OBJECTS["strings"] = np.array(["a", "long enough to be elsewhere"], np.dtypes.StringDType())
for name, value in OBJECTS.items():
    for protocol in (0, 2, 5):
        if protocol == 2 or name in ("f8", "fortran", "struct", "ragged", "scalars", "dtypes", "text"):
            write("object", f"{name}-{protocol}.pkl", pickle.dumps(value, protocol))
