package dev.brine.cli.diff;

import dev.brine.cli.element.Column;
import dev.brine.cli.element.Columns;
import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Part;
import dev.brine.cli.text.Escaped;
import dev.brine.cli.text.Shortened;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Compares two arrays, large ones a few rows at a time. */
final class ArrayDiff {
  private static final long ELEMENTS = 1 << 16;
  private static final int FIRST = 5;
  private static final int WIDEST = 24;

  private final List<Difference.Element> first = new ArrayList<>();
  private long compared;
  private long different;

  private ArrayDiff() {}

  /** Compares the arrays of two parts. */
  static Difference of(Part a, Part b) throws IOException {
    NpyHeader one = a.header();
    NpyHeader two = b.header();
    boolean sameType = SameType.of(one.dtype(), two.dtype());
    boolean sameShape = one.shape().equals(two.shape());
    ArrayDiff diff = new ArrayDiff();
    if (sameShape && (sameType || (isNumber(one.dtype()) && isNumber(two.dtype())))) {
      long rows = Math.min(Blocks.rows(one, ELEMENTS), Blocks.rows(two, ELEMENTS));
      try (Blocks blocks = Blocks.open(a, one);
          Blocks others = Blocks.open(b, two)) {
        diff.compare(blocks, others, rows);
      }
    }
    return new Difference(
        one, two, sameType, sameShape, diff.compared, diff.different, List.copyOf(diff.first));
  }

  private static boolean isNumber(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE -> true;
      default -> false;
    };
  }

  private void compare(Blocks blocks, Blocks others, long rows) throws IOException {
    long row = 0;
    NdArray one = blocks.next(rows);
    NdArray two = others.next(rows);
    while (one != null && two != null) {
      compare(one, two, row);
      if (one.ndim() == 0) {
        return;
      }
      row += one.shape().dim(0);
      one = blocks.next(rows);
      two = others.next(rows);
    }
  }

  private void compare(NdArray one, NdArray two, long row) throws IOException {
    Column a = Columns.of(one);
    Column b = Columns.of(two);
    for (int i = 0; i < a.size(); i++) {
      compared++;
      if (a.same(i, b, i)) {
        continue;
      }
      different++;
      if (first.size() < FIRST) {
        first.add(new Difference.Element(index(one, i, row), text(a, i), text(b, i)));
      }
    }
  }

  private static String text(Column column, int index) {
    return Shortened.end(Escaped.of(column.text(index, WIDEST)), WIDEST);
  }

  /** Where in the array the element of a block is. */
  private static List<Long> index(NdArray block, long position, long row) {
    Deque<Long> index = new ArrayDeque<>();
    long rest = position;
    for (int axis = block.ndim() - 1; axis >= 0; axis--) {
      long place = rest % block.shape().dim(axis);
      index.addFirst(axis == 0 ? row + place : place);
      rest /= block.shape().dim(axis);
    }
    return List.copyOf(index);
  }
}
