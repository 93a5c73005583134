#!/usr/bin/env python3
"""Writes keras_golden.jsonl: what Keras' data sets give for a grid of parameters.

    KERAS_BACKEND=numpy python3 make_keras_golden.py SAMPLES CIFAR10 > keras_golden.jsonl

SAMPLES is the folder of the samples that Brine carries, which have the format of the real files.
CIFAR10 is where cifar10_golden.tar.gz is written first: Keras takes batches of 10,000 pictures only;
most are of one colour here, so that the file is small. Made by Keras 3.15.1 with get_file replaced by the
path given. sha256 over the elements in C order, little-endian; of texts as int64: all values, row
offsets from 0, labels. Needs NumPy and Keras.
"""
import hashlib
import json
import pathlib
import random
import sys
import tarfile
import tempfile

import keras
import numpy as np
from keras.src.datasets import (boston_housing, california_housing, cifar10, cifar100, fashion_mnist,
                                mnist, reuters)

SAMPLES, CIFAR10 = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "main" / "python"))
from make_image_samples import batch, tar_gz  # noqa: E402


def sha256(array):
    plain = np.ascontiguousarray(array)
    return hashlib.sha256(plain.astype(plain.dtype.newbyteorder("<")).tobytes()).hexdigest()


def of_array(a):
    return {"dtype": str(a.dtype), "shape": list(a.shape), "sha256": sha256(a)}


def of_texts(x, y):
    rows = [list(r) for r in x]
    flat = [int(w) for r in rows for w in r]
    return {"count": len(rows), "tokens": len(flat), "values_sha256": sha256(np.array(flat, "<i8")),
            "offsets_sha256": sha256(np.cumsum([0] + [len(r) for r in rows]).astype("<i8")),
            "labels": of_array(y)}


def line(name, load, params, facts):
    out = {"set": name, "params": params}
    try:
        train, test = load(**params)
        out["train"], out["test"] = facts(*train), facts(*test)
    except (ValueError, OverflowError) as e:
        out["error"] = str(e)
    print(json.dumps(out))


def arrays(x, y):
    return {"x": of_array(x), "y": of_array(y)}


def grid(name, load, choices, count, facts):
    rng = random.Random(name)
    line(name, load, {}, facts)
    for _ in range(count):
        names = rng.sample(sorted(choices), rng.randint(1, len(choices)))
        line(name, load, {n: rng.choice(choices[n]) for n in names}, facts)


def made_cifar10():
    rng = np.random.RandomState(10)
    members = []
    for name in [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]:
        data = np.full((10000, 3072), len(members), dtype=np.uint8)
        data[rng.randint(0, 10000, 6)] = rng.randint(0, 256, (6, 3072))
        labels = [int(v) for v in rng.randint(0, 10, 5)] * 2000
        members.append((name, batch(name.encode(), data, [(b"labels", labels)])))
    return tar_gz("cifar-10-batches-py", members)


def extracted(path):
    folder = tempfile.mkdtemp()
    with tarfile.open(path) as tar:
        tar.extractall(folder, filter="data")
    return folder


def pictures(name, module, params):
    for layout in ("channels_last", "channels_first"):
        keras.config.set_image_data_format(layout)
        load = lambda **given: module.load_data(**{k: v for k, v in given.items() if k != "format"})
        line(name, load, {**params, "format": layout}, arrays)


def main():
    for module, name in ((reuters, "reuters"), (boston_housing, "boston_housing"),
                         (california_housing, "california_housing"), (mnist, "mnist")):
        module.get_file = lambda *_, path=str(SAMPLES / (name + ".npz")), **__: path
    fashion_mnist.get_file = lambda fname, **_: str(SAMPLES / fname)

    line("mnist", mnist.load_data, {}, arrays)
    line("fashion_mnist", fashion_mnist.load_data, {}, arrays)
    splits = {"test_split": [0.0, 0.1, 0.2, 0.25, 0.5, 0.75, 0.999, 1.0, 1.5, -0.1, 1e-09],
              "seed": [0, 1, 42, 113, 2**31, 2**32 - 1, -1, 2**32]}
    grid("boston_housing", boston_housing.load_data, splits, 24, arrays)
    grid("california_housing", california_housing.load_data,
         {**splits, "version": ["small", "large"]}, 24, arrays)
    line("california_housing", california_housing.load_data, {"version": "medium"}, arrays)
    grid("reuters", reuters.load_data, {
        "num_words": [None, 0, 1, 3, 50, 100, 1000, -1],
        "skip_top": [0, 1, 2, 10, 50, 500, -4],
        "maxlen": [None, 0, 9, 15, 30, 500, -1, 1],
        "test_split": [0.0, 0.1, 0.2, 0.5, 1.0, 1.5, -1.0, 2.5],
        "seed": [0, 1, 42, 113, 2**32 - 1],
        "start_char": [None, 0, 1, 9, -3],
        "oov_char": [None, 0, 2, 7, -2],
        "index_from": [0, 1, 3, 20, -1],
    }, 100, of_texts)
    for params in ({"start_char": None, "index_from": None}, {"seed": -1}, {"maxlen": 1, "num_words": 9},
                   {"maxlen": 1}):
        line("reuters", reuters.load_data, params, of_texts)

    CIFAR10.write_bytes(made_cifar10())
    folder = extracted(CIFAR10)
    cifar10.get_file = lambda **_: folder
    pictures("cifar10", cifar10, {})
    hundred = extracted(SAMPLES / "cifar-100-python.tar.gz")
    cifar100.get_file = lambda **_: hundred
    for mode in ("fine", "coarse", "both"):
        pictures("cifar100", cifar100, {"label_mode": mode})


main()
