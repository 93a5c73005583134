#!/usr/bin/env python3
"""np.load of a whole file, again and again: what Brine's arrays are compared with.

    peer_load.py FILE.npy|FILE.npz LOADS

Prints one JSON object of seconds: the first load, and the median of the others.
"""

import json
import statistics
import sys
import time

import numpy as np


def load(path):
    if path.endswith(".npz"):
        with np.load(path) as members:
            return [members[name] for name in members.files]
    return np.load(path)


def main():
    path, loads = sys.argv[1], int(sys.argv[2])
    seconds = []
    for _ in range(loads):
        start = time.perf_counter()
        load(path)
        seconds.append(time.perf_counter() - start)
    rest = seconds[1:] or seconds
    print(json.dumps({"first_s": round(seconds[0], 5), "median_s": round(statistics.median(rest), 5)}))


if __name__ == "__main__":
    main()
