package dev.brine.npy.internal.literal;

import dev.brine.npy.internal.literal.Literal.Kind;
import dev.brine.npy.internal.literal.Scanner.NumberReader;
import dev.brine.npy.internal.literal.Scanner.StringReader;
import dev.brine.pickle.PickleLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parses a Python literal like {@code ast.literal_eval}: dicts, lists, tuples and sets, strings,
 * bytes, numbers, True, False and None. Nothing is evaluated; a name, a call or an operator is an
 * error. Unlike Python 3, this accepts the suffix of Python 2's {@code 2L}, if the caller allows
 * it, and {@code np.int64(2)}, which NumPy 2's {@code open_memmap} can write into a shape by
 * mistake.
 */
public final class LiteralParser {
  /** The maximum nesting of brackets; a struct needs two levels. */
  public static final int MAX_DEPTH = PickleLimits.DEFAULT_DEPTH;

  private final Scanner in;
  private final boolean longSuffix;
  private int depth;

  private LiteralParser(String text, boolean longSuffix) {
    this.in = new Scanner(text);
    this.longSuffix = longSuffix;
  }

  /**
   * Parses a text that consists of one literal.
   *
   * @param longSuffix whether an int may end with Python 2's {@code L}
   */
  public static Literal parse(String text, boolean longSuffix) throws LiteralException {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new LiteralException("a null character", nul);
    }
    return new LiteralParser(text, longSuffix).document();
  }

  private Literal document() throws LiteralException {
    in.skipIndent();
    Literal value = expression();
    in.skipBlank();
    if (in.peek() == ',') {
      // the outermost tuple needs no parentheses
      value = Literal.ofItems(Kind.TUPLE, itemsAfter(value, Scanner.END));
    }
    if (in.peek() != Scanner.END) {
      throw in.error("something follows the literal");
    }
    return value;
  }

  private Literal expression() throws LiteralException {
    in.skipBlank();
    int c = in.peek();
    return switch (c) {
      case '{' -> braces();
      case '[' -> Literal.ofItems(Kind.LIST, brackets(']'));
      case '(' -> parentheses();
      case '\'', '"' -> StringReader.read(in);
      case '+', '-' -> signed();
      default -> {
        if (Scanner.isDigit(c) || c == '.') {
          yield number();
        }
        yield StringReader.startsAt(in) ? StringReader.read(in) : name();
      }
    };
  }

  private void open() throws LiteralException {
    if (++depth > MAX_DEPTH) {
      throw in.error("more than " + MAX_DEPTH + " levels of nested brackets");
    }
    in.next();
  }

  private void close() {
    depth--;
    in.next();
  }

  /** Parses the elements of a list, including its brackets. */
  private List<Literal> brackets(char end) throws LiteralException {
    open();
    List<Literal> items = new ArrayList<>();
    in.skipBlank();
    while (in.peek() != end) {
      items.add(expression());
      comma(end);
    }
    close();
    return Collections.unmodifiableList(items);
  }

  /** Parses what follows an element: a comma, or the end. */
  private void comma(int end) throws LiteralException {
    in.skipBlank();
    if (in.peek() == ',') {
      in.next();
      in.skipBlank();
    } else if (in.peek() != end) {
      throw in.error("a comma or the closing bracket is missing");
    }
  }

  /** Parses a tuple, or an expression in parentheses, which is just that expression. */
  private Literal parentheses() throws LiteralException {
    open();
    in.skipBlank();
    if (in.peek() == ')') {
      close();
      return Literal.ofItems(Kind.TUPLE, List.of());
    }
    Literal first = expression();
    in.skipBlank();
    if (in.peek() == ')') {
      close();
      return first;
    }
    List<Literal> items = itemsAfter(first, ')');
    close();
    return Literal.ofItems(Kind.TUPLE, items);
  }

  private List<Literal> itemsAfter(Literal first, int end) throws LiteralException {
    List<Literal> items = new ArrayList<>();
    items.add(first);
    comma(end);
    while (in.peek() != end) {
      items.add(expression());
      comma(end);
    }
    return Collections.unmodifiableList(items);
  }

  /** Parses a dict or a set. */
  private Literal braces() throws LiteralException {
    open();
    List<Literal> items = new ArrayList<>();
    in.skipBlank();
    boolean dict = true;
    while (in.peek() != '}') {
      int start = in.position();
      Literal key = expression();
      checkHashable(key, start);
      in.skipBlank();
      boolean pair = in.peek() == ':';
      if (items.isEmpty()) {
        dict = pair;
      } else if (dict != pair) {
        throw in.error("a dict and a set in one");
      }
      items.add(key);
      if (pair) {
        in.next();
        items.add(expression());
      }
      comma('}');
    }
    close();
    return Literal.ofItems(dict ? Kind.DICT : Kind.SET, Collections.unmodifiableList(items));
  }

  private static void checkHashable(Literal key, int start) throws LiteralException {
    if (key.is(Kind.LIST) || key.is(Kind.DICT) || key.is(Kind.SET)) {
      throw new LiteralException("a key that is not hashable", start);
    }
    if (key.is(Kind.TUPLE)) {
      for (Literal item : key.items()) {
        checkHashable(item, start);
      }
    }
  }

  /** Parses a number with one sign; the number may be in parentheses. */
  private Literal signed() throws LiteralException {
    boolean negative = in.next() == '-';
    in.skipBlank();
    int c = in.peek();
    if (c == '+' || c == '-') {
      throw in.error("a second sign");
    }
    int start = in.position();
    Literal value = c == '(' ? parentheses() : expression();
    if (!value.is(Kind.INT) && !value.is(Kind.BIG_INT) && !value.is(Kind.FLOAT)) {
      throw new LiteralException("a sign is not followed by a number", start);
    }
    return negative ? NumberReader.negate(value) : value;
  }

  private Literal number() throws LiteralException {
    Literal value = NumberReader.read(in);
    if (longSuffix) {
      int end = in.position();
      in.skipBlank();
      if (in.peek() == 'L' && !Scanner.isNamePart(in.peek(1))) {
        in.next();
      } else {
        in.moveTo(end);
      }
    }
    if (Scanner.isNamePart(in.peek())) {
      throw in.error("a letter follows a number");
    }
    return value;
  }

  private Literal name() throws LiteralException {
    int start = in.position();
    String name = in.dottedName();
    return switch (name) {
      case "True" -> Literal.TRUE;
      case "False" -> Literal.FALSE;
      case "None" -> Literal.NONE;
      default -> {
        if (isNumpyInteger(name)) {
          yield numpyInteger(start);
        }
        throw new LiteralException(
            name.isEmpty() ? "not a literal" : "a name, which is not a literal", start);
      }
    };
  }

  private static boolean isNumpyInteger(String name) {
    return switch (name) {
      case "np.int8",
          "np.int16",
          "np.int32",
          "np.int64",
          "np.intp",
          "np.longlong",
          "np.uint8",
          "np.uint16",
          "np.uint32",
          "np.uint64",
          "np.uintp",
          "np.ulonglong" ->
          true;
      default -> false;
    };
  }

  private Literal numpyInteger(int start) throws LiteralException {
    in.skipBlank();
    if (in.peek() != '(') {
      throw new LiteralException("a name, which is not a literal", start);
    }
    Literal value = parentheses();
    if (!value.is(Kind.INT)) {
      throw new LiteralException("a call, which is not a literal", start);
    }
    return value;
  }
}
