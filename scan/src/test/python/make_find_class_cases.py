"""Writes the pickles of FindClassTest, and which names CPython asks find_class for when it reads them.

    python3 make_find_class_cases.py TARGET.gz PYTHON...

Each PYTHON is an interpreter: 2.7, or 3.6 and later. The pickles are generated and mutated with a
fixed seed; nothing in them is run (see ask_find_class.py). TARGET holds, compressed, for each pickle
its length in two bytes, the pickle, the number of names in one byte, and for each name the length of
"module NUL name" in two bytes and that text in UTF-8 (Python 2.7: as the bytes were).
"""

import datetime
import fractions
import collections
import decimal
import gzip
import os
import pathlib
import pickle
import random
import struct
import subprocess
import sys
import tempfile
import uuid

WANTED = 21_000
CANDIDATES = 60_000
LONGEST = 160
random.seed(20)

MODULES = ['os', 'm', 'a.b', 'posix', 'é', '__main__']
NAMES = ['system', 'C', 'x.y', 'f', '<l>', 'ü']
NUMBERS = ['0', '1', '7', '2', '+1', ' 1', '1 ', '01', '1_0', '-1', '0x1', '1L', '00', 'True', '', '١']
FLOATS = ['1.5', 'inf', 'infinity', 'NaN', '1e400', ' 1', '1_0.0', '.5', '1.', 'x']


def line(text):
    return text.encode('utf-8') + b'\n'


def text_operand():
    word = random.choice(MODULES + NAMES)
    raw = word.encode('utf-8')
    n = len(raw)
    return random.choice([
        lambda: b'\x8c' + bytes([n]) + raw,
        lambda: b'X' + struct.pack('<I', n) + raw,
        lambda: b'\x8d' + struct.pack('<Q', n) + raw,
        lambda: b'V' + word.encode('raw_unicode_escape') + b'\n',
        lambda: b'S' + repr(word).encode('utf-8') + b'\n',
        lambda: b'U' + bytes([n]) + raw,
        lambda: b'T' + struct.pack('<i', n) + raw,
    ])()


def index():
    return random.choice([0, 1, 2, 3, 7, 10, 200])


def memo():
    i = index()
    return random.choice([
        lambda: b'q' + bytes([i]), lambda: b'r' + struct.pack('<I', i), lambda: b'\x94',
        lambda: b'p' + line(random.choice(NUMBERS)), lambda: b'p' + line(str(i)),
    ])()


def recall():
    i = index()
    return random.choice([
        lambda: b'h' + bytes([i]), lambda: b'j' + struct.pack('<I', i),
        lambda: b'g' + line(random.choice(NUMBERS)), lambda: b'g' + line(str(i)),
    ])()


def scalar():
    return random.choice([
        lambda: b'N', lambda: b'\x88', lambda: b'K\x01', lambda: b'M\x01\x02', lambda: b'J\xff\xff\xff\xff',
        lambda: b'I' + line(random.choice(NUMBERS)), lambda: b'L' + line(random.choice(NUMBERS)),
        lambda: b'F' + line(random.choice(FLOATS)), lambda: b'G' + bytes(8), lambda: b'\x8a\x02\x00\x01',
        lambda: b'\x8b\x02\x00\x00\x00\x00\x01', lambda: b'C\x02ab', lambda: b'B\x02\x00\x00\x00ab',
        lambda: b'\x8e\x01' + bytes(7) + b'a', lambda: b'\x96\x01' + bytes(7) + b'a',
        lambda: b'Pid\n', lambda: b'NQ', text_operand, lambda: b'(', lambda: b'2', lambda: b'\x98',
    ])()


def container():
    return random.choice([
        b']', b'}', b')', b'\x8f', b'(l', b'(d', b'(t', b'(\x91', b'](e', b'}(u', b'\x8f(\x90', b']Na', b'}NNs',
        b'NN\x86', b'N\x85', b'NNN\x87', b'(NNt', b'](NNe', b'}(NNu', b'\x8f(N\x90', b'(N\x91', b']Nb', b'N(e',
        b'\x8f(]\x90', b'}]Ns', b'NN\x860', b'(N1', b'(10',
    ])


def name():
    module, attribute = random.choice(MODULES), random.choice(NAMES)
    return random.choice([
        lambda: b'c' + line(module) + line(attribute),
        lambda: b'(i' + line(module) + line(attribute),
        lambda: text_operand() + text_operand() + b'\x93',
        lambda: recall() + recall() + b'\x93',
        lambda: text_operand() + memo() + text_operand() + memo() + b'\x93',
        lambda: text_operand() + memo() + b'0' + text_operand() + memo() + b'0' + recall() + recall() + b'\x93',
    ])()


