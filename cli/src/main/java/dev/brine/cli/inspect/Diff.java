package dev.brine.cli.inspect;

import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.cli.inspect.DiffCommand.DiffOutput;
import dev.brine.cli.print.Column;
import dev.brine.cli.print.Columns;
import dev.brine.cli.print.Paragraph;
import dev.brine.internal.text.Printable;
import dev.brine.npy.NpzMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.PickleText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the parts of two files by name. */
final class Diff {
  private final Chosen one;
  private final Chosen two;
  private final DiffOutput output;
  private boolean failed;
  private long different;

  Diff(Chosen one, Chosen two, DiffOutput output) {
    this.one = one;
    this.two = two;
    this.output = output;
  }

  /** Compares all parts; returns the exit code. */
  int run() throws IOException {
    Map<String, Part> first = byName(one);
    Map<String, Part> second = byName(two);
    if (contents(one).size() == 1 && contents(two).size() == 1) {
      // nothing else can be meant, even if their names differ
      String name = first.keySet().iterator().next();
      second = Map.of(name, contents(two).get(0));
    }
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    for (String name : names) {
      compare(name, first.get(name), second.get(name));
    }
    if (failed) {
      return Command.ERROR;
    }
    output.verdict(names.size(), different);
    return different == 0 ? Command.OK : Command.FINDINGS;
  }

