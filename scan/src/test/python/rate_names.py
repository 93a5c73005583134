"""Rates every name that walk_names.py found, and writes the table that the scan reads.

    python rate_names.py OUT.tsv VERSION=FACTS.tsv ...

One line of the table: module, rating, names separated by blanks; the name * stands for all names that
no other line of the module has. The ratings:

    value    makes a value and does nothing else, also if a pickle calls it
    data     a class that holds data, or a function that only computes; a call is not rated
    mention  harmless as a value; a call of it does something, but runs no code of its own choice
    code     runs code or commands, imports, opens files or sockets, starts processes or threads,
             or touches memory
    instance code, but an object that a pickle makes of it without calling it is not: a plain class of
             walk_names.py; name=items if it leaves it to a builtin type to add items
    module   the name is another module, given as name=module

A name that is another object's second home has the rating of its first. The rules below were made
by reading the documentation and the source of each module; what no rule names is "mention" in the
modules of MENTION and "code" in all others, so that a module which nobody looked at is not trusted.
Modules that these Pythons do not have (of Windows, macOS and other versions) are in BY_HAND.
"""
import _compat_pickle
import re
import sys
from collections import defaultdict

# Modules whose functions and classes do nothing but compute, unless CODE names them.
MENTION = set("""
ConfigParser Cookie HTMLParser MimeWriter Queue StringIO UserDict UserList UserString __builtin__ __future__ _abc
_abcoll _ast _bisect _blake2 _bootlocale _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr
_codecs_tw _collections _collections_abc _colorize _compat_pickle _compression _contextvars _crypt _csv _datetime
_decimal _elementtree _functools _hashlib _heapq _json _locale _lzma _markupbase _md5 _multibytecodec _opcode
_opcode_metadata _operator _py_abc _py_warnings _pydatetime _pydecimal _pylong _queue _random _sha _sha1 _sha2 _sha256
_sha3 _sha512 _sre _stat _statistics _string _strptime _struct _symtable _threading_local _types _typing _uuid
_warnings _weakref _weakrefset _zoneinfo _zstd abc annotationlib argparse array ast audioop base64 binascii bisect
builtins bz2 cStringIO calendar cmath codecs collections collections.abc colorsys compression compression.zstd
concurrent.futures._base configparser contextlib contextvars copy crypt csv datetime decimal difflib dis email
encodings enum errno exceptions fnmatch formatter fpformat fractions functools future_builtins genericpath getopt
graphlib hashlib heapq hmac html htmlentitydefs htmllib http http.cookies io _io _pyio ipaddress itertools json
keyword locale logging lzma macpath macurl2path markupbase math md5 mimetypes mutex ntpath nturl2path numbers opcode
operator optparse os2emxpath os.path pathlib pickletools plistlib posixpath pprint pstats pydoc_data pyexpat queue
quopri random re repr reprlib rfc822 sched secrets selectors sets sgmllib sha shlex sre sre_compile sre_constants
sre_parse stat statistics statvfs string string.templatelib stringold stringprep strop struct symbol symtable textwrap
this time token tokenize tomllib traceback types typing typing.io typing.re unicodedata urllib.error urllib.parse
urllib.response urllib urlparse uuid warnings weakref xdrlib xml xmllib xmlrpc zlib zoneinfo html.parser html.entities
http.cookiejar cookielib email.mime wsgiref.headers wsgiref.util xml.etree xml.dom xml.sax xml.parsers compiler.ast
numpy chunk imghdr sndhdr pathlib._local pathlib._abc pathlib.types pathlib._os lib2to3.pytree lib2to3.pgen2.token
lib2to3.pgen2.literals multiprocessing.context.BufferTooShort asyncio.locks asyncio.queues asyncio.protocols asyncio.transports unittest.case unittest.result unittest.util
xmlrpc.client xmlrpclib curses.ascii
""".split())

# Packages of which the modules within are trusted as well, unless CODE_MODULES has them.
PACKAGES = set("""
encodings email json numpy pydoc_data re zoneinfo xml.etree xml.dom xml.sax xml.parsers pathlib collections html
compiler.ast lib2to3.pytree string.templatelib
""".split())

