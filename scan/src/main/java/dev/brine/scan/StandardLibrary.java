package dev.brine.scan;

import java.util.Set;

/** The top-level modules of Python's standard library, of Python 2 and 3. */
final class StandardLibrary {
  private static final Set<String> MODULES =
      Set.of(
          ("BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser"
                  + " Queue SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO Tkinter UserDict"
                  + " UserList UserString __builtin__ __future__ _abc _aix_support _android_support"
                  + " _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022"
                  + " _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize"
                  + " _compat_pickle _compression _contextvars _csv _ctypes _curses _curses_panel"
                  + " _datetime _dbm _decimal _elementtree _frozen_importlib"
                  + " _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels"
                  + " _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma"
                  + " _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata"
                  + " _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc"
                  + " _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _scproxy _sha1 _sha2"
                  + " _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string"
                  + " _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local"
                  + " _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset"
                  + " _winapi _wmi _zoneinfo abc anydbm argparse array ast asynchat asyncio asyncore"
                  + " atexit base64 bdb binascii bisect bsddb builtins bz2 cPickle cProfile cStringIO"
                  + " calendar cmath cmd code codecs codeop collections colorsys commands compileall"
                  + " compiler concurrent configparser contextlib contextvars cookielib copy copy_reg"
                  + " copyreg csv ctypes curses dataclasses datetime dbhash dbm decimal difflib dis"
                  + " distutils dl doctest dumbdbm dummy_thread email encodings ensurepip enum errno"
                  + " exceptions faulthandler fcntl filecmp fileinput fnmatch fractions ftplib"
                  + " functools future_builtins gc gdbm genericpath getopt getpass gettext glob"
                  + " graphlib grp gzip hashlib heapq hmac html htmllib http httplib idlelib ihooks"
                  + " imaplib imp importlib imputil inspect io ipaddress itertools json keyword"
                  + " linecache linuxaudiodev locale logging lzma mailbox markupbase marshal math md5"
                  + " mimetools mimetypes mmap modulefinder msvcrt multiprocessing netrc new nt ntpath"
                  + " nturl2path numbers opcode operator optparse os parser pathlib pdb pickle"
                  + " pickletools pkgutil platform plistlib popen2 poplib posix posixfile posixpath"
                  + " pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue"
                  + " quopri random re readline repr reprlib resource rexec rfc822 rlcompleter"
                  + " robotparser runpy sched secrets select selectors sets sgmllib sha shelve shlex"
                  + " shutil signal site smtpd smtplib socket socketserver sqlite3 sre_compile"
                  + " sre_constants sre_parse ssl stat statistics statvfs string stringprep struct"
                  + " subprocess symbol symtable sys sysconfig syslog tabnanny tarfile tempfile"
                  + " termios textwrap thread threading time timeit tkMessageBox tkinter toaiff token"
                  + " tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing"
                  + " unicodedata unittest urllib urllib2 urlparse user uuid venv warnings wave"
                  + " weakref webbrowser whichdb winreg winsound wsgiref xml xmlrpc xmlrpclib zipapp"
                  + " zipfile zipimport zlib zoneinfo ")
              .split(" "));

  private StandardLibrary() {}

  /** Whether the module, or the package it is in, is one of Python's own. */
  static boolean has(String module) {
    int dot = module.indexOf('.');
    return MODULES.contains(dot < 0 ? module : module.substring(0, dot));
  }
}
