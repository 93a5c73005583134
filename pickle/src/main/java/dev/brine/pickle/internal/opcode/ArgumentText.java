package dev.brine.pickle.internal.opcode;

import dev.brine.error.BrineException.Kind;
import dev.brine.internal.text.Printable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Reads what follows an opcode and shows it, without running anything. */
public final class ArgumentText {
  private static final int LONGEST_NAME = 1_024;
  private static final int MOST_BYTES = 64;

  private ArgumentText() {}

  /** Returns the argument of the opcode that {@code reader} just read, as text. */
  public static String read(OpcodeReader reader, Opcode opcode) throws IOException {
    return switch (opcode.argument()) {
      case NONE -> "";
      case UINT1 -> Integer.toString(reader.uint1());
      case UINT2 -> Integer.toString(reader.uint2());
      case INT4 -> Integer.toString(reader.int4());
      case UINT4 -> Long.toString(reader.uint4());
      case UINT8 -> frame(reader, opcode);
      case FLOAT8 -> Double.toString(Double.longBitsToDouble(reader.float8()));
      case LINE -> Printable.escape(reader.line(opcode.name()));
      case LINE_PAIR -> name(reader, opcode) + " " + name(reader, opcode);
      case STRING1 -> counted(reader, opcode, reader.uint1());
      case STRING4 -> counted(reader, opcode, signed(reader, opcode));
      case STRING_U4 -> counted(reader, opcode, reader.uint4());
      case STRING8 -> counted(reader, opcode, reader.int8());
    };
  }

  private static String frame(OpcodeReader reader, Opcode opcode) throws IOException {
    long length = reader.int8();
    if (opcode == Opcode.FRAME) {
      reader.enterFrame(length);
    }
    return Long.toUnsignedString(length);
  }

  private static String name(OpcodeReader reader, Opcode opcode) throws IOException {
    String line = reader.line(LONGEST_NAME, opcode.name(), "nameLength");
    return "'" + Printable.escape(line) + "'";
  }

  private static int signed(OpcodeReader reader, Opcode opcode) throws IOException {
    int length = reader.int4();
    if (length < 0) {
      throw reader.malformed(Kind.MALFORMED, opcode + " has the negative length " + length);
    }
    return length;
  }

  private static String counted(OpcodeReader reader, Opcode opcode, long length)
      throws IOException {
    return switch (opcode) {
      case SHORT_BINUNICODE, BINUNICODE, BINUNICODE8 ->
          "'" + Printable.escape(reader.utf8(length, opcode.name())) + "'";
      case LONG1, LONG4 -> integer(reader.bytes(length, opcode.name()));
      default -> {
        byte[] bytes = reader.bytes(length, opcode.name());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean python2 = opcode == Opcode.BINSTRING || opcode == Opcode.SHORT_BINSTRING;
        yield (python2 ? "'" : "b'") + escapeBytes(text) + "'";
      }
    };
  }

  private static String integer(byte[] little) {
    if (little.length == 0) {
      return "0";
    }
    if (little.length > MOST_BYTES) {
      return "an int of " + little.length + " bytes";
    }
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[big.length - 1 - i];
    }
    return new BigInteger(big).toString();
  }

  /** As Python shows bytes; the first 64 of them. */
  private static String escapeBytes(String latin1) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(latin1.length(), MOST_BYTES);
    for (int i = 0; i < end; i++) {
      char c = latin1.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '\'' && c != '\\') {
        shown.append(c);
      } else {
        String digits = Integer.toHexString(c);
        shown.append("\\x").append(c < 16 ? "0" : "").append(digits);
      }
    }
    return end < latin1.length() ? shown + "… (" + latin1.length() + " bytes)" : shown.toString();
  }
}
