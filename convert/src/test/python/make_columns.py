#!/usr/bin/env python3
"""Writes columns.tsv: columns of text, and the arrays that NumPy makes of them.

    python3 make_columns.py > ../resources/columns.tsv

A line has the cells of a column with | between them, the dtype, and the sha256 of the elements. The dtype is
the first of bool, int64, uint64, float64, complex128, datetime64 and str in which NumPy holds all cells; ints
without floats must not exceed 2**53 in float64, nor datetimes lose their time. Empty cells are NaN or NaT, but not bools.
"""
import hashlib
import random
import re

import numpy as np

random.seed(20261129)

POOLS = {
    "empty": ["", " "],
    "int": ["0", "-7", "+12", " 42 ", "007", "2147483648", "9007199254740992"],
    "wide": ["9223372036854775807", "-9223372036854775808", "9007199254740993"],
    "unsigned": ["9223372036854775808", "18446744073709551615"],
    "big": ["18446744073709551616", "-9223372036854775809", "1" + "0" * 30],
    "float": ["0.5", "-1e300", "1e-320", "nan", "-inf", ".25", "5.", " 2.5 ", "1E5", "-0.0"],
    "complex": ["2j", "(1-2j)", "-0.5+1e3j", "nanj"],
    "bool": ["True", "false", "TRUE"],
    "date": ["2020-01", "1970-01-01", "1969-12-31T23", "2000-02-29 10:20", "1999-12-31T23:59:59",
             "2020-01-31T10:20:30.5", "1700-06-07T08:09:10.123456", "2250-01-01T00:00:00.000000001"],
    "distant": ["1600-02", "0001-01-01", "9999-12-31T23:59:59"],
    "nat": ["NaT"],
    "text": ["x", "d\u00e9j\u00e0 vu", "\U0001f600", "2020-02-30", "1;5", "0x10", "nan?"],
}


def bools(cells):
    words = {"true": True, "false": False}
    return np.array([words[cell.lower()] for cell in cells])


def ints(dtype):
    def read(cells):
        return np.array([int(cell) for cell in cells], dtype)  # OverflowError where one does not fit
    return read


def floats(cells):
    values = [float(cell) if cell.strip() else float("nan") for cell in cells]
    try:
        whole = [int(cell) for cell in cells if cell.strip()]
    except ValueError:
        whole = []
    if any(abs(value) > 2**53 for value in whole):
        raise ValueError("float64 does not hold all ints of this size")
    return np.array(values)


def complexes(cells):
    if not any("j" in cell for cell in cells):
        raise ValueError("no complex number")
    return np.array([complex(cell.strip()) if cell.strip() else complex("nan") for cell in cells])


def datetimes(cells):
    if not all(re.fullmatch(r"\s*|NaT|\d{4}-\d\d.*", cell) for cell in cells):
        raise ValueError("not a date; NumPy would take a number for a year")
    times = [np.datetime64(cell.strip() or "NaT") for cell in cells]
    dates = [time for time in times if not np.isnat(time)]
    if not dates:
        raise ValueError("no date that has a unit")
    array = np.array(times, np.result_type(*dates))
    for time, element in zip(times, array):
        if not np.isnat(time) and element.astype(time.dtype) != time:
            raise OverflowError("the unit cannot express this time")
    return array


def texts(cells):
    return np.array(cells, "U%d" % max(1, *map(len, cells)))


def column(cells):
    for read in bools, ints("i8"), ints("u8"), floats, complexes, datetimes, texts:
        try:
            return read(cells)
        except (ValueError, OverflowError, KeyError):
            pass


def line(cells):
    array = column(cells)
    if array.dtype.kind in "fc":  # NumPy and Java may differ in the bits of NaN, which text does not tell
        parts = array.view("f8")
        parts[np.isnan(parts)] = np.nan
    return "\t".join(["|".join(cells), array.dtype.str, hashlib.sha256(array.tobytes()).hexdigest()])


lines = {line([cell]) for pool in POOLS.values() for cell in pool}
names = list(POOLS)
for first in names:
    for second in names:
        lines.add(line([POOLS[first][0], POOLS[second][-1]]))
while len(lines) < 400:
    pools = random.sample(names, random.choice([1, 2, 2, 3]))
    cells = [random.choice(POOLS[random.choice(pools)]) for _ in range(random.randrange(2, 7))]
    lines.add(line(cells))
print("\n".join(sorted(lines)))
