# -*- coding: utf-8 -*-
"""Pickles of every inert kind, as many Pythons write them, and the canonical text of each.

    python3 make_golden_pickles.py TARGET PYTHON...

runs this file under every PYTHON (2.7 and 3.6 on) to write each value in every protocol it has,
reads the pickles back with the Python it was started with (3.13, for it knows all spellings), and
writes TARGET, one JSON object a line: by (which Python and protocol), pickle (base64), encoding, and
canonical, the text that an implementation of the canonical form gives which shares nothing with
Brine's; long texts as their sha256. Pickles that several Pythons write alike are kept once.
"""

from __future__ import print_function

import base64
import json
import pickle
import sys

VALUES = r"""
None
[True, False]
[0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63 - 1, 2**63, -2**63]
[2**64, -2**64, 2**255, -(2**255), 2**2047, 10**100]
[0.0, -0.0, 1.5, 1e308, 5e-324, float('inf'), float('-inf'), float('nan'), 0.1]
list(range(2500))
[2**40 + i for i in range(5)]
[0.25 * i for i in range(1200)]
[1, 2.0, 3]
[[i] * (i % 7) for i in range(50)]
complex(1, -2)
complex(float('nan'), -0.0)
'text'
u'\xe9\u20ac\U0001f600'
u'with \\ and \n and \r and \x1a and \x00'
u''
u'x' * 300
b'bytes'
b''
b'\x00\xff\x80'
b'\xff' * 300
bytearray(b'')
bytearray(b'ab\xff')
bytearray(b'z' * 300)
[]
()
(1,)
(1, 2)
(1, 2, 3)
(1, 2, 3, 4)
{}
{1: 'a', 'b': 2, (1, 'x'): [3], None: {}, 1.5: ()}
dict((i, str(i)) for i in range(1500))
set()
set([1, 'a', None, (1, 2), 2.5])
frozenset()
frozenset([frozenset([1]), frozenset(), u'z', b'y'])
set(range(1200))
range(0, 10, 3) if sys.version_info[0] > 2 else xrange(0, 10, 3)
range(10) if sys.version_info[0] > 2 else xrange(10)
slice(1, None, 3)
[slice(None)]
Ellipsis
[NotImplemented, Ellipsis]
datetime.date(2020, 1, 2)
datetime.date.min
datetime.date.max
datetime.datetime(2020, 1, 2, 3, 4, 5, 6)
datetime.datetime.min
datetime.datetime.max
datetime.datetime(2021, 11, 7, 1, 30, fold=1)
datetime.datetime(2020, 2, 29, tzinfo=datetime.timezone.utc)
datetime.datetime(2020, 2, 29, tzinfo=datetime.timezone(datetime.timedelta(hours=-5, minutes=-30)))
datetime.datetime(2020, 2, 29, 1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(1) / 7, 'odd'))
datetime.time(23, 59, 59, 999999)
datetime.time(1, 2, fold=1)
datetime.time(1, 2, tzinfo=datetime.timezone(datetime.timedelta(minutes=90)))
datetime.timedelta(1, 2, 3)
datetime.timedelta(-1, 86399, 999999)
datetime.timedelta.max
datetime.timedelta.min
datetime.timezone.utc
datetime.timezone(datetime.timedelta(hours=2))
datetime.timezone(datetime.timedelta(hours=-2), 'name')
datetime.timezone(datetime.timedelta(seconds=61, microseconds=5))
datetime.timezone(datetime.timedelta(seconds=-61))
[decimal.Decimal(t) for t in '1.10 0 -0 1E+5 1E-7 0.000001 0E-8 123456789.123 -Infinity NaN sNaN -NaN12'.split()]
[decimal.Decimal(t) for t in '1E+999999 -1.5E-999999 0E+3 12.0E+2 .5 00012'.split()]
[fractions.Fraction(1, 3), fractions.Fraction(-6, 4), fractions.Fraction(5), fractions.Fraction(0)]
fractions.Fraction(2**100, 3**50)
uuid.UUID('12345678-1234-5678-1234-567812345678')
[uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)]
collections.OrderedDict()
collections.OrderedDict([('b', 1), ('a', 2)])
collections.defaultdict()
collections.defaultdict(list, {'a': [1]})
collections.defaultdict(int, {1: 2})
collections.defaultdict(dict)
collections.defaultdict(collections.OrderedDict)
collections.defaultdict(str if sys.version_info[0] > 2 else unicode)
collections.Counter('abracadabra')
collections.Counter()
collections.deque([1, 2, 3])
collections.deque([1, 2, 3], 2)
collections.deque([], 0)
collections.deque([[1], 'a'], maxlen=5)
pathlib.PurePosixPath('/a/b')
pathlib.PurePosixPath('a/b')
pathlib.PurePosixPath('')
pathlib.PurePosixPath('//a/b/../c')
pathlib.PosixPath('/tmp')
pathlib.PureWindowsPath('c:/a/b')
pathlib.PureWindowsPath('c:a')
pathlib.PureWindowsPath('//server/share/x')
pathlib.PureWindowsPath('/a/b')
pathlib.PureWindowsPath('a\\b')
(lambda x: [x, x, [x]])([1])
(lambda x: {'a': x, 'b': (x, x)})('shared')
[{'id': i, 'name': 'n%d' % i, 'score': i / 4.0, 'tags': ['a', 'b'], 'ok': i % 2 == 0} for i in range(30)]
{1: set([(datetime.date(2020, 1, 2), decimal.Decimal('1.5'))])}
{decimal.Decimal('1'): 'a', fractions.Fraction(1, 2): 'b', datetime.timedelta(1): 'c'}
"""


