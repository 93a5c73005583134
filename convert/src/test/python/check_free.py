"""What NumPy makes of a converted archive, compared with the original.

    brine convert ORIGINAL.npz FREE.npz > LINES.txt
    python3 check_free.py ORIGINAL.npz FREE.npz LINES.txt

Every member of FREE must open with the default settings; what the printed lines give, and what the
documented reader (docs/pickle_free.py) gives, must equal the original. Tagged JSON is only parsed.
"""

import datetime
import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../docs"))
import pickle_free


def same(a, b):
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return (
            isinstance(a, np.ndarray)
            and isinstance(b, np.ndarray)
            and a.dtype == b.dtype
            and a.shape == b.shape
            and (same(a.tolist(), b.tolist()) if a.dtype.hasobject else a.tobytes() == b.tobytes())
        )
    if type(a) is not type(b):
        return False
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, (float, complex)):
        return repr(a) == repr(b)
    return a == b


def main(original, free, lines):
    with np.load(free) as opened:
        for name in opened.files:
            opened[name]
    names = {}
    text = open(lines).read().split("\n\n", 1)
    code = [line for line in text[1].splitlines()] if len(text) > 1 else []
    order = []
    for line in code:
        exec(line, names)
        if " = " in line and not line.startswith("z = "):
            order.append((line.split(" = ")[0], "json.loads" in line))
    restored = pickle_free.load(free)
    wrong = 0
    with np.load(original, allow_pickle=True) as source:
        objects = [name for name in source.files if source[name].dtype.hasobject or source[name].dtype.kind == "T"]
        assert len(order) == len(objects), (len(order), len(objects))
        for name, (variable, is_json) in zip(objects, order):
            array = source[name]
            want = array.item() if array.ndim == 0 else array.ravel().tolist()
            got = names[variable]
            if not is_json and not same(want, got):
                wrong += 1
                print("line differs:", name, repr(want)[:80], repr(got)[:80])
            again = restored[name]
            if array.shape != again.shape:
                wrong += 1
                print("shape differs:", name)
            elif not is_json and not same(want, again.item() if again.ndim == 0 else again.ravel().tolist()):
                wrong += 1
                print("reader differs:", name)
    print(len(objects), "object arrays,", wrong, "differences")
    return wrong


sys.exit(1 if main(*sys.argv[1:]) else 0)
