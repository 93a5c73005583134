"""Writes which names an unpickler of this interpreter asks find_class for.

    python ask_find_class.py PICKLES ANSWERS

PICKLES holds pickles, each after its length in four bytes. Every name that the Python unpickler and
the C unpickler ask for is answered with a class that does nothing, so nothing of a pickle is run.
ANSWERS gets one line for each pickle: the names, "module NUL name" in hexadecimal, with spaces
between them. Runs on Python 2.7 and 3.6 and later.
"""

import binascii
import io
import pickle
import resource
import struct
import sys

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (400, 400))
sys.setrecursionlimit(500)
PY2 = sys.version_info[0] == 2
asked = []


def encoded(text):
    if isinstance(text, bytes):
        return text
    return text.encode('utf-8', 'surrogatepass')


def find_class(module, name):
    asked.append(encoded(module) + b'\0' + encoded(name))

    class Stub(object):
        def __new__(cls, *args, **kwargs):
            return object.__new__(cls)

        def __init__(self, *args, **kwargs):
            pass

        def append(self, item):
            pass

        def extend(self, items):
            pass

        def add(self, item):
            pass

        def __setitem__(self, key, item):
            pass

    return Stub


class Answers(object):
    def find_class(self, module, name):
        return find_class(module, name)

    def persistent_load(self, pid):
        return None


if PY2:
    import cPickle

    class Python(pickle.Unpickler):
        def find_class(self, module, name):
            return find_class(module, name)

        def persistent_load(self, pid):
            return None

    def c_unpickler(stream):
        unpickler = cPickle.Unpickler(stream)
        unpickler.find_global = find_class
        unpickler.persistent_load = lambda pid: None
        return unpickler

    readers = [Python, c_unpickler]
else:
    class Python(Answers, pickle._Unpickler):
        pass

    class C(Answers, pickle.Unpickler):
        pass

    readers = [Python, C]


def main():
    data = open(sys.argv[1], 'rb').read()
    at = 0
    with open(sys.argv[2], 'w') as out:
        while at < len(data):
            (length,) = struct.unpack('<I', data[at:at + 4])
            stream = data[at + 4:at + 4 + length]
            at += 4 + length
            del asked[:]
            for reader in readers:
                try:
                    reader(io.BytesIO(stream)).load()
                except BaseException:
                    pass
            out.write(' '.join(binascii.hexlify(n).decode('ascii') for n in sorted(set(asked))) + '\n')


main()
