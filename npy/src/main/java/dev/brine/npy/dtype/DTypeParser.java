package dev.brine.npy.dtype;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.DTypes.ObjectType;
import dev.brine.npy.dtype.TimeType.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses NumPy's spellings of dtypes: codes such as {@code >f8} or {@code U10}, names such as
 * {@code float64}, and comma-separated lists.
 */
final class DTypeParser {
  private DTypeParser() {}

  /** Returns the dtype that a spelling of any form stands for, as {@code numpy.dtype} does. */
  static DType parse(String spelling) {
    return CommaString.isOne(spelling) ? CommaString.parse(spelling) : parseOne(spelling);
  }

  private static DType parseOne(String spelling) {
    int start = isByteOrder(spelling, 0) ? 1 : 0;
    Endian endian = spelling.startsWith(">") ? Endian.BIG : Endian.LITTLE;
    String code = spelling.substring(start);
    DType found =
        TimeSpelling.isOne(code) ? TimeSpelling.parse(code, endian) : ofCode(code, endian);
    if (found == null && start == 0) {
      String known = codeOfName(code);
      found = known == null ? null : ofCode(known, endian);
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "data type " + PythonRepr.of(spelling) + " not understood");
    }
    return found;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isByteOrder(String text, int at) {
    return at < text.length() && "<>=|".indexOf(text.charAt(at)) >= 0;
  }

  /** A letter, or a letter and a size. */
  private static @Nullable DType ofCode(String code, Endian endian) {
    if (code.isEmpty()) {
      return null;
    }
    char letter = code.charAt(0);
    if (code.length() > 1) {
      int size = sizeAfterLetter(code);
      return size < 0 ? null : sized(letter, size, endian);
    }
    if (letter == 'O') {
      return ObjectType.INSTANCE;
    }
    if (letter == 'T') {
      return StringDType.of(true, StringDType.Missing.UNSET);
    }
    String known = codeOfLetter(letter);
    return known == null ? null : parseKnown(known, endian);
  }

  private static @Nullable DType parseKnown(String known, Endian endian) {
    return TimeSpelling.isOne(known)
        ? TimeSpelling.parse(known, endian)
        : sized(known.charAt(0), sizeAfterLetter(known), endian);
  }

