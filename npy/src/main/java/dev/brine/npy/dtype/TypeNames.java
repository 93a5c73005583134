package dev.brine.npy.dtype;

import org.jspecify.annotations.Nullable;

/** NumPy's one-letter codes and names, for 64-bit Linux, as codes with a size. */
final class TypeNames {
  private TypeNames() {}

  /** The code with a size that a single letter stands for, or null. */
  static @Nullable String ofLetter(char letter) {
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

  /** The code with a size that a name of NumPy 1 or 2 stands for, or null. */
  static @Nullable String ofName(String name) {
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
