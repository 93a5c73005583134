"""Digests of large pickles as CPython's pickler in C writes them: frames, batches, the memo.

    python3 make_written_pickles.py > ../resources/dev/brine/pickle/golden/written.tsv

The values are formulas, which PickleWriterTest has too; a line is name, protocol, sha256.
"""

import hashlib
import pickle

shared = [1]
VALUES = {
    "ints": list(range(200000)),
    "longs": [i * 2**33 for i in range(40000)],
    "floats": [i / 4 for i in range(30000)],
    "ragged": [[i] * (i % 40) for i in range(5000)],
    "strings": ["s%d" % i for i in range(30000)],
    "long string": ["\u20ac" * 30000, "x" * 65535, "x" * 65536],
    "long bytes": [b"\xff" * 65535, b"\xfe" * 65536, b"\xfd" * 200000],
    "dict 1000": {i: -i for i in range(1000)},
    "dict 2001": {"k%d" % i: i for i in range(2001)},
    "list 1001": ["a%d" % i for i in range(1001)],
    "shared": [shared] * 3000,
    "bytearray": [bytearray(70000)],
    "big ints": [2**k for k in range(1990, 2060)] + [-(2**k) for k in range(60, 130)],
}

for name, value in VALUES.items():
    for protocol in range(2, 6):
        digest = hashlib.sha256(pickle.dumps(value, protocol)).hexdigest()
        print(name, protocol, digest, sep="\t")
