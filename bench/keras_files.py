#!/usr/bin/env python3
"""Makes files of the size and format of Keras' data sets, with numbers drawn at random.

    keras_files.py FOLDER

What is there already stays. Prints the paths by data set, as JSON.
"""

import gzip
import io
import json
import struct
import sys
import tarfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "datasets/src/main/python"))
from make_image_samples import batch  # noqa: E402


def digits(rng, *shape):
    """Four of five pixels are 0, as in pictures of digits, so that they compress as well as those."""
    values = rng.integers(0, 256, shape, dtype=np.uint8)
    values[rng.random(shape, dtype=np.float32) < 0.8] = 0
    return values


def photographs(rng, *shape):
    """Hardly compressible, as CIFAR's pictures are: 170 MB of 184."""
    return np.clip(rng.normal(120, 50, shape).astype(np.float32), 0, 255).astype(np.uint8)


def tar_gz(path, folder, members):
    with gzip.GzipFile(path, "wb", compresslevel=6, mtime=0) as packed, tarfile.open(
        fileobj=packed, mode="w"
    ) as tar:
        for name, data in members:
            info = tarfile.TarInfo(folder + "/" + name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def reuters(rng, path):
    rows = np.empty(11228, dtype=object)
    for i in range(len(rows)):
        rows[i] = [int(v) for v in rng.zipf(1.3, rng.integers(20, 270)) % 30979 + 1]
    np.savez_compressed(path, x=rows, y=rng.integers(0, 46, len(rows)))


def mnist(rng, path):
    np.savez_compressed(path, x_train=digits(rng, 60000, 28, 28), x_test=digits(rng, 10000, 28, 28),
                        y_train=rng.integers(0, 10, 60000, dtype=np.uint8),
                        y_test=rng.integers(0, 10, 10000, dtype=np.uint8))


def fashion_mnist(rng, path):
    path.mkdir()
    for part, count in (("train", 60000), ("t10k", 10000)):
        for kind, a in (("images-idx3", digits(rng, count, 28, 28)),
                        ("labels-idx1", rng.integers(0, 10, count, dtype=np.uint8))):
            head = struct.pack(f">{1 + a.ndim}I", 0x0800 | a.ndim, *a.shape)
            (path / f"{part}-{kind}-ubyte.gz").write_bytes(gzip.compress(head + a.tobytes(), 6))


def cifar10(rng, path):
    members = []
    for name in [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]:
        labels = [int(v) for v in rng.integers(0, 10, 10000)]
        members.append((name, batch(name.encode(), photographs(rng, 10000, 3072), [(b"labels", labels)])))
    tar_gz(path, "cifar-10-batches-py", members)


def cifar100(rng, path):
    members = []
    for name, count in (("train", 50000), ("test", 10000)):
        fine = [int(v) for v in rng.integers(0, 100, count)]
        labels = [(b"fine_labels", fine), (b"coarse_labels", [v // 5 for v in fine])]
        members.append((name, batch(name.encode(), photographs(rng, count, 3072), labels)))
    tar_gz(path, "cifar-100-python", members)


def boston_housing(rng, path):
    np.savez(path, x=rng.random((506, 13)), y=rng.random(506))


def california_housing(rng, path):
    np.savez(path, x=rng.random((20640, 8), dtype=np.float32), y=rng.random(20640, dtype=np.float32))


MAKERS = {
    "reuters": (reuters, "reuters.npz"),
    "mnist": (mnist, "mnist.npz"),
    "fashion_mnist": (fashion_mnist, "fashion-mnist"),
    "cifar10": (cifar10, "cifar-10-python.tar.gz"),
    "cifar100": (cifar100, "cifar-100-python.tar.gz"),
    "boston_housing": (boston_housing, "boston_housing.npz"),
    "california_housing": (california_housing, "california_housing.npz"),
}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    paths = {name: Path(sys.argv[1], file) for name, (_, file) in MAKERS.items()}
    for name, path in paths.items():
        if not path.exists():
            MAKERS[name][0](np.random.default_rng(7), path)
    print(json.dumps({name: str(path) for name, path in paths.items()}))


if __name__ == "__main__":
    main()
