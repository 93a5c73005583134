"""Reads what brine convert writes: pickle_free.load(path) gives {name: array}. Plain NumPy."""
import decimal, json, numpy


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
            "decimal": decimal.Decimal, "json": lambda b: json.loads(bytes(b))}
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
