#!/usr/bin/env python3
"""CPython's own unpickler, written in C, again and again: what Brine's decoder is compared with.

    peer_pickle.py make FILE ROWS     a pickle of that many small dicts of mixed values, protocol 4
    peer_pickle.py load FILE LOADS    prints one JSON object of seconds, as peer_load.py does
    peer_pickle.py ops FILE LOADS     the same for pickletools.genops: every opcode, no value
"""

import json
import pickle
import pickletools
import random
import statistics
import sys
import time

CITIES = ["Oslo", "Kyiv", "Lima", "Cairo", "Delhi"]


def make(path, count):
    r = random.Random(7)
    rows = [
        {
            "id": i,
            "name": f"user{r.randrange(10**6)}",
            "score": r.random(),
            "active": r.random() < 0.5,
            "city": r.choice(CITIES),
            "age": r.randrange(100),
            "tags": ["a", None],
        }
        for i in range(count)
    ]
    with open(path, "wb") as out:
        pickle.dump(rows, out, 4)


def repeat(work, loads):
    seconds = []
    for _ in range(loads):
        start = time.perf_counter()
        value = work()
        seconds.append(time.perf_counter() - start)
        del value
    rest = seconds[1:] or seconds
    print(json.dumps({"first_s": round(seconds[0], 5), "median_s": round(statistics.median(rest), 5)}))


def walk(data):
    for _ in pickletools.genops(data):
        pass


def main():
    kind, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if kind == "make":
        make(path, count)
        return
    with open(path, "rb") as file:
        data = file.read()
    repeat(lambda: pickle.loads(data) if kind == "load" else walk(data), count)


if __name__ == "__main__":
    main()
