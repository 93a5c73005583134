#!/usr/bin/env python3
"""Make the samples of MNIST, Fashion-MNIST, CIFAR-10 and CIFAR-100 that Brine carries.

    make_image_samples.py OUTDIR

Drawn by this program, in the formats that Keras downloads: mnist.npz; four gzip files of IDX; two
.tar.gz of pickles as Python 2 wrote them (protocol 2, 8-bit strings). Digits are strokes, slanted,
stretched and moved at random; clothes and things are polygons. Needs NumPy. Draws only through
random.random(), whose stream Python promises to keep for a seed.
"""
import gzip
import io
import pathlib
import random
import struct
import sys
import tarfile

import numpy as np

SEED = 28

# The strokes of a digit: points from (0, 0), top left, to (1, 1), bottom right.
DIGITS = [
    ["5,0 2,2 1,5 2,8 5,10 8,8 9,5 8,2 5,0"],
    ["3,2 5,0 5,10"],
    ["1,2 3,0 7,0 9,2 8,4 1,10 9,10"],
    ["1,1 5,0 8,2 5,5 9,7 6,10 1,9"],
    ["7,10 7,0 1,7 9,7"],
    ["8,0 2,0 2,4 6,4 9,7 6,10 1,9"],
    ["7,0 3,3 1,7 4,10 8,9 8,6 4,5 2,7"],
    ["1,0 9,0 4,10"],
    ["5,5 2,3 3,0 7,0 8,3 5,5 1,8 4,10 7,10 9,8 5,5"],
    ["8,3 5,5 2,3 4,0 7,0 8,3 7,7 5,10"],
]

# The outline of a piece of clothing, by class of Fashion-MNIST.
CLOTHES = [
    "3,1 7,1 10,3 9,5 7,4 7,9 3,9 3,4 1,5 0,3",
    "3,0 7,0 8,10 6,10 5,3 4,10 2,10",
    "3,1 7,1 10,8 8,9 7,5 7,9 3,9 3,5 2,9 0,8",
    "4,0 6,0 6,4 8,10 2,10 4,4",
    "3,0 7,0 9,9 8,9 7,4 7,10 3,10 3,4 2,9 1,9",
    "0,8 3,6 6,3 7,3 6,6 10,7 10,8",
    "3,1 5,2 7,1 9,3 8,5 7,4 8,9 2,9 3,4 2,5 1,3",
    "0,6 3,6 6,4 8,6 10,7 10,8 0,8",
    "1,4 3,4 4,2 6,2 7,4 9,4 9,9 1,9",
    "2,1 5,1 5,6 10,8 10,10 2,10",
]

# What stands in the middle of a picture, by class of CIFAR-10.
THINGS = [
    "0,5 4,4 3,1 5,1 6,4 10,4 10,6 6,6 5,9 3,9 4,6",
    "0,6 2,6 3,4 7,4 8,6 10,6 10,8 0,8",
    "1,5 4,3 5,1 7,1 9,2 7,3 7,6 5,8 2,7",
    "2,2 3,4 6,4 7,2 8,6 7,9 2,9 1,6",
    "2,1 3,3 4,1 5,4 9,5 9,10 8,10 7,7 5,7 5,10 4,10 3,5",
    "1,3 4,2 5,5 9,4 9,9 8,9 7,7 5,7 4,9 3,9 3,5",
    "1,8 2,5 4,4 5,3 6,4 8,5 9,8 7,7 5,8 3,7",
    "1,3 4,1 5,4 9,4 9,10 8,10 8,7 5,7 5,10 4,10 4,5",
    "0,7 4,7 4,2 6,2 6,7 10,7 8,9 2,9",
    "0,3 6,3 6,5 9,5 9,8 0,8",
]


def points(text):
    return np.array([[float(n) / 10 for n in pair.split(",")] for pair in text.split()])


