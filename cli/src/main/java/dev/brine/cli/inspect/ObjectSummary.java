package dev.brine.cli.inspect;

import dev.brine.cli.inspect.NumberSummary.FloatSummary;
import dev.brine.cli.inspect.NumberSummary.IntegerSummary;
import dev.brine.cli.inspect.NumberSummary.LongCounts;
import dev.brine.cli.print.Column;
import dev.brine.cli.print.Columns;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Summarizes Python values: their types, and the numbers, strings and lists among them. */
final class ObjectSummary implements Summary {
  private final Map<String, Long> types = new TreeMap<>();
  private final IntegerSummary ints = new IntegerSummary();
  private final FloatSummary floats = new FloatSummary();
  private final TextSummary texts = new TextSummary();
  private final BytesSummary bytes = new BytesSummary();
  private long count;
  private int[] lengths = new int[16];
  private int rows;
  private boolean hasInts;
  private boolean hasFloats;
  private boolean hasTexts;
  private boolean hasBytes;

  @Override
  public void add(NdArray block) {
    ObjectArray objects = (ObjectArray) block;
    for (long i = 0; i < objects.size(); i++) {
      count++;
      PickleValue value = objects.item(i);
      types.merge(value.typeName(), 1L, Long::sum);
      add(value);
    }
  }

  private void add(PickleValue value) {
    if (value instanceof PyStr text) {
      hasTexts = true;
      texts.add(text.value());
    } else if (value instanceof PyBytes held) {
      hasBytes = true;
      bytes.add(held.toByteArray());
    } else if (value instanceof PyFloat number) {
      hasFloats = true;
      floats.add(new double[] {number.value()});
    } else if (value instanceof PyInt number) {
      integer(number);
    } else if (value instanceof PySequence items) {
      row(items.size());
      items(items);
    } else if (value instanceof ArrayValue array) {
      if (array.array().ndim() > 0) {
        row(array.array().shape().dim(0));
      }
      numbers(array.array());
    } else if (value instanceof ScalarValue scalar) {
      numbers(scalar.array());
    }
  }

  private void integer(PyInt number) {
    hasInts = true;
    if (number.isLong()) {
      ints.add(new long[] {number.longValue()}, 1);
    } else {
      ints.add(number.bigValue());
    }
  }

  private void row(long length) {
    if (rows == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * rows);
    }
    lengths[rows++] = (int) Math.min(length, Integer.MAX_VALUE);
  }

  private void items(PySequence items) {
    switch (items.packing()) {
      case INTS, LONGS -> {
        long[] numbers = new long[items.size()];
        items.copyLongs(numbers, 0);
        ints.add(numbers, numbers.length);
        hasInts = true;
      }
      case DOUBLES -> {
        double[] numbers = new double[items.size()];
        items.copyDoubles(numbers, 0);
        floats.add(numbers);
        hasFloats = true;
      }
      case VALUES -> {
        for (int i = 0; i < items.size(); i++) {
          scalar(items.get(i));
        }
      }
      case EMPTY -> {}
    }
  }

  /** Adds an item of a list, but not the items of a list in it. */
  private void scalar(PickleValue value) {
    if (!(value instanceof PySequence) && !(value instanceof ArrayValue)) {
      add(value);
    }
  }

  private void numbers(NdArray array) {
    if (!(array instanceof NumericArray)) {
      return;
    }
    DType.Kind kind = array.dtype().kind();
    if (kind == DType.Kind.FLOAT || kind == DType.Kind.LONGDOUBLE || kind == DType.Kind.ML_FLOAT) {
      floats.add(array);
      hasFloats = true;
    } else {
      ints.add(array);
      hasInts = true;
    }
  }

  @Override
  public void report(Report report) throws IOException {
    report.count("count", count);
    report.counts("types", types);
    if (rows > 0) {
      int[] sorted = Arrays.copyOf(lengths, rows);
      Arrays.sort(sorted);
      report.lengths("lengths", sorted);
    }
    group("ints", hasInts, ints, report);
    group("floats", hasFloats, floats, report);
    group("strings", hasTexts, texts, report);
    group("bytes", hasBytes, bytes, report);
  }

  private static void group(String name, boolean any, Summary summary, Report report)
      throws IOException {
    if (any) {
      report.begin(name);
      summary.report(report);
      report.end();
    }
  }

  /** Summarizes bytes: their lengths in bytes, and the first and the last. */
  static final class BytesSummary implements Summary {
    /** Each char is a byte, so that the order is that of Python. */
    private final TextSummary texts =
        new TextSummary(text -> PythonRepr.escaped(text.getBytes(StandardCharsets.ISO_8859_1)));

    @Override
    public void add(NdArray block) {
      for (byte[] value : ((CharArray) block).toBytesArray(Order.C)) {
        add(value);
      }
    }

    void add(byte[] value) {
      texts.add(new String(value, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void report(Report report) throws IOException {
      texts.report(report);
    }
  }

  /** Summarizes strings: their lengths, and the first and the last in code unit order. */
  static final class TextSummary implements Summary {
    private final TextCounts values = new TextCounts();
    private final UnaryOperator<String> shown;
    private long count;
    private long shortest = Long.MAX_VALUE;
    private long longest;
    private @Nullable String min;
    private @Nullable String max;

    TextSummary() {
      this(text -> text);
    }

    /**
     * Creates a summary.
     *
     * @param shown returns the text that is reported for a value
     */
    TextSummary(UnaryOperator<String> shown) {
      this.shown = shown;
    }

    @Override
    public void add(NdArray block) {
      Column column = Columns.of(block);
      for (int i = 0; i < column.size(); i++) {
        add(column.text(i));
      }
    }

    /** Adds a string. */
    void add(String text) {
      count++;
      int length = text.codePointCount(0, text.length());
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
      min = min == null || text.compareTo(min) < 0 ? text : min;
      max = max == null || text.compareTo(max) > 0 ? text : max;
      values.add(text);
    }

    @Override
    public void report(Report report) throws IOException {
      report.count("count", count);
      if (min == null || max == null) {
        return;
      }
      report.count("shortest", shortest);
      report.count("longest", longest);
      report.value("min", shown.apply(min), false);
      report.value("max", shown.apply(max), false);
      values.report(report, shown);
    }

    /** Counts how often each string occurs, as long as there are few different ones. */
    private static final class TextCounts {
      private final Map<String, Long> counts = new TreeMap<>();
      private boolean more;

      /** Takes a string. */
      void add(String text) {
        if (more) {
          return;
        }
        if (counts.size() == LongCounts.MANY && !counts.containsKey(text)) {
          more = true;
          return;
        }
        counts.merge(text, 1L, Long::sum);
      }

      /** Reports the number of distinct strings, and lists them if there are few. */
      void report(Report report, UnaryOperator<String> shown) throws IOException {
        report.distinct(counts.size(), more);
        if (!more && !counts.isEmpty() && counts.size() <= LongCounts.FEW) {
          Map<String, Long> listed = new LinkedHashMap<>();
          counts.forEach((text, count) -> listed.put(shown.apply(text), count));
          report.counts("values", listed);
        }
      }
    }
  }
}
