"""A file as the safetensors library writes it, and the sha256 of each tensor's bytes.

    python3 make_tensors_fixture.py ../resources/all.safetensors
"""

import sys

import numpy as np
from safetensors.numpy import save_file

TYPES = "bool uint8 int8 uint16 int16 uint32 int32 uint64 int64 float16 float32 float64".split()

arrays = {name: np.arange(6).reshape(2, 3).astype(name) for name in TYPES}
arrays["empty"] = np.zeros((0, 3))
arrays["scalar"] = np.array(5)
save_file(arrays, sys.argv[1], metadata={"format": "np"})
