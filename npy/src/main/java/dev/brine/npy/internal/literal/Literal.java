package dev.brine.npy.internal.literal;

import dev.brine.internal.text.PythonRepr;
import java.util.List;

/** The value of a Python literal. */
public record Literal(Kind kind, String text, long number, List<Literal> items) {
  /** The Python type of a literal. */
  public enum Kind {
    NONE,
    BOOL,
    /** An int that fits in a {@code long}. */
    INT,
    /** An int of more than 64 bits; {@link #text} has its decimal digits. */
    BIG_INT,
    /** A float; {@link #text} is its repr. */
    FLOAT,
    STR,
    /** Bytes; each char of {@link #text} is one byte. */
    BYTES,
    LIST,
    TUPLE,
    /** A dict; {@link #items} holds key, value, key, value … as written, duplicates included. */
    DICT,
    SET
  }

  static final Literal NONE = new Literal(Kind.NONE, "None", 0, List.of());
  static final Literal TRUE = new Literal(Kind.BOOL, "True", 1, List.of());
  static final Literal FALSE = new Literal(Kind.BOOL, "False", 0, List.of());

  static Literal ofInt(long value) {
    return new Literal(Kind.INT, "", value, List.of());
  }

  static Literal ofText(Kind kind, String text) {
    return new Literal(kind, text, 0, List.of());
  }

  static Literal ofItems(Kind kind, List<Literal> items) {
    return new Literal(kind, "", 0, items);
  }

  /** Whether this is of a kind. */
  public boolean is(Kind other) {
    return kind == other;
  }

  /** Python's {@code repr} of this value. */
  public String repr() {
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  private void appendTo(StringBuilder out) {
    switch (kind) {
      case NONE, BOOL, BIG_INT, FLOAT -> out.append(text);
      case INT -> out.append(number);
      case STR -> PythonRepr.append(out, text);
      case BYTES -> PythonRepr.appendBytes(out, text);
      case LIST -> appendItems(out, '[', ']');
      case TUPLE -> appendItems(out, '(', ')');
      case SET -> appendItems(out, '{', '}');
      case DICT -> appendPairs(out);
    }
  }

  private void appendItems(StringBuilder out, char open, char close) {
    out.append(open);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      items.get(i).appendTo(out);
    }
    if (kind == Kind.TUPLE && items.size() == 1) {
      out.append(',');
    }
    out.append(close);
  }

  private void appendPairs(StringBuilder out) {
    out.append('{');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(i % 2 == 0 ? ", " : ": ");
      }
      items.get(i).appendTo(out);
    }
    out.append('}');
  }

  @Override
  public String toString() {
    return repr();
  }
}