def call():
    return random.choice([
        b')R', b')\x81', b')}\x92', b'N\x85R', b'}b', b'NN\x86b', b'Nb', b'\x85R', b'b', b'R', b'\x81', b'o', b'0',
        b'1', b'.', b'a', b's', b'e', b'u', b'\x90', b't', b'l', b'd', b'\x91', b'\x85', b'\x86', b'\x87', b'\x92',
    ])


def frame(body):
    length = len(body) + random.choice([0, 0, 0, 0, -1, 1, -3, 5, 100])
    return b'\x95' + struct.pack('<q', max(0, length)) + body


def body():
    parts = []
    for _ in range(random.randint(1, 9)):
        kind = random.random()
        parts.append(
            name() if kind < 0.25 else call() if kind < 0.35 else scalar() if kind < 0.55
            else container() if kind < 0.75 else memo() if kind < 0.9 else recall())
    joined = b''.join(parts)
    return frame(joined) if random.random() < 0.15 else joined


def generated():
    start = random.choice([b'', b'', b'\x80\x02', b'\x80\x04', b'\x80\x05'])
    end = random.choice([b'.', b'.', b'.', b'', b'0N.', b'N.'])
    return start + body() + (body() if random.random() < 0.4 else b'') + name() + end


OBJECTS = [
    datetime.date(2020, 1, 2), fractions.Fraction(1, 3), collections.OrderedDict(a=1), decimal.Decimal('1.5'),
    os.getcwd, pathlib.PurePosixPath('a/b'), uuid.UUID(int=5), {1, 2}, frozenset([1]), slice(1, 2), 1 + 2j,
    [datetime.timedelta(1), 'os', 'system'], {'os': os.getcwd, 'n': [1, 2.5, None]}, bytearray(b'ab'), range(3),
    collections.deque([1]), collections.Counter('aab'), {'k': (os.getcwd, os.getcwd)},
]


def honest():
    return pickle.dumps(random.choice(OBJECTS), random.randint(0, 5), fix_imports=random.random() < 0.7)


INTERESTING = b'().0127FIJKLMNPQRSTUVXYabcdeghijlopqrstuBCG]}' + bytes(range(0x80, 0x99))


def mutated(data):
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        at = random.randrange(len(data) + 1)
        kind = random.randrange(7)
        if kind == 0 and at < len(data):
            data[at] = random.choice(INTERESTING)
        elif kind == 1 and at < len(data):
            data[at] ^= 1 << random.randrange(8)
        elif kind == 2:
            data[at:at + random.randint(1, 3)] = b''
        elif kind == 3:
            data[at:at] = random.choice([scalar, container, memo, recall, name, call])()
        elif kind == 4:
            end = min(len(data), at + random.randint(1, 12))
            to = random.randrange(len(data) + 1)
            data[to:to] = data[at:end]
        elif kind == 5 and random.random() < 0.2:
            del data[at:]
        else:
            data[at:at] = bytes([random.choice(INTERESTING)])
        if not data:
            data = bytearray(b'N')
    return bytes(data)


def pickles():
    made = set()
    while len(made) < CANDIDATES:
        kind = random.random()
        data = generated() if kind < 0.35 else mutated(generated()) if kind < 0.75 else mutated(honest())
        if 0 < len(data) <= LONGEST:
            made.add(data)
    return sorted(made)


def main():
    target, pythons = sys.argv[1], sys.argv[2:]
    candidates = pickles()
    random.shuffle(candidates)
    names = [set() for _ in candidates]
    asker = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ask_find_class.py')
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'pickles')
        with open(source, 'wb') as out:
            for data in candidates:
                out.write(struct.pack('<I', len(data)) + data)
        for python in pythons:
            answers = os.path.join(folder, 'answers')
            subprocess.run([python, '-W', 'ignore', asker, source, answers], check=True, stderr=subprocess.DEVNULL)
            with open(answers) as lines:
                for i, text in enumerate(lines):
                    names[i].update(bytes.fromhex(n) for n in text.split())
            print(python, sum(map(len, names)), flush=True)
    kept = [i for i in range(len(candidates)) if names[i]][:WANTED]
    kept.sort(key=lambda i: candidates[i])
    with gzip.GzipFile(target, 'wb', 9, mtime=0) as out:
        for i in kept:
            out.write(struct.pack('<H', len(candidates[i])) + candidates[i] + bytes([min(255, len(names[i]))]))
            for text in sorted(names[i])[:255]:
                out.write(struct.pack('<H', len(text)) + text)
    print(len(kept), 'pickles', os.path.getsize(target), 'bytes')


main()
