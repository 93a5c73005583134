"""Values and what Python's repr gives for them: the pickle and the repr, both in base64.

    python3.13 make_reprs.py ../resources/repr/python-3.13.tsv.gz
    python3 make_reprs.py --numpy ../../../../npy/src/test/resources/repr/numpy-2.4.tsv.gz

The first run takes CPython 3.13, the second any with NumPy 2.4. NumPy names itself np in its reprs;
Brine writes the name that can be imported.
"""
import base64, collections, copyreg, datetime, decimal, fractions, gzip, pathlib, pickle
import random, re, struct, sys, types, uuid

rng = random.Random(20261129)


class Record:
    """Not known to Brine: its repr is the expression that its pickle makes."""

    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Record, self.args

    def __repr__(self):
        return 'shop.Record(' + ', '.join(map(repr, self.args)) + ')'


class Stateful(Record):
    def __reduce__(self):
        return Stateful, self.args[:-1], self.args[-1]

    def __setstate__(self, state):
        raise AssertionError

    def __repr__(self):
        state = self.args[-1]
        return ('shop.Stateful(' + ', '.join(map(repr, self.args[:-1])) + ')'
                + ('' if state is None else '.__setstate__(' + repr(state) + ')'))


class Named(Record):
    def __reduce__(self):
        return copyreg.__newobj_ex__, (Named, self.args, {'size': 3, 'of': self.args})

    def __new__(cls, *args, size=0, of=()):
        return object.__new__(cls)

    def __repr__(self):
        given = ''.join(repr(a) + ', ' for a in self.args)
        return 'shop.Named(' + given + 'size=3, of=' + repr(self.args) + ')'


class Items(list):
    def __reduce__(self):
        return Items, (), None, iter(list(self))

    def __repr__(self):
        return 'shop.Items()' + ('.extend(' + list.__repr__(self) + ')' if len(self) else '')


class Point(collections.namedtuple('Point', 'x y')):
    def __repr__(self):
        return 'shop.Point(' + repr(self[0]) + ', ' + repr(self[1]) + ')'

shop = types.ModuleType('shop')
sys.modules['shop'] = shop
for made in (Record, Stateful, Named, Items, Point):
    made.__module__ = 'shop'
    made.__qualname__ = made.__name__
    setattr(shop, made.__name__, made)


def text():
    kind = rng.random()
    n = rng.choice([0, 1, 2, 3, 5, 8, 13, 40])
    if kind < 0.4:
        return ''.join(rng.choice('abc xyz_0189,;()[]{}') for _ in range(n))
    if kind < 0.6 or '--numpy' in sys.argv:  # whose CPython may know another Unicode
        return ''.join(rng.choice('\'"\\\n\r\t\0\x1b\x7f\x80\xa0\xad\xffab ') for _ in range(n))
    while True:
        s = ''.join(chr(rng.choice([rng.randrange(0x20, 0x250), rng.randrange(0x300, 0x3000),
                                    rng.randrange(0x3000, 0x10000), rng.randrange(0x10000, 0x32000),
                                    rng.randrange(0xe0000, 0x110000)])) for _ in range(n))
        # a pair of lone surrogates is one character in UTF-16
        if not re.search('[\ud800-\udbff][\udc00-\udfff]', s):
            return s


def raw():
    n = rng.choice([0, 1, 2, 5, 20])
    return bytes(rng.choice(b'\'"\\\n\r\tabc\0\x7f\xff' if rng.random() < .5 else range(256))
                 for _ in range(n))


def real():
    kind = rng.random()
    if kind < 0.3:
        return round(rng.uniform(-1000, 1000), rng.randrange(6))
    if kind < 0.5:
        return rng.choice([0.0, -0.0, 1.0, 1e16, 1e15, 9999999999999998.0, 1e-4, 1e-5, 1e22, 1e23,
                           float('inf'), float('-inf'), float('nan'), 5e-324,
                           1.7976931348623157e308, 2.0 ** 53, 0.1, -1 / 3])
    return struct.unpack('<d', rng.randbytes(8))[0]


def whole():
    return rng.choice([rng.randrange(-5, 300), rng.randrange(-2 ** 31, 2 ** 31),
                       rng.randrange(-2 ** 64, 2 ** 64), rng.getrandbits(rng.randrange(1, 700)),
                       -(10 ** rng.randrange(1, 60))])


def delta():
    return rng.choice([
        datetime.timedelta(rng.randrange(-3, 3)), datetime.timedelta(0, rng.randrange(100000)),
        datetime.timedelta(rng.randrange(-10 ** 6, 10 ** 6), rng.randrange(86400),
                           rng.randrange(10 ** 6)),
        datetime.timedelta(microseconds=rng.randrange(-10, 10)), datetime.timedelta.max])


