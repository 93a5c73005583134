package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes: as the ASCII text that byte strings mostly are, with {@code \xff} for what is none, or as
 * hexadecimal digits.
 */
final class BytesColumn implements Column {
  private final byte[][] values;
  private final boolean raw;

  BytesColumn(byte[][] values, boolean raw) {
    this.values = values;
    this.raw = raw;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public String text(int index) {
    return raw ? HexFormat.of().formatHex(values[index]) : ascii(values[index]);
  }

  static String ascii(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b < 0) {
        text.append("\\x").append(HexFormat.of().toHexDigits(b));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    json.writeString(text(index));
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) {
    return Arrays.equals(values[index], ((BytesColumn) other).values[otherIndex]);
  }
}