# Modules below a MENTION package that are not trusted all the same.
CODE_MODULES = set("""
json.tool xml.sax.expatreader encodings.none numpy.f2py numpy.distutils numpy.testing numpy.ctypeslib numpy._pytesttester
numpy.conftest numpy.setup numpy.__config__ numpy.core._multiarray_tests numpy._core._multiarray_tests
numpy.core._operand_flag_tests numpy._core._operand_flag_tests numpy.core._rational_tests numpy._core._rational_tests
numpy.core._struct_ufunc_tests numpy._core._struct_ufunc_tests numpy.core._umath_tests numpy._core._umath_tests
numpy._core._simd numpy.core._simd numpy._configtool numpy._build_utils numpy.lib.npyio numpy.lib._npyio_impl
numpy.lib._datasource numpy.lib.stride_tricks numpy.lib._stride_tricks_impl numpy.compat.setup numpy._distributor_init
numpy.core.generate_numpy_api numpy.core.cversions numpy.random._examples numpy._pyinstaller numpy.doc numpy.tools
numpy.exceptions.none numpy._core._exceptions.none numpy.core.setup numpy.core.setup_common numpy.lib.setup
numpy.lib.introspect numpy.lib._utils_impl numpy.lib.utils numpy.lib.user_array numpy.lib._user_array_impl
numpy.core.memmap numpy._core.memmap numpy.compat numpy.ctypeslib._ctypeslib numpy.f2py.crackfortran
email.generator.none
""".split())

# Functions and classes of MENTION modules that do more: module, names.
CODE = {
    "builtins __builtin__": "eval exec execfile compile open file input raw_input __import__ getattr setattr delattr "
        "breakpoint help exit quit copyright credits license vars globals locals reload apply __build_class__",
    "codecs": "open EncodedFile register register_error unregister lookup_none",
    "_codecs": "register register_error unregister",
    "io _io _pyio": "open open_code FileIO OpenWrapper _open_code_with_warning DocDescriptor _dummy_none open_url",
    "types": "FunctionType LambdaType CodeType ModuleType MethodType UnboundMethodType InstanceType ClassType "
        "new_class prepare_class resolve_bases BuiltinFunctionType FrameType TracebackType coroutine FileType CellType "
        "_GeneratorWrapper",
    "typing": "get_type_hints _eval_type evaluate_forward_ref",
    "annotationlib": "ForwardRef call_annotate_function call_evaluate_function get_annotations _Stringifier "
        "_StringifierDict _rewrite_star_unpack _get_and_call_annotate",
    "dataclasses": "make_dataclass dataclass _create_fn _set_new_attribute _process_class _FuncBuilder",
    "inspect": "_main getsource getsourcelines getsourcefile findsource get_annotations signature_none getcomments "
        "trace stack currentframe getouterframes getinnerframes _signature_fromstr",
    "functools _functools": "singledispatch singledispatchmethod",
    "operator _operator": "call",
    "logging": "FileHandler basicConfig shutdown _none setLoggerClass setLogRecordFactory captureWarnings",
    "argparse": "FileType",
    "copy": "_reconstruct",
    "glob": "",
    "gettext": "",
    "mimetypes": "init read_mime_types _main MimeTypes.read MimeTypes.read_windows_registry",
    "plistlib": "readPlist writePlist readPlistFromResource writePlistToResource",
    "bz2 _bz2": "BZ2File open",
    "lzma _lzma": "LZMAFile open",
    "compression.zstd": "open ZstdFile",
    "tokenize": "open main _main",
    "quopri": "main",
    "base64": "main test",
    "hashlib": "file_digest",
    "urllib.parse urlparse": "_none test",
    "urllib": "urlopen urlretrieve URLopener FancyURLopener urlcleanup getproxies test main reporthook ftpwrapper "
        "_urlopener ProxyServer proxy_bypass open_https",
    "urllib.response": "",
    "uuid": "main _popen _ifconfig_getter _ip_getter _arp_getter _lanscan_getter _netstat_getter _find_mac "
        "_load_system_functions _netbios_getnode _ipconfig_getter _windll_getnode _find_mac_netstat _get_command_stdout "
        "_find_mac_near_keyword _find_mac_nextlines _find_mac_under_heading",
    "platform": "popen _popen _syscmd_uname _syscmd_file _syscmd_ver architecture processor uname system_none "
        "linux_distribution dist _platform_none libc_ver freedesktop_os_release win32_ver mac_ver java_ver _mac_ver_xml "
        "_mac_ver_gestalt _Processor _parse_os_release DEV_NULL_none _wmi_query",
    "getpass": "getpass unix_getpass win_getpass fallback_getpass _raw_input",
    "sysconfig": "_generate_posix_vars _main _init_posix _parse_makefile parse_config_h _print_dict get_config_h_none",
    "secrets": "",
    "symtable": "main",
    "parser": "compilest sequence2st_none",
    "dis": "_test main",
    "ast": "main",
    "calendar": "main",
    "difflib": "_test",
    "pickletools": "_test",
    "pprint": "_perfcheck",
    "textwrap": "",
    "token": "_main main",
    "keyword": "main",
    "symbol": "_main main",
    "html.parser HTMLParser": "",
    "sgmllib htmllib": "test",
    "locale": "",
    "zoneinfo": "",
    "traceback": "",
    "warnings _py_warnings": "_getcategory",
    "encodings": "search_function_none",
    "random": "_test main _test_generator",
    "sched": "",
    "weakref": "",
    "contextlib": "chdir redirect_stdout redirect_stderr _RedirectStream",
    "time": "",
    "pathlib pathlib._local pathlib._abc": "",
    "lib2to3.pytree": "",
    "pyexpat": "",
    "http.cookiejar cookielib": "MozillaCookieJar LWPCookieJar FileCookieJar",
    "xml.etree.ElementTree xml.etree.cElementTree _elementtree": "parse iterparse ElementTree.parse ElementTree.write _namespaces_none",
    "xml.etree.ElementInclude": "default_loader include",
    "xml.dom.minidom xml.dom.pulldom xml.dom.expatbuilder": "parse parseFile parseFragment",
    "xml.dom.domreg xml.dom": "getDOMImplementation",
    "xml.dom.xmlbuilder": "DOMEntityResolver DOMBuilder",
    "xml.sax": "parse make_parser _create_parser",
    "xml.sax.saxutils": "prepare_input_source",
    "xmlrpc.client xmlrpclib": "ServerProxy Server Transport SafeTransport Unmarshaller_none",
    "queue": "",
    "csv _csv": "",
    "configparser ConfigParser": "",
    "formatter": "test",
    "multifile mimify mimetools rfc822": "mimify unmimify",
    "uuid_none": "",
    "imghdr sndhdr": "what whathdr test testall tests main",
    "chunk": "",
    "unittest.case": "TestCase FunctionTestCase addModuleCleanup doModuleCleanups enterModuleContext",
    "posixfile": "open fileopen _posixfile_",
    "pstats": "Stats",
    "audioop": "",
    "concurrent.futures._base": "Executor",
    "os.path posixpath ntpath genericpath macpath": "",
    "numpy": "load save savez savez_compressed savetxt loadtxt genfromtxt fromfile fromregex memmap DataSource lookfor "
        "source info test show_config_none get_include deprecate safe_eval byte_bounds recfromcsv recfromtxt mafromtxt "
        "ndfromtxt _pytesttester add_newdoc add_newdoc_ufunc ndarray.tofile ndarray.dump ndarray.dumps open_memmap "
        "set_string_function seterrcall setbufsize_none ctypeslib who disp nested_iters_none matrix.tofile",
    "numpy.core.multiarray numpy._core.multiarray numpy.core._multiarray_umath numpy._core._multiarray_umath": "_vec_string "
        "fromfile set_typeDict _set_madvise_hugepage set_string_function _load_from_filelike _place_none get_handler_none "
        "_add_newdoc_ufunc add_docstring _fastCopyAndTranspose_none from_dlpack_none",
    "numpy.core.records numpy._core.records numpy.rec": "fromfile",
    "numpy.lib.format numpy.lib._format_impl": "open_memmap read_array write_array",
    "numpy.core.overrides numpy._core.overrides": "array_function_from_c_func_and_dispatcher array_function_from_dispatcher "
        "ArgSpec_none set_module",
    "numpy.core.function_base numpy._core.function_base": "add_newdoc _add_docstring _needs_add_docstring",
    "numpy.core._internal numpy._core._internal": "_ctypes dummy_ctype _dtype_from_pep3118 _unsafe_cast_none",
    "numpy.core._methods numpy._core._methods": "_dump _dumps",
    "numpy.polynomial._polybase": "",
    "numpy.ma.core": "_none MaskedArray.tofile",
    "numpy.ma.mrecords": "fromtextfile openfile",
    "numpy.char numpy.core.defchararray numpy._core.defchararray": "_vec_string",
    "numpy.random": "test",
}

