"""Runs child processes one at a time and says what each took."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple


class Run(NamedTuple):
    """One process, from start to end."""

    wall: float  # seconds
    cpu: float  # seconds of all threads, user and system
    peak: float  # MiB resident at most
    output: str


def run(command, cwd=None):
    """Runs a command to its end. Its standard output is kept, its standard error is ours."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL, cwd=cwd)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"exit code {child.returncode} of: {' '.join(map(str, command))}")
        out.seek(0)
        output = out.read().decode()
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, output)


def interleaved(commands, runs):
    """Runs each command in turn, again and again: what disturbs the machine disturbs all alike."""
    results = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            results[name].append(run(command))
    return results


def median(runs):
    """The median of each figure, on its own."""
    return Run(
        statistics.median(r.wall for r in runs),
        statistics.median(r.cpu for r in runs),
        statistics.median(r.peak for r in runs),
        runs[-1].output,
    )


def facts(java, python):
    """The machine, in one line."""
    jdk = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    numpy = subprocess.run(
        [python, "-c", "import sys, numpy; print(sys.version.split()[0], numpy.__version__)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, "
        f"JDK {jdk.split(chr(34))[1]}, Python {numpy[0]}, NumPy {numpy[1]}"
    )
