"""Makes ml_types.npz: what ml_dtypes makes of numbers and bits, and how it and NumPy save them.

    python3 make_ml_types.py ../resources/array/ml_types.npz

Needs NumPy 2 and ml_dtypes 0.6. For each type NAME:

NAME.values     the numbers that all bits stand for, as the bits of float32, or as int8
NAME.floats     float32: random numbers of all magnitudes of the type and beyond, the numbers halfway
                between two of its values, their neighbours, NaN, infinities, zeros and subnormals
NAME.bits       what ml_dtypes rounds them to
NAME.doubles    float64, the same with more digits
NAME.doubles.bits
NAME.text       str() of an array of the first bits
NAME.npy        the bytes of numpy.save
NAME.pickleN    the bytes of a pickle of protocol N of (array, scalar, dtype)
NAME.object     the bytes of numpy.save of an object array with such an array
"""

import io
import pickle
import sys

import ml_dtypes
import numpy as np

FLOATS = (
    "bfloat16 float8_e5m2 float8_e4m3 float8_e3m4 float8_e4m3fn float8_e4m3fnuz float8_e4m3b11fnuz"
    " float8_e5m2fnuz float8_e8m0fnu float6_e2m3fn float6_e3m2fn float4_e2m1fn"
).split()
INTS = "int1 int2 int4 uint1 uint2 uint4".split()
SPECIAL = np.array(
    [0x7FC00000, 0xFFC00000, 0x7F800001, 0xFFFFFFFF, 0x7F800000, 0xFF800000, 0, 0x80000000]
    + [1, 0x80000001, 0x7FFFFF, 0x800000, 0x7F7FFFFF, 0xFF7FFFFF],
    "<u4",
).view("<f4")
rng = np.random.default_rng(7)


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return np.frombuffer(out.getvalue(), "u1")


def inputs(values):
    """Numbers to round, of which many are halfway between two of these values."""
    finite = np.unique(values[np.isfinite(values)].astype("f8"))
    low = np.log2(np.abs(finite[finite != 0]).min()) - 4
    high = np.log2(np.abs(finite).max()) + 3
    halfway = (finite[1:] + finite[:-1]) / 2
    if len(halfway) > 360:
        halfway = rng.choice(halfway, 360, replace=False)
    edge = np.array([finite[-1] + (finite[-1] - finite[-2]) / 2])
    halfway = np.concatenate([halfway, edge, -edge]).astype("f4")
    count = 2000 - len(SPECIAL) - 3 * len(halfway)
    random = np.exp2(rng.uniform(max(low, -149), min(high, 127.9), count))
    random *= rng.choice([-1, 1], count)
    near = [np.nextafter(halfway, np.float32(s * np.inf)) for s in (-1, 1)]
    return np.concatenate([SPECIAL, random.astype("f4"), halfway, *near]), random, halfway


out = {}
with np.errstate(all="ignore"):
    for name in FLOATS + INTS:
        scalar = getattr(ml_dtypes, name)
        unsigned = "<u2" if np.dtype(scalar).itemsize == 2 else "u1"
        bits = np.arange(1 << 8 * np.dtype(unsigned).itemsize, dtype=unsigned)
        array = bits.view(scalar)
        if name in FLOATS:
            values = array.astype("<f4")
            out[name + ".values"] = values.view("<u4")
            floats, random, halfway = inputs(values)
            doubles = np.concatenate([random[:200], halfway[:150] * (1 + 2.0**-40)])
            out[name + ".floats"] = floats
            out[name + ".bits"] = floats.astype(scalar).view(unsigned)
            out[name + ".doubles"] = doubles
            out[name + ".doubles.bits"] = doubles.astype(scalar).view(unsigned)
            shown = array[:: len(array) // 128][:100]
        else:
            out[name + ".values"] = array.astype("i1")
            shown = array[:40]
        out[name + ".text"] = np.array(str(shown))
        few = shown[3:9].reshape(2, 3)
        out[name + ".npy"] = saved(few)
        for protocol in (0, 2, 3, 4):
            pickled = pickle.dumps((few, few[0, 1], few.dtype), protocol)
            out[f"{name}.pickle{protocol}"] = np.frombuffer(pickled, "u1")
        boxed = np.empty(1, object)
        boxed[0] = few
        out[name + ".object"] = saved(boxed)
np.savez_compressed(sys.argv[1], **out)