# More of them: getters and setters of attributes, what imports by name, runs a command for its answer,
# asks the file system (a path of Windows may name another machine), or changes what others read.
ALSO_CODE = {
    "functools _functools": "update_wrapper wraps _find_impl",
    "enum": "global_enum _simple_enum _old_convert_ _test_simple_enum _make_class_unpicklable",
    "uuid": "getnode uuid1 uuid6 _unix_getnode _random_getnode _import main",
    "Cookie": "SerialCookie SmartCookie Cookie",
    "mimetypes": "MimeTypes",
    "xml.sax": "parseString",
    "xml.dom.pulldom": "parseString",
    "email.utils email.Utils": "make_msgid",
    "email": "LazyImporter",
    "urllib": "localhost thishost URLopener ftpwrapper getproxies_environment",
    "warnings _py_warnings": "_setoption _processoptions",
    "locale _locale": "setlocale resetlocale _setlocale bindtextdomain bind_textdomain_codeset textdomain gettext "
        "dgettext dcgettext _test _print_locale",
    "os.path posixpath ntpath genericpath macpath os2emxpath": "exists isfile isdir islink lexists getsize getmtime getatime getctime realpath samefile "
        "sameopenfile ismount walk _getfinalpathname _getfullpathname isjunction isdevdrive _joinrealpath "
        "_getvolumepathname _findfirstfile _readlink_deep _abspath_fallback",
    "io _io _pyio": "_WindowsConsoleIO",
    "plistlib": "Plist",
    "string": "Formatter.get_field Formatter.vformat Formatter.format Formatter.get_value",
    "typing": "ForwardRef._evaluate ForwardRef.evaluate _ForwardRef._eval_type",
    "ast": "parse",
    "numpy": "DataSource Repository fromregex open opentype",
}

