"""Makes the hostile and tricky files that the tests of all modules read, from hostile.txt.

    python3 make_hostile_files.py [TARGET]

TARGET is ../resources/hostile by default. hostile.txt describes one file after another. A line
"== NAME" begins a file; every other line appends bytes to it:

    GLOBAL 'os' 'system'        an opcode of pickle with its argument, as a Python literal; literals
                                may be repeated and joined: b'x'*1000+b'y'
    npy 1.0 b'{...}'            magic, version and length of an .npy header, then these bytes
    local NAME KEY=NUMBER ...   a local header of a zip, with the name; likewise "central" and "end"
    hex 80 04                   bytes
    text b'...'                 bytes, as a literal
    1000 x LINE                 what LINE appends, a thousand times
    1000 x {                    what the lines up to "}" append, a thousand times

Files of more than 20,000 bytes are gzipped. manifest.tsv, which says what must come of each file,
is written by hand.
"""

import ast
import gzip
import pathlib
import pickletools
import struct
import sys

HERE = pathlib.Path(__file__).parent
LARGE = 20_000
CODES = {op.name: op for op in pickletools.opcodes}

LOCAL = [("version", "H"), ("flags", "H"), ("method", "H"), ("time", "H"), ("date", "H"), ("crc", "I"),
         ("packed", "I"), ("size", "I"), ("name_length", "H"), ("extra_length", "H")]
CENTRAL = [("made_by", "H"), *LOCAL, ("comment_length", "H"), ("disk", "H"), ("internal", "H"),
           ("external", "I"), ("offset", "I")]
END = [("disk", "H"), ("first_disk", "H"), ("here", "H"), ("entries", "H"), ("length", "I"),
       ("offset", "I"), ("comment_length", "H")]
RECORDS = {"local": (b"PK\3\4", LOCAL), "central": (b"PK\1\2", CENTRAL), "end": (b"PK\5\6", END)}

INTEGERS = {"uint1": "<B", "uint2": "<H", "int4": "<i", "uint4": "<I", "uint8": "<Q", "float8": ">d"}
COUNTED = {"1": "<B", "4": "<I", "8": "<Q"}


def argument(op, values):
    """The bytes of an opcode's argument."""
    kind = op.arg.name if op.arg else None
    if kind is None:
        return b""
    if kind in INTEGERS:
        return struct.pack(INTEGERS[kind], *values)
    if kind == "stringnl_noescape_pair":
        return b"".join(v.encode("utf-8", "surrogatepass") + b"\n" for v in values)
    if kind in ("decimalnl_short", "decimalnl_long", "stringnl", "stringnl_noescape", "floatnl",
                "unicodestringnl"):
        return values[0] + b"\n"
    signed = {"long4": "<i", "string4": "<i"}.get(kind)
    return struct.pack(signed or COUNTED[kind[-1]], len(values[0])) + values[0]


def record(word, rest):
    """A header of a zip."""
    signature, fields = RECORDS[word]
    name, *pairs = rest.split() if word != "end" else ["", *rest.split()]
    name = ast.literal_eval(name) if name else b""
    given = dict(pair.split("=") for pair in pairs)
    given.setdefault("name_length", str(len(name)))
    packed = b"".join(struct.pack("<" + code, int(given.get(key, "0"), 0)) for key, code in fields)
    return signature + packed + name


def literals(text):
    """The literals of a line, which spaces separate."""
    return [literal(t) for t in split(text)]


def literal(text):
    """The value of literals that + and * join."""

    def value(node):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return value(node.left) * value(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return value(node.left) + value(node.right)
        return ast.literal_eval(node)

    return value(ast.parse(text, mode="eval").body)


def split(text):
    parts, start, quote, at = [], 0, "", 0
    while at < len(text):
        c = text[at]
        if quote:
            at += c == "\\"
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c == " ":
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return [p for p in [*parts, text[start:]] if p]


def assemble(lines):
    """The bytes that the lines, an iterator, stand for: up to its end, or a closing brace."""
    out = bytearray()
    for line in lines:
        if line == "}":
            break
        out += piece(line, lines)
    return bytes(out)


def piece(line, lines):
    word, _, rest = line.partition(" ")
    if word.isdigit():
        body = rest.removeprefix("x ")
        return int(word) * (assemble(lines) if body == "{" else piece(body, lines))
    if word == "hex":
        return bytes.fromhex(rest)
    if word == "text":
        return literal(rest)
    if word == "npy":
        version, _, header = rest.partition(" ")
        major, minor = map(int, version.split("."))
        header = literal(header)
        length = struct.pack("<H" if major == 1 else "<I", len(header))
        return b"\x93NUMPY" + bytes([major, minor]) + length + header
    if word in RECORDS:
        return record(word, rest)
    op = CODES[word]
    return op.code.encode("latin-1") + argument(op, literals(rest))


def files():
    name, lines = "", []
    for line in (HERE / "hostile.txt").read_text().splitlines():
        if line.startswith("== "):
            if name:
                yield name, assemble(iter(lines))
            name, lines = line[3:], []
        elif line and not line.startswith("#"):
            lines.append(line.strip())
    yield name, assemble(iter(lines))


def main(target):
    for name, data in files():
        if len(data) > LARGE:
            name += ".gz"
            data = gzip.compress(data, 9, mtime=0)
        (target / name).write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "resources/hostile")