  /**
   * The decimal number from the second character to the end, or -1. Leading blanks are skipped, as
   * C's strtol does.
   */
  private static int sizeAfterLetter(String code) {
    int at = 1;
    while (at < code.length() && (code.charAt(at) == ' ' || code.charAt(at) == '\t')) {
      at++;
    }
    if (at < code.length() && code.charAt(at) == '+') {
      at++;
    }
    if (at == code.length()) {
      return -1;
    }
    long size = 0;
    for (; at < code.length(); at++) {
      int digit = code.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      size = size * 10 + digit;
      if (size > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return (int) size;
  }

  private static @Nullable DType sized(char letter, int size, Endian endian) {
    return switch (letter) {
      case 'b' -> number(Kind.BOOL, size, endian);
      case 'i' -> number(Kind.INT, size, endian);
      case 'u' -> number(Kind.UINT, size, endian);
      case 'f' -> number(size > 8 ? Kind.LONGDOUBLE : Kind.FLOAT, size, endian);
      case 'c' -> number(size > 16 ? Kind.COMPLEX_LONGDOUBLE : Kind.COMPLEX, size, endian);
      case 'S', 'a' -> FlexibleType.of(Kind.BYTES, Endian.NONE, size);
      case 'U' ->
          size > Integer.MAX_VALUE / FlexibleType.CODE_POINT
              ? null
              : FlexibleType.of(Kind.STR, endian, size);
      case 'V' -> FlexibleType.of(Kind.VOID, Endian.NONE, size);
      // the size of a pointer on the machine that wrote the file
      case 'O' -> size == 4 || size == 8 ? ObjectType.INSTANCE : null;
      default -> null;
    };
  }

  private static @Nullable DType number(Kind kind, int size, Endian endian) {
    return NumberType.exists(kind, size) ? NumberType.of(kind, endian, size) : null;
  }

  /**
   * Parses spellings with repeats and commas: {@code 3f4}, {@code (2,3)f4}, {@code i4,2f8,S5}.
   * Several formats, or a comma at the end, are a struct with the fields f0, f1 …
   */
  private static final class CommaString {
    private final String text;
    private int position;

    private CommaString(String text) {
      this.text = text;
    }

    /**
     * Whether NumPy parses a spelling in this way: it begins with a repeat or has a comma outside
     * [].
     */
    static boolean isOne(String text) {
      int start = isByteOrder(text, 0) ? 1 : 0;
      if (start < text.length() && isDigit(text.charAt(start))) {
        return true;
      }
      if (text.startsWith("()", start)) {
        return true;
      }
      int brackets = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == ',' && brackets == 0) {
          return true;
        }
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
      }
      return false;
    }

    static DType parse(String text) {
      return new CommaString(text).formats();
    }

    /** One format: {@code 2>f4} is a repeat, which is a shape, and a code. */
    private record Format(String repeat, @Nullable Shape shape, String code) {
      DType type() {
        DType type = parseOne(code);
        if (type instanceof FlexibleType flexible && type.itemsize() == 0 && !repeat.isEmpty()) {
          return withLength(flexible);
        }
        return shape == null || shape.ndim() == 0 ? type : SubarrayType.of(type, shape);
      }

      /** {@code 3S} is {@code S3}: a repeat of a type without a length is its length. */
      private DType withLength(FlexibleType type) {
        if (shape == null || repeat.indexOf(',') >= 0 || shape.dim(0) > Integer.MAX_VALUE) {
          throw new IllegalArgumentException("invalid itemsize in generic type tuple");
        }
        return FlexibleType.of(type.kind(), type.endian(), (int) shape.dim(0));
      }
    }

    private DType formats() {
      List<Format> formats = new ArrayList<>();
      boolean list = false;
      while (position < text.length()) {
        DType.checkFieldCount(formats.size() + 1);
        int number = formats.size() + 1;
        String before = byteOrder();
        String repeat = repeat();
        String after = byteOrder();
        String code = code();
        list |= separator(number);
        if (!before.isEmpty() && !after.isEmpty() && !same(before, after)) {
          throw new IllegalArgumentException(
              "inconsistent byte-order specification " + before + " and " + after);
        }
        boolean big = (after.isEmpty() ? before : after).equals(">");
        formats.add(new Format(repeat, shape(repeat, number), big ? ">" + code : code));
      }
      if (!list) {
        return formats.get(0).type();
      }
      List<DType> types = new ArrayList<>(formats.size());
      List<String> names = new ArrayList<>(formats.size());
      for (Format format : formats) {
        names.add("f" + names.size());
        types.add(format.type());
      }
      return StructType.packed(names, types);
    }

    /** Skips blanks and a comma between two formats, and returns whether there was a comma. */
    private boolean separator(int number) {
      skipBlank();
      if (position == text.length()) {
        return false;
      }
      if (text.charAt(position) != ',') {
        throw notRecognized(number);
      }
      position++;
      skipBlank();
      return true;
    }

    private static boolean same(String before, String after) {
      return before.replace('=', '<').equals(after.replace('=', '<'));
    }

    private String byteOrder() {
      if (!isByteOrder(text, position)) {
        return "";
      }
      position++;
      return text.substring(position - 1, position);
    }

    /** Blanks, an opening parenthesis, digits, blanks and commas, a closing parenthesis, blanks. */
    private String repeat() {
      int start = position;
      skip(" ");
      if (at('(')) {
        position++;
      }
      skip(" ,0123456789");
      if (at(')')) {
        position++;
      }
      skip(" ");
      return text.substring(start, position).strip();
    }

    private void skip(String these) {
      while (position < text.length() && these.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
    }

    private void skipBlank() {
      skip(" \t\n\r\f\u000b");
    }

    private boolean at(char c) {
      return position < text.length() && text.charAt(position) == c;
    }

    /** Letters, digits, dots and question marks, and a unit of time in brackets. */
    private String code() {
      int start = position;
      while (position < text.length() && isCodePart(text.charAt(position))) {
        position++;
      }
      if (at('[')) {
        int end = position + 1;
        while (end < text.length()
            && (text.charAt(end) == ','
                || (isCodePart(text.charAt(end)) && text.charAt(end) != '?'))) {
          end++;
        }
        if (end > position + 1 && end < text.length() && text.charAt(end) == ']') {
          position = end + 1;
        }
      }
      return text.substring(start, position);
    }

    private static boolean isCodePart(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '.' || c == '?';
    }

    /** {@code 3}, {@code 3,}, {@code (3)}, {@code (2,3)}; null for {@code ()} and for nothing. */
    private @Nullable Shape shape(String repeat, int number) {
      if (repeat.isEmpty()) {
        return null;
      }
      boolean open = repeat.startsWith("(");
      if (open != repeat.endsWith(")")) {
        throw notRecognized(number);
      }
      String inner = (open ? repeat.substring(1, repeat.length() - 1) : repeat).strip();
      if (inner.isEmpty()) {
        if (open) {
          return null;
        }
        throw notRecognized(number);
      }
      String[] parts = inner.split(",", -1);
      // one comma may end the tuple
      int count =
          parts.length > 1 && parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
      if (count > Shape.MAX_NDIM) {
        throw new IllegalArgumentException("invalid shape in fixed-type tuple.");
      }
      long[] dims = new long[count];
      for (int i = 0; i < count; i++) {
        dims[i] = dimension(parts[i].strip(), number);
      }
      return Shape.of(dims);
    }

    private long dimension(String digits, int number) {
      // a Python int has no leading zero; no dimension has more than ten digits
      if (digits.isEmpty() || (digits.length() > 1 && digits.charAt(0) == '0')) {
        throw notRecognized(number);
      }
      if (digits.length() > 10) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dimension does not fit into a C int.");
      }
      long value = 0;
      for (int i = 0; i < digits.length(); i++) {
        if (!isDigit(digits.charAt(i))) {
          throw notRecognized(number);
        }
        value = value * 10 + (digits.charAt(i) - '0');
      }
      return value;
    }

    private IllegalArgumentException notRecognized(int number) {
      return new IllegalArgumentException(
          "format number " + number + " of \"" + text + "\" is not recognized");
    }
  }

