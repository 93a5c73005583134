"""The arrays in a value, by the paths that NestedArray gives them; found by Python's own reductions."""
import collections
import copyreg
import hashlib
import re

import numpy as np

SCALARS = (str, bytes, bytearray, int, float, complex, bool, type(None), np.generic, type, np.dtype)
DICTS = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)


class Walk:
    """Shared values are visited once, as in a pickle; joblib pickles the elements of an object array separately."""

    def __init__(self):
        self.found, self.taken, self.kept = [], {}, []

    def add(self, path, array):
        count = self.taken[path] = self.taken.get(path, 0) + 1
        unique = path if count == 1 else "%s#%d" % (path, count)
        data = hashlib.sha256(array.tobytes()).hexdigest()
        descr = np.lib.format.dtype_to_descr(array.dtype)
        self.found.append((unique, str(descr), str(array.shape), data))

    def visit(self, value, path, seen):
        if isinstance(value, SCALARS) or callable(value) and type(value).__name__ in ("function", "builtin_function_or_method", "ufunc"):
            return
        if isinstance(value, np.ma.MaskedArray):
            if id(value) not in seen:
                seen.add(id(value))
                self.kept.append(value)
                self.visit(np.asarray(value.data), path + ".data", seen)
                self.visit(np.ma.getmaskarray(value), path + ".mask", seen)
            return
        if type(value) in (np.ndarray, np.matrix, np.memmap):
            if not value.dtype.hasobject:
                self.add(path, value)
                return
            inner = set()
            for index in np.ndindex(value.shape):
                shown = ", ".join(map(str, index)) or "()"
                self.visit(value[index], "%s[%s]" % (path, shown), inner)
            return
        if id(value) in seen:
            return
        seen.add(id(value))
        self.kept.append(value)  # so that no other value gets its id
        if type(value) in DICTS:
            self.entries(value.items(), path, seen)
        elif type(value) in (list, tuple, collections.deque, set, frozenset):
            for i, item in enumerate(value):
                self.visit(item, "%s[%d]" % (path, i), seen)
        else:
            self.reduced(value, path, seen)

    def entries(self, items, path, seen):
        for key, item in items:
            key = key.item() if isinstance(key, (np.integer, np.floating, np.bool_)) else key  # it is equal
            self.visit(item, "%s[%r]" % (path, key), seen)

    def reduced(self, value, path, seen):
        parts = value.__reduce_ex__(4)
        if isinstance(parts, str):
            return
        function, arguments, state, items, entries = (tuple(parts) + (None,) * 3)[:5]
        self.kept.append(parts)
        given = arguments[1:] if function is copyreg.__newobj__ else arguments
        for i, argument in enumerate(given):
            self.visit(argument, "%s.__reduce__()[1][%d]" % (path, i), seen)
        if isinstance(state, tuple) and len(state) == 2 and isinstance(state[1], dict) and isinstance(state[0], (dict, type(None))):
            self.attributes(state[0] or {}, path, seen)
            self.attributes(state[1], path, seen)
        elif isinstance(state, dict):
            self.attributes(state, path, seen)
        elif state is not None:
            self.visit(state, path + ".__getstate__()", seen)
        for i, item in enumerate(items or ()):
            self.visit(item, "%s[%d]" % (path, i), seen)
        self.entries(entries or (), path, seen)

    def attributes(self, state, path, seen):
        if id(state) in seen:
            return
        seen.add(id(state))
        self.kept.append(state)
        for name, item in state.items():
            plain = re.fullmatch("[A-Za-z_][A-Za-z_0-9]*", name)
            self.visit(item, path + ("." + name if plain else ".__dict__[%r]" % name), seen)


def arrays(value):
    """Returns path, descr, shape and SHA-256 of the bytes in C order of each array without objects."""
    walk = Walk()
    walk.visit(value, "", set())
    return walk.found
