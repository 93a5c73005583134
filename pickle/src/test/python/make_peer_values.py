"""Pickles of the values that other decoders' tests assert, and what Python's repr gives for each.

    java -cp pickle-1.5.jar RazorvineValues.java > razorvine.tsv
    python2.7 make_peer_values.py --python2 > python2.tsv
    python3 make_peer_values.py razorvine.tsv python2.tsv > ../resources/peer/values.tsv

The last run needs pytz and dateutil. A line has the family of the value, the pickle in hexadecimal
and the repr; for a pickle that Brine refuses by design "refused:" and the reason. The kinds of
values are those of the tests of razorvine's pickle; the pickles are written here.
"""
from __future__ import print_function
import array, binascii, collections, datetime, decimal, fractions, pickle, struct, sys, uuid

rows = []


def add(family, data, shown):
    rows.append((family, binascii.hexlify(data).decode(), shown))


def values():
    yield 'none', None
    for b in True, False:
        yield 'bool', b
    for i in (0, 1, -1, 123, 255, 256, 12345, 65535, 65536, 999999999, -999999999, 2**31 - 1,
              -2**31, 9999999999, -9999999999, 12345678987654321, 123456789123456789,
              123456789123456789123456789123456789, -2**70,
              9999888877776666555544443333222211110000):
        yield 'int', i
    for f in (0.0, -0.0, 123.456, 1234.5678, -1234.5678, 2.345e+202, -2.345e-202, float('inf')):
        yield 'float', f
    for s in (u'', u'abc', u'unicode', u'\u20ac', u'\xff', u'euro\u20ac', u'tshirt\U0001f455',
              u"it's", u'a\\u00y', u'\x80\xa1\xa2', u'\x07\xdb\x7f\x80', u'x' * 300,
              u'irmen de jong'):
        yield 'str', s
    for s in (b'', b'abc', bytes(bytearray(range(256)))):
        yield 'bytes', s
        yield 'bytearray', bytearray(s)
    for t in ((), (97,), (97, 98), (97, 98, 99), (97, 98, 99, 100)):
        yield 'tuple', t
    for l in ([], [97], [97, 98, 99], [u'irmen'] * 3, [{1: 2, 3: 4}, {5: 6, 7: 8}]):
        yield 'list', l
    inner = [111, 111]
    for d in ({}, {97: 98, 99: 100}, {u'abc': None}, {u'abc': 111}, {u'abc': [111, 111]},
              {u'abc': {}}, {u'abc': {u'def': 111}}, {u'abc': {u'def': [111, 111]}},
              {u'abc': {u'def': inner, u'abc': inner}}):
        yield 'dict', d
    yield 'set', {u'abc'}
    yield 'frozenset', frozenset([1])
    yield 'complex', 2 + 4j
    for d in '12345.6789', '-5e-10', '5e10', 'NaN':
        yield 'decimal', decimal.Decimal(d)
    yield 'date', datetime.date(2011, 12, 31)
    yield 'time', datetime.time(14, 33, 59, 456789)
    yield 'datetime', datetime.datetime(2011, 12, 31, 14, 33, 59, 456789)
    yield 'datetime', datetime.datetime(2011, 10, 10, 9, 13, 10, 10000)
    yield 'datetime', datetime.datetime(2014, 7, 8, 10, 10)
    yield 'timedelta', datetime.timedelta(729, 53973, 456789)
    for code, items in (('b', [1, 2, -1, -2]), ('B', [1, 2, 128, 255]),
                        ('h', [1, 2, 128, 255, 32700, -32700]), ('H', [1, 2, 40000, 65535]),
                        ('i', [1, 2, 999999999, -999999999]), ('I', [1, 2, 4000000000]),
                        ('l', [1, 2, 999999999, -9999999999]), ('L', [1, 2, 2**64 - 1]),
                        ('f', [-4.5, 4.25]), ('d', [-4.4, 4.4]), ('d', []),
                        ('u', u'abc\u20ac')):
        yield 'array', array.array(code, items)
    yield 'defaultdict', collections.defaultdict(int, {1: 2})
    yield 'deque', collections.deque([1, 2], 3)
    yield 'uuid', uuid.UUID(int=0x12345678123456781234567812345678)
    yield 'fraction', fractions.Fraction(1, 3)


