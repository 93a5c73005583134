"""Asks NumPy and Python about dtypes, headers and literals, and writes down the answers.

    python3 make_header_fixtures.py DIR      # DIR is src/test/resources/header

Writes dtypes-N.tsv and headers-N.tsv, where N is the major version of the NumPy that runs this, and
under NumPy 2 literals.tsv. Columns are separated by tabs; text is escaped as in a Python str.

dtypes:    spelling, then the answer of numpy.dtype
headers:   the file's first bytes as hex, then the answer of numpy.load, which gets a megabyte of
           zeros behind them, or nothing where the name of the case says "cut"
literals:  text, "ok", repr; or text, "no"
An answer is "ok", dtype.str, descr, itemsize, alignment, str(dtype), hasobject, fields, titles (and
for a header the shape and the order); or "no" and the exception's type and message.
"""

import ast
import io
import os
import struct
import sys
import warnings

import numpy as np
from numpy.lib import format as npy

warnings.simplefilter("ignore")
HERE = sys.argv[1]
MAJOR = np.__version__.split(".")[0]
try:
    from numpy.lib import _format_impl as impl
except ImportError:
    impl = npy


def escaped(text):
    return text.encode("unicode_escape").decode("ascii")


def descr(dtype):
    """What a header says; and for a subarray, which has no header, the tuple numpy.dtype takes."""
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return f"({literal(base)}, {shape!r})"
    return str(npy.dtype_to_descr(dtype))


def literal(dtype):
    text = descr(dtype)
    return text if dtype.names is not None or dtype.subdtype is not None else repr(text)


def facts(dtype):
    fields = dtype.names or ()
    return [
        dtype.str,
        descr(dtype),
        str(dtype.itemsize),
        str(dtype.alignment),
        str(dtype),
        str(int(dtype.hasobject)),
        repr([(name, dtype.fields[name][1]) for name in fields]),
        repr([dtype.fields[name][2:] for name in fields]),
    ]


def refusal(error):
    # an address in the message would differ from run to run
    return ["no", type(error).__name__, str(error).split(" at 0x")[0]]


def write(name, rows):
    with open(os.path.join(HERE, name), "w", encoding="ascii", newline="\n") as f:
        for row in rows:
            f.write("\t".join(escaped(cell) for cell in row) + "\n")


# ---------------------------------------------------------------------------------------- dtypes

CODES = "?bBhHiIlLqQpPnNefdgFDGSaUVOMmcTxzt"
SIZED = [f"{c}{n}" for c in "biufcSaUVOMmT" for n in (0, 1, 2, 3, 4, 6, 7, 8, 10, 16, 32)]
NAMES = """bool bool_ bool8 int8 int16 int32 int64 int int_ intc intp int0 byte short long longlong
uint8 uint16 uint32 uint64 uint uintc uintp uint0 ubyte ushort ulong ulonglong float16 float32
float64 float128 half single double longdouble longfloat float float_ complex64 complex128
complex256 csingle cdouble clongdouble clongfloat singlecomplex longcomplex cfloat complex complex_
bytes bytes_ bytes0 string_ str str_ str0 unicode unicode_ void void0 object object_ object0
datetime64 timedelta64 string char number generic Float64 FLOAT64 numpy.float64 np.float64 record
""".split()
UNITS = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "\u03bcs", "ns", "ps", "fs", "as", "generic"]
ODD = """f12 c24 O4 O8 |O8 <O8 =O8 >O |O4 U536870911 U536870912 S2147483647 S2147483648 V2147483647
V2147483648 S4294967296 f08 U004 f8x i-4 U-1 U1U f8[s] U[3] M4 M8[s M8[s]x M8[] M8s M8[3] M8[3/2]
M8[25ss] M8[S] M8[B] M8[min] M8[-1s] M8[2147483647s] M8[2147483648s] M8[10000000000s] M8[s/3] M8[Y/7]
M8[010s] M8[+3s] M8[3D/] M8[3D/0x2] M8[0x3s] M8[generic/2] M8[D/2][ M8[2s/4] m8[3D/2] M8[as/1]
datetime64[ns] datetime64[25s] datetime64[ datetime64x timedelta64[D/2] <datetime64[s] >timedelta64[s]
f4,f4 3f4 0f4 1f4 10f4 (2,3)f4 (2,)f4 (2)f4 ()f4 (0,)f4 (((2)))f4 (-1,)f4 -1f4 2(3)f4 f8, ,f8 f8,,f4
i4,, i4,(2,3)f8,S5 2f8,3f4 float64,int8 >i4,<f4,=f4,|S3 M8[s],i4 M8[25s],m8[us] M8[s/2],i4
f4,f4,M8[2s],3? ?,? O,O 2O (2,)O U0,S0 V,V >3f4 3>f4 <3>f4 >3>f4 |3<f4 =3f4 |3f4 (,)f4 (2,,3)f4
02f4 (02,)f4 2,f4 3 (2,3) () (),i4 (2,),i4 f4;f4 f.4 100000000000f4 2147483648f4 1073741824f4
(65536,65536)f4 >float64 <int =float64 |bool >str f4,f7 f4,(2)i4 >U3,<U3,U3 f16,c32 i1,u1,b1 f8\u00e9
f8,\u00e9 S5,V5,U5 T >T T,i4 (1,1,1)f4
""".split()
ODD += ["", " ", " f8", "f8 ", "f8\n", "f8\0", "f4, f4", "f4 ,f4", "f4,f4 ", "f4\t,\nf4", "(2, 3)f4",
        "( 2 , 3 )f4", "(2,3) f4", "2 f4", " 2f4", "M8[ s]", "M8[ 3s]", "M8[D/ 2]", "M8[D / 2]",
        "M8 [s]", "M8[s] ", "U 4", "S+4", "i 4", "( )f4,i4", "(2 3,)f4", "i4 ",
        ",".join(["i4"] * 300), "(" + "1," * 64 + ")f4", "(" + "1," * 65 + ")f4"]


