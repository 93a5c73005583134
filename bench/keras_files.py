"""Makes files of the size and format of Keras' data sets, with numbers drawn at random."""

import gzip
import struct
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "datasets/src/main/python"))
from make_image_samples import batch, tar_gz  # noqa: E402


def pixels(rng, *shape):
    """Four of five are 0, as in pictures of digits, so that they can be compressed as well."""
    values = rng.integers(0, 256, shape, dtype=np.uint8)
    values[rng.random(shape, dtype=np.float32) < 0.8] = 0
    return values


def reuters(rng, path):
    rows = np.empty(11228, dtype=object)
    for i in range(len(rows)):
        rows[i] = [int(v) for v in rng.zipf(1.3, rng.integers(20, 270)) % 30979 + 1]
    np.savez_compressed(path, x=rows, y=rng.integers(0, 46, len(rows)))


def mnist(rng, path):
    np.savez_compressed(path, x_train=pixels(rng, 60000, 28, 28), x_test=pixels(rng, 10000, 28, 28),
                        y_train=rng.integers(0, 10, 60000, dtype=np.uint8),
                        y_test=rng.integers(0, 10, 10000, dtype=np.uint8))


def fashion_mnist(rng, path):
    path.mkdir()
    for part, count in (("train", 60000), ("t10k", 10000)):
        for kind, a in (("images-idx3", pixels(rng, count, 28, 28)),
                        ("labels-idx1", rng.integers(0, 10, count, dtype=np.uint8))):
            head = struct.pack(f">{1 + a.ndim}I", 0x0800 | a.ndim, *a.shape)
            (path / f"{part}-{kind}-ubyte.gz").write_bytes(gzip.compress(head + a.tobytes(), 6))


def cifar10(rng, path):
    members = []
    for name in [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]:
        labels = [int(v) for v in rng.integers(0, 10, 10000)]
        members.append((name, batch(name.encode(), pixels(rng, 10000, 3072), [(b"labels", labels)])))
    path.write_bytes(tar_gz("cifar-10-batches-py", members))


def cifar100(rng, path):
    members = []
    for name, count in (("train", 50000), ("test", 10000)):
        fine = [int(v) for v in rng.integers(0, 100, count)]
        labels = [(b"fine_labels", fine), (b"coarse_labels", [v // 5 for v in fine])]
        members.append((name, batch(name.encode(), pixels(rng, count, 3072), labels)))
    path.write_bytes(tar_gz("cifar-100-python", members))


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


def made(folder):
    """Makes them all in a folder; name to path."""
    paths = {}
    for name, (make, file) in MAKERS.items():
        paths[name] = Path(folder) / file
        make(np.random.default_rng(7), paths[name])
    return paths
