#!/usr/bin/env python3
"""Writes cells.tsv: what Python and NumPy read from the text of a cell.

    python3 make_cells.py > ../resources/cells.tsv

A line has a text, its kind (int, float, complex, M8[unit] or text), and the value: an int, the bits of one
or two float64, or the int64 of the datetime. Underscores between digits and a j without digits are left
out: Python and Brine differ there.
"""
import random
import re
import struct

import numpy as np

random.seed(20261128)


def bits(value):
    return "nan" if value != value else "%016x" % struct.unpack(">Q", struct.pack(">d", value))[0]


def read(text):
    try:
        return "int", str(int(text))
    except ValueError:
        pass
    try:
        return "float", bits(float(text))
    except ValueError:
        pass
    try:
        value = complex(text)
        return "complex", bits(value.real) + " " + bits(value.imag)
    except ValueError:
        pass
    if re.fullmatch(r"\d{4}-\d\d(-\d\d([T ]\d\d(:\d\d(:\d\d(\.\d{1,9})?)?)?)?)?", text):
        try:
            value = np.datetime64(text)
            return value.dtype.str[1:], str(value.astype("i8"))
        except ValueError:
            pass
    return "text", ""


texts = {"1e400", "-1e400", "4.9e-324", "2e-324", "9007199254740993", "1" * 30, "9223372036854775807",
         "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
         "18446744073709551616", "0x10", "0x1p3", "1f", "1d", "infinite", "+nan", "-inf", "NaNj", "(1+2j)",
         "2020-02-30", "2020-02-29", "1900-02-29", "2020-13", "2020-00", "0001-01-01", "9999-12-31",
         "2020-01-01T24", "2020-01-01T23:60", "2020-01-01 23:59:59.999999999", "1969-12-31T23:59:59.5",
         "2020-1-1", "20200101", "2020-01-01T", "2020-01-01T10:20:30."}
words = ["nan", "inf", "Infinity", "NaN", "INF"]
for _ in range(4000):
    parts = random.choices(list("0123456789") + ["+", "-", ".", "e", "E", "j", "(", ")"] + words,
                           weights=[4] * 10 + [4, 4, 4, 3, 2, 5, 2, 2] + [1] * 5, k=random.randrange(1, 9))
    texts.add("".join(parts))
for _ in range(600):
    form = random.choice(["%r", "%.3e", "%g", "%d"])
    number = random.choice([random.uniform(-1e6, 1e6), random.gauss(0, 1) * 10 ** random.randrange(-300, 300)])
    texts.add(form % number)
    texts.add(str(complex(number, random.uniform(-9, 9))))
for _ in range(600):
    text = "%04d-%02d-%02dT%02d:%02d:%02d.%09d" % (
        random.randrange(1680, 2260), random.randrange(1, 13), random.randrange(1, 31), random.randrange(0, 25),
        random.randrange(0, 61), random.randrange(0, 61), random.randrange(10 ** 9))
    texts.add(text[:random.choice([7, 10, 13, 16, 19, 21, 23, 26, 29])].replace("T", random.choice("T ")))
for text in sorted(texts):
    if re.search(r"_|\+-|(^|[^0-9.fyFYnN])j", text) or re.search(r"(^|[+(-])\.j", text) or len(text) > 400:
        continue
    print(text, *read(text), sep="\t")
