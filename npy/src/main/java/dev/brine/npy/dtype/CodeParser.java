package dev.brine.npy.dtype;

import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.internal.literal.PythonRepr;
import org.jspecify.annotations.Nullable;

/** Reads a spelling of one dtype: a code such as {@code >f8} or {@code U10}, or a name. */
final class CodeParser {
  private CodeParser() {}

  static DType parse(String spelling) {
    int start = isByteOrder(spelling, 0) ? 1 : 0;
    Endian endian = spelling.startsWith(">") ? Endian.BIG : Endian.LITTLE;
    String code = spelling.substring(start);
    DType found =
        TimeSpelling.isOne(code) ? TimeSpelling.parse(code, endian) : ofCode(code, endian);
    if (found == null && start == 0) {
      String known = TypeNames.ofName(code);
      found = known == null ? null : ofCode(known, endian);
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "data type " + PythonRepr.of(spelling) + " not understood");
    }
    return found;
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
    String known = TypeNames.ofLetter(letter);
    return known == null ? null : parseKnown(known, endian);
  }

  private static @Nullable DType parseKnown(String known, Endian endian) {
    return TimeSpelling.isOne(known)
        ? TimeSpelling.parse(known, endian)
        : sized(known.charAt(0), sizeAfterLetter(known), endian);
  }

  /** The decimal number from the second character to the end, or -1; C's strtol skips blanks. */
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
      // the size of a pointer on the machine that wrote it
      case 'O' -> size == 4 || size == 8 ? ObjectType.INSTANCE : null;
      default -> null;
    };
  }

  private static @Nullable DType number(Kind kind, int size, Endian endian) {
    return NumberType.exists(kind, size) ? NumberType.of(kind, endian, size) : null;
  }
}
