package dev.brine.cli.load;

import dev.brine.cli.draw.Drawing;
import dev.brine.datasets.Split;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.NdArray;
import java.io.PrintStream;
import java.util.List;

/** Prints one example: a picture drawn, or a row of numbers. */
final class ExamplePrinter {
  private final ArraySet set;
  private final List<String> labels;
  private final Drawing drawing;

  ExamplePrinter(ArraySet set, List<String> labels, Drawing drawing) {
    this.set = set;
    this.labels = labels;
    this.drawing = drawing;
  }

  void print(PrintStream out, Row row, TrainTest<NdArray> data) {
    Split<NdArray> split = row.in(data);
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

  /** The name of a label, and its number. */
  String label(long label) {
    boolean known = label >= 0 && label < labels.size();
    return known ? labels.get((int) label) + ", " + label : Long.toString(label);
  }
}