class Painter:
    def __init__(self, seed):
        self._random = random.Random(seed).random

    def between(self, low, high):
        return low + (high - low) * self._random()

    def whole(self, low, high):
        return low + int(self._random() * (high - low + 1))

    def moved(self, outline, side):
        """Slanted, stretched and moved, in pixels."""
        slant, wide, tall = self.between(-0.25, 0.25), self.between(0.8, 1.05), self.between(0.85, 1.05)
        x = (outline[:, 0] - 0.5) * wide - (outline[:, 1] - 0.5) * slant
        y = (outline[:, 1] - 0.5) * tall
        size = side * 20 / 28
        return np.stack([
            side / 2 + x * size + self.between(-1.5, 1.5), side / 2 + y * size + self.between(-1.5, 1.5)
        ], axis=1)

    def digit(self, label):
        ink = np.zeros((28, 28))
        pen = self.between(1.0, 1.7)
        py, px = np.mgrid[0:28, 0:28] + 0.5
        for stroke in DIGITS[label]:
            line = self.moved(points(stroke), 28)
            for (ax, ay), (bx, by) in zip(line, line[1:]):
                length = max((bx - ax) ** 2 + (by - ay) ** 2, 1e-9)
                t = np.clip(((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length, 0, 1)
                far = np.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay))
                ink = np.maximum(ink, np.clip(pen + 0.5 - far, 0, 1))
        return np.round(ink * 15).astype(np.uint8) * 17

    def mask(self, outline, side):
        """Which pixels lie inside of the outline."""
        corners = self.moved(points(outline), side)
        py, px = np.mgrid[0:side, 0:side] + 0.5
        inside = np.zeros((side, side), dtype=bool)
        for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0)):
            crosses = (ay > py) != (by > py)
            inside ^= crosses & (px < ax + (py - ay) * (bx - ax) / (by - ay if by != ay else 1))
        return inside

    def garment(self, label):
        picture = np.zeros((28, 28), dtype=np.uint8)
        picture[self.mask(CLOTHES[label], 28)] = self.whole(6, 15) * 17
        return picture

    def scene(self, shape, hue):
        """Sky above ground, and a thing before both; as three planes of red, green and blue."""
        picture = np.zeros((3, 32, 32), dtype=np.uint8)
        horizon = self.whole(12, 24)
        picture[:, :horizon] = np.array([90, 150, 210]).reshape(3, 1, 1) + self.whole(-40, 40)
        picture[:, horizon:] = np.array([80, 120, 60]).reshape(3, 1, 1) + self.whole(-40, 40)
        colour = np.array([(hue * 53) % 200 + 40, (hue * 97) % 200 + 20, (hue * 29) % 200 + 30])
        picture[:, self.mask(THINGS[shape], 32)] = colour.reshape(3, 1)
        return picture

    def labels(self, count, classes):
        """As many of each class, in mixed order."""
        labels = [i % classes for i in range(count)]
        for i in range(count - 1, 0, -1):
            j = self.whole(0, i)
            labels[i], labels[j] = labels[j], labels[i]
        return labels


