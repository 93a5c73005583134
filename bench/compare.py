#!/usr/bin/env python3
"""Compares Brine with NumPy, whole processes and warm ones, run in turn: medians and ratios.

    bench/compare.py imdb [FILE]     load_data on a real imdb.npz, or on one made for the purpose
    bench/compare.py linear          does ten times the reviews take ten times the time
    bench/compare.py scan [FILE]     brine scan beside load_data, and beside pickletools.genops
    bench/compare.py arrays          a 1 GiB .npy, and a deflated .npz of eight members
    bench/compare.py save            1 GiB to .npy, to a stored .npz and to a deflated one
    bench/compare.py pickles         a million small dicts, beside CPython's unpickler and the JVM's
    bench/compare.py datasets [DIR]  the other data sets, with Keras itself as the peer (pip: keras);
                                     what is missing in DIR is made there

Build first: mvn -q -pl bench -am -DskipTests package. Needs Python 3.9 with NumPy for the peer;
--python names another one. BRINE_JAVA_OPTS reaches the command as ever.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path

from measure import facts, interleaved, median, run

BENCH = Path(__file__).resolve().parent
JAR = BENCH / "target" / "benchmarks.jar"
BRINE = BENCH.parent / "brine"
WARMUPS, LOADS = 20, 21


def java():
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"


def main_class(name, *args):
    return [java(), "-cp", str(JAR), "dev.brine.bench." + name, *map(str, args)]


def line(name, wall, cpu="", peak="", verdict=""):
    print(f"{name:30} {wall:>9} {cpu:>9} {peak:>9}   {verdict}".rstrip(), flush=True)


def row(name, m, verdict=""):
    line(name, f"{m.wall:.3f} s", f"{m.cpu:.3f} s", f"{m.peak:.0f} MiB", verdict)


def imdb(a, scratch):
    file = Path(a.file) if a.file else made(scratch, a.reviews)
    peer = [a.python, str(BENCH / "peer_imdb.py"), str(file)]
    load = [str(BRINE), "load", "imdb", "--data", str(file)]
    run(load)  # builds the command and its class-data archive, where that is still to do
    print(f"{facts(java(), a.python)}\n{file}, medians of {a.runs} runs in turn\n")

    line("whole process", "wall", "cpu", "peak")
    results = interleaved({"peer": peer, "report": load, "json": load + ["--json"]}, a.runs)
    base = median(results["peer"])
    row("NumPy", base)
    for key, name in (("report", "brine load imdb"), ("json", "brine load imdb --json")):
        m = median(results[key])
        row(name, m, f"{base.wall / m.wall:.1f} times as fast, {m.peak / base.peak:.2f} of the memory")

    print()
    line("in one process", "wall")
    numpy = statistics.median(json.loads(r.output)["seconds"] for r in results["peer"])
    line("NumPy", f"{numpy:.3f} s")
    warm = warm_load(file, a.runs)
    for key, name in (("first_s", "Brine, first load"), ("median_s", "Brine, warm")):
        seconds = statistics.median(w[key] for w in warm)
        line(name, f"{seconds:.3f} s", verdict=f"{numpy / seconds:.1f} times as fast")


def warm_load(file, runs):
    command = main_class("RepeatedLoad", "imdb", file, WARMUPS, LOADS)
    return [json.loads(run(command).output) for _ in range(runs)]


def scan(a, scratch):
    file = Path(a.file) if a.file else made(scratch, a.reviews)
    load = [str(BRINE), "load", "imdb", "--data", str(file)]
    look = [str(BRINE), "scan", str(file)]
    run(look)
    print(f"{facts(java(), a.python)}\n{file}, medians of {a.runs} runs in turn\n")
    line("whole process", "wall", "cpu", "peak")
    results = interleaved({"load": load, "scan": look}, a.runs)
    base = median(results["load"])
    row("brine load imdb", base)
    m = median(results["scan"])
    row("brine scan", m, f"{m.wall / base.wall:.2f} of the time")

    print()
    line("one stored member", "seconds")
    with zipfile.ZipFile(file) as archive:
        member = archive.extract("x_train.npy", scratch)
    peer = [a.python, str(BENCH / "peer_genops.py"), member]
    results = interleaved(
        {"genops": peer, "scan": main_class("RepeatedLoad", "scan", member, WARMUPS, LOADS)}, a.runs
    )
    genops = statistics.median(json.loads(r.output)["seconds"] for r in results["genops"])
    line("pickletools.genops", f"{genops:.3f} s")
    scans = [json.loads(r.output) for r in results["scan"]]
    for key, name in (("first_s", "Brine, first scan"), ("median_s", "Brine, warm")):
        seconds = statistics.median(s[key] for s in scans)
        line(name, f"{seconds:.3f} s", verdict=f"{genops / seconds:.0f} times as fast")


def linear(a, scratch):
    small, large = made(scratch, a.reviews), made(scratch, 10 * a.reviews)
    loads = {
        file: [str(BRINE), "load", "imdb", "--data", str(file), "--json"] for file in (small, large)
    }
    run(loads[small])
    print(f"{facts(java(), a.python)}\n{a.reviews} and {10 * a.reviews} reviews a part, ", end="")
    print(f"medians of {a.runs} runs in turn\n")
    results = interleaved(loads, a.runs)
    one, ten = median(results[small]), median(results[large])
    line("whole process", "wall", "cpu", "peak")
    row("brine, once", one)
    row("brine, ten times", ten, f"{ten.wall / one.wall:.1f} times the time")
    print()
    line("in one process", "wall")
    warm = [
        statistics.median(w["median_s"] for w in warm_load(file, 1 + a.runs // 2))
        for file in (small, large)
    ]
    line("Brine, once", f"{warm[0]:.3f} s")
    line("Brine, ten times", f"{warm[1]:.3f} s", verdict=f"{warm[1] / warm[0]:.1f} times the time")


def arrays(a, scratch):
    npy = made_numbers(scratch, "prices.npy", a.mebibytes)
    npz = made_numbers(scratch, "prices.npz", a.mebibytes // 8)
    print(f"{facts(java(), a.python)}\nmedians of {a.runs} runs in turn, each the median of 5 loads")
    kinds = {"loaded": "npy", "loaded, then double[]": "copy", "mapped, into double[]": "map"}
    compare_arrays(a, npy, f"float64 .npy, {a.mebibytes} MiB", kinds)
    compare_arrays(a, npz, f"deflated .npz, 8 × {a.mebibytes // 64} MiB", {"all members": "npz"})


def compare_arrays(a, file, title, kinds):
    print()
    line(title, "first", "warm")
    commands = {"NumPy": [a.python, str(BENCH / "peer_load.py"), str(file), "6"]}
    for name, kind in kinds.items():
        commands["Brine, " + name] = main_class("RepeatedLoad", kind, file, 5, 5)
    timed(interleaved(commands, a.runs))


def timed(results):
    """One line a way of loading, of which the first is what the others are compared with."""
    peer = None
    for name, runs in results.items():
        loads = [json.loads(r.output) for r in runs]
        first = statistics.median(m["first_s"] for m in loads)
        warm = statistics.median(m["median_s"] for m in loads)
        verdict = f"{peer / warm:.2f} times as fast" if peer else ""
        peer = peer or warm
        line(name, f"{first:.3f} s", f"{warm:.3f} s", verdict=verdict)


def pickles(a, scratch):
    file = scratch / "rows.pkl"
    peer = [a.python, str(BENCH / "peer_pickle.py")]
    run(peer + ["make", str(file), "1000000"])
    print(f"{facts(java(), a.python)}\nmedians of {a.runs} runs in turn, each the median of several loads\n")
    line("1,000,000 dicts of 7 values", "first", "warm")
    commands = {
        "CPython": peer + ["load", str(file), "8"],
        "Brine": main_class("RepeatedLoad", "pickle", file, 7, 7),
        "net.razorvine:pickle": main_class("RepeatedLoad", "razorvine", file, 2, 3),
    }
    timed(interleaved(commands, a.runs))


def save(a, scratch):
    npy = made_numbers(scratch, "prices.npy", a.mebibytes)
    print(f"{facts(java(), a.python)}\nfloat64, {a.mebibytes} MiB, medians of {a.runs} runs in turn")
    for kind, times in (("npy", 5), ("stored", 5), ("deflated", 1)):
        compare_save(a, npy, scratch / "saved", kind, times)


def compare_save(a, file, target, kind, times):
    print()
    line(kind, "first", "median", "MiB")
    results = interleaved(
        {
            "NumPy": [a.python, str(BENCH / "peer_save.py"), kind, str(file), str(target), str(times)],
            "Brine": main_class("RepeatedSave", kind, file, target, times),
        },
        a.runs,
    )
    numpy = None
    for name, runs in results.items():
        saves = [json.loads(r.output) for r in runs]
        first = statistics.median(m["first_s"] for m in saves)
        median_s = statistics.median(m["median_s"] for m in saves)
        size = saves[0]["bytes"]
        numpy = numpy or (median_s, size)
        verdict = f"{numpy[0] / median_s:.2f} times as fast, {size / numpy[1]:.4f} of the size"
        shown = "" if name == "NumPy" else verdict
        line(name, f"{first:.3f} s", f"{median_s:.3f} s", f"{size / 2**20:.1f}", shown)


def made_numbers(scratch, name, mebibytes):
    file = scratch / name
    run(main_class("made.NumericFiles", file, mebibytes))
    return file


def made(scratch, reviews):
    file = scratch / f"imdb-{reviews}.npz"
    run(main_class("made.ImdbLike", file, reviews))
    return file


def datasets(a, scratch):
    os.environ["KERAS_BACKEND"] = "numpy"
    folder = Path(a.file) if a.file else scratch
    # in a process of its own: children begin with the peak of this one
    files = json.loads(run([a.python, str(BENCH / "keras_files.py"), str(folder)]).output)
    run([str(BRINE), "load", "mnist", "--sample"])
    print(f"{facts(java(), a.python)}\nmade files of the real sizes, medians of {a.runs} runs in turn\n")
    cells = "{:20} {:>8} {:>8} {:>8} {:>9}   {}"
    print(cells.format("whole process", "Keras", "its load", "brine", "peak", ""))
    for name, file in files.items():
        commands = {
            "keras": [a.python, str(BENCH / "peer_keras.py"), name, str(file)],
            "brine": [str(BRINE), "load", name, "--data", str(file)],
        }
        results = interleaved(commands, a.runs)
        keras, brine = median(results["keras"]), median(results["brine"])
        load = statistics.median(json.loads(r.output)["load_s"] for r in results["keras"])
        times = [f"{s:.2f} s" for s in (keras.wall, load, brine.wall)]
        verdict = f"{keras.wall / brine.wall:.1f} times as fast, {brine.peak / keras.peak:.2f} of the memory"
        print(cells.format(name, *times, f"{brine.peak:.0f} MiB", verdict), flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = ["imdb", "scan", "linear", "arrays", "pickles", "save", "datasets"]
    parser.add_argument("what", choices=names)
    parser.add_argument("file", nargs="?", help="an existing imdb.npz, or a folder of files")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--reviews", type=int, default=25000, help="of each part of a made file")
    parser.add_argument("--mebibytes", type=int, default=1024, help="of a made .npy (default 1024)")
    parser.add_argument("--python", default=sys.executable, help="the peer's Python")
    a = parser.parse_args()
    if not JAR.exists():
        sys.exit(f"{JAR} is missing; build it with: mvn -q -pl bench -am -DskipTests package")
    scratch = Path(tempfile.mkdtemp(prefix="brine-bench-"))
    try:
        compare = {
            "imdb": imdb,
            "scan": scan,
            "linear": linear,
            "arrays": arrays,
            "pickles": pickles,
            "save": save,
            "datasets": datasets,
        }
        compare[a.what](a, scratch)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
