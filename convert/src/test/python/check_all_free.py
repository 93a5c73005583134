"""Converts every file of some folders and back, with the command, and opens each between in NumPy.

    python3 check_all_free.py "../../../../brine" FOLDER...

Of each file that `brine digest` can read: what convert writes must open with NumPy's default
settings, member by member and by the documented reader, and what --inverse makes of it must have
the digests of the original.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../docs"))
import pickle_free

ENDS = (".npy", ".npz", ".pkl", ".pickle", ".p")


def run(brine, *args):
    return subprocess.run([*brine, *map(str, args)], capture_output=True, text=True)


def digests(brine, file, *options):
    """By member; None if the file cannot be read whole."""
    result = run(brine, "digest", *options, file)
    if result.returncode != 0:
        return None
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return sorted((str(line.get("member") or ""), line["sha256"]) for line in lines if "sha256" in line)


def check(brine, file, folder):
    """What became of a file, and whether it held objects."""
    for encoding in ("ASCII", "latin1"):
        options = ["--encoding", encoding]
        want = digests(brine, file, *options)
        if want is not None:
            break
    else:
        return "not to be read"
    free = folder / "free.npz"
    back = folder / ("back" + (file.suffix if file.suffix in (".npy", ".npz") else ".pkl"))
    result = run(brine, "convert", *options, file, free)
    if result.returncode != 0:
        return "refused: " + (result.stderr.strip().splitlines() or ["?"])[0]
    with np.load(free) as opened:
        for name in opened.files:
            opened[name]
    reread = pickle_free.load(free)
    result = run(brine, "convert", "--inverse", free, back)
    if result.returncode != 0:
        return "WRONG, not restored: " + result.stderr.strip()
    got = digests(brine, back)
    if file.suffix != ".npz":
        want, got = [d for _, d in want], [d for _, d in got or []]
    if want != got:
        return f"WRONG: {want} {got}"
    return f"fine, {len(reread)} object arrays or values"


def main():
    brine = shlex.split(sys.argv[1])
    counts = {}
    with tempfile.TemporaryDirectory() as scratch:
        for file in sorted(p for folder in sys.argv[2:] for p in Path(folder).rglob("*")):
            if file.suffix in ENDS:
                try:
                    said = check(brine, file, Path(scratch))
                except Exception as e:  # NumPy's own refusals are what is looked for
                    said = f"WRONG, in NumPy: {e!r}"
                word = said.split(":")[0].split(",")[0]
                counts[word] = counts.get(word, 0) + 1
                if word != "not to be read":
                    print(file.name, said, sep="\t", flush=True)
    print(counts)
    return 1 if "WRONG" in counts else 0


sys.exit(main())
