"""Writes floats.tsv: the bits of floats of every size, and Python's repr of each.

    python3 make_floats.py ../resources/dev/brine/pickle

Random bits, short decimals, powers of two, the limits, and some that are known to be hard.
"""

import random
import struct
import sys
from pathlib import Path

random.seed(20240229)


def floats():
    for _ in range(1000):
        yield struct.unpack(">d", random.randbytes(8))[0]
        yield random.randrange(-9999, 9999) / 10.0 ** random.randrange(0, 12)
        yield random.gauss(0, 1)
    for power in range(-1074, 1024, 7):
        yield 2.0**power
        yield -3 * 2.0 ** (power - 2)
    for exponent in range(-324, 309, 5):
        yield float(f"1e{exponent}")
        yield float(f"9007199254740993e{exponent}" if exponent < 290 else "1e16")
    for text in "1e23 2e-3 8.41e21 2e23 1.1e-5 9007199254740993 2.2e-322 5e-324 1e16 1e-4 -0.0".split():
        yield float(text)
    yield from (sys.float_info.max, sys.float_info.min, 9.5e-323, 2.0**-44, 1e15, 123456789012345680.0)


with open(Path(sys.argv[1]) / "floats.tsv", "w", encoding="ascii", newline="\n") as out:
    for value in floats():
        if value == value:
            out.write(f"{struct.pack('>d', value).hex()}\t{value!r}\n")