def spellings():
    yield from (order + code for code in list(CODES) + SIZED for order in ("", "<", ">", "=", "|"))
    yield from NAMES
    for unit in UNITS:
        yield from (f"{kind}[{n}{unit}]" for kind in ("M8", "<m8", ">M8") for n in ("", 1, 7, 1000))
        yield from (f"M8[{unit}/{n}]" for n in (1, 2, 3, 5, 7, 12, 24, 60, 365, 720, 1000, 10080))
        yield from (f"m8[6{unit}/{n}]" for n in (4, 86400, 1000000))
    yield from ODD


def dtype_answer(spelling):
    try:
        dtype = np.dtype(spelling)
    except BaseException as error:
        return refusal(error)
    # NumPy 1 lets a length wrap to a negative one
    return refusal(TypeError("wraps")) if dtype.itemsize < 0 else ["ok"] + facts(dtype)


write(f"dtypes-{MAJOR}.tsv",
      ([spelling] + dtype_answer(spelling) for spelling in dict.fromkeys(spellings())))

# --------------------------------------------------------------------------------------- headers

PLAIN = {"descr": "'<f8'", "fortran_order": "False", "shape": "(2, 3)"}
DESCRS = """'<f8'|'>i4'|'|b1'|'=f8'|'float64'|'f4,f4'|'|O'|'|O8'|'|O4'|'<U7'|'|S3'|'|V5'|'<M8[ns]'|'>m8[25s]'
'<f2'|'<c32'|'f7'|''|'str'|'S'|u'<f8'|b'<f8'|'<' 'f8'|r'<f8'|'\\x3cf8'|\"\"\"<f8\"\"\"|None|5|True|3.5|1e22|1e-7|[]|{}
()|('<f4',)|('<f4',(1,))|('<f4',(2,))|('<f4',())|('<f4',[2,3])|('<f4',2)|('<f4',-1)|('<f4',2.0)|('<f4',True)
('<f4',(2147483648,))|('<f4',(1073741824,))|('<f4',(9223372036854775808,))|('S',5)|('U',5)|('V',0)|('S',-1)
('S',(5,))|('S5',1)|('<f4',None)|('<f4',{'a':1})|(('<f4',(1,)),(1,))
[('a','<i4')]|[('a','<i4'),('b','>f8')]|[('a','<i4'),('','|V4'),('b','<f8')]|[('a','<i4'),('','|V4')]
[('','|V4'),('a','<i4')]|[('','|V4')]|[('','<i4')]|[('','<i4'),('','<i8')]|[('f1','<i4'),('','<i8')]
[('','<f4',(2,))]|[('a','<f4',(2,)),('','<f4',(2,))]|[('',[('x','<i4')]),('a','<i4')]|[('','S4'),('','O')]
[('a','<i4'),('a','<i8')]|[(('t','a'),'<i4')]|[(('a','a'),'<i4')]|[(('t','a'),'<i4'),('t','<i4')]
[(('t','a'),'<i4'),(('t','b'),'<i4')]|[((None,'a'),'<i4')]|[(('','a'),'<i4')]|[(('t',''),'V4'),('a','<i4')]
[(('t','a'),'<i4',(2,))]|[(('t','a','b'),'<i4')]|[(5,'<i4')]|[(None,'<i4')]|[('a',None)]|[('a',)]|[5]|['abc']
[('a','<f4',(2,),1)]|[('a','<f4',(2,3))]|[('a','<f4',2)]|[('a','<f4',())]|[('a','<f4',(1,))]|[('a','<f4',[2])]
[('a','<f4',-1)]|[('a','<f4',(2,-1))]|[('a','<f4',2.0)]|[('a','2f4',(3,))]|[('a',('<f4',(2,)),(3,))]
[('a','f4,f8')]|[('a','f4,f8',(2,))]|[['a','<f4']]|[('a','S0')]|[('a','U')]|[('a','V0'),('b','|i1')]
[('a',[])]|[('a',[],(2,))]|[('a','|O')]|[('a','<i4'),('b',[('c','|O'),('d','<f8',(2,))])]|[('a','|b1'),('b','>c16')]
[('a',[('x','<i4'),('','|V2'),('y','<i2')],(2,3))]|[('a',[('b',[('c',[('d','<i4')])])])]|[('a','<f7')]
[('a:b','<i4'),('c d','<i4'),(\"it's\",'<i4'),('q\"','<i4'),('\\'\"','<i4'),('n\\n\\\\','<i4')]
[('a','M8[s]'),('b','m8[7D]'),('c','U3'),('d','S3'),('e','V3')]|[('a','V2147483647'),('b','i1')]
[('a','V2147483647'),('','V1')]|[('\\u00e9','<i4'),('\\x7f\\u200b','<i4'),('\\U0001f600','<i4')]
[('a','<M8[0h]')]|[('title','<i4'),('offset','<i4')]|[('a','T')]|'T'|[('a','<i4',(0,)),('b','<i4')]
""".replace("\n", "|").strip("|").split("|")
SHAPES = """()|(0,)|(3,)|(2,3)|(2, 3, )|(1,1,1,1,1,1,1,1)|( 2 , 3 )|(3)|3|[3]|None|'abc'|(2.0,)|(True,)|(None,)
(-1,)|(-1,-2)|(3L,)|(3 L,)|(2L, 3L)|(0L,)|(3l,)|(3LL,)|(0x3,)|(0b11,)|(0o3,)|(03,)|(1_0,)|(1__0,)|(+3,)|(- 3,)|(-0,)
(18446744073709551616,)|(9223372036854775807,)|(4611686018427387904,)|(4611686018427387904,0)|(,)|(2,,3)|(2 3)
((2),(3))|((2,),)|(2\n,\n3)|(2 # two\n,3)|(2\\\n,3)|(1+1,)|(len('abc'),)|(x,)|(3,) (4,)|(*[2],)|{2, 3}|{2: 3}|{}
(__import__('os').getpid(),)|(lambda: 3)()|(3 if True else 2,)|f'3'|...|(2,3|2,3)|(1e3,)|(3j,)|(set(),)
""".replace("\n", "|").replace("(2|,|3)", "(2\n,\n3)").replace("# two|", "# two\n").replace(
    "(2\\|,3)", "(2\\\n,3)").strip("|").split("|")
