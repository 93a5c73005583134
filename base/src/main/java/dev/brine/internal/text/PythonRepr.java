package dev.brine.internal.text;

import dev.brine.internal.number.ShortestDecimal;
import dev.brine.internal.number.ShortestDecimal.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Formats strings and bytes as Python's {@code repr} does. */
public final class PythonRepr {
  private PythonRepr() {}

  /** Returns the repr of {@code text}. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(out, text);
    return out.toString();
  }

  /** Returns the repr of {@code text}, cut after {@code longest} characters with their number. */
  public static String of(String text, int longest) {
    if (text.length() <= longest) {
      return of(text);
    }
    int end = longest - (Character.isHighSurrogate(text.charAt(longest - 1)) ? 1 : 0);
    return of(text.substring(0, end)) + "… (" + text.length() + " characters)";
  }

  /** Appends the repr of {@code text}: characters that are not printable in Python are escaped. */
  public static void append(StringBuilder out, String text) {
    int open = out.length();
    out.append('\'');
    char quote = '\'';
    int start = 0; // of what is appended as it is, in one piece
    for (int i = 0; i < text.length(); ) {
      int at = i;
      int c = text.charAt(i++);
      if (c >= ' ' && c < 0x7f && c != '\'' && c != '\\') {
        continue;
      }
      if (c > 0x7f) {
        c = text.codePointAt(at);
        i = at + Character.charCount(c);
        if (Unprintable.isPrintable(c)) {
          continue;
        }
      }
      if (c == '\'' && (quote == '"' || text.indexOf('"') < 0)) {
        quote = '"';
        out.setCharAt(open, quote);
        continue;
      }
      appendAscii(out.append(text, start, at), c, quote);
      start = i;
    }
    if (start == 0) {
      out.append(text);
    } else {
      out.append(text, start, text.length());
    }
    out.append(quote);
  }

  /** Appends the repr of the bytes object whose bytes are the chars of {@code bytes}. */
  public static void appendBytes(StringBuilder out, String bytes) {
    appendBytes(out, bytes.getBytes(StandardCharsets.ISO_8859_1), bytes.length());
  }

