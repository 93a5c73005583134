"""One object array of each form of the pickle-free convention.

    python3 make_free_fixtures.py ../resources/kinds.npz
"""

import datetime
import decimal
import sys
import zipfile

import numpy as np


def objects(*items):
    array = np.empty(len(items), object)
    for i, item in enumerate(items):
        array[i] = item
    return array


date = datetime.date
moment = datetime.datetime
span = datetime.timedelta
nested = {
    "weights": np.arange(6.0).reshape(2, 3),
    "sub": {"bias": np.zeros(2, "f4"), "name": "dense", "rate": 0.5, "steps": 10, "on": True},
    "rows": [[1, 2], [3]],
    "words": ["a", "b\u20ac"],
    "none": None,
    "objects": objects([1], [2, 3]),
    "mixed": [1, "a", None],
}
ARRAYS = {
    "ragged": objects([1, 14, 22], [], [-5, 2**31 - 1]),
    "ragged_long": objects([1], [2**40, 3]),
    "ragged_float": objects([0.5], [float("nan"), float("-inf"), -0.0]),
    "ragged_bool": objects([True], [False, True]),
    "ragged_tuple": objects((1,), (2, 3)),
    "ragged_text": objects(["a", "b\u20ac"], [], ["long text"]),
    "ragged_ragged": objects([[1], [2, 3]], [], [[]]),
    "ragged_none": objects([1, None], [None]),
    "ragged_array": objects(np.arange(3), np.arange(0), np.arange(2)),
    "equal": objects([1, 2], [3, 4], [5, 6]),
    "equal_tuple": objects((1.5, 2.5), (3.5, 4.5)),
    "equal_text": objects(["a", "b"], ["c", "d"]),
    "equal_array": objects(np.arange(3, dtype="i2"), np.arange(3, dtype="i2")),
    "square": np.array([[1, None], [3, 4]], object),
    "ints": objects(1, 2, -3),
    "ints_none": objects(1, None, -3),
    "big_ints": objects(2**70, 1),
    "floats_none": objects(0.5, None),
    "bools_none": objects(True, None, False),
    "texts": objects("a", "\U0001f600", ""),
    "texts_none": objects("a", None, "ccc"),
    "texts_nul": objects("a\x00", "b"),
    "texts_long": objects("x" * 70000, "y", "z"),
    "texts_half": objects("\ud800", "b"),
    "blobs": objects(b"a", b"", b"\xff"),
    "blobs_none": objects(b"a", None),
    "blobs_nul": objects(b"a\x00", b"b"),
    "dates": objects(date(2020, 1, 2), date(1, 1, 1), date(9999, 12, 31)),
    "dates_none": objects(date(2020, 1, 2), None),
    "moments": objects(moment(2020, 1, 2, 3, 4, 5, 6), moment(1, 1, 1), moment(9999, 12, 31, 23, 59, 59, 999999)),
    "spans": objects(span(-1, 5, 7), span(10**6)),
    "decimals": objects(decimal.Decimal("1.10"), None, decimal.Decimal("1E+9")),
    "complexes": objects(1 + 2j, complex(0, -0.0)),
    "scalars": objects(np.float32(1.5), np.float32(2.5)),
    "scalar_dates": objects(np.datetime64("2020-01-01"), np.datetime64("NaT", "D")),
    "nones": objects(None, None),
    "none": np.array(None, object),
    "empty": np.empty(0, object),
    "empty_square": np.empty((2, 0), object),
    "mixed": objects(1, "a", None, [1, (2.5,)], {"k": {1, 2}}, date(2020, 1, 2)),
    "mixed_numpy": objects(np.arange(2), np.float16(1.5), np.ma.array([1, 2], mask=[0, 1])),
    "dict": np.array(nested, object),
    "dict_masked": np.array(
        {
            "m": np.ma.MaskedArray(np.asfortranarray(np.arange(6.0).reshape(2, 3)), [[0, 1, 0], [0, 0, 1]]),
            "filled": np.ma.MaskedArray([1, 2, 3], [True, False, False], fill_value=-1),
            "struct": np.ma.MaskedArray([(1, 2.5)], [(True, False)], [("a", "i4"), ("b", "f8")]),
        },
        object,
    ),
    "fortran": np.asfortranarray(np.array([[1, None], [3, 4]], object)),
    "dict_other": np.array({1: "a", "b": 2}, object),
    "dict_clash": np.array({"a": {"b": 1}, "a/b": 2}, object),
    "records": np.array([(1, [1, 2]), (2, None)], [("n", "i4"), ("o", object)]),
    "strings": np.array(["a", "a long text", ""], np.dtypes.StringDType()),
    "plain": np.arange(5),
}

if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in ARRAYS.items():
            with archive.open(zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), "w") as member:
                np.lib.format.write_array(member, np.asanyarray(array), allow_pickle=True)
