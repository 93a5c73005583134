"""Files hostile pickles by worry, with what must come of each, for the tests of this module.

    python3 file_hostile_pickles.py SOURCE TARGET

SOURCE is a folder of *.pkl files with a manifest.json: a list of objects with file, expected (ok,
refuse or error), error (the kind of failure), also_accept, verdict, encoding, value_canon and why.
TARGET gets one folder for each worry (the first word of a file's name), large files gzipped, and
manifest.tsv. Pickles that need NumPy's table to be read are left out: they are tested with it.
"""

import gzip
import json
import pathlib
import sys

LARGE = 20_000
COLUMNS = ["file", "expected", "error", "also_accept", "verdict", "encoding", "value_canon", "why"]


def main(source, target):
    rows = []
    for case in json.loads((source / "manifest.json").read_text()):
        if not case["file"].endswith(".pkl"):
            continue
        data = (source / case["file"]).read_bytes()
        if b"numpy" in data and case["expected"] != "refuse":
            continue
        worry, _, name = case["file"].partition("-")
        folder = target / worry
        folder.mkdir(parents=True, exist_ok=True)
        if len(data) > LARGE:
            name += ".gz"
            data = gzip.compress(data, 9, mtime=0)
        (folder / name).write_bytes(data)
        case["file"] = f"{worry}/{name}"
        case["also_accept"] = " ".join(case.get("also_accept", []))
        cells = [str(case.get(column) or "") for column in COLUMNS]
        cells = [cell.replace("\t", " ").replace("\n", " ") for cell in cells]
        if len(cells[6]) > 5_000:
            cells[6] = ""
        rows.append("\t".join(cells))
    header = "# " + "\t".join(COLUMNS)
    (target / "manifest.tsv").write_text("\n".join([header, *sorted(rows)]) + "\n")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
