#!/usr/bin/env python3
"""Writes imdb_golden.jsonl: what imdb.load_data gives for a grid of parameters.

    KERAS_BACKEND=numpy python3 make_imdb_golden.py imdb_mini.npz > imdb_golden.jsonl

Lines marked keras3 are made by Keras' own keras.datasets.imdb (3.15.1), with get_file replaced by
the path given. Lines marked keras2.1 follow the rules of Keras 2.1.0 to 2.3.1: both parts are
filtered together and cut at the size the train part had. sha256 over int64 little-endian: all values,
row offsets from 0, labels. Needs NumPy and Keras.
"""
import hashlib
import json
import random
import sys

import numpy as np
from keras.src.datasets import imdb

PATH = sys.argv[1]
imdb.get_file = lambda **_: PATH


def keras21(num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3):
    with np.load(PATH, allow_pickle=True) as f:
        parts = [(f["x_train"], f["y_train"]), (f["x_test"], f["y_test"])]
    np.random.seed(seed)
    rows, labels = [], []
    for x, y in parts:
        order = np.arange(len(x))
        np.random.shuffle(order)
        rows += [x[i] for i in order]
        labels += [y[i] for i in order]
    if start_char is not None:
        rows = [[start_char] + [w + index_from for w in r] for r in rows]
    elif index_from:
        rows = [[w + index_from for w in r] for r in rows]
    if maxlen:
        kept = [(r, y) for r, y in zip(rows, labels) if len(r) < maxlen]
        rows, labels = [r for r, _ in kept], [y for _, y in kept]
        if not rows:
            raise ValueError("After filtering for sequences shorter than maxlen=" + str(maxlen)
                             + ", no sequence was kept. Increase maxlen.")
    top = num_words or max(max(r) for r in rows)
    if oov_char is None:
        rows = [[w for w in r if skip_top <= w < top] for r in rows]
    else:
        rows = [[w if skip_top <= w < top else oov_char for w in r] for r in rows]
    cut = len(parts[0][0])
    return (rows[:cut], labels[:cut]), (rows[cut:], labels[cut:])


def digest(values):
    return hashlib.sha256(np.array(values, dtype="<i8").tobytes()).hexdigest()


def facts(x, y):
    rows = [list(r) for r in x]
    flat = [int(w) for r in rows for w in r]
    return {"count": len(rows), "tokens": len(flat), "values_sha256": digest(flat),
            "offsets_sha256": digest(np.cumsum([0] + [len(r) for r in rows])),
            "labels_sha256": digest(list(y)), "first": [int(w) for w in rows[0][:12]] if rows else [],
            "labels_first": [int(v) for v in list(y)[:8]]}


def line(semantics, load, params):
    out = {"semantics": semantics, "params": params}
    try:
        train, test = load(**params)
        out["train"], out["test"] = facts(*train), facts(*test)
    except (ValueError, TypeError) as e:
        out["error"] = str(e)
    print(json.dumps(out))


def main():
    rng = random.Random(5)
    choices = {
        "num_words": [None, 0, 1, 2, 3, 50, 1000, 2900, 3003, 100000, -1],
        "skip_top": [0, 1, 2, 3, 10, 300, 5000, -4],
        "maxlen": [None, 0, 30, 60, 90, 150, 500, 3000, -1, 1],
        "seed": [0, 1, 2, 42, 113, 2**31, 2**32 - 1],
        "start_char": [None, 0, 1, 2, 9, -3],
        "oov_char": [None, 0, 2, 7, -2],
        "index_from": [0, 1, 3, 20, -1],
    }
    for _ in range(70):
        names = rng.sample(sorted(choices), rng.randint(1, 5))
        params = {n: rng.choice(choices[n]) for n in names}
        line("keras3", imdb.load_data, params)
        line("keras2.1", keras21, params)
    for params in [{"start_char": None, "index_from": None}, {"seed": -1}, {"seed": 2**32}]:
        line("keras3", imdb.load_data, params)


main()