def zone():
    kind = rng.random()
    if kind < 0.4:
        return None
    if kind < 0.5:
        return datetime.timezone.utc
    offset = datetime.timedelta(minutes=rng.randrange(-1439, 1440))
    if rng.random() < 0.1:
        offset = datetime.timedelta(seconds=rng.randrange(-86399, 86400), microseconds=5)
        if abs(offset) >= datetime.timedelta(1):
            offset = datetime.timedelta(0)
    return datetime.timezone(offset) if kind < 0.8 else datetime.timezone(offset, text())


def clock():
    h, m = rng.randrange(24), rng.randrange(60)
    return rng.choice([(0, 0), (h, m), (h, m, rng.randrange(60)),
                       (h, m, rng.choice([0, 7]), rng.randrange(10 ** 6))])


def moment():
    day = (rng.choice([1, 99, 1970, 2020, 9999]), rng.randrange(1, 13), rng.randrange(1, 29))
    fold = int(rng.random() < 0.2)
    return rng.choice([
        lambda: datetime.date(*day),
        lambda: datetime.time(*clock(), tzinfo=zone(), fold=fold),
        lambda: datetime.datetime(*day, *clock(), tzinfo=zone(), fold=fold),
        lambda: datetime.datetime(*day, *clock(), tzinfo=zone()),
        delta, lambda: datetime.timezone(delta() % datetime.timedelta(1))])()


def exact():
    return rng.choice([
        lambda: decimal.Decimal(rng.choice(['1.10', '-0', 'NaN', '-Infinity', '1E+999999', 'sNaN12',
                                            '0E-10', '123456789012345678901234567890.5'])),
        lambda: decimal.Decimal(repr(rng.uniform(-1e9, 1e9))),
        lambda: fractions.Fraction(whole(), rng.randrange(1, 10 ** 6)),
        lambda: complex(real(), real()), lambda: complex(rng.randrange(3), rng.randrange(-2, 3)),
        lambda: complex(-0.0, -0.0)])()


def scalar():
    return rng.choice([
        lambda: None, lambda: rng.random() < 0.5, whole, whole, real, real, text, text, text, raw,
        lambda: bytearray(raw()), exact, exact, moment, moment, moment, lambda: ...,
        lambda: NotImplemented,
        lambda: range(rng.randrange(5), rng.randrange(50), rng.choice([1, 1, 2, -3, 10 ** 30])),
        lambda: uuid.UUID(int=rng.getrandbits(128)),
        lambda: rng.choice([pathlib.PurePosixPath, pathlib.PureWindowsPath])(
            rng.choice(['a', '/a/b', 'C:\\x\\y', '.', "it's", '//a/b/c', 'C:/'])),
        lambda: rng.choice([int, list, dict, str, object, len, sum, getattr, collections.deque,
                            collections.OrderedDict, datetime.datetime, decimal.Decimal,
                            fractions.Fraction, type, bytes, set])])()


def key(depth=2):
    made = any_key(depth)
    try:
        hash(made)
        return made
    except TypeError:  # a signaling NaN
        return text()


def any_key(depth):
    return rng.choice([whole, real, text, raw, lambda: None, exact, moment,
                       lambda: tuple(key(depth - 1) for _ in range(rng.randrange(4)))
                       if depth > 0 else text(),
                       lambda: frozenset(rng.randrange(1000) for _ in range(rng.randrange(3)))])()


def entries(depth):
    return [(key(), value(depth - 1)) for _ in range(rng.choice([0, 1, 1, 2, 3, 6]))]


def value(depth):
    if depth <= 0 or rng.random() < 0.35:
        return scalar()
    some = lambda: [value(depth - 1) for _ in range(rng.choice([0, 1, 1, 2, 3, 7]))]
    ints = lambda: [rng.randrange(-1000, 1000) for _ in range(rng.randrange(30))]

    def default():
        made = collections.defaultdict(rng.choice([list, int, dict, None, collections.deque]))
        made.update(entries(depth))
        return made

    def inside():
        made = rng.choice([list, dict, collections.deque, collections.OrderedDict,
                           lambda: collections.defaultdict(list)])()
        (made.append(made) if hasattr(made, 'append') else made.__setitem__(1, made))
        return made

    return rng.choice([
        some, ints, lambda: [real() for _ in range(rng.randrange(9))], lambda: tuple(some()),
        lambda: (value(depth - 1),), lambda: dict(entries(depth)), lambda: dict(entries(depth)),
        lambda: collections.OrderedDict(entries(depth)), default,
        lambda: collections.Counter({key(): rng.randrange(-2, 9) for _ in range(rng.randrange(6))}),
        lambda: collections.deque(some(), rng.choice([None, 3, 100])),
        lambda: {key() for _ in range(rng.randrange(4))},
        lambda: frozenset(key() for _ in range(rng.randrange(4))),
        lambda: slice(value(depth - 1), scalar(), None), inside,
        lambda: Record(*some()), lambda: Stateful(*some(), value(depth - 1)),
        lambda: Named(*some()), lambda: Items(some()), lambda: Point(scalar(), value(depth - 1))])()


