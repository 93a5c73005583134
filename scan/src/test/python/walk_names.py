"""Lists every name that the modules of this Python's standard library, or of its NumPy, have.

    python walk_names.py stdlib|numpy > OUT.tsv

One line per name: module, name, kind, home. The kind is one of module, exception, enum, plain, container,
class, ufunc, function, value; the home is where the object says that it is defined, if that is another place. A plain
class is one of which a pickle can make an instance, and set its attributes, without running code of the
class: it leaves __new__ to a builtin type, and has none of the methods that Python then calls. A container is a
plain class that also leaves it to a builtin type to add items.
Members of classes are listed as Class.member if they can be called. A module that cannot be
imported here (of Windows or macOS, say) is read from its source, if it has one: its names then
have the kind "source". Runs on Python 2.7 and 3.6 and later. Each module is imported in a process
of its own, because some do more than define names.
"""
from __future__ import print_function

import ast
import inspect
import os
import pkgutil
import subprocess
import sys
import types

SKIPPED = (
    "test", "idlelib", "turtledemo", "antigravity", "this", "__main__", "lib2to3.tests",
    "distutils.tests", "unittest.test", "ctypes.test", "sqlite3.test", "tkinter.test",
    "email.test", "json.tests", "bsddb.test", "lib-tk", "ensurepip._bundled", "site-packages",
    "config", "plat-", "__phello__",
)
NUMPY_SKIPPED = ("numpy.tests", "numpy.distutils.tests", "numpy.f2py.__main__", "numpy.conftest")


def skipped(name):
    parts = name.split(".")
    if name.split(".")[0] == "numpy":
        return "tests" in parts or name in NUMPY_SKIPPED
    return any(name == s or name.startswith(s + ".") for s in SKIPPED) or parts[-1] == "__main__" \
        or "tests" in parts or parts[0].startswith(("config-", "plat-", "_sysconfigdata"))


def stdlib_modules():
    found = set(sys.builtin_module_names)
    library = os.path.dirname(os.__file__)
    paths = [library, os.path.join(library, "lib-dynload"), os.path.join(library, "lib-tk")]
    for path in paths:
        found.update(below(path, ""))
    found.update(getattr(sys, "stdlib_module_names", ()))
    found.update(["os.path", "ntpath", "posixpath", "macpath", "xml.parsers.expat.model",
                  "xml.parsers.expat.errors", "pyexpat.errors", "pyexpat.model", "typing.io", "typing.re"])
    return sorted(name for name in found if not skipped(name))


def below(path, prefix):
    """The modules of a folder, without importing any."""
    for _, name, package in pkgutil.iter_modules([path]):
        full = prefix + name
        if full in ("site-packages",) or skipped(full):
            continue
        yield full
        if package:
            for inner in below(os.path.join(path, name), full + "."):
                yield inner


def numpy_modules():
    import numpy
    return sorted(["numpy"] + [n for n in below(os.path.dirname(numpy.__file__), "numpy.") if not skipped(n)])


def kind_of(value):
    if isinstance(value, types.ModuleType):
        return "module"
    if inspect.isclass(value):
        try:
            if issubclass(value, BaseException):
                return "exception"
        except TypeError:
            return "class"
        enum = sys.modules.get("enum")
        if enum is not None and hasattr(enum, "Enum") and issubclass(value, enum.Enum):
            return "enum"
        return "class"
    if type(value).__name__ == "ufunc":
        return "ufunc"
    return "function" if callable(value) else "value"


# The types that make an object of a class that has no __new__ of its own, and do nothing else.
MAKERS = ("object tuple list dict set frozenset int float str bytes bytearray unicode long BaseException Exception "
          "OSError deque OrderedDict defaultdict").split()
# What Python calls while it unpickles an object, or when it drops one.
HOOKS = "__setstate__ __reduce__ __reduce_ex__ __getattr__ __setattr__ __getattribute__ __del__".split()
SETTERS = "__setitem__ append extend add update".split()


def bases(cls):
    """The classes in which Python looks for an attribute of an instance."""
    found = []
    for base in inspect.getmro(cls):
        if base not in found:
            found.append(base)
    return found


def kind_of_class(cls):
    """Plain, container or class."""
    try:
        is_named_tuple = issubclass(cls, tuple) and hasattr(cls, "_fields")
        sets = False
        for base in bases(cls):
            names = vars(base)
            if base.__name__ in MAKERS and base.__module__ in ("builtins", "__builtin__", "exceptions", "collections"):
                return "plain" if sets or not issubclass(cls, (dict, list, set)) else "container"
            if "__new__" in names and not is_named_tuple or any(hook in names for hook in HOOKS):
                return "class"
            sets = sets or any(setter in names for setter in SETTERS)
        return "class" if isinstance(cls, type) else "plain"  # an old class of Python 2
    except Exception:
        return "class"


def home_of(value, module, name, kind):
    if kind == "module":
        home = value.__name__
        return "" if home == module + "." + name else home
    if kind == "value":
        return ""
    try:
        where = value.__module__
        what = getattr(value, "__qualname__", None) or value.__name__
    except Exception:
        return ""
    if not isinstance(where, str) or not isinstance(what, str):
        return ""
    return "" if (where, what) == (module, name) else where + " " + what


def show(module):
    import importlib
    imported = importlib.import_module(module)
    out = []
    for name in sorted(set(dir(imported))):
        try:
            value = getattr(imported, name)
            kind = kind_of(value)
            if kind == "class":
                kind = kind_of_class(value)
            out.append((module, name, kind, home_of(value, module, name, kind)))
            if kind in ("class", "plain", "container", "enum", "exception") and getattr(value, "__module__", None) == module:
                for member in sorted(set(dir(value))):
                    if member.startswith("__"):
                        continue
                    for base in inspect.getmro(value):
                        if member in base.__dict__:
                            break
                    if base is object:
                        continue
                    try:
                        inner = getattr(value, member)
                    except Exception:
                        continue
                    if callable(inner) and not inspect.isclass(inner):
                        where = "" if base is value else str(base.__module__) + " " + base.__name__ + "." + member
                        out.append((module, name + "." + member, "method", where))
        except Exception:
            continue
    for line in out:
        sys.stderr.write("NAME\t" + "\t".join(line) + "\n")


def source(module):
    """The names that the source of a module defines, where it cannot be imported."""
    library = os.path.dirname(os.__file__)
    base = os.path.join(library, *module.split("."))
    for path in (base + ".py", os.path.join(base, "__init__.py")):
        if not os.path.exists(path):
            continue
        with open(path, "rb") as file:
            try:
                tree = ast.parse(file.read())
            except SyntaxError:
                return []
        names = set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                for alias in node.names:
                    names.add((alias.asname or alias.name).split(".")[0])
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        names.add(target.id)
        names.discard("*")
        return sorted(names)
    return []


def main(which):
    modules = stdlib_modules() if which == "stdlib" else numpy_modules()
    for module in modules:
        child = subprocess.Popen([sys.executable, "-W", "ignore", __file__, "--one", module],
                                 stdin=open(os.devnull), stdout=open(os.devnull, "w"), stderr=subprocess.PIPE)
        if sys.version_info[0] > 2:
            try:
                _, text = child.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                child.kill()
                _, text = child.communicate()
        else:
            _, text = child.communicate()
        lines = [line[5:] for line in text.decode("utf-8", "replace").split("\n") if line.startswith("NAME\t")]
        if lines:
            print("\n".join(lines))
        else:
            for name in source(module):
                print("\t".join((module, name, "source", "")))
            print("\t".join((module, "", "absent", "")))
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        show(sys.argv[2])
    else:
        main(sys.argv[1])
