#!/usr/bin/env python3
"""np.save, np.savez or np.savez_compressed of an array, again and again, each time to a new file.

    peer_save.py npy|stored|deflated FILE TARGET SAVES

Prints one JSON object: the seconds of the first save, the median of all, and the bytes of the file.
"""

import json
import os
import statistics
import sys
import time

import numpy as np


def save(kind, array, target):
    with open(target, "wb") as out:
        if kind == "npy":
            np.save(out, array)
        elif kind == "stored":
            np.savez(out, x=array)
        else:
            np.savez_compressed(out, x=array)


def main():
    kind, path, target, saves = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    array = np.load(path)
    seconds = []
    for _ in range(saves):
        if os.path.exists(target):
            os.remove(target)
        start = time.perf_counter()
        save(kind, array, target)
        seconds.append(time.perf_counter() - start)
    size = os.path.getsize(target)
    os.remove(target)
    median = statistics.median(seconds)
    print(json.dumps({"first_s": round(seconds[0], 5), "median_s": round(median, 5), "bytes": size}))


if __name__ == "__main__":
    main()
