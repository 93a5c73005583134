"""Files hostile and tricky files, with what must come of each, for the tests of all modules.

    python3 file_hostile_files.py SOURCE TARGET

SOURCE is a folder of files with a manifest.json: a list of objects with file, expected (ok, refuse
or error), error (the kind of failure), also_accept and check (other outcomes that are as good),
verdict (of a scan), encoding (of str of Python 2), value_canon (the canonical text of the value)
and why. TARGET gets the files, large ones gzipped, and manifest.tsv.
"""

import gzip
import json
import pathlib
import shutil
import sys

LARGE = 20_000
LONG_TEXT = 5_000
COLUMNS = ["file", "expected", "error", "also_accept", "verdict", "encoding", "value_canon", "why"]


def main(source, target):
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    rows = []
    for case in json.loads((source / "manifest.json").read_text()):
        data = (source / case["file"]).read_bytes()
        if len(data) > LARGE:
            case["file"] += ".gz"
            data = gzip.compress(data, 9, mtime=0)
        (target / case["file"]).write_bytes(data)
        accepted = case.get("also_accept", [])
        if "STATE" in case.get("check", ""):
            accepted.append("STATE")
        case["also_accept"] = " ".join(accepted)
        if len(case.get("value_canon", "")) > LONG_TEXT:
            case["value_canon"] = ""
        cells = [str(case.get(column) or "") for column in COLUMNS]
        rows.append("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells))
    header = "# " + "\t".join(COLUMNS)
    (target / "manifest.tsv").write_text("\n".join([header, *sorted(rows)]) + "\n")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
