package dev.brine.npy.dtype;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spellings with repeats and commas: {@code 3f4}, {@code (2,3)f4}, {@code i4,2f8,S5}.
 * More than one, or a comma at the end, is a struct with fields f0, f1 …
 */
final class CommaString {
  private final String text;
  private int position;

  private CommaString(String text) {
    this.text = text;
  }

  /** Whether NumPy takes this way to read it: it begins with a repeat or has a comma outside []. */
  static boolean isOne(String text) {
    int start = CodeParser.isByteOrder(text, 0) ? 1 : 0;
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

  /** One of the formats: {@code 2>f4} is a repeat, which means a shape, and a code. */
  private record Format(String repeat, @Nullable Shape shape, String code) {

    DType type() {
      DType type = CodeParser.parse(code);
      if (type instanceof FlexibleType flexible && type.itemsize() == 0 && !repeat.isEmpty()) {
        return withLength(flexible);
      }
      return shape == null || shape.ndim() == 0 ? type : SubarrayType.of(type, shape);
    }

    /** {@code 3S} is {@code S3}: what has no length yet gets one, before it could be repeated. */
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

  /** Skips what stands between two formats, or blanks at the end; whether there was a comma. */
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
    if (!CodeParser.isByteOrder(text, position)) {
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
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
    // a leading zero is no Python int; ten digits are more than any dimension has
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