  /** The parts by their names in NumPy; of several with one name the last. */
  private static Map<String, Part> byName(Chosen side) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Part part : contents(side)) {
      NpzMember member = part.member();
      parts.put(member == null ? "" : member.key(), part);
    }
    return parts;
  }

  private static List<Part> contents(Chosen side) {
    return side.parts().stream().filter(DigestCommand::isContent).toList();
  }

  private void compare(String name, @Nullable Part a, @Nullable Part b) throws IOException {
    if (a == null || b == null) {
      different++;
      output.onlyIn((a == null ? two : one).file().name(), name);
      return;
    }
    Failure failure = Failure.of(() -> pair(name, a, b), a, b);
    if (failure != null) {
      failed = true;
      output.failed(name, failure);
    }
  }

  private void pair(String name, Part a, Part b) throws IOException {
    Difference difference;
    Side first = Side.of(a);
    Side second = Side.of(b);
    if (first != null && second != null) {
      difference = ArrayDiff.of(first, second);
    } else if (first != null || second != null || a.content() != b.content()) {
      difference = new Difference(first, second, false, false, 0, 0, List.of());
    } else {
      boolean same = a.content() == Part.Content.PICKLE ? sameValue(a, b) : sameBytes(a, b);
      difference = new Difference(null, null, true, true, 1, same ? 0 : 1, List.of());
    }
    different += difference.isSame() ? 0 : 1;
    output.pair(name, difference);
  }

  private static boolean sameValue(Part a, Part b) throws IOException {
    return PickleText.sha256(a.pickle()).equals(PickleText.sha256(b.pickle()));
  }

  private static boolean sameBytes(Part a, Part b) throws IOException {
    byte[] first = new byte[1 << 16];
    byte[] second = new byte[first.length];
    try (InputStream in = a.bytes();
        InputStream other = b.bytes()) {
      while (true) {
        int count = in.readNBytes(first, 0, first.length);
        int others = other.readNBytes(second, 0, second.length);
        if (!Arrays.equals(first, 0, count, second, 0, others)) {
          return false;
        }
        if (count < first.length) {
          return true;
        }
      }
    }
  }

  /**
   * An array to compare.
   *
   * @param part the part that has it
   * @param header its header, or null if the array is in a pickle
   */
  record Side(Part part, @Nullable NpyHeader header, DType dtype, Shape shape) {

    /** The array in a part; null if the part has something else. */
    static @Nullable Side of(Part part) throws IOException {
      if (part.content() == Part.Content.ARRAY) {
        NpyHeader header = part.header();
        return new Side(part, header, header.dtype(), header.shape());
      }
      if (part.content() == Part.Content.PICKLE && part.pickle() instanceof ArrayValue value) {
        NdArray array = value.array();
        return new Side(part, null, array.dtype(), array.shape());
      }
      return null;
    }

    long rows(long elements) {
      return header == null ? Math.max(1, elements) : Blocks.rows(header, elements);
    }

    Blocks blocks() throws IOException {
      return header == null
          ? Blocks.of(((ArrayValue) part.pickle()).array())
          : Blocks.open(part, header);
    }
  }

  /**
   * The result of comparing two parts of one name.
   *
   * @param one the first array, or null if it is not an array
   * @param two the second array
   * @param sameType whether the dtypes are the same except for the byte order
   * @param sameShape whether the shapes are the same
   * @param compared the number of elements compared: all, or 0 if they cannot be compared; 1 for
   *     bytes and pickles
   * @param different the number of those that differ
   * @param first the first of those that differ
   */
  record Difference(
      @Nullable Side one,
      @Nullable Side two,
      boolean sameType,
      boolean sameShape,
      long compared,
      long different,
      List<Element> first) {

    /**
     * An element that differs.
     *
     * @param index its index
     * @param one its text in the first file
     * @param two its text in the second file
     */
    record Element(List<Long> index, String one, String two) {}

    /** Whether the two parts are the same. */
    boolean isSame() {
      return sameType && sameShape && different == 0;
    }
  }

  /** Compares two arrays block by block. */
  private static final class ArrayDiff {
    private static final long ELEMENTS = 1 << 16;
    private static final int FIRST = 5;
    private static final int WIDEST = 24;

    private final List<Difference.Element> first = new ArrayList<>();
    private long compared;
    private long different;

    private ArrayDiff() {}

    /** Compares two arrays. */
    static Difference of(Side one, Side two) throws IOException {
      boolean sameType = SameType.of(one.dtype(), two.dtype());
      boolean sameShape = one.shape().equals(two.shape());
      ArrayDiff diff = new ArrayDiff();
      if (sameShape && (sameType || (isNumber(one.dtype()) && isNumber(two.dtype())))) {
        long rows = Math.min(one.rows(ELEMENTS), two.rows(ELEMENTS));
        try (Blocks blocks = one.blocks();
            Blocks others = two.blocks()) {
          diff.compare(blocks, others, rows);
        }
      }
      return new Difference(
          one, two, sameType, sameShape, diff.compared, diff.different, List.copyOf(diff.first));
    }

    private static boolean isNumber(DType dtype) {
      return switch (dtype.kind()) {
        case BOOL, INT, UINT, FLOAT, LONGDOUBLE, ML_FLOAT, ML_INT -> true;
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
      return Paragraph.start(Printable.escapeAll(column.text(index, WIDEST)), WIDEST);
    }

    /** The index in the array of an element of a block that begins at {@code row}. */
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

  /** Compares dtypes, ignoring byte order. */
  private static final class SameType {
    private SameType() {}

    /** Recursion is as deep as the dtypes: at most 64 levels. */
    static boolean of(DType one, DType two) {
      if (one.kind() != two.kind() || one.itemsize() != two.itemsize()) {
        return false;
      }
      if (one instanceof StructType struct) {
        return fields(struct.fields(), ((StructType) two).fields());
      }
      if (one instanceof SubarrayType array) {
        SubarrayType other = (SubarrayType) two;
        return array.shape().equals(other.shape()) && of(array.base(), other.base());
      }
      if (one instanceof TimeType time) {
        TimeType other = (TimeType) two;
        return time.unit() == other.unit() && time.multiple() == other.multiple();
      }
      return true;
    }

    private static boolean fields(List<Field> one, List<Field> two) {
      if (one.size() != two.size()) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        Field a = one.get(i);
        Field b = two.get(i);
        if (!a.name().equals(b.name())
            || !Objects.equals(a.title(), b.title())
            || a.offset() != b.offset()
            || !of(a.dtype(), b.dtype())) {
          return false;
        }
      }
      return true;
    }
  }
}
