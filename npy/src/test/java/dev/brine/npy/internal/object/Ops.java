package dev.brine.npy.internal.object;

import java.nio.charset.StandardCharsets;

/** Pickles written by hand, one character a byte: pieces that leave one value on the stack. */
final class Ops {
  static final String NONE = "N";
  static final String TRUE = "\u0088";
  static final String FALSE = "\u0089";
  static final String EMPTY = ")";
  static final String LITTLE = str("<");
  static final String ANY = str("|");
  static final String NDARRAY = global("numpy", "ndarray");
  static final String I4 = dtype("i4", num(3), LITTLE, NONE, NONE, NONE, num(-1), num(-1), num(0));
  static final String F8 = dtype("f8", num(3), LITTLE, NONE, NONE, NONE, num(-1), num(-1), num(0));
  static final String OBJECT =
      dtype("O8", num(3), ANY, NONE, NONE, NONE, num(-1), num(-1), num(63));

  private Ops() {}

  /** The pickle of one value. */
  static byte[] pickle(String value) {
    return (value + ".").getBytes(StandardCharsets.ISO_8859_1);
  }

  static String num(long value) {
    return "L" + value + "L\n";
  }

  static String str(String ascii) {
    return "X" + (char) ascii.length() + "\0\0\0" + ascii;
  }

  static String bytes(int... values) {
    StringBuilder bytes = new StringBuilder("C").append((char) values.length);
    for (int value : values) {
      bytes.append((char) (value & 0xff));
    }
    return bytes.toString();
  }

  static String zeros(int count) {
    return bytes(new int[count]);
  }

  static String tuple(String... values) {
    return "(" + String.join("", values) + "t";
  }

  static String list(String... values) {
    return "(" + String.join("", values) + "l";
  }

  static String dict(String... keysAndValues) {
    return "(" + String.join("", keysAndValues) + "d";
  }

  static String global(String module, String name) {
    return "c" + module + "\n" + name + "\n";
  }

  static String call(String callable, String... arguments) {
    return callable + tuple(arguments) + "R";
  }

  static String dtype(String code, String... state) {
    return call(global("numpy", "dtype"), str(code), FALSE, TRUE) + tuple(state) + "b";
  }

  /** A struct dtype: names and fields, itemsize. */
  static String struct(int itemsize, String names, String fields) {
    return struct(itemsize, names, fields, 16);
  }

  static String struct(int itemsize, String names, String fields, int flags) {
    String size = num(itemsize);
    return dtype("V" + itemsize, num(3), ANY, NONE, names, fields, size, num(1), num(flags));
  }

  static String reconstruct() {
    return call(
        global("numpy._core.multiarray", "_reconstruct"), NDARRAY, tuple(num(0)), bytes('b'));
  }

  static String array(String dtype, String shape, String data) {
    return array(dtype, shape, FALSE, data);
  }

  static String array(String dtype, String shape, String fortran, String data) {
    return reconstruct() + tuple(num(1), shape, dtype, fortran, data) + "b";
  }

  static String objects(String... items) {
    return array(OBJECT, tuple(num(items.length)), list(items));
  }
}
