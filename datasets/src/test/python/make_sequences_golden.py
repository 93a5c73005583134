#!/usr/bin/env python3
"""Writes sequences_golden.jsonl: what keras.utils.pad_sequences and to_categorical give.

    KERAS_BACKEND=numpy python3 make_sequences_golden.py > sequences_golden.jsonl

Made by Keras 3.15.1 on NumPy 2. sha256 over the elements in C order, little-endian; small results
are there as lists too, to be read. Needs NumPy and Keras.
"""
import hashlib
import json
import random

import numpy as np
from keras.utils import pad_sequences, to_categorical

DTYPES = ["int32"] * 6 + ["bool", "int8", "int16", "int64", "uint8", "uint16", "uint32", "uint64",
                          "float32", "float64"]
CHOICES = {
    "maxlen": [None, 0, 1, 2, 3, 5, 9, 40, -1],
    "dtype": DTYPES,
    "padding": ["pre", "post"],
    "truncating": ["pre", "post"],
    "value": [0, 0.0, 1, -1, 7, 2.5, -1.5, 300, 127, 255, 65536],
}


def rows(rng):
    top = rng.choice([2, 100, 128, 300, 70000, 2**31 - 1])
    low = rng.choice([0, 0, 0, 0, -1, -top])
    return [[rng.randint(low, top) for _ in range(rng.choice([0, 1, 1, 2, 3, 4, 6, 12]))]
            for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8]))]


def line(function, given, params, make):
    out = {"function": function, "given": given, "params": params}
    try:
        made = make()
        plain = np.ascontiguousarray(made)
        out.update(dtype=str(made.dtype), shape=list(made.shape),
                   sha256=hashlib.sha256(plain.tobytes()).hexdigest())
        if made.size <= 12 and made.dtype.kind in "iu":
            out["values"] = made.tolist()
    except (ValueError, OverflowError, IndexError) as e:
        out["error"] = str(e)
    print(json.dumps(out))


def harmless(params, given):
    """NumPy leaves it to the processor what a float that is too large becomes as an int."""
    value, dtype = params.get("value", 0), np.dtype(params.get("dtype", "int32"))
    if isinstance(value, int) or dtype.kind in "fb":
        return True
    return np.iinfo(dtype).min <= int(value) <= np.iinfo(dtype).max


def number(rng, top):
    if rng.random() < 0.3:
        return rng.randint(-3, int(min(top, 2.0**53)))
    value = rng.uniform(-top if rng.random() < 0.3 else 0, top)
    return rng.choice([value, round(value, 1), float(int(value)), value * 2.0**-20])


def sequences(rng):
    """Rows of floats, or of both; or of vectors, which have one length or now and then do not."""
    top = rng.choice([2, 100, 300, 70000, 2.0**31, 1e17, 1e30])
    count, wide = rng.choice([0, 1, 2, 3, 5]), rng.choice([0, 0, 0, 1, 2, 3])
    rows = []
    for _ in range(count):
        length = rng.choice([0, 1, 2, 3, 4, 7])
        odd = wide and rng.random() < 0.05
        rows.append([[number(rng, top) for _ in range(wide + odd)] if wide else number(rng, top)
                     for _ in range(length)])
    return rows


def main():
    rng = random.Random(2)
    count = 0
    while count < 500:
        given = rows(rng)
        params = {n: rng.choice(CHOICES[n]) for n in rng.sample(sorted(CHOICES), rng.randint(0, 5))}
        if harmless(params, given):
            line("pad_sequences", given, params, lambda: pad_sequences(given, **params))
            count += 1
    other, types = random.Random(3), {**CHOICES, "dtype": DTYPES + ["float16", "float32", "float64"] * 3}
    count = 0
    while count < 500:
        given = sequences(other)
        params = {n: other.choice(types[n]) for n in other.sample(sorted(types), other.randint(0, 5))}
        nested = any(isinstance(v, list) for row in given for v in row)
        # lists of lists that are cut to nothing are no longer nested; arrays stay what they are
        if harmless(params, given) and not (nested and params.get("maxlen") == 0):
            line("pad_arrays", given, params, lambda: pad_sequences(given, **params))
            count += 1
    for name in ("padding", "truncating"):
        line("pad_sequences", [[1, 2]], {name: "middle"},
             lambda: pad_sequences([[1, 2]], **{name: "middle"}))
    for _ in range(60):
        labels = [rng.randint(0, 9) for _ in range(rng.choice([0, 1, 3, 10]))]
        params = rng.choice([{}, {"num_classes": 0}, {"num_classes": 5}, {"num_classes": 10}])
        shaped = [[v] for v in labels] if labels and rng.random() < 0.3 else labels
        line("to_categorical", shaped, params, lambda: to_categorical(shaped, **params))


main()
