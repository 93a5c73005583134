"""Object arrays of generated values of every kind, as np.save writes them.

    python3 make_saved_objects.py ../resources/object/saved-2.npz            (NumPy 2)
    /usr/bin/python3 make_saved_objects.py ../resources/object/saved-1.npz   (NumPy 1.24)

Two more arguments are how many arrays, and the first seed: 60 and 0. Each member is an array of
random values, some of them shared; SavedObjectsTest reads them, writes them again, and wants the
same bytes. make_saved_objects.py --check A B says whether two archives hold equal values, in the
opinion of the NumPy that runs it.
"""

import collections
import datetime
import decimal
import fractions
import io
import pathlib
import random
import sys
import uuid
import warnings
import zipfile

import numpy as np

SECOND = int(np.__version__.split(".")[0]) >= 2
SCALARS = "? b B h H i I q Q e f d g F D G".split()
warnings.simplefilter("ignore")


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.made = []

    def text(self):
        letters = "abcxyz_ 0\n\"\\\x00\xe9\u20ac\U0001f600\ud800"
        return "".join(self.random.choice(letters) for _ in range(self.random.randrange(12)))

    def blob(self):
        return bytes(self.random.randrange(256) for _ in range(self.random.choice([0, 1, 2, 9, 300])))

    def integer(self):
        bits = self.random.choice([1, 7, 8, 16, 31, 32, 63, 64, 65, 200])
        return self.random.randrange(-(2**bits), 2**bits)

    def number(self):
        special = [0.0, -0.0, float("inf"), float("-inf"), float("nan"), 0.1, 1e300, 5e-324]
        return self.random.choice(special + [self.random.uniform(-1e6, 1e6)])

    def zone(self):
        minutes = datetime.timedelta(minutes=self.random.randrange(-700, 700))
        return self.random.choice(
            [None, datetime.timezone.utc, datetime.timezone(minutes), datetime.timezone(minutes, "z")]
        )

    def time(self):
        r = self.random.randrange
        date = datetime.date(r(1, 9999), r(1, 12), r(1, 28))
        clock = datetime.time(r(24), r(60), r(60), r(10**6), self.zone(), fold=r(2) if SECOND else 0)
        return self.random.choice(
            [
                date,
                clock,
                datetime.datetime.combine(date, clock),
                datetime.timedelta(r(-99999, 99999), r(86400), r(10**6)),
                datetime.timezone(datetime.timedelta(seconds=r(-80000, 80000))),
            ]
        )

    def exact(self):
        r = self.random.randrange
        return self.random.choice(
            [
                decimal.Decimal(r(-(10**9), 10**9)).scaleb(r(-20, 20)),
                decimal.Decimal(self.random.choice(["NaN", "-Infinity", "-0", "1E+99"])),
                fractions.Fraction(r(-99, 99), r(1, 99)),
                uuid.UUID(int=r(2**128)),
                complex(self.number(), self.number()),
                range(r(9), r(99), r(1, 9)),
                slice(None, r(9), None),
                Ellipsis,
                NotImplemented,
                pathlib.PurePosixPath(self.random.choice(["/a/b", "a", ".", "//x/y", "/", "a/../b"])),
            ]
        )

    def key(self):
        return self.random.choice(
            [self.text, self.integer, self.blob, lambda: (self.integer(), self.text()), lambda: None]
        )()

    def container(self, depth):
        count = self.random.choice([0, 1, 2, 3, 4, 7])
        items = [self.value(depth + 1) for _ in range(count)]
        entries = [(self.key(), item) for item in items]
        return self.random.choice(
            [
                lambda: items,
                lambda: tuple(items),
                lambda: dict(entries),
                lambda: [self.integer() for _ in range(count * 9)],
                lambda: tuple(self.number() for _ in range(count)),
                lambda: set(key for key, _ in entries[:1]),
                lambda: frozenset(key for key, _ in entries[:1]),
                lambda: collections.OrderedDict(entries),
                lambda: collections.defaultdict(self.random.choice([None, list, int]), entries),
                lambda: collections.Counter([key for key, _ in entries]),
                lambda: collections.deque(items, self.random.choice([None, 3])),
                lambda: bytearray(self.blob()),
            ]
        )()

    def dtype(self, depth=0):
        r = self.random.randrange
        order = self.random.choice("<<>")
        simple = [order + self.random.choice(["i2", "i4", "i8", "u2", "f2", "f4", "f8", "c8", "c16"])]
        simple += [self.random.choice(SCALARS), "S%d" % r(1, 5), order + "U%d" % r(1, 4), "V3"]
        simple += [order + "M8[%s]" % self.random.choice(["s", "ns", "D", "25us"]), order + "m8[h]"]
        if depth or r(3):
            return np.dtype(self.random.choice(simple))
        fields = []
        for i in range(r(1, 4)):
            name = "f%d" % i if r(4) else ("title %d" % i, "f%d" % i)
            shape = self.random.choice([(), (), (2,), (1, 3)])
            fields.append((name, self.dtype(1), shape))
        return np.dtype(fields, align=SECOND and bool(r(2)))

    def array(self, depth):
        r = self.random.randrange
        shape = self.random.choice([(), (1,), (3,), (2, 3), (0,), (2, 0), (2, 2, 2)])
        size = int(np.prod(shape))
        kind = r(8)
        if kind == 0 and depth < 3:
            array = np.empty(size, object)
            for i in range(size):
                array[i] = self.value(depth + 1)
            return array.reshape(shape)
        if kind == 1 and depth < 3:
            array = np.empty(size, [("n", "i4"), ("o", object), ("u", "U2")])
            for i in range(size):
                array[i] = (i, self.value(depth + 1), "ab")
            return array.reshape(shape)
        dtype = self.dtype()
        data = bytes(r(128) for _ in range(size * dtype.itemsize))
        if "?" in repr(dtype) or "bool" in repr(dtype) or "U" in dtype.str or "U" in repr(dtype):
            data = bytes(len(data))
        array = np.frombuffer(data, dtype, size).reshape(shape) if dtype.itemsize else np.empty(shape, dtype)
        array = array.copy(order="F" if r(4) == 0 else "C")
        if kind == 2 and array.dtype.names is None and array.dtype.kind not in "mM":
            array = np.ma.MaskedArray(array, mask=np.zeros(shape, bool))
            if size:
                array.mask.flat[r(size)] = True
        elif kind == 3 and array.dtype.names and not SECOND:
            array = array.view(np.recarray)
        elif kind == 4 and array.ndim == 2:
            array = array.view(np.matrix)
        return array

    def scalar(self):
        dtype = self.dtype()
        data = bytes(self.random.randrange(128) for _ in range(dtype.itemsize))
        if "U" in repr(dtype) or "?" in repr(dtype) or "bool" in repr(dtype):
            data = bytes(len(data))
        return np.frombuffer(data, dtype, 1)[0]

    def value(self, depth=0):
        simple = [
            lambda: None,
            lambda: self.random.random() < 0.5,
            self.integer,
            self.number,
            self.text,
            self.blob,
            self.time,
            self.exact,
            self.scalar,
            self.dtype,
            lambda: self.random.choice(self.made) if self.made else 0,
        ]
        deep = [lambda: self.container(depth), lambda: self.container(depth), lambda: self.array(depth)]
        value = self.random.choice(simple + (deep * 2 if depth < 4 else []))()
        self.made = (self.made + [value])[-30:]
        return value