# Functions and methods of modules and classes that count as code, which only compute or print.
COMPUTING = {
    "posix nt": "_path_normpath _path_splitroot _path_splitroot_ex",
    "trace": "Trace.globaltrace_trackcallers Trace.globaltrace_countfuncs Trace.globaltrace_lt "
        "Trace.localtrace_trace_and_count Trace.localtrace_trace Trace.localtrace_count",
    "profile": "Profile.trace_dispatch Profile.trace_dispatch_i Profile.trace_dispatch_mac Profile.trace_dispatch_l",
    "unittest.mock": "sentinel sentinel.DEFAULT",
}

# Names that every module may have, and that lead to its loader or to Python's builtins.
ALWAYS_CODE = set("__builtins__ __loader__ __spec__ __path__ __getattr__ __dict__ __getattribute__".split())

# Classes whose methods write or read files although the class itself is a value.
CODE_METHODS = {
    "pathlib": "write_text write_bytes read_text read_bytes open unlink rmdir rename replace symlink_to link_to "
        "hardlink_to touch mkdir chmod lchmod iterdir glob rglob walk copy copy_into move move_into _delete _copy_from "
        "_copy_from_file",
    "numpy": "tofile dump dumps ctypes data __array_interface__",
    "array": "tofile fromfile write read",
    "logging": "",
    "mailbox": "",
    "tarfile": "", "zipfile": "",
}