ORDERS = "True|False|0|1|None|'C'|true|False or True|not True|()".split("|")
TEXTS = """{}|[]|()|5|'abc'|None|{1, 2}|{|}|{}{}|{} {}|x|x()|{'descr': '<f8'}|{'a': 1, 'b': 2}|{**{}}
{'descr': '<f8', 'fortran_order': False, 'shape': (), 'x': 1}
{'descr': '<f8', 'fortran_order': False, 'Shape': ()}
{b'descr': '<f8', 'fortran_order': False, 'shape': ()}
{'descr': '<f8', 'fortran_order': False, 'shape': ()}
{"descr": "<f8", "fortran_order": False, "shape": ()}
{u'descr': u'<f8', u'fortran_order': False, u'shape': ()}
{'shape': (), 'fortran_order': False, 'descr': '<f8',}
{'shape':(),'fortran_order':False,'descr':'<f8'}
{'shape':(),'fortran_order':False 'descr':'<f8'}
{'shape':(),'fortran_order':False,,'descr':'<f8'}
{'shape',(),'fortran_order':False,'descr':'<f8'}
({'shape':(),'fortran_order':False,'descr':'<f8'})
{'shape':(),'fortran_order':False,'descr':'<f8'},
{'shape':(),'fortran_order':False,'descr':'<f8'};
dict(descr='<f8', fortran_order=False, shape=())
{'des' 'cr': '<f8', 'fortran_' "order": False, 'shape': ()}
{'descr': '<f8', 'fortran_order': False, 'shape': (3L,),,}
{'descr': 'ab|c', 'fortran_order': False, 'shape': ()}
""".strip("\n").split("\n")
TEXTS = TEXTS[0].split("|") + TEXTS[1:]
ONE = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"
TEXTS += [before + ONE + after for before, after in [
    ("", " " * 50 + "\n"), ("  ", ""), ("\n", ""), ("\t", "\n\n"), ("# c\n", ""), (" \n ", ""),
    ("\f", ""), ("", " # c"), ("", "\n # c\n"), ("", "\n x"), ("", "\n {}"), ("", "\\"), ("\0", ""),
    ("", "\0"), ("", "\r\n"), ("\u00e9", ""), ("", "\ufeff"), ("", "\x1a"), ("", " " * 900)]]
