"""Says what NumPy 2 writes when it saves the object arrays of real files again.

    python3 make_saved_real_objects.py GOLDEN > ../resources/save/golden-objects.tsv

GOLDEN is the folder with expected.jsonl and files. By tabs: the file; the member of an .npz; the
encoding of Python 2's strings; the sha256 of np.save's bytes, and of np.savez's under the name x.

NumPy has one dtype object for each number and gives it to the scalars that it loads, but to the
arrays beside them a copy each, so that what it saves of a file that it loaded has dtypes twice that
the file had once. Here arrays get NumPy's own dtypes before they are saved, as new arrays have.
"""

import hashlib
import io
import json
import sys
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def sha256(save):
    out = io.BytesIO()
    save(out)
    return hashlib.sha256(out.getvalue()).hexdigest()


def own_dtypes(value, seen):
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, np.ndarray):
        if value.dtype == object:
            for i in np.ndindex(value.shape):
                own_dtypes(value[i], seen)
        elif value.dtype.isnative and value.dtype.kind in "?biufc":
            value.dtype = np.dtype(value.dtype.str)
    elif isinstance(value, dict):
        for item in value.values():
            own_dtypes(item, seen)
    elif isinstance(value, (list, tuple)):
        for item in value:
            own_dtypes(item, seen)


def main():
    golden = Path(sys.argv[1])
    print("file\tmember\tencoding\tnpy\tnpz")
    for line in (golden / "expected.jsonl").read_text().splitlines():
        facts = json.loads(line)
        if facts.get("descr") != "|O" or facts.get("expected") != "ok":
            continue
        name, member = facts["file"], facts.get("member") or ""
        encoding = facts.get("encoding", "ASCII")
        array = np.load(golden / "files" / name, allow_pickle=True, encoding=encoding)
        array = array[member] if member else array
        own_dtypes(array, {})
        npy = sha256(lambda out: np.save(out, array))
        npz = sha256(lambda out: np.savez(out, x=array))
        print(name, member, encoding, npy, npz, sep="\t")


main()
