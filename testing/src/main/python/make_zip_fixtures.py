"""Makes the archives under src/test/resources/zip, and members.tsv, which says what is in them.

    python3 make_zip_fixtures.py DIR            # everything that zipfile and this NumPy write
    python3 make_zip_fixtures.py DIR --numpy    # only this NumPy's own, for a second NumPy

members.tsv: archive, name as hex UTF-8, method, size, crc32, sha256 of the bytes as zipfile reads
them; in the directory's order, and sorted by archive.
"""

import hashlib
import io
import os
import sys
import zipfile

import numpy as np

HERE = sys.argv[1]
A = bytes(range(256)) * 3
B = b"brine " * 200


class Sink:
    """A target that cannot seek, as a pipe is."""

    def __init__(self):
        self.data = b""

    def write(self, data):
        self.data += bytes(data)
        return len(data)

    def flush(self):
        pass

    def read(self, size=-1):
        """Never called; NumPy takes for a file only what can read."""
        raise io.UnsupportedOperation("read")


class Cp437Info(zipfile.ZipInfo):
    """Writes its name in code page 437, as old programs do."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def info(name, kind=zipfile.ZipInfo):
    return kind(name, (2001, 2, 3, 4, 5, 6))


def save(name, data):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)


def fill(z, names, method=zipfile.ZIP_STORED, kind=zipfile.ZipInfo, force=False):
    for i, name in enumerate(names):
        member = info(name, kind)
        member.compress_type = method
        with z.open(member, "w", force_zip64=force) as f:
            f.write((A, B)[i % 2])


def archive(name, names, method=zipfile.ZIP_STORED, sink=None, comment=b"", before=b"", **more):
    target = sink or io.BytesIO()
    target.write(before)
    with zipfile.ZipFile(target, "a" if before else "w", method) as z:
        fill(z, names, method, **more)
        z.comment = comment
    data = target.data if sink else target.getvalue()
    save(name, data)
    return data


def from_zipfile():
    stored, deflated = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    names = ["a.bin", "b.bin"]
    plain = archive("stored.zip", names)
    archive("deflated.zip", names, deflated)
    archive("stored-streamed.zip", names, sink=Sink())
    archive("deflated-streamed.zip", names, deflated, sink=Sink())
    archive("stored-forced-zip64.zip", names, force=True)
    archive("deflated-forced-zip64.zip", names, deflated, force=True)
    archive("stored-streamed-forced-zip64.zip", names, sink=Sink(), force=True)
    archive("deflated-streamed-forced-zip64.zip", names, deflated, sink=Sink(), force=True)
    archive("bzip2.zip", names, zipfile.ZIP_BZIP2)
    archive("lzma.zip", names, zipfile.ZIP_LZMA)
    archive("comment.zip", names, comment="archive comment, é".encode())
    archive("comment-longest.zip", ["a.bin"], comment=b"c" * 65535)
    save("trailing-bytes.zip", plain + b"\n" * 100)
    save("prefix.zip", b"#!/bin/sh\n" * 9 + plain)
    archive("prefix-counted-in.zip", names, before=b"#!/bin/sh\n" * 9)
    archive("duplicates.zip", ["x.npy", "x.npy", "y.npy"])
    archive("unicode.zip", ["arr_é.npy", "数组.npy", "🧂.npy", "plain.npy"], deflated)
    archive("cp437.zip", ["arr_é.npy", "Ωα░.npy", "plain.npy"], kind=Cp437Info)

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as z:
        z.writestr(info("empty.bin"), b"")
        z.writestr(info("folder/"), b"")
        z.writestr(info("folder/inside.bin"), A)
        z.writestr(info("../outside"), B, zipfile.ZIP_DEFLATED)
        z.writestr(info("empty-deflated.bin"), b"", zipfile.ZIP_DEFLATED)
    save("directories.zip", target.getvalue())

    # With its limits lowered, zipfile writes zip64 records for small archives.
    was = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    zipfile.ZIP_FILECOUNT_LIMIT = 1
    end = archive("zip64-end.zip", names, comment=b"c")
    save("zip64-end-prefix.zip", b"prefix" + end)
    zipfile.ZIP64_LIMIT = 700
    archive("zip64-central.zip", names, force=True)
    archive("zip64-central-deflated.zip", ["b.bin", "b2.bin", "b3.bin"], deflated, force=True)
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = was


def from_numpy():
    version = ".".join(np.__version__.split(".")[:2])
    x = np.arange(40, dtype="<i4").reshape(5, 8)
    arrays = {"x": x, "labels": np.array([0.5, -1]), "ragged": np.empty(2, object)}
    arrays["ragged"][:] = [[1, 2], [3]]
    for save_as, name in ((np.savez, "savez"), (np.savez_compressed, "savez_compressed")):
        for sink, how in ((None, ""), (Sink(), "-streamed")):
            target = sink or io.BytesIO()
            save_as(target, x, **arrays)
            save(f"numpy-{version}-{name}{how}.npz", sink.data if sink else target.getvalue())


def manifest():
    lines = []
    for name in sorted(os.listdir(HERE)):
        if not name.endswith((".zip", ".npz")):
            continue
        with zipfile.ZipFile(os.path.join(HERE, name)) as z:
            for m in z.infolist():
                data = z.read(m)
                lines.append(
                    f"{name}\t{m.filename.encode().hex()}\t{m.compress_type}\t{len(data)}"
                    f"\t{m.CRC:08x}\t{hashlib.sha256(data).hexdigest()}\n"
                )
    with open(os.path.join(HERE, "members.tsv"), "w") as f:
        f.writelines(lines)


from_numpy()
if "--numpy" not in sys.argv:
    from_zipfile()
manifest()