# Names that make values: the classes that pickles of data name.
DATA = {
    "builtins __builtin__": "int float complex bool str bytes bytearray list dict set frozenset tuple range xrange slice "
        "object type long unicode basestring Ellipsis NotImplemented None True False",
    "collections": "OrderedDict defaultdict Counter deque ChainMap UserDict UserList UserString",
    "UserDict UserList UserString": "UserDict IterableUserDict UserList UserString MutableString",
    "sets": "Set ImmutableSet",
    "datetime _datetime _pydatetime": "date datetime time timedelta timezone tzinfo",
    "decimal _decimal _pydecimal": "Decimal Context DecimalTuple",
    "fractions": "Fraction",
    "uuid": "UUID SafeUUID",
    "ipaddress": "IPv4Address IPv4Network IPv4Interface IPv6Address IPv6Network IPv6Interface",
    "pathlib pathlib._local": "Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath",
    "zoneinfo _zoneinfo zoneinfo._zoneinfo": "ZoneInfo ZoneInfo._unpickle",
    "array": "array _array_reconstructor ArrayType",
    "copyreg copy_reg": "_reconstructor __newobj__ __newobj_ex__ _reduce_ex_none",
    "_codecs codecs": "encode",
    "re _sre sre": "_compile compile",
    "types": "SimpleNamespace MappingProxyType GenericAlias NoneType EllipsisType NotImplementedType UnionType",
    "string": "Template",
    "statistics": "NormalDist LinearRegression",
    "random _random": "Random",
    "time": "struct_time",
    "urllib.parse urlparse": "SplitResult ParseResult SplitResultBytes ParseResultBytes DefragResult DefragResultBytes",
    "xmlrpc.client xmlrpclib": "DateTime Binary Fault",
    "email.message": "Message EmailMessage",
    "http.cookies Cookie": "SimpleCookie BaseCookie Morsel",
    "logging": "LogRecord",
    "argparse": "Namespace",
    "inspect": "Parameter Signature BoundArguments ArgSpec FullArgSpec ArgInfo Arguments Attribute ClosureVars "
        "ModuleInfo Traceback BlockFinder _ParameterKind _empty _void",
    "dataclasses": "Field InitVar _MISSING_TYPE _KW_ONLY_TYPE _HAS_DEFAULT_FACTORY_CLASS",
    "platform": "uname_result",
    "commands": "CalledProcessError TimeoutExpired",
    "ssl": "Purpose DefaultVerifyPaths _ASN1Object",
    "multiprocessing.shared_memory": "",
    "sys": "float_info int_info hash_info",
    "tarfile": "TarInfo",
    "zipfile": "ZipInfo",
    "urllib.robotparser robotparser": "Entry RuleLine",
    "asyncio.events": "",
    "difflib": "Match", "tokenize": "TokenInfo", "dis": "Instruction Positions",
    "io _io _pyio StringIO": "BytesIO StringIO",
    "traceback": "FrameSummary StackSummary",
    "os": "stat_result terminal_size statvfs_result times_result uname_result sched_param waitid_result",
    "posix nt": "stat_result terminal_size statvfs_result times_result uname_result sched_param waitid_result",
    "pwd": "struct_passwd", "grp": "struct_group", "spwd": "struct_spwd", "resource": "struct_rusage",
    "subprocess": "CompletedProcess", "signal": "struct_siginfo", "sched": "Event",
    "queue Queue": "",
    "xml.etree.ElementTree _elementtree xml.etree.cElementTree": "Element ElementTree QName",
    "ast _ast": "*",
    "_ctypes": "_unpickle",
    "urllib.request urllib2": "HTTPPasswordMgr HTTPPasswordMgrWithDefaultRealm HTTPPasswordMgrWithPriorAuth",
    "importlib.metadata": "PackagePath", "multiprocessing.util": "ForkAwareLocal ForkAwareThreadLock",
    "multiprocessing.managers": "ProcessLocalSet", "turtle": "Vec2D",
    "ctypes": "c_bool c_byte c_char c_double c_float c_int c_int8 c_int16 c_int32 c_int64 c_long c_longdouble c_longlong "
        "c_short c_size_t c_ssize_t c_time_t c_ubyte c_uint c_uint8 c_uint16 c_uint32 c_uint64 c_ulong c_ulonglong "
        "c_ushort c_wchar",
    "ctypes.wintypes": "BOOL BOOLEAN BYTE CHAR DOUBLE DWORD FILETIME FLOAT INT LONG POINT POINTL RECT RECTL SHORT SIZE "
        "SIZEL SMALL_RECT UINT ULONG USHORT VARIANT_BOOL WCHAR WIN32_FIND_DATAA WIN32_FIND_DATAW WORD _COORD _FILETIME "
        "_POINTL _RECTL _SMALL_RECT tagPOINT tagRECT tagSIZE",
    "numpy": "ndarray dtype record recarray matrix bool_ object_ generic void str_ bytes_ datetime64 timedelta64 "
        "float16 float32 float64 longdouble float128 complex64 complex128 clongdouble complex256 int8 int16 int32 int64 "
        "uint8 uint16 uint32 uint64 longlong ulonglong intc uintc bool finfo iinfo poly1d chararray "
        "mean median sum prod std var min max amin amax average any all ptp cumsum argmin argmax",
    "numpy.core.multiarray numpy._core.multiarray": "_reconstruct scalar",
    "numpy.core.numeric numpy._core.numeric": "_frombuffer",
    "numpy.rec": "record recarray",
    "numpy.ma.core numpy.ma": "_MaskedBinaryOperation _MaskedUnaryOperation _DomainedOperation _mareconstruct MaskedArray MaskedConstant mvoid",
    "numpy.random._pickle": "__randomstate_ctor __generator_ctor __bit_generator_ctor",
    "numpy.dtypes": "*",
}

# Constructors that only make a value, whatever constants they are called with. So do the members of enums
# and the exceptions of builtins.
VALUE = {
    "zoneinfo _zoneinfo zoneinfo._zoneinfo": "ZoneInfo ZoneInfo._unpickle",
    "re _sre sre": "_compile",
    "array": "array _array_reconstructor ArrayType",
    "ipaddress": "IPv4Address IPv4Network IPv4Interface IPv6Address IPv6Network IPv6Interface",
    "types": "SimpleNamespace",
    "collections": "UserDict UserList UserString ChainMap",
    "UserDict": "UserDict IterableUserDict", "UserList": "UserList", "UserString": "UserString",
    "time": "struct_time",
    "os posix nt": "stat_result terminal_size statvfs_result times_result uname_result sched_param waitid_result",
    "urllib.parse urlparse": "SplitResult ParseResult SplitResultBytes ParseResultBytes DefragResult DefragResultBytes",
    "statistics": "NormalDist",
    "random _random": "Random",
    "decimal _decimal _pydecimal": "Context DecimalTuple",
    "numpy.random._pickle": "__randomstate_ctor __generator_ctor __bit_generator_ctor",
    "numpy.random._mt19937": "MT19937", "numpy.random._philox": "Philox", "numpy.random._sfc64": "SFC64",
    "numpy.random._pcg64": "PCG64 PCG64DXSM",
    "numpy.random.bit_generator numpy.random._bit_generator": "SeedSequence __pyx_unpickle_SeedSequence",
    "numpy.polynomial.polynomial": "Polynomial", "numpy.polynomial.chebyshev": "Chebyshev",
    "numpy.polynomial.legendre": "Legendre", "numpy.polynomial.laguerre": "Laguerre",
    "numpy.polynomial.hermite": "Hermite", "numpy.polynomial.hermite_e": "HermiteE",
    "numpy numpy.lib.polynomial numpy.lib._polynomial_impl": "poly1d",
    "numpy numpy.core.getlimits numpy._core.getlimits": "finfo iinfo",
}

