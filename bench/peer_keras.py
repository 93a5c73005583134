#!/usr/bin/env python3
"""The peer: loads a data set with Keras itself; prints its shapes, and seconds in Keras' words, as JSON.

    KERAS_BACKEND=numpy peer_keras.py NAME FILE

NAME is that of a module of keras.datasets. Keras' get_file is replaced by one that takes FILE for what
is in the cache, and does to it what get_file does each time: extracts an archive. It computes no hash,
as the files are made and have another one, and as brine load --data does. Of fashion_mnist FILE is the
folder.
"""
import json
import os
import shutil
import sys
import tempfile
import time

START = time.perf_counter()
from keras.src.utils import file_utils  # noqa: E402

NAME, FILE = sys.argv[1], sys.argv[2]
MODULE = __import__("keras.src.datasets." + NAME, fromlist=["load_data"])
IMPORTED = time.perf_counter()
SCRATCH = tempfile.mkdtemp()


def get_file(fname=None, origin=None, file_hash=None, extract=False, cache_subdir=None):
    path = os.path.join(FILE, fname) if os.path.isdir(FILE) else FILE
    if not extract:
        return path
    file_utils.extract_archive(path, SCRATCH, "auto")
    return SCRATCH


def main():
    MODULE.get_file = get_file
    train, test = MODULE.load_data()
    loaded = time.perf_counter()
    shapes = [list(a.shape) for part in (train, test) for a in part]
    print(json.dumps({"shapes": shapes, "import_s": IMPORTED - START, "load_s": loaded - IMPORTED}))
    shutil.rmtree(SCRATCH)


main()
