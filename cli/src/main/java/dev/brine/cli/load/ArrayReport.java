package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.print.Drawing;
import dev.brine.cli.print.Histogram.Quartiles;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.print.Table;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Prints the summary of a dataset of arrays. */
final class ArrayReport {
  private static final int MAX_LABELS = 20;

  private final ArrayDataset set;
  private final TrainTest<NdArray> data;
  private final ExamplePrinter printer;
  private final Arguments arguments;

  ArrayReport(
      ArrayDataset set, TrainTest<NdArray> data, ExamplePrinter printer, Arguments arguments) {
    this.set = set;
    this.data = data;
    this.printer = printer;
    this.arguments = arguments;
  }

  void print(PrintStream out, long nanos) {
    out.println(title());
    out.println();
    Table arrays = Table.of("", "train", "test");
    arrays.row("x", described(data.train().x()), described(data.test().x()));
    arrays.row("y", described(data.train().y()), described(data.test().y()));
    out.print(arrays.lines("  "));
    out.println();
    Table labels = Table.of("y", ">train", ">test");
    if (data.train().y().dtype().kind() == DType.Kind.FLOAT) {
      values(labels);
    } else {
      counts(labels);
    }
    out.print(labels.lines("  "));
    out.println();
    if (data.train().x().shape().dim(0) > 0) {
      printer.print(out, new Row("train", 0), data);
      out.println();
    }
    if (!data.pickles().isEmpty()) {
      out.print(Paragraph.wrap(PickleWords.of(data.pickles()), ""));
    }
    out.println("Loaded in " + Numbers.seconds(nanos) + " s.");
  }

  private String title() {
    if (arguments.has("sample")) {
      return "A sample with the shape of the " + set.title() + " (made up, not the real data)";
    }
    String file = arguments.text("data");
    return set.title() + " from " + (file == null ? "the cache" : file);
  }

  private static String described(NdArray array) {
    return array.dtype() + " " + array.shape();
  }

  private void counts(Table table) {
    LabelCounts counts = LabelCounts.of(data.train().y(), data.test().y());
    for (LabelCounts.Count each : counts.commonest(MAX_LABELS)) {
      table.row(
          printer.label(each.label()), Numbers.grouped(each.train()), Numbers.grouped(each.test()));
    }
    if (counts.size() > MAX_LABELS) {
      table.row("and " + (counts.size() - MAX_LABELS) + " more", "", "");
    }
  }

  private void values(Table table) {
    double[] train = sorted(data.train().y());
    double[] test = sorted(data.test().y());
    String[] names = {"lowest", "1st quarter", "median", "3rd quarter", "highest"};
    for (int i = 0; i < Quartiles.COUNT; i++) {
      table.row(names[i], quartile(train, i), quartile(test, i));
    }
  }

  private static double[] sorted(NdArray y) {
    double[] values = y.toDoubleArray();
    Arrays.sort(values);
    return values;
  }

  private static String quartile(double[] sorted, int quarter) {
    return sorted.length == 0
        ? "-"
        : Double.toString(sorted[(int) ((sorted.length - 1) * (long) quarter / 4)]);
  }

  /** Prints one example, as a drawing or as a row of numbers. */
  static final class ExamplePrinter {
    private final ArrayDataset set;
    private final List<String> labels;
    private final Drawing drawing;

    ExamplePrinter(ArrayDataset set, List<String> labels, Drawing drawing) {
      this.set = set;
      this.labels = labels;
      this.drawing = drawing;
    }

    void print(PrintStream out, Row row, TrainTest<NdArray> data) {
      Examples<NdArray> split = row.in(data);
      NdArray x = split.x().row(row.index());
      NdArray y = split.y().row(row.index());
      out.println(row.title(set.noun()) + " (" + label(y) + ")");
      if (Drawing.canDraw(x)) {
        out.print(drawing.lines(x, "  "));
      } else {
        out.println("  " + x.toString().replace("\n", "\n  "));
      }
    }

    private String label(NdArray y) {
      String number = (y.ndim() == 0 ? y : y.row(0)).toString();
      return labels.isEmpty() ? number : label(y.reshape(1).getLong(0));
    }

    /** The name and the number of a label. */
    String label(long label) {
      boolean known = label >= 0 && label < labels.size();
      return known ? labels.get((int) label) + ", " + label : Long.toString(label);
    }
  }
}
