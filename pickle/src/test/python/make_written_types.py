"""Pickles of Python's less common types as CPython's pickler in C writes them.

    python3 make_written_types.py > ../resources/dev/brine/pickle/golden/written_types.tsv

WrittenTypesTest builds the same values; a line is name, protocol, pickle in hexadecimal digits.
CPython 3.12 or older, because newer versions write paths in another way, which older ones cannot read.
"""

import collections
import datetime as dt
import decimal
import fractions
import pathlib
import pickle
import uuid

SHARED = ["a", (1,)]
HOLDS_ITSELF = []
HOLDS_ITSELF.append((HOLDS_ITSELF, {"list": HOLDS_ITSELF}))

VALUES = {
    "complex": lambda: complex(1.5, -0.0),
    "decimal": lambda: decimal.Decimal("-1.10E+30"),
    "infinite decimal": lambda: decimal.Decimal("-Infinity"),
    "fraction": lambda: fractions.Fraction(-3, 2**70),
    "uuid": lambda: uuid.UUID("12345678-1234-5678-9234-567812345678"),
    "posix path": lambda: pathlib.PurePosixPath("/a/b"),
    "windows path": lambda: pathlib.PureWindowsPath("c:\\a\\b"),
    "range": lambda: range(1, 10, 3),
    "slice": lambda: slice(None, 5, 2),
    "deque": lambda: collections.deque([1, 2, 3]),
    "bounded deque": lambda: collections.deque([1, 2, 3], 2),
    "date": lambda: dt.date(2024, 2, 29),
    "time": lambda: dt.time(23, 59, 58, 123456),
    "datetime": lambda: dt.datetime(1999, 12, 31, 23, 59, 59, 999999),
    "datetime with zone": lambda: dt.datetime(
        2000, 1, 1, 0, 0, 0, 1, dt.timezone(dt.timedelta(hours=-3, minutes=-30))
    ),
    "named zone": lambda: dt.timezone(dt.timedelta(hours=1), "CET"),
    "timedelta": lambda: dt.timedelta(-1, 5, 7),
    "bytes": lambda: b"\x00\x80\xff",
    "empty bytes": lambda: b"",
    "bytearray": lambda: bytearray(b"ab"),
    "constants": lambda: [None, True, False, Ellipsis, NotImplemented],
    "ints": lambda: [0, 255, 256, 65535, 65536, -1, 2**31 - 1, -(2**31), 2**31, -(2**63), 2**64],
    "floats": lambda: [0.0, -0.0, 1.5, float("inf"), 5e-324],
    "strings": lambda: ["", "a", "\u00e9", "\u20ac", "\U0001f600", "\ud800"],
    "tuples": lambda: ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
    "shared": lambda: [SHARED, SHARED, SHARED[1]],
    "holds itself": lambda: HOLDS_ITSELF,
    "one list item": lambda: [None],
    "one dict item": lambda: {"k": 1},
    "set": lambda: {7},
    "frozenset": lambda: frozenset([7]),
}

for name, value in VALUES.items():
    for protocol in range(2, 6):
        print(name, protocol, pickle.dumps(value(), protocol).hex(), sep="\t")
