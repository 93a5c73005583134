"""Writes the seeds of the fuzz targets: src/test/resources/fuzz.

    python3 datasets/src/test/python/make_fuzz_seeds.py
"""

import io
import pathlib
import struct
import tarfile

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fuzz"

WORDS = {
    "words.json": '{"the": 1, "of": 2, "a": 3}',
    "escapes.json": '{"caf\\u00e9": 1, "\\ud83d\\ude00": 2, "\\"\\\\\\/\\b\\f\\n\\r\\t": 3, "é€😀": 9}',
    "sparse.json": ' { "a" : 2147483647 , "b" : 0 } ',
    "empty.json": "{}",
    "mark.json": '\ufeff{"a": 1}',
}


def tar(form, kind, *names):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.type = kind
            data = b"bytes of a file" if kind == tarfile.REGTYPE else b""
            info.size = len(data)
            info.linkname = "a" if kind in (tarfile.LNKTYPE, tarfile.SYMTYPE) else ""
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue().rstrip(b"\0") + bytes(1024)


def main():
    long = "folder/" + "n" * 120
    seeds = {
        "tar/ustar.tar": tar(tarfile.USTAR_FORMAT, tarfile.REGTYPE, "a", "b/c"),
        "tar/pax.tar": tar(tarfile.PAX_FORMAT, tarfile.REGTYPE, long),
        "tar/gnu.tar": tar(tarfile.GNU_FORMAT, tarfile.REGTYPE, long),
        "tar/folder.tar": tar(tarfile.GNU_FORMAT, tarfile.DIRTYPE, "a"),
        "tar/link.tar": tar(tarfile.GNU_FORMAT, tarfile.SYMTYPE, "a"),
        "tar/out.tar": tar(tarfile.GNU_FORMAT, tarfile.REGTYPE, "../a"),
        "idx/labels": struct.pack(">II", 0x801, 5) + bytes(range(5)),
        "idx/images": struct.pack(">IIII", 0x803, 2, 3, 4) + bytes(24),
        "idx/none": struct.pack(">II", 0x801, 0),
        "idx/none-of-many": struct.pack(">IIII", 0x803, 0, 0xC0FFFFFB, 0xD1FFF700),
        **{"words/" + name: text.encode() for name, text in WORDS.items()},
    }
    for name, seed in seeds.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seed)


if __name__ == "__main__":
    main()
