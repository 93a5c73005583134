#!/usr/bin/env python3
"""pickletools.genops over the pickle in an object array: what Brine's scan is compared with.

    peer_genops.py FILE.npy

Prints one JSON object of seconds. The file is read, and its header passed over, before.
"""

import json
import pickletools
import sys
import time


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    pickle = data[data.index(b"\n") + 1 :]
    start = time.perf_counter()
    opcodes = sum(1 for _ in pickletools.genops(pickle))
    print(json.dumps({"seconds": round(time.perf_counter() - start, 4), "opcodes": opcodes}))


if __name__ == "__main__":
    main()
