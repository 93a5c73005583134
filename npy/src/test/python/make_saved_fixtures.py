"""Says what NumPy 2 writes when it saves the arrays of some files again.

    python3 make_saved_fixtures.py FOLDER... > saved.tsv

For each .npy and .npz of the folders that NumPy reads without pickles, in the order of their names,
one line for each array, and one for all arrays of a file in a stored .npz. By tabs:

file      the name
member    of an .npz, without .npy; "*" for the stored archive of all arrays; empty for an .npy
sha256    of what np.save writes of the array, or np.savez of all of them
"""

import hashlib
import io
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def sha256(save):
    out = io.BytesIO()
    save(out)
    return hashlib.sha256(out.getvalue()).hexdigest()


def from_file(loaded, name):
    """A member by way of a file: from a stream NumPy copies structs without what is between fields."""
    stored = name if name in loaded.zip.namelist() else name + ".npy"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "member.npy")
        file.write_bytes(loaded.zip.read(stored))
        return np.load(file, allow_pickle=False)


def arrays(path):
    """The arrays by name; those with objects left out."""
    try:
        loaded = np.load(path, allow_pickle=False)
    except Exception:  # whatever it is, there is nothing to save
        return {}
    if isinstance(loaded, np.ndarray):
        return {"": loaded}
    found = {}
    with loaded:
        for name in loaded.files:
            try:
                array = from_file(loaded, name)
            except Exception:
                continue
            if isinstance(array, np.ndarray):
                found[name] = array
    return found


def main():
    print("file\tmember\tsha256")
    paths = [p for folder in sys.argv[1:] for p in Path(folder).iterdir()]
    for path in sorted(paths, key=lambda p: p.name):
        if path.suffix not in (".npy", ".npz"):
            continue
        found = arrays(path)
        for name, array in found.items():
            print(path.name, name, sha256(lambda out: np.save(out, array)), sep="\t")
        if found:
            named = {name or "arr_0": array for name, array in found.items()}
            print(path.name, "*", sha256(lambda out: np.savez(out, **named)), sep="\t")


main()
