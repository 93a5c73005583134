"""Writes rebuilt.txt.gz: honest objects that hold methods, getters or functions, and what dill and cloudpickle write.

    python make_rebuilt_pickles.py OUT.txt.gz

One line for each pickle: what it is, a tab, base64. Needs NumPy, SciPy, dill and cloudpickle. Functions and
classes that dill and cloudpickle write as code are left out, because loading them makes functions.
"""
import base64
import collections
import configparser
import decimal
import doctest
import functools
import gzip
import http.client
import io
import operator
import pickle
import profile
import re
import subprocess
import sys
import threading
import time
import trace
import types
import typing

import cloudpickle
import dill
import numpy as np
from scipy import interpolate, signal, spatial, stats

Pair = collections.namedtuple("Pair", "a b")
x = np.arange(5.0)
points = np.random.default_rng(1).random((10, 2))


def python():
    parser = configparser.ConfigParser()
    parser.read_string("[a]\nx=1\n[b]\ny=%(z)s\nz=2\n")
    yield parser
    yield configparser.RawConfigParser()
    yield configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
    yield configparser.ConfigParser(converters={"list": str.split})
    for name in ("strip", "read", "dumps", "system"):
        yield operator.methodcaller(name)
    yield operator.methodcaller("split", ",", maxsplit=1)
    yield operator.attrgetter("a.b", "c")
    yield operator.itemgetter(1, 2)
    yield subprocess.CompletedProcess(["echo", "hi"], 0, b"hi\n", b"")
    yield subprocess.CalledProcessError(1, ["a"], b"x")
    example = doctest.Example("1+1\n", "2\n")
    yield example
    yield doctest.DocTest([example], {}, "n", "f", 1, "")
    yield http.client.HTTPConnection("a")
    for options in ({}, {"count": 0}, {"trace": 0}, {"countfuncs": 1}, {"countcallers": 1}):
        yield trace.Trace(**options)
    yield profile.Profile()
    yield profile.Profile(time.time, bias=0.1)


def scipy():
    for kind in ("linear", "cubic", "nearest", "quadratic", "previous", "zero"):
        yield interpolate.interp1d(x, x**2, kind=kind)
    yield interpolate.interp1d(x, x**2, fill_value="extrapolate")
    yield interpolate.UnivariateSpline(x, x**2)
    yield interpolate.PchipInterpolator(x, x**2)
    yield interpolate.RegularGridInterpolator((x, x), np.ones((5, 5)))
    yield interpolate.NearestNDInterpolator(points, points[:, 0])
    yield interpolate.RBFInterpolator(points, points[:, 0])
    yield interpolate.Rbf(x, x)
    yield stats.norm
    yield stats.poisson(3)
    yield stats.gaussian_kde(x)
    yield signal.lti([1], [1, 1])
    yield spatial.KDTree(points)


def values():
    yield np.arange(3)
    yield np.array(["a", None], object)
    yield np.zeros(2, "i4,f8")
    yield np.matrix([1])
    yield np.add
    yield np.dtype("i4")
    yield np.ma.array([1, 2])
    yield type(None)
    yield [Ellipsis, NotImplemented, type(Ellipsis)]
    yield types.CodeType
    yield types.FunctionType
    yield types.GeneratorType
    yield types.MethodType
    yield types.MappingProxyType({"a": 1})
    yield slice(1, 2)
    yield range(3)
    yield range(-1, -9, -2)
    yield functools.partial(int, base=2)
    yield collections.defaultdict(list)
    yield collections.OrderedDict(a=1)
    yield operator.itemgetter(1)
    yield operator.attrgetter("a", "b")
    yield re.compile("a")
    yield decimal.Decimal(1)
    yield iter([1])


def of_dill():
    yield from values()
    yield Pair(1, 2)
    yield threading.Lock()
    yield threading.RLock()


def of_cloudpickle():
    yield from values()
    yield {"a": 1}.keys()
    yield {"a": 1}.values()
    yield {"a": 1}.items()
    yield collections.OrderedDict(a=1).keys()
    yield typing.TypeVar("T")
    yield collections.abc.Mapping


def main(path):
    lines, seen = [], set()
    for objects, dumps in ((python, pickle.dumps), (scipy, pickle.dumps), (of_dill, dill.dumps), (of_cloudpickle, cloudpickle.dumps)):
        for value in objects():
            for protocol in (0, 2, 4):
                try:
                    data = dumps(value, protocol)
                    if data not in seen:
                        pickle.loads(data)
                except Exception:
                    continue  # not with this protocol
                if data not in seen:
                    seen.add(data)
                    lines.append("%s %s p%d\t%s\n" % (
                        objects.__name__, type(value).__name__, protocol, base64.b64encode(data).decode()))
    with open(path, "wb") as out, gzip.GzipFile("", "wb", 9, out, 0) as text:
        text.write("".join(lines).encode())
    sys.stderr.write("%d pickles\n" % len(lines))


if __name__ == "__main__":
    main(sys.argv[1])