def evaluate(expression):
    import collections
    import datetime
    import decimal
    import fractions
    import uuid

    names = dict(locals(), sys=sys)
    try:
        import pathlib

        names["pathlib"] = pathlib
    except ImportError:
        pass
    return eval(expression, names)


def write():
    version = "%d.%d" % sys.version_info[:2]
    for expression in VALUES.strip().splitlines():
        try:
            value = evaluate(expression)
        except (NameError, TypeError, ValueError, AttributeError, NotImplementedError):
            continue  # that Python has no such thing
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            try:
                data = pickle.dumps(value, protocol)
            except (TypeError, pickle.PicklingError):
                continue
            data = base64.b64encode(data).decode("ascii")
            print(json.dumps([version, protocol, expression, data]))


def json_text(tree):
    return json.dumps(tree, separators=(",", ":"), ensure_ascii=True)


def canonical(value):
    return json_text(form(value))


def bits(number):
    import struct

    return struct.pack(">d", number).hex()


def form(value):
    import collections
    import datetime
    import decimal
    import fractions
    import pathlib
    import uuid

    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        return {"int": str(value)}
    if kind is float:
        return {"float": bits(value)}
    if kind is complex:
        return {"complex": [bits(value.real), bits(value.imag)]}
    if kind is str:
        return {"str": value}
    if kind in (bytes, bytearray):
        return {kind.__name__: value.hex()}
    if kind in (list, tuple):
        return {kind.__name__: [form(item) for item in value]}
    if kind in (set, frozenset):
        return {kind.__name__: sorted((form(item) for item in value), key=json_text)}
    entries = [[form(k), form(v)] for k, v in value.items()] if isinstance(value, dict) else None
    if kind is dict:
        return {"dict": entries}
    if kind is collections.OrderedDict:
        return {"odict": entries}
    if kind is collections.Counter:
        return {"counter": entries}
    if kind is collections.defaultdict:
        factory = value.default_factory
        name = factory and factory.__module__ + "." + factory.__qualname__
        return {"defaultdict": [name, entries]}
    if kind is collections.deque:
        return {"deque": [value.maxlen, [form(item) for item in value]]}
    if kind is range:
        return {"range": [str(value.start), str(value.stop), str(value.step)]}
    if kind is slice:
        return {"slice": [form(value.start), form(value.stop), form(value.step)]}
    if value is Ellipsis:
        return {"ellipsis": True}
    if value is NotImplemented:
        return {"notimplemented": True}
    if kind is datetime.date:
        return {"date": value.isoformat()}
    if kind is datetime.time:
        clock = "%02d:%02d:%02d.%06d" % (value.hour, value.minute, value.second, value.microsecond)
        return {"time": clock, "fold": value.fold, "tz": form(value.tzinfo)}
    if kind is datetime.datetime:
        parts = value.timetuple()[:6] + (value.microsecond,)
        text = "%04d-%02d-%02dT%02d:%02d:%02d.%06d" % parts
        return {"datetime": text, "fold": value.fold, "tz": form(value.tzinfo)}
    if kind is datetime.timedelta:
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if kind is datetime.timezone:
        return {"timezone": form(value.utcoffset(None)), "name": value.tzname(None)}
    if kind is decimal.Decimal:
        return {"decimal": str(value)}
    if kind is fractions.Fraction:
        return {"fraction": [str(value.numerator), str(value.denominator)]}
    if kind is uuid.UUID:
        return {"uuid": str(value)}
    if isinstance(value, pathlib.PurePath):
        return {"path": [kind.__name__, str(value)]}
    raise TypeError(kind)


def read(data):
    for encoding in ("ASCII", "latin1"):
        try:
            return encoding, pickle.loads(data, encoding=encoding)
        except UnicodeDecodeError:
            pass


def main(target, pythons):
    import hashlib
    import subprocess

    seen = {}
    for python in pythons:
        out = subprocess.run([python, __file__], check=True, stdout=subprocess.PIPE).stdout
        for line in out.decode("ascii").splitlines():
            version, protocol, expression, data = json.loads(line)
            by = "%s p%d" % (version, protocol)
            if data in seen:
                continue
            encoding, value = read(base64.b64decode(data))
            text = canonical(value)
            if len(text) > 400:
                text = "sha256 " + hashlib.sha256(text.encode("ascii")).hexdigest()
            seen[data] = {"by": by, "pickle": data, "canonical": text}
            if encoding != "ASCII":
                seen[data]["encoding"] = encoding
    with open(target, "w") as out:
        for row in seen.values():
            print(json.dumps(row, separators=(",", ":")), file=out)


if len(sys.argv) == 1:
    write()
else:
    main(sys.argv[1], sys.argv[2:])