  /** Parses {@code M8[25s]}, {@code m8}, {@code datetime64[ns]}, {@code timedelta64[D/2]}. */
  private static final class TimeSpelling {
    private final String metadata;
    private int position;

    private TimeSpelling(String metadata) {
      this.metadata = metadata;
    }

    static boolean isOne(String code) {
      return code.startsWith("M8")
          || code.startsWith("m8")
          || code.startsWith("datetime64")
          || code.startsWith("timedelta64");
    }

    /** The dtype of {@code code}, which {@link #isOne}. */
    static TimeType parse(String code, Endian endian) {
      Kind kind =
          code.startsWith("M8") || code.startsWith("datetime64") ? Kind.DATETIME : Kind.TIMEDELTA;
      int length =
          code.charAt(1) == '8'
              ? 2
              : (kind == Kind.DATETIME ? "datetime64" : "timedelta64").length();
      return code.length() == length
          ? TimeType.of(kind, endian, Unit.GENERIC, 1)
          : new TimeSpelling(code.substring(length)).counted(kind, endian);
    }

    private TimeType counted(Kind kind, Endian endian) {
      if (metadata.length() < 3) {
        throw new IllegalArgumentException("Invalid datetime metadata string \"" + metadata + "\"");
      }
      if (metadata.charAt(0) != '[') {
        throw invalidAt(1);
      }
      position = 1;
      int multiple = startsNumber() ? number() : 1;
      int start = position;
      while (position < metadata.length() && "]/".indexOf(metadata.charAt(position)) < 0) {
        position++;
      }
      if (position == start || position == metadata.length()) {
        throw invalidAt(position);
      }
      Unit unit = unit(metadata.substring(start, position));
      int divisor = 1;
      if (metadata.charAt(position) == '/') {
        start = ++position;
        divisor = number();
        if (position == metadata.length() || metadata.charAt(position) != ']') {
          throw invalidAt(start);
        }
      }
      if (position + 1 != metadata.length()) {
        throw invalidAt(position + 1);
      }
      if (multiple < 1 || divisor < 1) {
        // NumPy accepts a multiple of 0, which is useless, and crashes on a divisor of 0
        throw invalidAt(1);
      }
      return divided(kind, endian, unit, multiple, divisor);
    }

    /** Like C's strtol, allows blanks and a sign before the digits. */
    private boolean startsNumber() {
      return firstDigit() < metadata.length() && isDigit(metadata.charAt(firstDigit()));
    }

    private int firstDigit() {
      int at = position;
      while (at < metadata.length() && metadata.charAt(at) == ' ') {
        at++;
      }
      return at < metadata.length() && "+-".indexOf(metadata.charAt(at)) >= 0 ? at + 1 : at;
    }

    private int number() {
      int start = position;
      if (!startsNumber()) {
        throw invalidAt(start);
      }
      position = firstDigit();
      boolean negative = metadata.charAt(position - 1) == '-';
      long value = 0;
      while (position < metadata.length() && isDigit(metadata.charAt(position))) {
        value = value * 10 + (metadata.charAt(position) - '0');
        if (value > Integer.MAX_VALUE) {
          throw invalidAt(start);
        }
        position++;
      }
      return (int) (negative ? -value : value);
    }

    private IllegalArgumentException invalidAt(int at) {
      return new IllegalArgumentException(
          "Invalid datetime metadata string \"" + metadata + "\" at position " + at);
    }

