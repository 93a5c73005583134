"""Writes tar archives, most of them odd, and what CPython's tarfile reads from them.

python3 make_tar_cases.py ../resources/tar/cases.tsv

One line per archive: a title, the gzipped archive in base64, and the members that Python reads:
name, typeflag and the SHA-256 of the content of those that are files to it. Only archives on which
Python 3.8 to 3.13 agree are in the list.
"""
import base64, gzip, hashlib, io, sys, tarfile


def header(name, size, type=b"0", prefix=b"", checksum=None, signed=False, magic=b"ustar\x0000"):
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:107] = b"0000644"
    block[124:124 + len(size)] = size
    block[156:157] = type
    block[257:257 + len(magic)] = magic
    block[345:345 + len(prefix)] = prefix
    block[148:156] = b" " * 8
    total = sum((b - 256 if b > 127 and signed else b) for b in block)
    block[148:156] = (b"%06o\0 " % total) if checksum is None else checksum(total)
    return bytes(block)


def padded(data):
    return data + bytes(-len(data) % 512)


def member(name, data, type=b"0", size=None, **more):
    return header(name, b"%011o" % len(data) if size is None else size, type, **more) + padded(data)


def pax(*records, type=b"x"):
    data = b""
    for record in records:
        length = len(record) + 2
        while length != len(b"%d %s\n" % (length, record)):
            length += 1
        data += b"%d %s\n" % (length, record)
    return member(b"pax", data, type)


END = bytes(1024)
A = member(b"a", b"content of a")
B = member(b"b", b"content of b" * 100)
DATA = b"x" * 520
cases = {
    "two files": A + B + END,
    "no end": A + B,
    "a part of a header at the end": A + B + b"rest",
    "type V is a file": member(b"v", DATA, b"V") + B + END,
    "any unknown type is a file": member(b"v", DATA, b"Z") + B + END,
    "type NUL": member(b"v", DATA, b"\0") + B + END,
    "type 7": member(b"v", DATA, b"7") + B + END,
    "an old directory whose content is the next header": member(b"d/", B, b"\0") + A + END,
    "a directory whose content is the next header": member(b"d", B, b"5") + A + END,
    "a link whose content is the next header": member(b"l", B, b"2") + A + END,
    "an empty size": member(b"e", b"", size=b" " * 12) + B + END,
    "a size of NUL": member(b"e", b"", size=b"\0" * 12) + B + END,
    "size 0o0": member(b"e", b"", size=b"0o0") + B + END,
    "size 0O1_0": member(b"e", b"8 bytes.", size=b"0O1_0") + B + END,
    "size 1_0": member(b"e", b"8 bytes.", size=b"1_0") + B + END,
    "size +10": member(b"e", b"8 bytes.", size=b" +10 ") + B + END,
    "size 0o_10": member(b"e", b"8 bytes.", size=b"\t0o_10\n") + B + END,
    "size 1__0 ends the archive": A + member(b"e", b"8 bytes.", size=b"1__0") + B + END,
    "size 8 ends the archive": A + member(b"e", b"8 bytes.", size=b"8") + B + END,
    "a binary size": member(b"e", DATA, size=b"\x80" + bytes(9) + b"\x02\x08") + B + END,
    "a checksum in base 256": member(
        b"e", DATA, checksum=lambda s: b"\x80" + s.to_bytes(7, "big")) + B + END,
    "a signed checksum": member(b"e\xe4\xf6", DATA, signed=True) + B + END,
    "a wrong checksum ends the archive": A + member(
        b"e", DATA, checksum=lambda s: b"%06o\0 " % (s + 1)) + B + END,
    "no name": member(b"", DATA) + B + END,
    "a prefix": member(b"e", DATA, prefix=b"p/q") + B + END,
    "a prefix without ustar": member(b"e", DATA, prefix=b"p/q", magic=b"ustar  \0") + B + END,
    "a long name": member(b"long", b"n" * 200 + b"\0", b"L") + A + B + END,
    "a long link": member(b"long", b"n" * 200 + b"\0", b"K") + A + B + END,
    "a long name with something behind its NUL": member(b"l", b"evil\0hid", b"L") + A + B + END,
    "a pax path and size": pax(b"path=e", b"size=520") + member(b"f", DATA, size=b"0") + B + END,
    "a pax size from Solaris": pax(b"size=520", type=b"X") + member(
        b"f", DATA, size=b"0") + B + END,
    "a pax size before a long name": pax(b"size=520") + member(b"l", b"name\0", b"L") + member(
        b"f", DATA, size=b"0") + B + END,
    "a long name before a pax path": member(b"l", b"long\0", b"L") + pax(b"path=pax") + A + B + END,
    "a pax path before a long name": pax(b"path=pax") + member(b"l", b"long\0", b"L") + A + B + END,
    "two pax headers": pax(b"path=first") + pax(b"path=second", b"size=520") + member(
        b"f", DATA, size=b"0") + B + END,
    "two records of one key": pax(b"path=1", b"path=2") + A + B + END,
    "a pax size with an underscore": pax(b"size=5_20") + member(b"f", DATA, size=b"0") + B + END,
    "a pax size in words": pax(b"size=none") + member(b"f", b"", size=b"1000") + B + END,
    "a pax size in a comment": pax(b"comment=a size=0") + A + B + END,
    "a path for all": pax(b"path=all", type=b"g") + A + B + END,
    "a path for all, and one": pax(b"path=all", type=b"g") + pax(b"path=one") + A + B + END,
}


def read(data):
    lines = []
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for m in archive:
            if m.isreg() or m.type not in tarfile.SUPPORTED_TYPES:
                content = archive.extractfile(m).read()
                digest = hashlib.sha256(content).hexdigest()[:16]
            else:
                digest = "-"
            name = m.name.encode("utf-8", "surrogateescape").hex()
            lines.append(f"{name}:{m.type[0]}:{digest}")
    return " ".join(lines)


if __name__ == "__main__":
    with open(sys.argv[1], "w", newline="\n") as out:
        for title, data in cases.items():
            packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
            out.write(f"{title}\t{packed}\t{read(data)}\n")
