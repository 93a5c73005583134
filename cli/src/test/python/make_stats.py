"""Arrays and what NumPy says about them: JSON lines of the .npy in base64 and the expected statistics.

    python3 make_stats.py ../resources/inspect/stats.jsonl.gz

Needs NumPy. Numbers whose sum or square is beyond a double are scaled down before and up after.
"""
import base64, datetime, gzip, io, json, random, sys
import numpy as np

rng = np.random.default_rng(20261129)
pick = random.Random(20261129)
lines = []


def number(value):
    value = value.item() if hasattr(value, 'item') else value
    value = int(value) if isinstance(value, bool) else value
    return value if isinstance(value, int) or np.isfinite(value) else str(value)


def numbers(a):
    """As nanmin, nanmax, nanmean and nanstd in float64."""
    a = a.reshape(-1)
    expected = {'count': a.size}
    if a.dtype.kind == 'f':
        expected['nan'] = int(np.isnan(a).sum())
        a = a[~np.isnan(a)]
        if np.isinf(a).any():
            expected['infinite'] = int(np.isinf(a).sum())
    if a.size:
        expected['min'], expected['max'] = number(a.min()), number(a.max())
        wide = a.astype('f8')
        down = 2.0 ** -600 if np.abs(wide[np.isfinite(wide)]).max(initial=0) > 2.0 ** 400 else 1
        with np.errstate(invalid='ignore'):
            expected['mean'] = number(np.mean(wide * down) / down)
            expected['std'] = number(np.std(wide * down) / down)
    return expected


def texts(values):
    expected = {'count': len(values)}
    if values:
        show = (lambda v: v) if isinstance(values[0], str) else (lambda v: repr(v)[2:-1])
        expected |= {'shortest': min(map(len, values)), 'longest': max(map(len, values)),
                     'min': show(min(values)), 'max': show(max(values)),
                     'distinct': len(set(values))}
    return expected


def add(a, expected):
    out = io.BytesIO()
    np.save(out, a, allow_pickle=True)
    lines.append(json.dumps({'npy': base64.b64encode(out.getvalue()).decode(),
                             'expected': expected}))


for dtype in ['?', 'i1', 'u1', '>i2', 'u2', 'i4', '>u4', 'i8', '>u8', 'u8', 'f2', 'f4', '>f8', 'f8']:
    for n in [0, 1, 2, 17, 300]:
        a = np.frombuffer(rng.bytes(n * np.dtype(dtype).itemsize), dtype)
        a = a != 0 if dtype == '?' else a
        if a.dtype.kind == 'f' and n > 2:
            a = a.copy()
            a[rng.integers(n, size=2)] = np.nan
        add(a, numbers(a))
        if a.dtype.kind == 'f':
            finite = np.where(np.isfinite(a), a, 1).astype(dtype)
            add(finite, numbers(finite))
            some = (rng.normal(size=n) * 10.0 ** rng.integers(-3, 3, n)).astype(dtype)
            add(some, numbers(some))
for huge in [[1e308, 1.5e308, -1e308, 1.7e308], [1.7e308] * 9000, [1e200, 1.0], [1.0] * 9000 + [1e160],
             [-1.7e308, 1.7e308], [1e-300, 1e300], [2.0 ** 499, 2.0 ** 501]]:
    add(np.array(huge), numbers(np.array(huge)))
for odd in [[np.inf, 1.0], [-np.inf, 2.0], [np.inf, -np.inf, 1], [np.nan], [np.inf], [np.nan, -np.inf]]:
    add(np.array(odd), numbers(np.array(odd)))
for unsigned in [[2 ** 64 - 1, 0, 2 ** 63, 5], [2 ** 63 - 1, 2 ** 63]]:
    a = np.array(unsigned, 'u8')
    add(a, numbers(a) | {'values': {str(v): 1 for v in sorted(unsigned)}})
for values in [[b'a', b'\xff\xfe', b'abc'], [b'', b'\n', b"it's", b'\\'], [b'\x80', b'\x7f', b'\x80']]:
    # repr escapes an apostrophe only between apostrophes
    add(np.array(values), texts(values))
    add(np.array(values + [3], dtype=object), {'count': len(values) + 1, 'bytes': texts(values)})
add(np.array(['b', 'a', 'é'], 'U3'), texts(['b', 'a', 'é']))
whole = [3, -1, 2 ** 70, -2 ** 65]
add(np.array(whole, dtype=object),
    {'count': 4, 'ints': {'count': 4, 'min': min(whole), 'max': max(whole),
                          'mean': float(np.mean([float(v) for v in whole])),
                          'std': float(np.std([float(v) for v in whole]))}})
mixed = [1.5, float('nan'), float('inf'), np.float32(2.5)]
add(np.array(mixed, dtype=object), {'count': 4, 'floats': numbers(np.array(mixed))})
for n in [1, 40]:
    records = np.zeros(n, [('id', '>i4'), ('x', 'f4'), ('ok', '?'), ('name', 'O'),
                           ('in', [('u', 'u8'), ('o', 'O')])])
    records['id'] = rng.integers(-9, 9, n)
    records['x'] = rng.normal(size=n)
    records['ok'] = rng.random(n) < 0.5
    records['name'] = [pick.choice(['ann', 'bob', 'é']) for _ in range(n)]
    records['in']['u'] = rng.integers(0, 2 ** 62, n)
    records['in']['o'] = [b'x' * (i % 5) for i in range(n)]
    add(records, {'count': n, 'fields': {
        'id': numbers(records['id']), 'x': numbers(records['x']), 'ok': numbers(records['ok']),
        'name': {'count': n, 'strings': texts(list(records['name']))},
        'in': {'count': n, 'fields': {
            'u': numbers(records['in']['u']),
            'o': {'count': n, 'bytes': texts(list(records['in']['o']))}}}}})
with open(sys.argv[1], 'wb') as out:
    out.write(gzip.compress(('\n'.join(lines) + '\n').encode(), mtime=0))
