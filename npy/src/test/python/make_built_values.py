"""Makes built_values.npz: the bytes of values that NumPy and pickle save, to be built in Java.

    python3 make_built_values.py ../resources/array/built_values.npz

Needs NumPy 2. NAME.npy is what numpy.save writes, NAME.pkl what pickle.dumps writes in protocol 4.
"""

import collections
import datetime
import decimal
import io
import pickle
import sys

import numpy as np

out = {}


def save(name, value):
    file = io.BytesIO()
    np.save(file, value)
    out[name + ".npy"] = np.frombuffer(file.getvalue(), "u1")


def dump(name, value):
    out[name + ".pkl"] = np.frombuffer(pickle.dumps(value, 4), "u1")


def scalar(value):
    array = np.empty((), object)
    array[()] = value
    return array


ones = np.ones((2, 2))
save("dict", {"w": ones, "b": np.arange(3, dtype="i4")})
save(
    "nested",
    {
        "layers": [{"w": ones, "name": "first"}, {"w": np.zeros(2, "f4"), "rate": 0.5}],
        "steps": 300,
        "big": 1 << 70,
        "ok": True,
        "none": None,
        "raw": b"\x00\xff",
        "shape": (1, 2),
        7: -1,
    },
)
save("shared", {"a": ones, "b": ones})
save("none", scalar(None))
save("text", scalar("one"))
save("list", scalar([1, 2, 3]))
save("array_in_array", scalar(ones))
save("strings", np.array(["a", "", "grün", "long " * 10], dtype=np.dtypes.StringDType()))
save("missing", np.array(["a", None], dtype=np.dtypes.StringDType(na_object=None)))
save("objects", np.array(["a", "bc", "grün"], dtype=object))
save("matrix_of_objects", np.array([["a", 1], [None, 2.5]], dtype=object))
save("mixed", np.array([ones, [1, 2], "x", None], dtype=object))

dump("arrays", [ones, np.arange(4).reshape(2, 2).T])
dump("ordered", collections.OrderedDict(w=ones, b=1))
dump("default", collections.defaultdict(list, {"a": [1]}))
dump("counter", collections.Counter({"a": 2}))
dump("frozen", frozenset(["a"]))
dump("set", {5})
dump("complex", 1 + 2j)
dump("bytearray", bytearray(b"ab"))
dump("deque", collections.deque([1, 2], maxlen=4))
dump("decimal", decimal.Decimal("1.50"))
dump("times", (datetime.date(2024, 2, 29), datetime.timedelta(days=1, microseconds=5)))
dump("masked", np.ma.masked_array(np.arange(3), [False, True, False], fill_value=9))
dump("matrix", np.matrix([[1, 2]]))
dump("scalar", np.float32(1.5))
dump("dtype", np.dtype("<f4"))
dump("struct", np.array([(1, 2.5)], dtype=[("a", "<i4"), ("b", "<f8")]))
np.savez_compressed(sys.argv[1], **out)