def zoned(zones):
    yield 'zone', zones
    yield 'zone', datetime.datetime(2014, 7, 8, 10, 10, tzinfo=zones)


def zones():
    import dateutil.tz
    import pytz
    yield pytz.utc
    yield pytz.timezone('MST')
    yield pytz.timezone('America/New_York')
    yield pytz.timezone('Europe/Paris').localize(datetime.datetime(2014, 7, 8)).tzinfo
    yield pytz.timezone('Europe/Paris').localize(datetime.datetime(2014, 1, 8)).tzinfo
    yield pytz.FixedOffset(90)
    yield pytz.FixedOffset(-90)
    yield dateutil.tz.tzutc()
    yield dateutil.tz.tzoffset(None, 3600)
    yield dateutil.tz.tzoffset('X', -5400)
    if sys.version_info > (3,):
        import zoneinfo
        yield zoneinfo.ZoneInfo('Europe/Paris')
        yield zoneinfo.ZoneInfo('UTC')


def shown(value):
    # Brine writes floats of array('f') with the digits of a double, as Python does
    return repr(value)


def python2():
    for family, value in values():
        for protocol in range(3):
            print(family, binascii.hexlify(pickle.dumps(value, protocol)), sep='\t')
            import cPickle
            print(family, binascii.hexlify(cPickle.dumps(value, protocol)), sep='\t')


