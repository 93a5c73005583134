package dev.brine.convert.internal.text;

import java.nio.CharBuffer;
import java.util.Arrays;

/** The values of one row: their texts one after another, and what each is. */
final class RowCells {
  private char[] chars = new char[256];
  private int length;
  private int[] ends = new int[16];
  private byte[] kinds = new byte[16];
  private int count;

  /** Begins a new row. */
  void clear() {
    length = 0;
    count = 0;
  }

  /** How many cells there are. */
  int count() {
    return count;
  }

  /** How many characters they have together. */
  int length() {
    return length;
  }

  /** Adds a character to the cell that is to end next. */
  void append(char c) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, 2 * length);
    }
    chars[length++] = c;
  }

  /** Adds characters to the cell that is to end next. */
  void append(char[] from, int start, int size) {
    if (size > chars.length - length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + size));
    }
    System.arraycopy(from, start, chars, length, size);
    length += size;
  }

  /** Ends a cell. */
  void end(CellKind kind) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    ends[count] = length;
    kinds[count++] = kind.code();
  }

  /** The characters since the last cell ended. */
  CharSequence open() {
    int start = start(count);
    return CharBuffer.wrap(chars, start, length - start);
  }

  private int start(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  /** What a cell is. */
  CellKind kind(int cell) {
    return CellKind.of(kinds[cell]);
  }

  /** The characters of a cell, until there is another row. */
  CharSequence chars(int cell) {
    return CharBuffer.wrap(chars, start(cell), ends[cell] - start(cell));
  }

  /** The text of a cell. */
  String text(int cell) {
    return new String(chars, start(cell), ends[cell] - start(cell));
  }

  /** The text of a cell without spaces around it, which a number may have. */
  String word(int cell) {
    return text(cell).strip();
  }
}
