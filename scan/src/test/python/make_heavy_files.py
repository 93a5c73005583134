"""Makes small files that take a scan long, if it does not count its work.

    python make_heavy_files.py FOLDER

Scan each alone with `java -Xmx256m` (as brine does): every one must end within 20 seconds, and be
suspicious where a limit ends it.
"""
import bz2
import gzip
import io
import lzma
import os
import pathlib
import pickle
import random
import struct
import sys
import zipfile
import zlib

SEED = random.Random(5)
EMPTY_ALONE = lzma.compress(b"", lzma.FORMAT_ALONE)


def names(count, protocol=2):
    """Names that nobody knows: each of many strings may be the module of each other."""
    out = [b"\x80\x02"]
    for i in range(count):
        text = b"m%x" % SEED.getrandbits(48)
        out.append(b"X" + struct.pack("<I", len(text)) + text + b"q" + bytes([i & 255]))
    # the operands of STACK_GLOBAL are unknown objects
    out.append(b"(P1\nP2\n\x93" * 200)
    return b"".join(out) + b"."


def globals_of(count):
    return b"".join(b"cm%x\nn%x\n0" % (SEED.getrandbits(40), SEED.getrandbits(40)) for _ in range(count)) + b"N."


def nested_zip(levels, width, inner):
    for _ in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for i in range(width):
                file.writestr("m%d.zip" % i, inner)
        inner = out.getvalue()
    return inner


def local_headers(count, method, data):
    """Local headers of members that no directory lists, each of which may go on to the end."""
    one = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, method, 0, 0, 0, len(data), 1 << 20, 1, 0) + b"n" + data
    return one * count + b"PK\5\6" + b"\0" * 18


def lzma_member(data):
    alone = lzma.compress(data, lzma.FORMAT_ALONE)
    return b"\x09\x14\x05\0" + alone[:5] + alone[13:]


def tar_headers(count):
    block = bytearray(512)
    block[0:1] = b"a"
    block[100:108] = b"0000644\0"
    block[124:136] = b"00000000000\0"
    block[156] = ord("0")
    block[257:263] = b"ustar\0"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) * count


FILES = {
    "names.pkl.gz": lambda: gzip.compress(names(20_000)),
    "names_bare.pkl": lambda: names(5_000),
    "globals.pkl.gz": lambda: gzip.compress(globals_of(400_000)),
    "globals_0.pkl.xz": lambda: lzma.compress(b"cos.a\nb\n0" * 2_000_000 + b"."),
    "magics.npy": lambda: b"\x93NUMPY" * (8 << 20 >> 3),
    "magics_v1.npy": lambda: b"\x93NUMPY\x01\x00" * (1 << 20),
    "magics_v1_short.npy": lambda: b"\x93NUMPY\x01\x00\x01\x00\n" * 800_000,
    "magics.npy.gz": lambda: gzip.compress(b"\x93NUMPY" * (8 << 20)),
    "magics_in.pkl": lambda: b"\x80\x03B" + struct.pack("<I", 6 << 20) + b"\x93NUMPY" * (1 << 20) + b".",
    "lzma_headers.lzma": lambda: b"\x5d\0\0\x80\0" + b"\xff" * 8 + b"\x5d\0\0\x80\0\xff\xff\xff\xff\xff\xff\xff\xff" * 300_000,
    "lzma_headers_4g.lzma": lambda: (b"\x5d\0\0\0\x04" + b"\xff" * 8 + b"\0") * 300_000,
    "lzma_empty.lzma": lambda: EMPTY_ALONE * 200_000,
    "lzma_props.bin": lambda: b"".join(bytes([p]) + b"\0\0\x10\0" + b"\0" * 8 + b"\0" for p in range(225)) * 3_000,
    "zips.zip": lambda: nested_zip(3, 60, b"N."),
    "zips_wide.zip": lambda: nested_zip(3, 12, nested_zip(1, 400, b"\x80\x02cm\nn\n.")),
    "zips_npz.npz": lambda: nested_zip(4, 8, bytes(1 << 16)),
    "locals_lzma.zip": lambda: local_headers(20_000, 14, lzma_member(b"N." * 100)),
    "locals_lzma_open.zip": lambda: local_headers(20_000, 14, b"\x09\x14\x05\0\x5d\0\0\0\x04\0"),
    "locals_deflate.zip": lambda: local_headers(40_000, 8, zlib.compress(b"N." * 100)[2:-4]),
    "locals_stored.zip": lambda: local_headers(60_000, 0, b"cm\nn\n."),
    "locals_bzip2.zip": lambda: local_headers(20_000, 12, bz2.compress(b"N.")),
    "tars.tar": lambda: tar_headers(16_000),
    "tars.tar.gz": lambda: gzip.compress(tar_headers(60_000)),
    "gzips.gz": lambda: gzip.compress(b"N.") * 100_000,
    "bzip2s.bz2": lambda: bz2.compress(b"N.") * 40_000,
    "xzs.xz": lambda: lzma.compress(b"N.") * 60_000,
    "zlibs.bin": lambda: zlib.compress(b"N.") * 200_000,
    "bytes_in_bytes.pkl": lambda: pickle.dumps([pickle.dumps([i, "a" * 50]) for i in range(60_000)]),
    "base64.pkl.gz": lambda: gzip.compress(pickle.dumps(["gASV" + "%060x" % i for i in range(200_000)])),
    "starts.pkl": lambda: b"N." + b"\x80\x04ca\nb\n" * 700_000,
    "stops.pkl": lambda: b"N." * (4 << 20),
    "frames.pkl": lambda: b"N." + b"\x80\x04\x95\xff\xff\0\0\0\0\0\0" * 500_000,
    "getattrs.pkl.gz": lambda: gzip.compress(b"cbuiltins\nmap\nq\1cbuiltins\ngetattr\nq\0]q\2" + b"h\1(Nh\2tR0" * 400_000 + b"h\2."),
    "late_lists.pkl.gz": lambda: gzip.compress(
        b"cbuiltins\nmap\nq\1cbuiltins\ngetattr\nq\0" + b"".join(b"h\1(N(%stR0" % (b"]" * 500 + b"l") for _ in range(3_000)) + b"N."),
    "walks.pkl": lambda: b"cbuiltins\nmap\nq\1cbuiltins\ngetattr\nq\0]q\2(" + b"N" * 500_000 + b"e" + b"h\1(Nh\2tR0" * 100_000 + b"h\2.",
    "states.pkl": lambda: b"cbuiltins\ngetattr\nq\0]q\2(" + b"]" * 300_000 + b"ecproject\nX\n)\x81q\3" + b"h\3}Va\nh\2sb" * 60_000 + b"h\2.",
    "padding.npy": lambda: gzip.compress(b"\x93NUMPY\x01\x00\x36\x00" + b"{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}"[:53] + b"\n" + bytes(200 << 20)),
}


def main(folder):
    for name, make in FILES.items():
        data = make()
        (pathlib.Path(folder) / name).write_bytes(data)
        print("%10d %s" % (len(data), name))


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