# Modules of which the constants are members of enums, which pickles of Python 3.12 and later name.
GLOBAL_MEMBERS = "socket _socket signal _signal re ssl _ssl http inspect".split()

# Classes that are not plain, because they have a method that Python calls, but one that was read: it
# closes or compares what the object holds, and reaches nothing by a name in its attributes.
INSTANCE = {
    "wave": "Wave_write", "aifc": "Aifc_write", "sunau": "Au_write", "telnetlib": "Telnet",
    "wsgiref.validate": "IteratorWrapper", "cgi": "FieldStorage", "filecmp": "dircmp",
    "multiprocessing.managers": "Token", "tempfile": "SpooledTemporaryFile",
    "urllib.request urllib2": "Request",
    "unittest.runner": "_WritelnDecorator", "doctest": "_SpoofOut",
    "asynchat": "async_chat", "imp": "NullImporter", "numpy.distutils.log": "Log",
    "importlib.metadata": "EntryPoint Distribution PathDistribution FastPath",
    "ctypes": "LibraryLoader", "sqlite3": "Connection PrepareProtocol", "cProfile": "Profile", "socket": "create_connection",
    "asyncore": "dispatcher dispatcher_with_send file_wrapper file_dispatcher",
    "asyncio.unix_events": "ThreadedChildWatcher", "numpy.lib.user_array": "container",
    # what their finalizers do depends on attributes: Finalizers.java
    "fileinput": "FileInput", "shelve": "Shelf BsdDbShelf", "numpy.lib._datasource": "DataSource Repository",
    "numpy.lib.npyio numpy": "DataSource",
    "numpy.distutils.cpuinfo": "CPUInfoBase DarwinCPUInfo IRIXCPUInfo LinuxCPUInfo SunOSCPUInfo Win32CPUInfo cpuinfo",
}

# Modules that the Pythons at hand do not have: read from their documentation or source.
BY_HAND = {
    "_winapi": "code CreateProcess OpenProcess TerminateProcess CreateFile CreatePipe CreateNamedPipe DuplicateHandle "
        "ReadFile WriteFile CloseHandle ExitProcess GetModuleFileName WaitForSingleObject ConnectNamedPipe CopyFile2 "
        "CreateJunction OpenFileMapping MapViewOfFile CreateFileMapping",
    "os": "code startfile add_dll_directory _add_dll_directory popen2 popen3 popen4 tmpfile tempnam tmpnam spawnvp "
        "spawnvpe plock lchmod lchflags chflags listdrives listvolumes listmounts getlogin _getfullpathname "
        "_getfinalpathname _getdiskusage _execvpe startfile2",
    "commands": "data CalledProcessError TimeoutExpired",
    "_subprocess": "code CreateProcess TerminateProcess CreatePipe DuplicateHandle",
    "winreg _winreg": "code CreateKey CreateKeyEx DeleteKey DeleteKeyEx DeleteValue ConnectRegistry OpenKey OpenKeyEx "
        "SetValue SetValueEx LoadKey SaveKey QueryValue QueryValueEx EnumKey EnumValue FlushKey CloseKey "
        "DisableReflectionKey EnableReflectionKey QueryReflectionKey ExpandEnvironmentStrings QueryInfoKey HKEYType",
    "msvcrt": "code locking setmode open_osfhandle get_osfhandle getch getwch getche putch putwch ungetch kbhit "
        "heapmin SetErrorMode CrtSetReportMode CrtSetReportFile set_error_mode",
    "winsound": "code PlaySound Beep MessageBeep",
    "_overlapped": "code Overlapped CreateEvent ConnectPipe CreateIoCompletionPort BindLocal WSAConnect",
    "_msi msilib": "code OpenDatabase CreateRecord FCICreate UuidCreate init_database add_data add_tables gen_uuid "
        "add_stream CAB Directory Feature Dialog RadioButtonGroup Control",
    "_scproxy": "code _get_proxies _get_proxy_settings",
    "_wmi": "code exec_query",
    "nt": "code system popen startfile spawnv spawnve execv execve open remove unlink rename mkdir rmdir kill abort "
        "_exit listdir chdir putenv access utime pipe write read dup dup2 link symlink truncate get_terminal_size "
        "_getfullpathname add_dll_directory _add_dll_directory",
    "ce": "code system popen spawnv execv open remove",
    "os2": "code system popen spawnv execv open remove",
    "riscos": "code system popen open remove",
    "mac": "code open remove unlink rename",
    "MacOS": "code GetCreatorAndType SetCreatorAndType openrf",
    "Carbon.File Carbon.Launch Carbon.AE applesingle buildtools macostools findertools gensuitemodule aetools autoGIL "
    "EasyDialogs FrameWork ic icopen Nav PixMapWrapper videoreader W": "code *",
    "_dbm _gdbm dbm.sqlite3": "code open",
    "compression.gzip": "code open GzipFile", "compression.bz2": "code open BZ2File", "compression.lzma": "code open LZMAFile",
    "compression.zlib": "mention compress decompress crc32 adler32 compressobj decompressobj",
    "_remote_debugging": "code *", "_interpreters": "code *", "_interpchannels": "code *", "_interpqueues": "code *",
    "concurrent.interpreters": "code *", "concurrent.futures.interpreter": "code *", "_pyrepl": "code *",
    "profiling": "code *", "profiling.sampling": "code *", "profiling.tracing": "code *",
    "string.templatelib": "data Template Interpolation",
    "asyncio.windows_events asyncio.windows_utils asyncio.graph asyncio.tools": "code *",
    "multiprocessing.popen_spawn_win32": "code *",
    "idlelib test lib2to3.tests distutils.tests unittest.test ctypes.test ensurepip._bundled antigravity turtledemo": "code *",
    "profile": "instance Profile.fake_frame Profile.fake_code",
    "__main__": "mention __builtins__none",
}