class Python2Pickle:
    """Writes as Python 2's cPickle did with protocol 2, as far as CIFAR's files need it."""

    def __init__(self):
        self.out, self.memo = io.BytesIO(), 0

    def put(self, opcodes, *, memo=False):
        self.out.write(opcodes)
        if memo:
            self.memo += 1
            self.out.write(b"q" + bytes([self.memo]) if self.memo < 256 else
                           b"r" + struct.pack("<I", self.memo))

    def string(self, value):
        short = len(value) < 256
        head = b"U" + bytes([len(value)]) if short else b"T" + struct.pack("<I", len(value))
        self.put(head + value, memo=True)

    def integer(self, value):
        self.put(b"K" + bytes([value]) if 0 <= value < 256 else
                 b"M" + struct.pack("<H", value) if 0 <= value < 65536 else
                 b"J" + struct.pack("<i", value))

    def list(self, items, write):
        self.put(b"]", memo=True)
        for start in range(0, len(items), 1000):
            self.put(b"(")
            for item in items[start:start + 1000]:
                write(item)
            self.put(b"e")

    def array(self, data):
        self.put(b"cnumpy.core.multiarray\n_reconstruct\n", memo=True)
        self.put(b"cnumpy\nndarray\n", memo=True)
        self.put(b"K\x00\x85", memo=True)
        self.string(b"b")
        self.put(b"\x87", memo=True)
        self.put(b"R", memo=True)
        self.put(b"(K\x01")
        self.integer(data.shape[0])
        self.integer(data.shape[1])
        self.put(b"\x86", memo=True)
        self.put(b"cnumpy\ndtype\n", memo=True)
        self.string(b"u1")
        self.put(b"K\x00K\x01\x87", memo=True)
        self.put(b"R", memo=True)
        self.put(b"(K\x03")
        self.string(b"|")
        self.put(b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00t", memo=True)
        self.put(b"b\x89")
        self.string(data.tobytes())
        self.put(b"t", memo=True)
        self.put(b"b")

    @classmethod
    def dict(cls, entries):
        """The bytes of a pickle of a dict; values are bytes, an array, or a list."""
        self = cls()
        self.put(b"\x80\x02")
        self.put(b"}", memo=True)
        self.put(b"(")
        for key, value in entries:
            self.string(key)
            if isinstance(value, bytes):
                self.string(value)
            elif isinstance(value, np.ndarray):
                self.array(value)
            else:
                self.list(value, self.string if isinstance(value[0], bytes) else self.integer)
        self.put(b"u.")
        return self.out.getvalue()


def idx(array):
    head = struct.pack(">I", 0x0800 | array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(head + array.tobytes(), 9, mtime=0)


def tar_gz(folder, members):
    """A folder of members, as GNU tar writes it."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.GNU_FORMAT) as tar:
        top = tarfile.TarInfo(folder)
        top.type, top.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(top)
        for name, data in members:
            info = tarfile.TarInfo(folder + "/" + name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return gzip.compress(plain.getvalue(), 9, mtime=0)


def batch(name, data, labels):
    """One of CIFAR's files; labels are (key, list) pairs."""
    names = [b"drawn_%06d.png" % i for i in range(min(len(data), 1000))]
    return Python2Pickle.dict([(b"batch_label", name), *labels, (b"data", data), (b"filenames", names)])


def cifar10(painter):
    members = []
    for name, count in [(f"data_batch_{i}", 10) for i in range(1, 6)] + [("test_batch", 20)]:
        labels = painter.labels(count, 10)
        pictures = np.stack([painter.scene(label, label).reshape(-1) for label in labels])
        members.append((name, batch(name.encode(), pictures, [(b"labels", labels)])))
    return tar_gz("cifar-10-batches-py", members)


def cifar100(painter):
    members = []
    for name, count in (("train", 50), ("test", 20)):
        fine = painter.labels(count, 100)
        coarse = [label // 5 for label in fine]
        pictures = np.stack([painter.scene(label % 10, label).reshape(-1) for label in fine])
        labels = [(b"fine_labels", fine), (b"coarse_labels", coarse)]
        members.append((name, batch(name.encode(), pictures, labels)))
    return tar_gz("cifar-100-python", members)


def main(outdir):
    painter = Painter(SEED)
    arrays = {}
    for part, count in (("train", 400), ("test", 200)):
        labels = painter.labels(count, 10)
        arrays["x_" + part] = np.stack([painter.digit(label) for label in labels])
        arrays["y_" + part] = np.array(labels, dtype=np.uint8)
    np.savez_compressed(outdir / "mnist.npz", **arrays)
    for part, count in (("train", 60), ("t10k", 30)):
        labels = painter.labels(count, 10)
        pictures = np.stack([painter.garment(label) for label in labels])
        (outdir / f"{part}-images-idx3-ubyte.gz").write_bytes(idx(pictures))
        (outdir / f"{part}-labels-idx1-ubyte.gz").write_bytes(idx(np.array(labels, dtype=np.uint8)))
    (outdir / "cifar-10-python.tar.gz").write_bytes(cifar10(painter))
    (outdir / "cifar-100-python.tar.gz").write_bytes(cifar100(painter))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