DEEP = "[('a', " * 30 + "'<i4'" + ")]" * 30
TEXTS.append(ONE.replace("'<f8'", DEEP))


def file(text, version=(1, 0), length=None):
    data = text.encode("latin1" if version < (3, 0) else "utf8", "backslashreplace")
    size = len(data) if length is None else length
    return npy.magic(*version) + struct.pack("<H" if version < (2, 0) else "<I", size) + data


def with_value(key, value):
    pairs = dict(PLAIN, **{key: value})
    return "{" + ", ".join(f"'{k}': {v}" for k, v in pairs.items()) + ", }"


def files():
    """(first bytes, whether zeros follow)."""
    texts = [with_value("descr", v) for v in DESCRS]
    texts += [with_value("shape", v) for v in SHAPES]
    texts += [with_value("fortran_order", v) for v in ORDERS]
    texts += ["{'descr': '<f8', 'fortran_order': False, 'shape': (" + "1," * n + ")}"
              for n in (32, 64, 65)]
    texts += TEXTS
    for text in texts:
        if len(text) < 65536:
            yield file(text), True
        if len(text) < 1000:
            yield file(text, (3, 0)), True
        if len(text) > 65535 or "L" in text:
            yield file(text, (2, 0)), True
    yield file(ONE.replace("(2, 3)", "(2, 3)").replace("'<f8'", "[('\u00e9', '<f8')]")), True
    yield file(ONE.replace("'<f8'", "[('\u4e2d\U0001f600', '<f8')]"), (3, 0)), True
    yield file("{'shape': (\u00e9", (3, 0)), True
    yield npy.magic(3, 0) + struct.pack("<I", 3) + b"{}\xff", True
    yield npy.magic(3, 0) + struct.pack("<I", 3) + b"{\xc3}", True
    for version in [(0, 0), (0, 1), (1, 1), (2, 1), (4, 0), (9, 0), (255, 255)]:
        yield npy.MAGIC_PREFIX + bytes(version) + b"\x10\0\0\0" + b"x" * 20, True
    whole = file(ONE)
    for version in [(1, 0), (2, 0), (3, 0)]:
        whole = file(ONE, version)
        for end in range(6, len(whole)):
            yield whole[:end], False
    yield file(ONE, (1, 0), 65535), False
    yield file(ONE, (2, 0), 2**31), False
    yield file(ONE, (2, 0), 2**32 - 1), False
    yield file(ONE, (3, 0), 2**32 - 1), False


