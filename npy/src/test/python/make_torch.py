"""Saves tensors by torch, and the arrays in each file.

    python make_torch.py ../resources/nested/torch.zip

manifest.tsv has a line for each tensor: file, path, descr, shape, SHA-256 of the bytes in C order; bfloat16 and 8-bit
floats as float32. Written with PyTorch 2.13.0 and NumPy 2.4.6.
"""
import collections
import hashlib
import io
import sys
import zipfile

import numpy as np
import torch

TYPES = ["float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64",
         "complex128", "uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2"]
SMALL = ("bfloat16", "float8_e4m3fn", "float8_e5m2")


def values():
    base = torch.arange(24.0).reshape(4, 6) / 4
    every = {}
    for name in TYPES:
        every[name] = base.to(getattr(torch, name))
    yield "types", every
    tied = torch.nn.Parameter(base[0].clone())
    yield "views", {"all": base, "transposed": base.T, "cut": base[1:3, ::2], "row": base[2], "element": base[3, 5],
                    "expanded": base[:, :1].expand(4, 5), "empty": base[:0], "permuted": torch.arange(24).reshape(2, 3, 4).permute(2, 0, 1),
                    "parameter": tied, "again": tied, "halves": base.to(torch.bfloat16)[:, 1::2]}
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    yield "state", model.state_dict()
    yield "tensor", base.to(torch.int16)
    yield "nested", {"epoch": 3, "list": [base[0], (base[1], {"deep": base[2]})], "ordered": collections.OrderedDict(a=base)}


def lines(value, path=""):
    if isinstance(value, torch.Tensor):
        kept = value.detach()
        array = (kept.float() if str(kept.dtype)[6:] in SMALL else kept).numpy()
        yield path, array.dtype.str, str(array.shape), hashlib.sha256(array.tobytes()).hexdigest()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from lines(item, "%s[%r]" % (path, key))
    elif isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            yield from lines(item, "%s[%d]" % (path, i))


def main(path):
    torch.manual_seed(1)
    manifest = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, value in values():
            target = io.BytesIO()
            torch.save(value, target)
            archive.writestr(zipfile.ZipInfo(name + ".pt"), target.getvalue(), zipfile.ZIP_DEFLATED, 9)
            manifest += ["\t".join((name + ".pt",) + line) for line in lines(value)]
        old = io.BytesIO()
        torch.save(torch.arange(3), old, _use_new_zipfile_serialization=False)
        archive.writestr(zipfile.ZipInfo("old.pt"), old.getvalue(), zipfile.ZIP_DEFLATED, 9)
        target = io.BytesIO()
        torch.save(torch.nn.Linear(3, 2), target)
        archive.writestr(zipfile.ZipInfo("module.pt"), target.getvalue(), zipfile.ZIP_DEFLATED, 9)
        archive.writestr(zipfile.ZipInfo("manifest.tsv"), "\n".join(manifest) + "\n", zipfile.ZIP_DEFLATED, 9)
    sys.stderr.write("%d tensors\n" % len(manifest))


if __name__ == "__main__":
    main(sys.argv[1])
