"""Makes ml.safetensors: all 256 elements of each 8-bit float that safetensors has, and bfloat16.

    python3 make_ml_tensors.py ../resources/ml.safetensors

Needs NumPy, ml_dtypes and safetensors. The tensor NAME.float32 has the same numbers.
"""

import sys

import ml_dtypes
import numpy as np
from safetensors import TensorSpec, serialize

NAMES = "bfloat16 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu".split()
arrays = {}
for name in NAMES:
    wide = name == "bfloat16"
    bits = np.arange(256, dtype="<u2") * 256 + 128 if wide else np.arange(256, dtype="u1")
    arrays[name] = bits.view(getattr(ml_dtypes, name)).reshape(2, 128)
    arrays[name + ".float32"] = arrays[name].astype("<f4")
specs = {
    name: TensorSpec(
        dtype=array.dtype.name,
        shape=list(array.shape),
        data_ptr=array.ctypes.data,
        data_len=array.nbytes,
    )
    for name, array in arrays.items()
}
with open(sys.argv[1], "wb") as file:
    file.write(serialize(specs))