def make(target, count=60, first=0, items=40):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for seed in range(first, first + count):
            maker = Maker(seed)
            array = np.empty(items, object)
            for i in range(items):
                array[i] = maker.value()
            saved = io.BytesIO()
            np.save(saved, array)
            archive.writestr(zipfile.ZipInfo("v%d.npy" % seed, (1980, 1, 1, 0, 0, 0)), saved.getvalue())


def same(a, b, seen):
    if (id(a), id(b)) in seen:
        return True
    seen.add((id(a), id(b)))
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ma.MaskedArray):
        return same(a.data, b.data, seen) and np.array_equal(a.mask, b.mask) and (
            repr(a._fill_value) == repr(b._fill_value)
        )
    if isinstance(a, np.ndarray):
        if a.dtype != b.dtype or a.shape != b.shape or a.flags.fnc != b.flags.fnc:
            return False
        if a.dtype.hasobject or a.dtype.kind == "T":
            return same(a.tolist(), b.tolist(), seen)
        return a.tobytes("A") == b.tobytes("A")
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return repr(a) == repr(b)
    if isinstance(a, dict):
        if getattr(a, "default_factory", 0) is not getattr(b, "default_factory", 0):
            return False
        return same(list(a.items()), list(b.items()), seen)
    if isinstance(a, collections.deque):
        return a.maxlen == b.maxlen and same(list(a), list(b), seen)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(same(x, y, seen) for x, y in zip(a, b))
    if isinstance(a, (datetime.time, datetime.datetime)):
        return repr(a) == repr(b)
    if isinstance(a, (decimal.Decimal, complex)):
        return repr(a) == repr(b)
    return a == b


def check(one, two):
    differ = 0
    with np.load(one, allow_pickle=True) as a, np.load(two, allow_pickle=True) as b:
        assert a.files == b.files
        for name in a.files:
            if not same(a[name], b[name], set()):
                differ += 1
                print(name, "differs")
    print(len(a.files), "members,", differ, "differ")
    return differ


if sys.argv[1] == "--check":
    sys.exit(1 if check(sys.argv[2], sys.argv[3]) else 0)
make(sys.argv[1], *map(int, sys.argv[2:]))