def python3(files):
    for family, value in values():
        for protocol in range(6):
            add(family, pickle.dumps(value, protocol), shown(value))
    for zone in zones():
        for family, value in zoned(zone):
            for protocol in range(6):
                add(family, pickle.dumps(value, protocol), shown(value))
    # what Python writes no more, or never did, and reads
    for data in (b'(((N.', b'F0\n.', b'I01\n.', b'I00\n.', b'L1234\n.', b'L1234L\n.',
                 b'c__builtin__\nbytes\n(](KaKbKcetR.', b"S''\n.", b'S""\n.', b"S'\\''\n.",
                 b"S'\\xa1\\xa2\\xa3'\n.", b"S'a\\\\x00y'\n.", b'V\\u20ac\n.', b'Va\\u005cu00y\n.',
                 b'V\x80\xa1\xa2\n.', b'T\x03\0\0\0\xa1\xa2\xa3.', b'U\x03\xa1\xa2\xa3.', b'U\0.',
                 b'\x8d\3\0\0\0\0\0\0\0abc.', b'\x8c\3\xe2\x82\xac.', b'B\3\0\0\0abc.', b'C\3abc.',
                 b'}N0.', b'I1\n(I2\n(I3\nI4\n1.', b'(I42\n2t.', b'J\xf1\xff\xff\xf0.',
                 b'\x8b\7\0\0\0\xb1\xf4\x91bT\xdc+.', b'(lp0\nS"abc"\np1\nag1\nag1\na.',
                 b']q\0(U\3abcq\1h\1h\1e.', b']r\0\0\0\0(U\3abcr\1\2\3\4j\1\2\3\4e.',
                 b'(I97\nI98\nd.', b'\x80\2c__builtin__\nbytearray\nX\3\0\0\0\1\2\3'
                 b'X\n\0\0\0iso-8859-1\x86R.', b'\x80\2c_codecs\nencode\nX\4\0\0\0test'
                 b'X\6\0\0\0latin1\x86R.', b'cdecimal\nDecimal\n(V123.456\ntR.',
                 b'carray\narray\n(S"h"\n(lI1\naI2\natR.',
                 b'\x80\3carray\n_array_reconstructor\n(carray\narray\nX\1\0\0\0lK\x08C\4\1\0\0\0tR.',
                 b'\x80\3carray\n_array_reconstructor\n(carray\narray\nX\1\0\0\0iK\x09C\4\0\0\0\1tR.',
                 b'\x80\3carray\n_array_reconstructor\n(carray\narray\nX\1\0\0\0dK\x0fC\4\x3f\x80\0\0tR.',
                 b'\x80\3carray\n_array_reconstructor\n(carray\narray\nX\1\0\0\0uK\x12C\4=\xd8U\xdctR.',
                 b'cbuiltins\nlen\n.', b'cbuiltins\nint\n.', b'c__builtin__\nlong\n.',
                 b'cbuiltins\nZeroDivisionError\n(Vhello\ntR.', b'cbuiltins\nGeneratorExit\n)R.',
                 b'c__builtin__\nZeroDivisionError\n(Vhello\ntR.',
                 b'cexceptions\nZeroDivisionError\n(Vhello\ntR.', b'cexceptions\nGeneratorExit\n)R.',
                 b'cdatetime\ndatetime\n(S"\\x07\\xde\\x07\\x08\\n\\n\\x00\\x00\\x00\\x00"\ncpytz\n_UTC\n)RtR.',
                 b'ccopy_reg\n_reconstructor\n(cdateutil.tz\ntzutc\ncdatetime\ntzinfo\n'
                 b'cdatetime\ntzinfo\n)RtR.'):
        try:
            add('text', data, shown(pickle.loads(data, encoding='latin1')))
        except Exception as e:
            sys.exit('%r: %r' % (data, e))
    path = '/usr/share/zoneinfo/Europe/Amsterdam'
    add('zone', b'cdateutil.tz\ntzfile\n(S"' + path.encode() + b'"\ntR.', 'tzfile(%r)' % path)
    add('zone', b'cdateutil.zoneinfo\ngettz\nU\x10Europe/Amsterdam\x85R.',
        "gettz('Europe/Amsterdam')")
    for data, text in ((b'carray\narray\nU\1c](U\1xU\1yU\1ze\x86R.', "array('c', 'xyz')"),
                       (b"carray\narray\n(S'h'\nS'\\x01\\x00\\x02\\x00'\ntR.",
                        "array('h', [1, 2])"),
                       (b'(i__main__\nThing\n(dS"value"\nI32\nsb.',
                        "__main__.Thing().__setstate__({'value': 32})"),
                       (b'cunittest\nThingy\n(V123\ntR}S"a"\nS"foo"\nsb.',
                        "unittest.Thingy('123').__setstate__({'a': 'foo'})"),
                       (b'\x80\2c__main__\nCustom\n)\x81}U\3ageK"sb.',
                        "__main__.Custom().__setstate__({'age': 34})")):
        add('record', data, text)
    for data, reason in ((b'%.', 'no opcode'), (b'..', 'nothing before STOP'),
                         (b'F1,2\n.', 'no float'), (b'I1?0\n.', 'no int'),
                         (b"S'bla\n.", 'no closing quote'), (b'\x8c\0\0.', 'no opcode'),
                         (b"(lp0\nS'abc'\np1\nag2\na.", 'no such memo'),
                         (b']q\0(U\3abcq\1h\2e.', 'no such memo')):
        add('error', data, 'refused: ' + reason)
    for name in files:
        for line in open(name):
            family, data = line.rstrip('\n').split('\t')
            data = bytes.fromhex(data)
            try:
                value = shown(pickle.loads(data, encoding='latin1'))
            except Exception as e:
                value = '? %r' % e
            add(family, data, value)


if sys.argv[1:] == ['--python2']:
    python2()
else:
    python3(sys.argv[1:])
    seen = set()
    for family, data, text in rows:
        if data not in seen:
            seen.add(data)
            print(family, data, text, sep='\t')
