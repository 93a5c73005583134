"""Writes the seeds of the pickle target: src/test/resources/fuzz/pickle.

    python3 pickle/src/test/python/make_fuzz_seeds.py

Plain values of every kind, at protocols 0 to 5 where they differ.
"""

import collections
import datetime
import decimal
import fractions
import pathlib
import pickle
import uuid

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fuzz" / "pickle"

shared = [1, 2.5]
cycle = []
cycle.append(cycle)

VALUES = {
    "numbers": [0, 1, -1, 255, 65536, -(2**31), 2**63, -(10**30), 1.5, float("-inf"), 1j, True, None],
    "texts": ["", "abc", "h\u00e9llo\n", "\U0001f600", "x" * 300, b"", b"\0\xff", b"y" * 300, bytearray(b"ba")],
    "containers": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {}, {"a": [1], 2: ()}, {1, 2}, frozenset("a")],
    "shared": [shared, shared, cycle, {"again": shared}],
    "times": [
        datetime.date(2020, 1, 2),
        datetime.datetime(2020, 1, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc),
        datetime.time(1, 2, 3, fold=1),
        datetime.timedelta(1, 2, 3),
    ],
    "collections": [
        collections.OrderedDict(a=1),
        collections.defaultdict(list, {"a": [1]}),
        collections.Counter("aab"),
        collections.deque([1, 2], 3),
        range(0, 9, 2),
        slice(1, None),
    ],
    "others": [
        decimal.Decimal("1.10"),
        fractions.Fraction(1, 3),
        uuid.UUID(int=2**100),
        pathlib.PurePosixPath("/a/b"),
        Ellipsis,
        list,
    ],
}

HERE.mkdir(parents=True, exist_ok=True)
for name, value in VALUES.items():
    for protocol in (0, 1, 2, 3, 4, 5):
        if protocol in (1, 3) and name != "texts":
            continue
        (HERE / f"{name}-{protocol}.pkl").write_bytes(pickle.dumps(value, protocol))
