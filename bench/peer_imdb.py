#!/usr/bin/env python3
"""keras.datasets.imdb.load_data with Keras' defaults, on NumPy alone: what Brine is compared with.

    peer_imdb.py FILE.npz [LOADS]

The same work as Keras 3: both parts shuffled with the legacy generator and seed 113, word ids
shifted by 3 behind a start marker 1, and the largest id replaced by 2. Unpickling is NumPy's own,
in C; Keras 3.15 unpickles in Python and is slower. Prints one JSON object a load.
"""

import json
import sys
import time

import numpy as np

SEED, START_CHAR, OOV_CHAR, INDEX_FROM = 113, 1, 2, 3


def load_data(path):
    with np.load(path, allow_pickle=True) as members:
        parts = [(members["x_" + part], members["y_" + part]) for part in ("train", "test")]
    random = np.random.RandomState(SEED)
    reviews, labels = [], []
    for x, y in parts:
        order = np.arange(len(x))
        random.shuffle(order)
        labels.append(y[order])
        reviews.append([[START_CHAR] + [word + INDEX_FROM for word in words] for words in x[order]])
    num_words = max(max(words) for part in reviews for words in part)
    limited = [
        [[word if word < num_words else OOV_CHAR for word in words] for words in part]
        for part in reviews
    ]
    return [(np.array(x, dtype=object), y) for x, y in zip(limited, labels)]


def main():
    path = sys.argv[1]
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        start = time.perf_counter()
        train, test = load_data(path)
        seconds = time.perf_counter() - start
        sizes = {"train": len(train[0]), "test": len(test[0])}
        print(json.dumps({"seconds": round(seconds, 4), **sizes}), flush=True)


if __name__ == "__main__":
    main()
