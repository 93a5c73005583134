package dev.brine.pickle;

import java.util.Set;

/**
 * Decides whether the message of a refusal may explain how to accept a name. Names of Python's
 * standard library, of NumPy, and of libraries with functions that run code are never recommended,
 * because records are meant for classes of the user's own programs.
 */
final class Advisable {
  /** Top-level modules whose names are never recommended. */
  private static final Set<String> MODULES =
      Set.of(
          """
          BaseHTTPServer Bastion CGIHTTPServer Canvas Carbon ConfigParser Cookie Dialog
          DocXMLRPCServer EasyDialogs FileDialog FixTk FrameWork HTMLParser IPython MacOS
          MimeWriter Nav PixMapWrapper Queue ScrolledText SimpleDialog SimpleHTTPServer
          SimpleXMLRPCServer SocketServer StringIO Tix Tkconstants Tkdnd Tkinter UserDict UserList
          UserString W abc aetools aifc aiohttp antigravity anydbm applesingle argparse array ast
          asynchat asyncio asyncore atexit audiodev audioop autoGIL base64 bdb binascii binhex
          bisect boto3 bsddb buildtools builtins bz2 cPickle cProfile cStringIO calendar ce cffi
          cgi cgitb chunk cloudpickle cmath cmd code code_server codecs codeop collections
          colorsys commands compileall compiler compression concurrent configparser contextlib
          contextvars cookielib copy copy_reg copyreg crypt csv ctypes curses dataclasses datetime
          dbhash dbm decimal difflib dill dircache dis distlib distutils django doctest dumbdbm
          dummy_thread dummy_threading email encodings ensurepip enum errno exceptions execnet
          fabric faulthandler fcntl filecmp fileinput findertools fnmatch formatter fpformat
          fractions ftplib functools future_builtins gc genericpath gensuitemodule getopt getpass
          gettext glob graphlib grp gzip hashlib heapq hmac hotshot html htmlentitydefs htmllib
          http httplib httpx ic icopen idlelib ihooks imaplib imghdr imp importlib imputil inspect
          invoke io ipaddress ipykernel itertools joblib json jsonpickle jupyter_client keras
          keyword lib2to3 linecache linuxaudiodev locale logging lzma mac macostools macpath
          macurl2path mailbox mailcap markupbase marshal math md5 mhlib mimetools mimetypes mimify
          mmap modulefinder msilib msvcrt multifile multiprocessing mutex nbconvert netrc new nis
          nntplib nt ntpath nturl2path numba numbers numpy opcode operator optparse os os2
          os2emxpath ossaudiodev pandas paramiko parser pathlib pdb pexpect pickle pickletools pip
          pipes pkg_resources pkgutil platform plistlib plumbum popen2 poplib posix posixfile
          posixpath pprint profile profiling pstats psutil pty ptyprocess pwd py_compile pyclbr
          pydoc pydoc_data pyexpat pytest queue quopri random re readline repr reprlib requests
          resource rexec rfc822 riscos rlcompleter robotparser runpy sched scipy secrets select
          selectors sets setuptools sgmllib sh sha shelve shlex shutil signal site sklearn smtpd
          smtplib sndhdr socket socketserver spwd sqlite3 sre sre_compile sre_constants sre_parse
          ssl stat statistics statvfs string stringold stringprep strop struct subprocess sunau
          sunaudio symbol sympy symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile
          tensorflow termios test textwrap this thread threading time timeit tkColorChooser
          tkCommonDialog tkFileDialog tkFont tkMessageBox tkSimpleDialog tkinter toaiff token
          tokenize tomllib torch trace traceback tracemalloc ttk tty turtle turtledemo types
          typing unicodedata unittest urllib urllib2 urllib3 urlparse user uu uuid venv
          videoreader warnings wave weakref webbrowser wheel whichdb winreg winsound wsgiref
          xdrlib xml xmllib xmlrpc xmlrpclib xxlimited xxlimited_35 xxsubtype yaml zipapp zipfile
          zipimport zlib zoneinfo
          """
              .strip()
              .split("\\s+"));

  private Advisable() {}

  /** Returns whether the name looks like a class of a module that is not listed here. */
  static boolean isAdvisable(String module, String name) {
    int dot = module.indexOf('.');
    String root = dot < 0 ? module : module.substring(0, dot);
    return isDotted(module)
        && isIdentifier(name)
        && Character.isUpperCase(name.charAt(0))
        && !root.startsWith("_")
        && !MODULES.contains(root);
  }

  private static boolean isDotted(String module) {
    for (String part : module.split("\\.", -1)) {
      if (!isIdentifier(part)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the text is an ASCII name that needs no escapes in a Java string literal. */
  private static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
