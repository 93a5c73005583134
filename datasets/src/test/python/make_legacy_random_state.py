#!/usr/bin/env python3
"""Write the orders that NumPy's RandomState gives, for LegacyRandomStateTest.

    make_legacy_random_state.py > src/test/resources/dev/brine/datasets/internal/random/orders.tsv

NumPy 1.24 and 2.4 write the same bytes. One line is one step of a stream:

    seed  step  operation  n  first_eight  sha256

A stream starts at step 0 with a fresh RandomState(seed) and continues over its steps.
`permutation` is permutation(n). `shuffle` shuffles the previous step's array again, in
place. sha256 is over the array as little-endian int64.
"""
import hashlib

import numpy as np

SEEDS = (0, 1, 2, 7, 42, 113, 226, 5489, 65535, 123456789, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1)
LENGTHS = (0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 255, 256, 257, 404, 506, 600, 623, 624, 625, 1000)
STREAMS = (
    # the real data sets: imdb, reuters, boston_housing, california_housing
    (113, (25000, 25000, -1)),
    (113, (11228,)),
    (113, (506,)),
    (113, (20640,)),
    (0, (65535, 65536, 65537, -1, 0, 1, 3)),
    (2**32 - 1, (25000, 10, -1, -1, 25000)),
    (1, (300000,)),
)


def line(seed, step, operation, order):
    raw = np.asarray(order).astype("<i8")
    first = ",".join(str(v) for v in raw[:8].tolist())
    digest = hashlib.sha256(raw.tobytes()).hexdigest()
    print(seed, step, operation, len(raw), first, digest, sep="\t")


def stream(seed, lengths):
    state = np.random.RandomState(seed)
    order = None
    for step, n in enumerate(lengths):
        if n < 0:
            state.shuffle(order)
            line(seed, step, "shuffle", order)
        else:
            order = state.permutation(n)
            line(seed, step, "permutation", order)


for a_seed in SEEDS:
    stream(a_seed, LENGTHS + (-1,))
    for length in (1, 2, 3, 257):
        stream(a_seed, (length,))
for a_seed, some_lengths in STREAMS:
    stream(a_seed, some_lengths)
