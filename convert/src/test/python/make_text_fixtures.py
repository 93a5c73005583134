"""Rows of text as NumPy and Python write them, and the arrays they make in NumPy.

    python3 make_text_fixtures.py ../resources/text

Writes the files, and expected.tsv: of each array its file, member, dtype, shape and the sha256 of its
elements, little-endian and in C order. Arrays are what np.loadtxt, np.genfromtxt and json.loads read
of the files, not what they were made of; of what these do not read, the values that were written.
"""

import csv
import hashlib
import io
import json
import os
import sys

import numpy as np

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
random = np.random.default_rng(7)
expected = []


def expect(name, array, member="arr_0"):
    if not array.dtype.fields and array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    dtype = str(np.lib.format.dtype_to_descr(array.dtype))
    digest = hashlib.sha256(array.tobytes()).hexdigest()
    expected.append("\t".join([name, member, dtype, str(list(array.shape)), digest]))


def write(name, text, encoding="utf-8"):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(text.encode(encoding))
    return io.StringIO(text)


def saved(array, **options):
    text = io.StringIO()
    np.savetxt(text, array, delimiter=",", **options)
    return text.getvalue()


def rows(table, **options):
    text = io.StringIO()
    csv.writer(text, **options).writerows(table)
    return text.getvalue()


# np.savetxt, read with np.loadtxt and np.genfromtxt
floats = random.normal(size=(30, 4)) * 10.0 ** random.integers(-300, 300, (30, 4))
expect("floats.csv", np.loadtxt(write("floats.csv", saved(floats)), delimiter=","))
ints = random.integers(-(2**63), 2**63 - 1, (20, 3), endpoint=True)
ints[0] = [-(2**63), 2**63 - 1, 0]
expect("ints.csv", np.loadtxt(write("ints.csv", saved(ints, fmt="%d")), delimiter=",", dtype="i8"))
column = random.integers(0, 9, 12)
expect("column.csv", np.loadtxt(write("column.csv", saved(column, fmt="%d")), dtype="i8"))
named = write("savetxt_names.csv", saved(floats[:5, :3], header="x,y,z"))
expect("savetxt_names.csv", np.genfromtxt(named, delimiter=",", names=True))
comment = write("savetxt_comment.csv", saved(floats[:5, :3], header="Three columns of noise"))
expect("savetxt_comment.csv", np.loadtxt(comment, delimiter=","))
parts = random.normal(size=(6, 2)) + 1j * random.normal(size=(6, 2))
written = write("savetxt_complex.csv", saved(parts))
expect("savetxt_complex.csv", np.loadtxt(written, delimiter=",", dtype=complex))

# spellings of numbers
words = "nan,inf,-inf\n+1.5,-.5e-3,1.E+5\n NaN , Infinity,-Infinity\n1e999,-1e-999,7\n"
expect("spellings.csv", np.loadtxt(write("spellings.csv", words), delimiter=","))
unsigned = "18446744073709551615\n0\n9223372036854775808\n"
expect("uint64.csv", np.loadtxt(write("uint64.csv", unsigned), dtype="u8"))
hard = ["0.1", "2.2250738585072011e-308", "5e-324", "9007199254740993.0", "1.7976931348623159e308"]
expect("rounding.csv", np.loadtxt(write("rounding.csv", "\n".join(hard))))

# missing values
gaps = "a,b,c\n1,,3\n,5.5,6\n7,8,\n"
expect("missing.csv", np.genfromtxt(write("missing.csv", gaps), delimiter=",", names=True))
expect("gaps.csv", np.genfromtxt(write("gaps.csv", "1,,3\n,5,\n"), delimiter=","))

# columns of several types
mixed = "1,abc,2.5\n-2,de,nan\n"
options = {"delimiter": ",", "dtype": None, "encoding": "utf-8"}
expect("mixed.csv", np.genfromtxt(write("mixed.csv", mixed), **options))

