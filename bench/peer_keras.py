#!/usr/bin/env python3
"""The peer: loads a data set with Keras itself, and prints its shapes as JSON.

    KERAS_BACKEND=numpy peer_keras.py NAME FILE

NAME is that of a module of keras.datasets. Keras' get_file is replaced by one that takes FILE for what
is in the cache, and does to it what get_file does: computes its hash, and extracts an archive. Of
fashion_mnist FILE is the folder.
"""
import json
import os
import shutil
import sys
import tempfile

from keras.src.utils import file_utils

NAME, FILE = sys.argv[1], sys.argv[2]
SCRATCH = tempfile.mkdtemp()


def get_file(fname=None, origin=None, file_hash=None, extract=False, cache_subdir=None):
    path = os.path.join(FILE, fname) if os.path.isdir(FILE) else FILE
    if file_hash:
        file_utils.hash_file(path, algorithm="sha256")
    if not extract:
        return path
    file_utils.extract_archive(path, SCRATCH, "auto")
    return SCRATCH


def main():
    module = __import__("keras.src.datasets." + NAME, fromlist=["load_data"])
    module.get_file = get_file
    train, test = module.load_data()
    print(json.dumps([list(a.shape) for part in (train, test) for a in part]))
    shutil.rmtree(SCRATCH)


main()
