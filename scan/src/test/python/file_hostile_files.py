"""Files hostile and tricky files with the verdict that each must have, for the tests of this module.

    python3 file_hostile_files.py SOURCE TARGET

SOURCE is a folder of files with a manifest.json: a list of objects with file, expected, verdict and
why, and sometimes also_accept. TARGET gets them, large ones gzipped, and manifest.tsv. What the
files decode to is tested in the modules that decode them.
"""

import gzip
import json
import pathlib
import shutil
import sys

LARGE = 20_000


def main(source, target):
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    rows = []
    for case in json.loads((source / "manifest.json").read_text()):
        name, data = case["file"], (source / case["file"]).read_bytes()
        if len(data) > LARGE:
            name += ".gz"
            data = gzip.compress(data, 9, mtime=0)
        (target / name).write_bytes(data)
        alternative = " ".join(case.get("also_accept", []))
        why = case["why"].replace("\t", " ").replace("\n", " ")
        rows.append("\t".join([name, case["verdict"], alternative, why]))
    header = "# file\tverdict\talso_accept\twhy"
    (target / "manifest.tsv").write_text("\n".join([header, *sorted(rows)]) + "\n")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
