"""Prints the headers that NumPy 2 and Python 3.11 write in an archive of more than 4 GiB.

    python3 make_large_fixture.py > large.txt

The archive is np.savez(a=2.5 GiB of zeros, b=arange(3), c=2.5 GiB of zeros, d=arange(2)). One line
for each stretch of it between the zeros: where it starts, and its bytes in hex.
"""

import tempfile

import numpy as np


class Sparse:
    """A file that keeps only what is written in small pieces."""

    def __init__(self):
        self.position = 0
        self.pieces = {}

    def write(self, data):
        size = memoryview(data).nbytes
        if size < 4096:
            self.pieces[self.position] = bytes(data)
        self.position += size
        return size

    def read(self):
        return b""

    def tell(self):
        return self.position

    def seek(self, position):
        self.position = position

    def flush(self):
        pass


def main():
    out = Sparse()
    with tempfile.NamedTemporaryFile() as zeros:
        zeros.truncate(5 << 29)
        huge = np.memmap(zeros.name, "u1", "r")
        np.savez(out, a=huge, b=np.arange(3), c=huge, d=np.arange(2))
    start, stretch = 0, b""
    for position, piece in sorted(out.pieces.items()):
        if position != start + len(stretch):
            print(start, stretch.hex())
            start, stretch = position, b""
        stretch += piece
    print(start, stretch.hex())


main()
