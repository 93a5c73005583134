"""Reads what brine convert writes: pickle_free.load(path) gives {name: array}. Plain NumPy."""
import collections, datetime, decimal, fractions, json, numpy, struct, uuid

MAKERS = {
    "int": int, "str": str, "list": lambda v: [untag(x) for x in v],
    "float": lambda v: struct.unpack(">d", bytes.fromhex(v))[0],
    "complex": lambda v: complex(*[struct.unpack(">d", bytes.fromhex(x))[0] for x in v]),
    "tuple": lambda v: tuple(untag(x) for x in v), "set": lambda v: {untag(x) for x in v},
    "frozenset": lambda v: frozenset(untag(x) for x in v),
    "dict": lambda v: {untag(k): untag(x) for k, x in v},
    "odict": lambda v: collections.OrderedDict((untag(k), untag(x)) for k, x in v),
    "counter": lambda v: collections.Counter({untag(k): untag(x) for k, x in v}),
    "deque": lambda v: collections.deque([untag(x) for x in v[1]], v[0]),
    "bytes": bytes.fromhex, "bytearray": bytearray.fromhex, "decimal": decimal.Decimal,
    "fraction": lambda v: fractions.Fraction(*map(int, v)), "uuid": uuid.UUID,
    "range": lambda v: range(*map(int, v)), "slice": lambda v: slice(*map(untag, v)),
    "date": datetime.date.fromisoformat, "timedelta": lambda v: datetime.timedelta(*v),
    "dtype": lambda v: numpy.dtype(descr(v)),
    "npscalar": lambda v: numpy.frombuffer(bytes.fromhex(v["hex"]), descr(v["descr"]))[0],
}


def descr(d):
    return d if isinstance(d, str) else [
        tuple(descr(x) if i == 1 else tuple(x) if isinstance(x, list) else x
              for i, x in enumerate(field)) for field in d]


def untag(j):
    """The value of tagged JSON; of a tag that is not known, the JSON."""
    if not isinstance(j, dict) or not j:
        return j
    tag, v = next(iter(j.items()))
    if tag == "ndarray":
        array = numpy.empty(len(v["items"]), numpy.dtype(descr(v["descr"])))
        for i, item in enumerate(v["items"]):
            array[i] = untag(item)
        return array.reshape(v["shape"])
    if tag in ("datetime", "time") and j.get("tz") is None:
        return getattr(datetime, tag).fromisoformat(v).replace(fold=j.get("fold", 0))
    return MAKERS[tag](v) if tag in MAKERS else j


def elements(z, name, form):
    kind, inner = form["kind"], form.get("items")
    if kind == "dict":
        return [{k: elements(z, name + "/" + k, f)[0] for k, f in zip(form["keys"], inner)}]
    if kind == "masked":
        fill = elements(z, name + ".fill_value", inner)[0]
        return [numpy.ma.MaskedArray(z[name + ".data"], z[name + ".mask"], fill_value=fill)]
    if kind in ("array", "objects"):
        return [z[name] if kind == "array" else restore(z, name, form["shape"], inner)]
    if kind in ("rows", "utf8", "raw", "json"):
        ends = (".json", ".json_splits") if kind == "json" else (".values", ".row_splits")
        bare = inner is None or inner["kind"] == "array"
        v = z[name + ends[0]] if bare else elements(z, name + ends[0], inner)
        out = [v[a:b] for a, b in zip(z[name + ends[1]][:-1], z[name + ends[1]][1:])]
    elif kind == "equal":
        v = z[name].ravel() if inner["kind"] == "array" else elements(z, name, inner)
        out = [v[i:i + form["length"]] for i in range(0, len(v), form["length"])]
    elif kind == "none":
        out = [None] * z[name + ".mask"].size
    else:
        out = list(z[name].ravel()) if kind == "scalar" else z[name].ravel().tolist()
    make = {"tuple": tuple, "raw": bytes, "utf8": lambda b: bytes(b).decode(),
            "decimal": decimal.Decimal, "json": lambda b: untag(json.loads(bytes(b)))}
    make = make.get(form.get("row", kind), lambda value: value)
    mask = z[name + ".mask"].ravel() if form.get("mask") else [False] * len(out)
    return [None if m else make(v) for v, m in zip(out, mask)]


def restore(z, name, shape, form):
    flat = numpy.empty(int(numpy.prod(shape)), object)
    for i, value in enumerate(elements(z, name, form)):
        flat[i] = value
    return flat.reshape(shape)


def load(path):
    z = numpy.load(path)
    forms = {f[:-5]: json.loads(str(z[f])) for f in z.files if f.endswith(".form")}
    return {name: restore(z, name, f["shape"], f["form"]) for name, f in forms.items()}