# Python's csv, pandas' habits: quotes, line ends, an index without a name
people = [
    (1, "Zo\u00eb", 1.5, True, 'says "hi", twice'),
    (2, "\u5f20\u4f1f", -0.0, False, "two\nlines"),
    (3, "\U0001f600", 1e-7, True, ""),
]
dtype = [("f0", "<i8"), ("name", "<U3"), ("score", "<f8"), ("ok", "?"), ("note", "<U16")]
table = [("", "name", "score", "ok", "note")] + people
for name, options in [
    ("people.csv", {}),
    ("people_lf.csv", {"lineterminator": "\n"}),
    ("people_quoted.csv", {"quoting": csv.QUOTE_ALL}),
    ("people_nonnumeric.csv", {"quoting": csv.QUOTE_NONNUMERIC}),
]:
    write(name, rows(table, **options))
    expect(name, np.array(people, dtype))
plain = [person[:4] + (person[4].replace("\n", " "),) for person in people]
write("people_cr.csv", rows([table[0]] + plain, lineterminator="\r"))
expect("people_cr.csv", np.array(plain, dtype))
write("people_bom.csv", "\ufeff" + rows(table))
expect("people_bom.csv", np.array(people, dtype))
words = [["a", ""], ["\u20ac", "b c"], [" d ", "1e"]]
write("words.csv", rows(words))
expect("words.csv", np.array(words))
truth = [[True, False, True], [False, False, True]]
write("bools.csv", rows(truth))
expect("bools.csv", np.array(truth))
write("big.csv", "123456789012345678901234567890\n-5\n")
expect("big.csv", np.array(["123456789012345678901234567890", "-5"]))

# moments in each unit that text can tell
for unit in ["M", "D", "h", "m", "s", "ms", "us", "ns"]:
    moments = random.integers(-500, 500, 10).astype(f"M8[{unit}]")
    moments[3] = "NaT"
    name = f"moments_{unit}.csv"
    write(name, "".join(str(moment) + "\n" for moment in moments))
    expect(name, moments)


# JSON lines
def lines(name, values, **options):
    write(name, "".join(json.dumps(value, **options) + "\n" for value in values))
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


expect("floats.jsonl", np.array(lines("floats.jsonl", floats.tolist())))
expect("ints.jsonl", np.array(lines("ints.jsonl", ints.tolist())))
expect("cube.jsonl", np.array(lines("cube.jsonl", random.normal(size=(3, 2, 4)).tolist())))
expect("column.jsonl", np.array(lines("column.jsonl", [[n] for n in column.tolist()])))
expect("scalars.jsonl", np.array(lines("scalars.jsonl", column.tolist())))
expect("nans.jsonl", np.array(lines("nans.jsonl", [1.5, float("nan"), float("-inf"), 2])))
expect("uint64.jsonl", np.array(lines("uint64.jsonl", [2**64 - 1, 0]), "u8"))
texts = ["a", "", "Zo\u00eb \u20ac", "\U0001f600 \"q\"\n", "1", "nan"]
expect("texts.jsonl", np.array(lines("texts.jsonl", texts)))
expect("texts_utf8.jsonl", np.array(lines("texts_utf8.jsonl", texts, ensure_ascii=False)))
expect("bools.jsonl", np.array(lines("bools.jsonl", truth)))
keys = ["id", "name", "score", "ok", "note"]
records = [dict(zip(keys, person)) for person in people]
records[1] = dict(reversed(records[1].items()))
read = lines("records.jsonl", records)
fields = [("id", "<i8")] + dtype[1:]
expect("records.jsonl", np.array([tuple(record[key] for key in keys) for record in read], fields))
nulls = lines("nulls.jsonl", [[1, None, 2.5], [None, -3, 4]])
expect("nulls.jsonl", np.array(nulls, float))


def ragged(name, lists, dtype):
    read = lines(name, lists)
    values = np.array([item for row in read for item in row], dtype)
    expect(name, values, "arr_0.values")
    splits = np.cumsum([0] + [len(row) for row in read])
    expect(name, splits, "arr_0.row_splits")


ragged("ragged.jsonl", [[1, 2, 3], [], [-4], [2**31 - 1]], "<i4")
ragged("ragged_long.jsonl", [[1], [2**31, 5]], "<i8")
ragged("ragged_floats.jsonl", [[0.5, 1], [float("nan")], []], "<f8")
ragged("ragged_texts.jsonl", [["a", "\u20ac\u20ac"], ["b"]], "<U2")
ragged("ragged_bools.jsonl", [[True], [False, True]], "?")

with open(os.path.join(folder, "expected.tsv"), "w", newline="\n") as file:
    file.write("\n".join(expected) + "\n")
