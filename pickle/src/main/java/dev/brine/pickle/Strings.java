package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the strings of all protocols, decoding Python 2's strings with the requested encoding. */
final class Strings {
  private static final long STR_BYTES = 48;

  private final OpcodeReader reader;
  private final StringEncoding encoding;
  private final HeapBudget budget;
  private final @Nullable PickleListener listener;
  private final TextStrings texts;

  Strings(
      OpcodeReader reader,
      StringEncoding encoding,
      HeapBudget budget,
      @Nullable PickleListener listener) {
    this.listener = listener;
    this.reader = reader;
    this.encoding = encoding;
    this.budget = budget;
    this.texts = new TextStrings(reader);
  }

  PyStr utf8(long length, String opcode) throws IOException {
    long offset = reader.offset();
    return str(reader.utf8(length, opcode), offset);
  }

  PyStr rawUnicode() throws IOException {
    long offset = reader.offset();
    return str(texts.rawUnicode(), offset);
  }

  private PyStr str(String text, long offset) {
    budget.charge(STR_BYTES + 2L * text.length());
    if (listener != null) {
      listener.onText(text, offset);
    }
    return PyStr.of(text);
  }

  byte[] bytes(long length, String opcode) throws IOException {
    long offset = reader.offset();
    byte[] bytes = reader.bytes(length, opcode);
    budget.charge(STR_BYTES + bytes.length);
    if (listener != null) {
      listener.onBytes(bytes, offset);
    }
    return bytes;
  }

  PickleValue python2(int length, String opcode) throws IOException {
    long offset = reader.offset();
    return decode(bytes(length, opcode), offset);
  }

  PickleValue quoted(long offset) throws IOException {
    byte[] bytes = texts.quoted();
    budget.charge(STR_BYTES + bytes.length);
    if (listener != null) {
      listener.onBytes(bytes, offset);
    }
    return decode(bytes, offset);
  }

  /** Returns a line that holds a module's or class's name. */
  static String utf8Line(OpcodeReader reader, int longest, String opcode) throws IOException {
    long offset = reader.offset();
    String line = reader.line(longest, "a name of " + opcode, "nameLength");
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) >= 0x80) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return OpcodeReader.utf8(bytes, reader.location(), offset);
      }
    }
    return line;
  }

  /**
   * Returns a line with the name of a module or class, of any length, as UTF-8, or as Latin-1 if it
   * is not valid UTF-8. The last line may lack its line feed.
   */
  static String laxLine(OpcodeReader reader, String opcode) throws IOException {
    String line;
    try {
      line = reader.line(opcode);
    } catch (TruncatedException e) {
      line = reader.unfinishedLine();
    }
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return OpcodeReader.utf8(bytes, reader.location(), 0);
    } catch (MalformedException e) {
      return line;
    }
  }

  private PickleValue decode(byte[] bytes, long offset) throws MalformedException {
    if (encoding == StringEncoding.BYTES) {
      return PyBytes.wrap(bytes);
    }
    if (encoding == StringEncoding.ASCII) {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] < 0) {
          throw notAscii(bytes[i], i, reader.location().at(offset));
        }
      }
    }
    return PyStr.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static MalformedException notAscii(byte found, int position, Location location) {
    return new MalformedException(
        Kind.ENCODING,
        location,
        "'ascii' codec can't decode byte 0x"
            + Integer.toHexString(found & 0xff)
            + " in position "
            + position
            + ": the pickle is from Python 2; read it with the encoding latin1 or bytes");
  }
}