def header_answer(data, zeros):
    source = io.BytesIO(data + bytes(1 << 20 if zeros else 0))
    try:
        # read as numpy.load does, but let what follows the header be pickled objects
        version = npy.read_magic(source)
        impl._check_version(version)
        shape, order, dtype = impl._read_array_header(source, version, max_header_size=65536)
    except BaseException as error:
        return refusal(error)
    if not dtype.hasobject:
        try:
            source.seek(0)
            dtype = impl.read_array(source, max_header_size=65536).dtype
        except BaseException as error:
            return refusal(error)
    try:
        return ["ok"] + facts(dtype) + [repr(shape), repr(order)]
    except TypeError as error:
        return refusal(error)


write(f"headers-{MAJOR}.tsv",
      ([data.hex(), str(int(zeros))] + header_answer(data, zeros)
       for data, zeros in dict.fromkeys(files())))

# -------------------------------------------------------------------------------------- literals

LITERALS = r"""
1 00 0_0 007 09.5 1_000 1__0 1_ _1 0x1F 0XfF 0x_f 0x 0xg 0o17 0o8 0b11 0b2 1e3 1E-3 1e+16 1e15
123456789012345678 9223372036854775807 9223372036854775808 -9223372036854775808 1e 1e400 -1e400 1. .5 . ..5
1_0.5 1.5_0 1e1_0 1e-5 1e-4 123456.789 0.1 2.5e-324 1.7976931348623157e308 5e-324 1e16 1e22 9007199254740993.0
-0 -0.0 +2 --2 -(2) (-(2)) (+2) -+2 +True -None -'a' 1if 2L 2l 0xfL
True False None true TRUE Nonee set() ... Ellipsis NaN inf __name__
'' "" 'a' "a" 'it"s' "it's" 'a''b' 'a'"b" 'a'b'b' b'a'b'b' u'a' U'a' r'\n' R'\n' b'\n' rb'\n' Rb'\n' bR'\n' BR'a' ur'a'
f'a' ub'a' bu'a' 'a 'a\' r'\' r'\'' '\x41' '\x4' '\xg1' '\u0041' '\u004' '\U0001f600' '\U00110000' '\101' '\8' '\400' '\7'
'\q' '\a\b\f\n\r\t\v\\\'\"' b'\u0041' b'\400' b'\x80\xff\0' '\ud800' '\x00' '\x7f\x80\xa0\xad' '\u200b\u2028' '\uffff'
'''a''' '''a'b''c''' ''''a''' '''a'''' '''a ''a' '\N{foo}'
() (1) (1,) (1,2) (1,2,) (,) (1,,2) ((1)) ((1,)) [] [1] [1,] [1,2] [,] [1,,2] [1;2] {} {1:2} {1:2,} {1} {1,} {,}
{1:2,3} {1,2:3} {1:} {:1} {[]:1} {{}:1} {(1,[]):1} {(1,(2,)):1} {1:[2,{3:(4,)}]} [1 ) (1] {1) [(])
(1)(2) [1][0] 1+1 1-1 1+2j 2j 1,2 1, , 1==1 1<2 (1)or(2) not1 [*[1]] {**{}} [x] [1for] a.b a.b.c() x=1 lambda:1
""".split()
LITERALS += ['"""b"""', "1 2", "'a' 'b'", "'a' b'b'", "( 1 )", "[ 1 , 2 ]", "{ 1 : 2 }", "- 2", "2 .5", "2 L", "(1\n,2)",
             "(1\r,2)", "(1\r\n,2)", "(1\f,2)", "(1\v,2)", "(1\xa0,2)", "(1\\\n,2)", "(1\\ \n,2)",
             "(1 # c\n,2)", "(1 # c", "# c\n1", "1 # c", "\n1", " 1", " \n 1", "1\n\n", "1\n2", "1\n 2",
             "'a\nb'", "'a\\\nb'", "'a\\\r\nb'", "'''a\nb'''", "'''a\r\nb'''", "'''a\rb'''", "'\r'", "'\t'",
             "b'\u00e9'", "'\u00e9\u4e2d\U0001f600'", "\ufeff1", "", " ", "\n", "\\\n1",
             "('a'\n'b')", "1 if 1 else 2", "9" * 4300, "9" * 4301, "not 1", "1 or 2", "'\\\ud7ff'",
             "(" * 20 + "1" + ")" * 20, "[" * 100 + "]" * 100, "((((1,),),),)"]


def literal_answer(text):
    try:
        return ["ok", repr(ast.literal_eval(text))]
    except BaseException:
        return ["no"]


if MAJOR == "2":
    write("literals.tsv", ([text] + literal_answer(text) for text in dict.fromkeys(LITERALS)))
