"""Makes the files whose explanations are compared whole.

    python3 make_explain_fixtures.py ../resources/explain

Needs NumPy 2. The expected texts, NAME.txt beside each file, are what brine explain printed when
they were last read through by a person.
"""

import bz2
import gzip
import io
import os
import pickle
import sys
import zipfile
from pathlib import Path

import numpy as np

HERE = Path(sys.argv[1])


class Command:
    """Runs a command when its pickle is loaded."""

    def __reduce__(self):
        return os.system, ("echo run",)


def npy(array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def npz(**arrays):
    """The same bytes whenever it is called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in arrays.items():
            archive.writestr(zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


numbers = npy(np.arange(300, dtype="<i2"))
rows = np.empty(2, object)
rows[:] = [[1], [2, 3]]
pair = npz(first=numbers, second=numbers)
FILES = {
    "numbers.npy": numbers,
    "cut.npy": numbers[:-5],
    "crlf.npy": numbers.replace(b"\n", b"\r\n"),
    "lf.npy": npy(np.frombuffer(b"\n.\r\n\n.", "<i2")).replace(b"\r\n", b"\n"),
    "rows.npy": npy(rows),
    "dict.npy": npy({"a": 1}),
    "one.npy": npy({"a": 1}),
    "members.npz": npz(attr_indices=numbers, labels_of_the_test_documents=numbers),
    "short member.npz": npz(whole=numbers, short=numbers[:200]),
    "cut.npz": pair[:1000],
    "list.pkl": pickle.dumps([1, "a"], 4),
    "command.npy": npy(rows).split(b"\n")[0] + b"\n" + pickle.dumps(Command(), 4),
    "old_crlf.pkl": pickle.dumps([1, 2.5, "a"], 0).replace(b"\n", b"\r\n"),
    "numbers.npy.gz": gzip.compress(numbers, mtime=0),
    "numbers.bz2": bz2.compress(numbers),
    "list.pkl.gz": gzip.compress(pickle.dumps([1], 4), mtime=0),
    "object.rds.gz": gzip.compress(b"X\n\0\0\0\3\0\4\3\1", mtime=0),
}
for name, data in FILES.items():
    (HERE / name).write_bytes(data)
