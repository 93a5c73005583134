"""Writes the seeds of the fuzz target: src/test/resources/fuzz/scan.

    python3 scan/src/test/python/make_fuzz_seeds.py

With NumPy 2.x. One small file of each form that a scan looks into, and forms in one another.
"""

import bz2
import gzip
import io
import lzma
import pathlib
import pickle
import tarfile
import zipfile
import zlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fuzz" / "scan"


class Call:
    """What a hostile pickle asks for; made here, never loaded."""

    def __reduce__(self):
        import os

        return os.system, ("true",)


def npy(array):
    file = io.BytesIO()
    np.lib.format.write_array(file, array)
    return file.getvalue()


def npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def zipped(method=zipfile.ZIP_STORED, **members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def tar(form, **members):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue().rstrip(b"\0") + bytes(1024)


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    data = pickle.dumps({"a": [1, 2.5, "b", None]}, 4)
    evil = pickle.dumps([Call()], 2)
    numbers = npy(np.arange(6, dtype="<i4").reshape(2, 3))
    objects = npy(np.array([[1, 2], [3]], dtype=object))
    long = "n" * 120
    seeds = {
        "numbers.npy": numbers,
        "objects.npy": objects,
        "arrays.npz": npz(a=np.arange(3), b=np.array([{}], dtype=object)),
        "data.pkl": data,
        "evil.pkl": evil,
        "text.pkl": pickle.dumps([1, "a"], 0),
        "bytes.pkl": pickle.dumps(evil, 4),
        "two.pkl": data + evil,
        "data.pkl.gz": gzip.compress(data, mtime=0),
        "data.pkl.zz": zlib.compress(evil),
        "data.pkl.bz2": bz2.compress(data),
        "data.pkl.xz": lzma.compress(data),
        "data.pkl.lzma": lzma.compress(data, format=lzma.FORMAT_ALONE),
        "ustar.tar": tar(tarfile.USTAR_FORMAT, a=data, b=numbers),
        "pax.tar": tar(tarfile.PAX_FORMAT, **{long: evil}),
        "gnu.tar": tar(tarfile.GNU_FORMAT, **{long: evil}),
        "data.tar.gz": gzip.compress(tar(tarfile.USTAR_FORMAT, a=evil), mtime=0),
        "zip.zip": zipped(a=zipped(b=data), c=gzip.compress(evil, mtime=0)),
        "model.pt": zipped(**{"m/data.pkl": data, "m/data/0": bytes(16), "m/version": b"3\n"}),
        "behind.npy": numbers + objects,
    }
    for name, seed in seeds.items():
        assert len(seed) <= 4096, (name, len(seed))
        (HERE / name).write_bytes(seed)


if __name__ == "__main__":
    main()