  /** Appends the repr of a bytes object of the first {@code count} of these bytes. */
  public static void appendBytes(StringBuilder out, byte[] bytes, int count) {
    boolean hasSingle = false;
    boolean hasDouble = false;
    for (int i = 0; i < count; i++) {
      hasSingle |= bytes[i] == '\'';
      hasDouble |= bytes[i] == '"';
    }
    char quote = hasSingle && !hasDouble ? '"' : '\'';
    out.append('b').append(quote);
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\'' && quote == '\'') {
        out.append('\\');
      }
      out.append(Escapes.OF_BYTES[bytes[i] & 0xff]);
    }
    out.append(quote);
  }

  /** Returns bytes as in their repr, but without quotes: {@code ab\xff}. */
  public static String escaped(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      out.append(Escapes.OF_BYTES[b & 0xff]);
    }
    return out.toString();
  }

  /** Returns {@code text} without quotes, with what Python would escape in it escaped. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c, '\0'));
    return out.toString();
  }

  /**
   * Appends the repr of a float: the fewest digits that read back as the same number, the nearest
   * of those, and with an exponent below 1e-4 and from 1e16 on.
   */
  public static void append(StringBuilder out, double value) {
    if (!Double.isFinite(value)) {
      out.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
      return;
    }
    if (Double.doubleToRawLongBits(value) < 0) {
      out.append('-');
    }
    Decimal decimal = ShortestDecimal.of(value);
    int start = out.length();
    out.append(decimal.digits());
    int count = out.length() - start;
    int exponent = decimal.digits() == 0 ? 0 : decimal.exponent() + count - 1;
    if (exponent < -4 || exponent >= 16) {
      if (count > 1) {
        out.insert(start + 1, '.');
      }
      int power = Math.abs(exponent);
      out.append(exponent < 0 ? "e-" : "e+").append(power < 10 ? "0" : "").append(power);
    } else if (exponent < 0) {
      out.insert(start, "0.000", 0, 1 - exponent);
    } else if (count > exponent + 1) {
      out.insert(start + exponent + 1, '.');
    } else {
      out.append("0000000000000000", 0, exponent + 1 - count).append(".0");
    }
  }

  private static void append(StringBuilder out, int c, char quote) {
    if (c > 0x7f && Unprintable.isPrintable(c)) {
      out.appendCodePoint(c);
    } else {
      appendAscii(out, c, quote);
    }
  }

  /** Appends printable ASCII as it is, and the escape sequence of anything else. */
  private static void appendAscii(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote && c != 0) {
          out.append('\\').append(quote);
        } else if (c >= ' ' && c < 0x7f) {
          out.append((char) c);
        } else if (c <= 0xff) {
          appendHex(out.append("\\x"), c, 2);
        } else if (c <= 0xffff) {
          appendHex(out.append("\\u"), c, 4);
        } else {
          appendHex(out.append("\\U"), c, 8);
        }
      }
    }
  }

  /** Appends the lowest {@code digits} hexadecimal digits. */
  public static void appendHex(StringBuilder out, int value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((value >>> shift) & 0xf, 16));
    }
  }

  /** The bytes outside of quotes. */
  private static final class Escapes {
    static final String[] OF_BYTES = new String[256];

    static {
      for (int i = 0; i < OF_BYTES.length; i++) {
        StringBuilder text = new StringBuilder();
        appendAscii(text, i, '\0');
        OF_BYTES[i] = text.toString();
      }
    }
  }

  /**
   * What {@code str.isprintable} is false for in Python 3.13 (Unicode 15.1), so that the text does
   * not depend on the version of Java.
   */
  private static final class Unprintable {
    /** Distances between the beginnings and ends of ranges, in base 36. */
    private static final String DISTANCES =
        "0 w 2n y c 1 ju 2 6 4 7 1 1 1 k 1 b1 1 12 2 1e 2 3 1 1j 8 r 4 6 h m 1 5c 1 1c 2 1n 2 "
            + "2t e 1n 2 1d 2 f 1 s 2 1 1 b 5 v 9 22 1 4h 1 8 2 2 2 m 1 7 1 1 3 4 2 9 2 2 2 4 8 1 4 "
            + "2 1 5 2 p 2 3 1 6 4 2 2 m 1 7 1 2 1 2 1 2 2 1 1 5 4 2 2 3 3 1 7 4 1 1 7 h a 3 1 9 1 3 "
            + "1 m 1 7 1 2 1 5 2 a 1 3 1 3 2 1 f 4 2 c 7 7 1 3 1 8 2 2 2 m 1 7 1 2 1 5 2 9 2 2 2 3 7 "
            + "3 4 2 1 5 2 i a 2 1 6 3 3 1 4 3 2 1 1 1 2 3 2 3 3 3 c 4 5 3 3 1 4 2 1 6 1 e l 5 d 1 3 "
            + "1 n 1 g 2 9 1 3 1 4 7 2 1 3 2 1 2 4 2 a 7 m 1 3 1 n 1 a 1 5 2 9 1 3 1 4 7 2 6 2 1 4 2 "
            + "a 1 3 c d 1 3 1 1f 1 3 1 6 4 g 2 q 1 3 1 i 3 o 1 9 1 1 2 7 3 1 4 6 1 1 1 8 6 a 2 3 c "
            + "1m 4 t 11 2 1 1 1 5 1 o 1 1 1 n 2 5 1 1 1 7 1 a 2 4 w 20 1 10 4 13 1 10 1 f 1 d 11 5i "
            + "1 1 5 1 2 ah 1 4 2 7 1 1 1 4 2 15 1 4 2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v 2 w 3 q 6 "
            + "2e 2 6 2 hs 1 s 3 2h 7 m 9 o 9 k c d 1 3 1 2 c 2m 2 a 6 a 6 e 1 b 6 2h 7 17 5 1y a v "
            + "1 c 4 c 4 1 3 16 2 5 b 18 4 q 6 b 3 1q 2 1t 1 t 2 b 6 a 6 e 2 v 1d 25 3 1b 1 38 8 1o "
            + "3 f 3 1o 7 17 2 b 8 17 5 eu 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 f 1 e 2 6 1 j 2 3 "
            + "1 9 h o 8 1b h 2 2 r 1 d 3 x f x f 3w 4 if p b l 1ec 2 w 1 9p 5 19 1 1 5 1 2 1k 7 2 e "
            + "o 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 3i y q 1 2h c 5y q g 1 1r 1 2e 2 2v 5 17 1 2m 1 "
            + "2c b 1c 1 mlp 3 1j 9 9o k 54 8 5n 5 2 1 1 1 5 o 1n 3 a 6 1k 8 1y 8 c 6 38 b u 3 26 1 "
            + "b 4 x 1 1j 9 e 2 a 2 2v o s a 6 2 6 2 6 9 7 1 7 1 1o 4 3i 2 a 6 8mc c n 4 1d 6is a6 2 "
            + "2y 12 7 c 5 5 q 1 5 1 1 1 2 1 2 1 3h g cd 2 1i 7 1 w 16 6 1f 1 j 1 4 4 5 1 3r 4 5a 3 "
            + "6 2 6 2 6 2 3 3 7 1 7 d 2 2 c 1 q 1 j 1 2 1 f 2 e y 3f 5 3 4 19 3 2g 1 d 3 1 1b 1a 3m "
            + "t 3 1d f s 4 10 9 u 5 17 5 u 1 11 4 e 16 4e 2 a 6 10 4 10 4 14 8 1g b c 1 f 1 7 1 2 1 "
            + "b 1 f 1 7 1 2 1v 8n 9 m a 8 o 6 1 16 1 9 1x 6 2 1 1 18 1 2 3 1 2 n 1 20 8 9 1c j 1 2 "
            + "5 x 3 r 5 1 1s 1k 4 k 2 1e 1 2 5 8 1 3 1 t 2 3 4 a 7 9 7 1s w 13 4 c 9 1i 3 t 2 r 5 q "
            + "7 4 c 7 28 21 1j 1f d 1f 7 1a 8 a 86 v 1 16 1 3 2 2 23 17 8 16 m q 12 s k n 9 26 4 10 "
            + "9 1q 1 5 d p 7 a 6 1h 1 i 8 13 9 2o 1 k b i 1 1b 1q 7 1 1 1 4 1 f 1 b 6 1n 5 a 6 4 1 "
            + "8 2 2 2 m 1 7 1 2 1 5 1 a 2 2 2 3 2 1 6 1 5 7 2 7 3 5 3v 2k 1 5 u 20 8 a 4m 1i 2 12 y "
            + "1x b a 6 d j 1m 6 a 1i r 2 f 4 n 55 1o 2s 2b c 8 2 1 2 8 1 2 1 u 1 2 2 c 9 a 1y 8 2 "
            + "1a 2 b r 20 8 2b d 21 7 a 6u 9 1 19 1 e a t 3 w 2 m 1 e 21 7 1 2 1 18 3 1 1 2 1 9 8 a "
            + "6 6 1 2 1 11 1 2 1 6 7 a 8m p 7 h 1 15 3 s 2e 1 f 1e d pn 2u 33 1 5 b 5g 218 2r d ts "
            + "g m 33e g7 6nt ft 7 v 1 a 4 29 1 a 6 u 2 6 a 1y a a 1 7 1 l 5 j j4 2j 2t 23 4 1l 7 h "
            + "1s 5 b 2 e 4qg 8 ye 16 9 6w7 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 b0 1s4 2z 5 d 3 9 7 a 2 "
            + "4 3mo 1a 2 n 9 38 1o 6u a 13 2 22 8 34 l 1y 3e k c k c 2f 9 p 3r 2d 1 1z 1 2 2 1 2 2 "
            + "2 4 1 c 1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 9g 2 84 2 ji f 5 1 f uo v 6 6 "
            + "5x 7 1 h 2 7 1 2 1 5 5 1q x 1 34 19 3 e 2 a 4 2 8w v h 1m 5 1 cw 16 km 7 1 4 1 2 1 f "
            + "1 5h 2 g 15 24 4 a 4 2 lt 1w 24 1p 5e 4 1 r 1 2 1 1 2 1 1 a 1 4 1 1 1 1 6 1 4 1 1 1 1 "
            + "1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 7 1 4 1 4 1 1 1 a 1 h 5 3 1 5 1 h 1g "
            + "2 7i 18 4 2s c f 2 f 1 f 1 11 a 4u 1k t d 18 4 9 7 2 e 6 4a rc 4 h 3 d 3 3b 4 2n 6 c "
            + "4 1 f c 4 1k 8 a 6 14 8 u 2 2 26 9g c e 2 d 3 9 7 1a 1 7 8 e 4 9 7 9 7 43 1 1j 11 a "
            + "sm wyo w 37e 6 66 2 4g2 e 5rl f ha 1wi f2 15u 3t7 5 38g f9e8 6o 47bk";

    private static final BitSet CODE_POINTS = codePoints();

    private static BitSet codePoints() {
      BitSet all = new BitSet();
      int bound = 0;
      int from = 0;
      boolean isEnd = false;
      for (String distance : DISTANCES.split(" ", -1)) {
        bound += Integer.parseInt(distance, 36);
        if (isEnd) {
          all.set(from, bound);
        }
        from = bound;
        isEnd = !isEnd;
      }
      if (isEnd) {
        all.set(from, Character.MAX_CODE_POINT + 1);
      }
      return all;
    }

    static boolean isPrintable(int codePoint) {
      return !CODE_POINTS.get(codePoint);
    }
  }
}