CLASSES = ("class", "plain", "container")


def opens_later(module, name):
    """Whether an object of the class opens a file or a connection that its attributes name."""
    return (module, name) == ("logging", "FileHandler") or \
        module == "logging.handlers" and name.endswith("Handler")


def spread(table):
    out = defaultdict(set)
    for modules, names in table.items():
        for module in modules.split():
            out[module].update(names.split())
    return out


# The newest versions walked: a name that their modules do not have, and that no older one has, is none.
NEWEST = {"3.13", "numpy2.4"}

# Modules whose names depend on the platform and the build, so that the walks do not have them all.
OPEN = set("""
asyncio ctypes curses distutils encodings.mbcs ensurepip importlib mmap msvcrt multiprocessing nt posix resource select
selectors shutil signal socket ssl subprocess sys sysconfig tempfile test threading tkinter venv webbrowser winreg
numpy.distutils numpy.testing numpy.f2py code codeop runpy pty pickle imp pkgutil commands
""".split())


def is_open(module):
    parts = module.split(".")
    private = any(part.startswith("_") for part in parts)
    return private or any(".".join(parts[:i]) in OPEN for i in range(1, len(parts) + 1))


COMPUTING = spread(COMPUTING)
CODE_OF, DATA_OF, VALUE_OF, INSTANCE_OF = spread(CODE), spread(DATA), spread(VALUE), spread(INSTANCE)
for also, more in spread(ALSO_CODE).items():
    CODE_OF[also] |= more


def is_mention_module(module):
    parts = module.split(".")
    if any(".".join(parts[:i]) in CODE_MODULES for i in range(1, len(parts) + 1)):
        return False
    if "tests" in parts or "setup" in parts or "conftest" in parts:
        return False
    return module in MENTION or any(".".join(parts[:i]) in PACKAGES for i in range(1, len(parts)))


def rate(module, name, kind, home, facts, seen=()):
    if name in COMPUTING.get(module, ()):
        return "mention"
    if name.split(".")[-1] in ALWAYS_CODE:
        return "code"
    if name in CODE_OF.get(module, ()) or module.startswith("numpy") and name in CODE_OF["numpy"]:
        return "code"
    if name in VALUE_OF.get(module, ()):
        return "value"
    if name in DATA_OF.get(module, ()) or "*" in DATA_OF.get(module, ()) and kind in CLASSES and not name.startswith("_"):
        return "data"
    if kind == "module":
        return "module"
    if home and home not in seen and kind != "value":
        where, what = home.split(" ", 1)
        if (where, what) != (module, name) and (where in facts or where in CODE_OF or is_mention_module(where)):
            there = facts.get(where, {}).get(what, (kind, ""))
            return rate(where, what, there[0], there[1], facts, seen + (home,))
    if kind == "enum" and module != "enum" or kind == "exception" and module in ("builtins", "__builtin__", "exceptions"):
        return "value"
    if kind == "value" and module in GLOBAL_MEMBERS and re.match("[A-Z][A-Z0-9_]+$", name):
        return "value"
    if kind in ("enum", "exception", "ufunc"):
        return "data"
    if kind == "method":
        top, member = name.split(".", 1)
        methods = CODE_METHODS.get(module.split(".")[0], "").split()
        if member in methods:
            return "code"
        if top in CODE_OF.get(module, ()):
            return "code"
        if top in DATA_OF.get(module, ()):
            return "mention"
    if kind in ("value", "source") and is_mention_module(module):
        return "mention"
    if kind == "value":
        return "mention" if is_mention_module(module) or re.match(r"[A-Z_0-9]+$|__(doc|name|package|author|version|all)__$", name) else "code"
    return "mention" if is_mention_module(module) else "code"


