package dev.brine.npy.dtype;

import dev.brine.npy.internal.literal.PythonRepr;

/** Writes the text of a dtype, in one of three languages. */
final class DescrWriter {

  enum Style {
    /** The Python literal in a header. */
    DESCR,
    /** The same as JSON without white space, in ASCII: a tuple is a list. */
    JSON,
    /** What {@code str(dtype)} shows: {@code ?} for {@code |b1}. */
    SHOWN
  }

  private final StringBuilder out = new StringBuilder();
  private final Style style;

  DescrWriter(Style style) {
    this.style = style;
  }

  boolean is(Style other) {
    return style == other;
  }

  /** An opening bracket, of a tuple, a list or a dict. */
  void open(char bracket) {
    out.append(bracket == '(' && style == Style.JSON ? '[' : bracket);
  }

  void close(char bracket) {
    out.append(bracket == ')' && style == Style.JSON ? ']' : bracket);
  }

  void comma() {
    out.append(style == Style.JSON ? "," : ", ");
  }

  void key(String name) {
    string(name);
    out.append(style == Style.JSON ? ":" : ": ");
  }

  void number(long value) {
    out.append(value);
  }

  void isTrue() {
    out.append(style == Style.JSON ? "true" : "True");
  }

  void none() {
    out.append(style == Style.JSON ? "null" : "None");
  }

  void shape(Shape shape) {
    open('(');
    for (int i = 0; i < shape.ndim(); i++) {
      if (i > 0) {
        comma();
      }
      out.append(shape.dim(i));
    }
    if (shape.ndim() == 1 && style != Style.JSON) {
      out.append(',');
    }
    close(')');
  }

  void string(String text) {
    if (style == Style.JSON) {
      json(text);
    } else {
      PythonRepr.append(out, text);
    }
  }

  private void json(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            PythonRepr.appendHex(out.append("\\u"), c, 4);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
