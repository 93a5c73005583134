"""Writes the seeds of the fuzz targets: src/test/resources/fuzz.

    python3 convert/src/test/python/make_fuzz_seeds.py
"""

import json
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fuzz"


def form(shape, form, **more):
    return json.dumps({"pickle_free": 1, "shape": shape, **more, "form": form}).encode()


def rows(items, row="list"):
    return {"kind": "rows", "row": row, "items": items}


def equal(length, items, row="list"):
    return {"kind": "equal", "row": row, "length": length, "items": items}


FORMS = [
    form([3], {"kind": "int", "mask": True}),
    form([3], rows({"kind": "str"})),
    form([3], rows({"kind": "decimal", "mask": True}, "tuple")),
    form([3], rows({"kind": "array"}, "ndarray")),
    form([3], rows(rows({"kind": "float"}))),
    form([3], equal(1, {"kind": "int"})),
    form([], {"kind": "dict", "keys": ["a", "b"], "items": [{"kind": "int"}, {"kind": "array"}]}),
    form([], {"kind": "objects", "shape": [3], "items": {"kind": "scalar"}}),
    form([3], {"kind": "json"}),
    form([3], {"kind": "none", "mask": True}),
    form([3], {"kind": "utf8"}),
    form([1], equal(3, {"kind": "date"}), dtype=[["n", "<i4"], ["o", "|O"]]),
    form([3], {"kind": "timedelta"}, dtype="StringDType()"),
]

TEXTS = [
    "null",
    "true",
    '{"int":"-123"}',
    '{"float":"3ff8000000000000"}',
    '{"str":"a\\ud800\\n\\u20ac"}',
    '{"list":[{"int":"1"},{"tuple":[null]}]}',
    '{"dict":[[{"str":"k"},{"set":[{"int":"1"},{"int":"2"}]}]]}',
    '{"date":"2020-01-02"}',
    '{"ndarray":{"descr":"<i8","shape":[2],"items":[{"int":"0"},{"int":"1"}]}}',
    '{"npscalar":{"descr":"<f2","hex":"003e"}}',
    '{"masked":{"data":{"ndarray":{"descr":"<i8","shape":[1],"items":[{"int":"1"}]}},'
    '"mask":{"ndarray":{"descr":"|b1","shape":[1],"items":[true]}},"fill":null}}',
]


def safetensors(data, **header):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def tensor(dtype, shape, start, end):
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


TENSORS = [
    safetensors(b""),
    safetensors(bytes(24), a=tensor("F32", [2, 3], 0, 24)),
    safetensors(bytes(9), a=tensor("I64", [], 1, 9), b=tensor("BOOL", [1], 0, 1)),
    safetensors(b"", a=tensor("F16", [0, 2], 0, 0), __metadata__={"format": "np"}),
]


CSV = [
    b"1,2\n3,4\n",
    b"a,b\r\n1,x\r\n,y\r\n",
    b'"a ""b""","c\nd"\n1,2\n',
    b"# x y\n0.5,nan\n-inf,1e-3\n",
    b"(1+2j)\n3j\n",
    b"True\nFalse\n",
    b"2020-01-02\nNaT\n",
    b"18446744073709551615\n1\n",
    "\ufeff\u20ac,\U0001f600\r".encode(),
]

LINES = [
    b"[1, 2]\n[3, 4]\n",
    b"[1]\n[]\n[2, 3]\n",
    b'{"a": 1, "b": "x"}\r\n{"b": "y", "a": null}\n',
    b'"\\ud83d\\ude00"\n"a"\n',
    b"[[1.5, NaN], [Infinity, -1e9]]\n",
    b"true\n\nfalse\n",
    b"18446744073709551615\n",
]


def main():
    for folder, seeds in {
        "form": FORMS,
        "json": [text.encode() for text in TEXTS],
        "safetensors": TENSORS,
        "csv": CSV,
        "jsonl": LINES,
    }.items():
        (HERE / folder).mkdir(parents=True, exist_ok=True)
        for i, seed in enumerate(seeds):
            (HERE / folder / f"{i:02}").write_bytes(seed)


if __name__ == "__main__":
    main()
