package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.CellTypes.CellKind;
import java.nio.CharBuffer;
import java.util.Arrays;

/** The cells of one row: their characters in one buffer, and the kind of each cell. */
final class RowCells {
  private char[] chars = new char[256];
  private int length;
  private int[] ends = new int[16];
  private byte[] kinds = new byte[16];
  private int count;

  /** Removes all cells. */
  void clear() {
    length = 0;
    count = 0;
  }

  /** Returns the number of cells. */
  int count() {
    return count;
  }

  /** Returns the number of characters of all cells. */
  int length() {
    return length;
  }

  /** Adds a character to the next cell. */
  void append(char c) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, 2 * length);
    }
    chars[length++] = c;
  }

  /** Adds characters to the next cell. */
  void append(char[] from, int start, int size) {
    if (size > chars.length - length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + size));
    }
    System.arraycopy(from, start, chars, length, size);
    length += size;
  }

  /** Completes the next cell. */
  void end(CellKind kind) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    ends[count] = length;
    kinds[count++] = kind.code();
  }

  /** Returns the characters that were appended to the next cell. */
  CharSequence open() {
    int start = start(count);
    return CharBuffer.wrap(chars, start, length - start);
  }

  private int start(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  /** Returns the kind of a cell. */
  CellKind kind(int cell) {
    return CellKind.of(kinds[cell]);
  }

  /** Returns the characters of a cell; they are valid until the row changes. */
  CharSequence chars(int cell) {
    return CharBuffer.wrap(chars, start(cell), ends[cell] - start(cell));
  }

  /** Returns the text of a cell. */
  String text(int cell) {
    return new String(chars, start(cell), ends[cell] - start(cell));
  }

  /** Returns the text of a cell without the spaces that may surround a number. */
  String word(int cell) {
    return text(cell).strip();
  }
}
