"""Executes the Python lines that brine explain and brine info print to be pasted.

    mvn ... -Dtest=PastedLinesTest -Dbrine.pasted=LINES      # writes the lines that are printed
    python3 run_pasted_lines.py LINES FOLDER... >RESULTS     # once for each version of NumPy
    python3 run_pasted_lines.py --join RESULTS RESULTS >../resources/pasted/python.tsv

LINES has a line of three cells for each: the folder and the name of the file, the command that
printed it, the line. Each line runs in a process of its own, in a folder with a copy of the file.
"""

import json
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path


def check(line):
    import numpy

    scope = {}
    exec(line, scope)
    a = scope.get("a")
    if isinstance(a, numpy.lib.npyio.NpzFile):
        for key in a.files:
            a[key]


def outcome(path, line):
    """What a process of its own does with the line: ok, or the error."""
    if "# runs it" in line:
        return "not run: it would run a pickle"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, folder)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            os.chdir(folder)
            try:
                check(line)
                result = "ok"
            except BaseException as error:
                result = (type(error).__name__ + ": " + str(error)).split("\n")[0][:120]
            os.write(writer, result.replace("\t", " ").encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            result = pipe.read()
        os.waitpid(child, 0)
    return result or "crashed"


def run(lines, folders):
    import numpy

    warnings.simplefilter("ignore")
    print("numpy " + ".".join(numpy.__version__.split(".")[:2]))
    for entry in Path(lines).read_text("utf-8").splitlines():
        name, command, line = entry.split("\t")
        place, file = name.split("/", 1)
        folder = next(f for f in folders if f.endswith(place) and (Path(f) / file).exists())
        print(entry + "\t" + outcome(Path(folder) / file, json.loads(line)))


def join(first, second):
    one = Path(first).read_text("utf-8").splitlines()
    two = Path(second).read_text("utf-8").splitlines()
    print("file\tcommand\tline\t" + one[0] + "\t" + two[0])
    for a, b in zip(one[1:], two[1:]):
        assert a.split("\t")[:3] == b.split("\t")[:3]
        print(a + "\t" + b.split("\t")[3])


if sys.argv[1] == "--join":
    join(*sys.argv[2:])
else:
    run(sys.argv[1], sys.argv[2:])