def numpy_value(depth):
    import numpy as np

    def number():
        kind = rng.choice(['?', 'b', 'h', 'i', 'l', 'B', 'H', 'I', 'L', 'e', 'f', 'd', 'F', 'D'])
        dtype = np.dtype(kind)
        made = np.frombuffer(rng.randbytes(dtype.itemsize), dtype)[0]
        if kind == '?':
            return np.bool_(rng.random() < 0.5)
        if kind in 'efdFD' and rng.random() < 0.6:
            return dtype.type(rng.choice([0, 1, -1.5, 0.1, 1e16, 1e-5, 65504, 3 + 0.25, 1e4]))
        return made

    def time():
        unit = rng.choice(['Y', 'M', 'W', 'D', 'h', 'm', 's', 'ms', 'us', 'ns', '7D', '15m'])
        if rng.random() < 0.5:
            return np.timedelta64(rng.choice([rng.randrange(-99, 9999), 'NaT']), unit)
        return np.datetime64(rng.choice([rng.randrange(-9999, 99999), 'NaT']), unit)

    def struct_():
        fields = [('a', '<i4'), ('b c', '<f8'), ('t', '<U3'), ('z', 'S2'), ('m', '<M8[D]'),
                  ('d', '<m8[s]'), ('v', '<f4', (2,))]
        chosen = [f for f in fields if rng.random() < 0.5] or fields[:1]
        made = np.zeros(1, chosen)
        for f in chosen:
            if f[1] == '<U3':
                made[f[0]] = rng.choice(['', "it'", 'é\n'])
            elif f[1] == 'S2':
                made[f[0]] = rng.choice([b'', b"'a", b'\xff'])
            else:
                made[f[0]] = rng.randrange(100)
        return made[0]

    def scalar_():
        return rng.choice([
            number, number, number, time, time, struct_, lambda: np.str_(text().rstrip('\0')),
            lambda: np.bytes_(raw().rstrip(b'\0')), lambda: np.void(b'v' + raw()),
            lambda: np.longdouble(rng.choice([1.5, 0.1, -2])), lambda: np.clongdouble(1 + 2j),
            lambda: np.dtype(rng.choice(['f8', '>i4', 'U3', 'S2', 'M8[D]', 'O', 'V4', '?'])),
            lambda: np.array([number() for _ in range(1)]),
            lambda: np.arange(rng.randrange(1, 30)), lambda: np.ones((2, rng.randrange(1, 4)), 'f4'),
            lambda: np.array(['a', "it's"]), number, time])()

    if depth <= 0 or rng.random() < 0.5:
        return scalar_()
    some = lambda: [numpy_value(depth - 1) for _ in range(rng.randrange(4))]
    return rng.choice([some, lambda: tuple(some()), lambda: {text(): numpy_value(depth - 1)}])()


# no other text that is made has these two letters before a dot
NUMPY = re.compile(r'\bnp\.(?=[a-zA-Z])')


def b64(data):
    return base64.b64encode(data).decode()


def main():
    numpy = sys.argv[1] == '--numpy'
    wanted = 1000 if numpy else 5000
    if not numpy:
        assert sys.version_info[:2] == (3, 13)
    lines = []
    while len(lines) < wanted:
        made = numpy_value(2) if numpy else value(rng.randrange(4))
        shown = repr(made)
        if len(shown) > 20000:
            continue
        shown = NUMPY.sub('numpy.', shown) if numpy else shown
        # earlier protocols have neither the fold of a time nor a call with keywords
        lowest = 4 if 'fold=1' in shown or 'shop.Named' in shown else 2
        protocol = rng.randrange(lowest, 6)
        data = pickle.dumps(made, protocol)
        lines.append(b64(data) + '\t' + b64(shown.encode()))
    with open(sys.argv[-1], 'wb') as out:
        out.write(gzip.compress(('\n'.join(lines) + '\n').encode(), mtime=0))


main()
