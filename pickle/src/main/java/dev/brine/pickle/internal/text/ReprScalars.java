package dev.brine.pickle.internal.text;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTemporal.Delta;
import dev.brine.pickle.value.PyTemporal.Zone;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats values that hold no others as Python's {@code repr} does. */
final class ReprScalars {
  private static final int MOST_BITS = 4_096;

  private ReprScalars() {}

  /**
   * Returns the text of the value, long ones cut after {@code longest} characters; null if it holds
   * others.
   */
  static @Nullable String text(PickleValue value, int longest) {
    return switch (value.kind()) {
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, FLOAT -> value.toString();
      case INT -> integer((PyInt) value);
      case COMPLEX -> complex((PyNumber.Complex) value);
      case STR -> quoted(((PyStr) value).value(), longest);
      case BYTES -> bytes((PyBytes) value, longest);
      case BYTEARRAY -> "bytearray(" + bytes((PyBytes) value, longest) + ")";
      case RANGE -> {
        PyLibrary.Range range = (PyLibrary.Range) value;
        String step = range.step().equals(PyInt.of(1)) ? "" : ", " + range.step();
        yield "range(" + range.start() + ", " + range.stop() + step + ")";
      }
      case DATE -> {
        LocalDate date = ((PyTemporal.Date) value).value();
        String rest = date.getMonthValue() + ", " + date.getDayOfMonth();
        yield "datetime.date(" + date.getYear() + ", " + rest + ")";
      }
      case TIMEDELTA -> delta((Delta) value);
      case TIMEZONE -> {
        Zone zone = (Zone) value;
        String name = zone.givenName() == null ? "" : ", " + quoted(zone.givenName(), longest);
        yield "datetime.timezone(" + delta(zone.offset()) + name + ")";
      }
      case DECIMAL -> "Decimal('" + value + "')";
      case FRACTION -> "Fraction(" + value.toString().replace("/", ", ") + ")";
      case UUID -> "UUID('" + value + "')";
      case PATH -> value.typeName() + "(" + quoted(value.toString(), longest) + ")";
      case GLOBAL -> "<" + quoted(value.toString(), longest) + ">";
      case EXTENSION -> extension((PyExtension) value, longest);
      default -> null;
    };
  }

  private static @Nullable String extension(PyExtension value, int longest) {
    String text = value.repr();
    if (text == null) {
      return null;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int end = Math.min(text.length(), longest);
    for (int i = 0; i < end; i++) {
      int code = text.codePointAt(i);
      i += Character.charCount(code) - 1;
      if (isPrintable(code)) {
        shown.appendCodePoint(code);
      } else {
        appendEscaped(shown, code, '\0');
      }
    }
    return end < text.length() ? shown + "… (" + text.length() + " characters)" : shown.toString();
  }

  private static String integer(PyInt value) {
    return value.isLong() || value.bigValue().bitLength() <= MOST_BITS
        ? value.toString()
        : "<int of " + value.bigValue().bitLength() + " bits>";
  }

  private static String delta(Delta delta) {
    String parts = delta.days() + ", " + delta.seconds() + ", " + delta.microseconds();
    return "datetime.timedelta(" + parts + ")";
  }

  private static String complex(PyNumber.Complex complex) {
    String imaginary = new PyFloat(complex.imaginary()).toString();
    String sign = imaginary.startsWith("-") ? "" : "+";
    return "(" + new PyFloat(complex.real()) + sign + imaginary + "j)";
  }

  /** Quotes a str as Python does, and escapes everything that a terminal would interpret. */
  static String quoted(String text, int longest) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    int end = Math.min(text.length(), longest);
    StringBuilder shown = new StringBuilder(end + 2).append(quote);
    for (int i = 0; i < end; i++) {
      int code = text.codePointAt(i);
      i += Character.charCount(code) - 1;
      appendEscaped(shown, code, quote);
    }
    shown.append(quote);
    return end < text.length() ? shown + "… (" + text.length() + " characters)" : shown.toString();
  }

  private static void appendEscaped(StringBuilder shown, int code, char quote) {
    int short1 = "\\\n\r\t".indexOf(code);
    if (code == quote) {
      shown.append('\\').append(quote);
    } else if (short1 >= 0) {
      shown.append('\\').append("\\nrt".charAt(short1));
    } else if (isPrintable(code)) {
      shown.appendCodePoint(code);
    } else if (code <= 0xff) {
      shown.append(String.format(Locale.ROOT, "\\x%02x", code));
    } else {
      shown.append(String.format(Locale.ROOT, code > 0xffff ? "\\U%08x" : "\\u%04x", code));
    }
  }

  private static boolean isPrintable(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> code == ' ';
      default -> true;
    };
  }

  private static String bytes(PyBytes bytes, int longest) {
    int end = Math.min(bytes.size(), longest);
    StringBuilder shown = new StringBuilder(end + 3).append("b'");
    for (int i = 0; i < end; i++) {
      int b = bytes.get(i) & 0xff;
      int short1 = "\\\n\r\t'".indexOf(b);
      if (short1 >= 0) {
        shown.append('\\').append("\\nrt'".charAt(short1));
      } else if (b >= ' ' && b < 0x7f) {
        shown.append((char) b);
      } else {
        shown.append(String.format(Locale.ROOT, "\\x%02x", b));
      }
    }
    shown.append('\'');
    return end < bytes.size() ? shown + "… (" + bytes.size() + " bytes)" : shown.toString();
  }
}
