"""Makes element_types.tsv: what ml_dtypes makes of all bytes, as float32 (ints as they are).

    python3 make_element_types.py >../resources/array/element_types.tsv

Needs ml_dtypes. Each line has the name of a type and the SHA-256 of the numbers of all bytes (of
all pairs of bytes for bfloat16), with one NaN for all.
"""

import hashlib

import ml_dtypes
import numpy as np

NAMES = (
    "bfloat16 float8_e5m2 float8_e4m3 float8_e3m4 float8_e4m3fn float8_e4m3fnuz float8_e4m3b11fnuz"
    " float8_e5m2fnuz float8_e8m0fnu int2 int4 uint2 uint4"
).split()
for name in NAMES:
    dtype = np.dtype(getattr(ml_dtypes, name))
    # small ints have one number in a byte, in its low bits
    count = 1 << (int(name[-1]) if "int" in name else 8 * dtype.itemsize)
    raw = np.arange(count, dtype="<u2" if dtype.itemsize == 2 else "u1").view(dtype)
    numbers = raw.astype(("int8" if name[0] == "i" else "uint8") if "int" in name else "<f4")
    if numbers.dtype == "<f4":
        numbers[np.isnan(numbers)] = np.nan
    print(name + "\t" + hashlib.sha256(numbers.tobytes()).hexdigest())