# From best to worst, as far as names are rated by themselves.
RATINGS = "value data mention module code".split()


def rate_all(module, name, kinds, facts):
    """The worst rating that a name has in any version."""
    return max((rate(module, name, kind, home, facts) for kind, home in kinds), key=RATINGS.index)


def add_older(table, facts, rating, older, entry):
    """Rates a name of Python 2 as the one that Python 3 loads for it, unless Python 2 has it too."""
    module, name = older
    if name not in facts.get(module, ()):
        table[module][rating].add(entry)
    elif rating == "code":
        for other in ("value", "data", "mention", "instance"):
            table[module][other] -= {entry, name, name + "=items"}
        table[module]["code"].add(entry)


def read(inputs):
    """What the walks found: for each module and name, the pairs of kind and home in all versions; and the versions."""
    found = defaultdict(lambda: defaultdict(list))
    versions = defaultdict(set)
    for item in inputs:
        version, path = item.split("=")
        with open(path, encoding="utf-8") as file:
            for line in file:
                parts = line.rstrip("\n").split("\t")
                if len(parts) != 4 or not parts[1]:
                    continue
                module, name, kind, home = parts
                if kind == "method" and home:
                    continue  # inherited: rated where it is defined
                versions[module].add(version)
                if (kind, home) not in found[module][name]:
                    found[module][name].append((kind, home))
    return found, versions


def known_best(kinds):
    """Without the kinds that say little, if there are others."""
    return [k for k in kinds if k[0] not in ("source", "value")] or kinds


def is_plain(module, kinds):
    """Whether a name is that of a plain class in all versions in which it is one; others make no object of it."""
    classes = [(kind, home) for kind, home in kinds if kind in CLASSES]
    return classes and all(kind != "class" and home.split(" ")[0] in ("", module) for kind, home in classes)


def main(out, inputs):
    found, versions = read(inputs)
    found = {module: {name: known_best(kinds) for name, kinds in names.items()} for module, names in found.items()}
    # the least plain class of all versions stands for it
    facts = {module: {name: max(kinds, key=lambda k: (k[0] == "class", k[0] == "plain", k)) for name, kinds in names.items()}
             for module, names in found.items()}
    table = defaultdict(lambda: defaultdict(set))
    for module, names in found.items():
        for name, kinds in names.items():
            if re.search(r"[^\w.]", name):
                continue
            kind, _ = facts[module][name]
            rating = rate_all(module, name, kinds, facts)
            if rating == "module":
                where = max(h for k, h in kinds if k == "module")
                table[module]["module"].add(name + "=" + (where or module + "." + name))
            elif kind == "method":
                top = name.split(".")[0]
                outer = rate_all(module, top, names.get(top, [("class", "")]), facts)
                if name in COMPUTING.get(module, ()):
                    table[module]["mention"].add(name)
                elif rating == "code" and outer != "code":
                    table[module]["code"].add(name)
                elif name in VALUE_OF.get(module, ()):
                    table[module]["value"].add(name)
                elif name in DATA_OF.get(module, ()):
                    table[module]["data"].add(name)
            elif rating == "code" and name in INSTANCE_OF.get(module, ()):
                table[module]["instance"].add(name)
            elif rating == "code" and is_plain(module, kinds) and not opens_later(module, name):
                table[module]["instance"].add(name if kind == "plain" else name + "=items")
            else:
                table[module][rating].add(name)
    for modules, text in BY_HAND.items():
        rating, names = text.split(" ", 1)
        for module in modules.split():
            table[module][rating].update(names.split())
    for module in facts:
        if not is_mention_module(module) and (not versions[module] & NEWEST or is_open(module)):
            # nobody looked at its names one by one, and there may be more of them
            table[module]["code"] = {"*"} | {name for name in table[module]["code"] if "." in name}
    for old, new in list(_compat_pickle.IMPORT_MAPPING.items()):
        for rating in ("value", "data", "mention", "instance", "code"):
            for name in table[new][rating]:
                add_older(table, facts, rating, (old, name.split("=")[0]), name)
    for (old, older), (new, newer) in _compat_pickle.NAME_MAPPING.items():
        for rating in ("value", "data", "mention", "instance", "code"):
            for name in table[new][rating]:
                if name.split("=")[0].split(".")[0] == newer:
                    add_older(table, facts, rating, (old, older), older + name[len(newer):])
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for module in sorted(table):
            for rating in ("value", "data", "mention", "instance", "code", "module"):
                names = sorted(n for n in table[module][rating] if not n.endswith("_none"))
                if names:
                    file.write("\t".join((module, rating, " ".join(names))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