    private Unit unit(String code) {
      for (Unit unit : Unit.values()) {
        if (unit.code().equals(code)) {
          return unit;
        }
      }
      if (code.equals("\u03bcs")) {
        return Unit.MICROSECOND;
      }
      throw new IllegalArgumentException(
          "Invalid datetime unit in metadata string \"" + metadata + "\"");
    }

    /**
     * A fraction of a unit is a multiple of a shorter one: half a day is 12 hours. NumPy tries the
     * two or three next shorter units, with a year of 12 months, 52 weeks or 365 days and a month
     * of 4 weeks, 30 days or 720 hours.
     */
    private TimeType divided(Kind kind, Endian endian, Unit unit, int multiple, int divisor) {
      if (divisor == 1) {
        return TimeType.of(kind, endian, unit, multiple);
      }
      if (unit == Unit.GENERIC) {
        throw new IllegalArgumentException("Can't use 'den' divisor with generic units");
      }
      // longest first; GENERIC, the last, has no length
      List<Unit> units = List.of(Unit.values());
      int next = units.indexOf(unit) + 1;
      int[] parts = parts(unit);
      for (int i = 0; i < parts.length && next + i < units.size() - 1; i++) {
        if (parts[i] % divisor == 0) {
          long total = (long) multiple * (parts[i] / divisor);
          if (total <= Integer.MAX_VALUE) {
            return TimeType.of(kind, endian, units.get(next + i), (int) total);
          }
          break;
        }
      }
      throw new IllegalArgumentException(
          "divisor (%s) is not a multiple of a lower-unit in datetime metadata \"%s\""
              .formatted(divisor, metadata));
    }

    /** The number of the next shorter units, of the ones after that, and so on, in one unit. */
    private static int[] parts(Unit unit) {
      return switch (unit) {
        case YEAR -> new int[] {12, 52, 365};
        case MONTH -> new int[] {4, 30, 720};
        case WEEK -> new int[] {7, 168, 10_080};
        case DAY -> new int[] {24, 1440, 86_400};
        case HOUR -> new int[] {60, 3600};
        case MINUTE -> new int[] {60, 60_000};
        default -> new int[] {1000, 1_000_000};
      };
    }
  }

  /** The code with a size for a single letter on 64-bit Linux, or null. */
  static @Nullable String codeOfLetter(char letter) {
    return switch (letter) {
      case '?' -> "b1";
      case 'b' -> "i1";
      case 'h' -> "i2";
      case 'i' -> "i4";
      case 'l', 'q', 'p', 'n' -> "i8";
      case 'B' -> "u1";
      case 'H' -> "u2";
      case 'I' -> "u4";
      case 'L', 'Q', 'P', 'N' -> "u8";
      case 'e' -> "f2";
      case 'f' -> "f4";
      case 'd' -> "f8";
      case 'g' -> "f16";
      case 'F' -> "c8";
      case 'D' -> "c16";
      case 'G' -> "c32";
      case 'c' -> "S1";
      case 'S', 'a' -> "S0";
      case 'U' -> "U0";
      case 'V' -> "V0";
      case 'M' -> "M8";
      case 'm' -> "m8";
      default -> null;
    };
  }

  /** The code with a size for a name of NumPy 1 or 2, or null. */
  static @Nullable String codeOfName(String name) {
    return switch (name) {
      case "bool", "bool_", "bool8" -> "b1";
      case "int8", "byte" -> "i1";
      case "int16", "short" -> "i2";
      case "int32", "intc" -> "i4";
      case "int64", "int", "int_", "intp", "long", "longlong", "int0" -> "i8";
      case "uint8", "ubyte" -> "u1";
      case "uint16", "ushort" -> "u2";
      case "uint32", "uintc" -> "u4";
      case "uint64", "uint", "uintp", "ulong", "ulonglong", "uint0" -> "u8";
      case "float16", "half" -> "f2";
      case "float32", "single" -> "f4";
      case "float64", "double", "float", "float_" -> "f8";
      case "float96" -> "f12";
      case "float128", "longdouble", "longfloat" -> "f16";
      case "complex64", "csingle", "singlecomplex" -> "c8";
      case "complex128", "cdouble", "complex", "complex_", "cfloat" -> "c16";
      case "complex192" -> "c24";
      case "complex256", "clongdouble", "clongfloat", "longcomplex" -> "c32";
      case "bytes", "bytes_", "string_", "bytes0" -> "S0";
      case "str", "str_", "unicode", "unicode_", "str0" -> "U0";
      case "void", "void0" -> "V0";
      case "object", "object_", "object0" -> "O";
      default -> null;
    };
  }
}
