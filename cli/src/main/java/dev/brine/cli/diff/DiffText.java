package dev.brine.cli.diff;

import dev.brine.cli.command.Console;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.text.Grid;
import dev.brine.cli.text.Numbers;
import dev.brine.internal.text.Printable;
import dev.brine.npy.dtype.NpyHeader;

/** A line for each thing that differs, the first differing elements, and a verdict. */
final class DiffText implements DiffOutput {
  private final Console console;

  DiffText(Console console) {
    this.console = console;
  }

  @Override
  public void pair(String name, Difference difference) {
    if (difference.isSame()) {
      return;
    }
    String title = name.isEmpty() ? "" : Printable.escape(name) + ": ";
    console.out().println(title + sentence(difference));
    Grid grid = new Grid(new boolean[] {false, false, false}, true);
    for (Difference.Element element : difference.first()) {
      grid.row(new String[] {"  " + element.index(), element.one(), element.two()});
    }
    console.out().print(grid.lines());
  }

  private static String sentence(Difference difference) {
    NpyHeader one = difference.one();
    NpyHeader two = difference.two();
    if (one == null || two == null) {
      return one == null && two == null ? "different content" : "an array in one file only";
    }
    StringBuilder text = new StringBuilder();
    if (!difference.sameType()) {
      text.append("dtype ").append(Words.name(one.dtype())).append(", ");
      text.append(Words.name(two.dtype())).append("; ");
    }
    if (!difference.sameShape()) {
      text.append("shape ").append(one.shape()).append(", ").append(two.shape()).append("; ");
    }
    if (difference.different() > 0) {
      text.append(Numbers.grouped(difference.different()))
          .append(" of ")
          .append(Numbers.count(difference.compared(), "element"))
          .append(difference.different() == 1 ? " differs" : " differ");
    } else if (difference.compared() > 0) {
      text.append("the values are the same");
    } else {
      text.setLength(text.length() - 2);
    }
    return text.toString();
  }

  @Override
  public void onlyIn(String file, String name) {
    String title = name.isEmpty() ? "an array without a name" : Printable.escape(name);
    console.out().println(title + ": only in " + Printable.escape(file));
  }

  @Override
  public void failed(String name, Failure failure) {
    console.tell(failure.message());
  }

  @Override
  public void verdict(long all, long different) {
    console
        .out()
        .println(
            different == 0
                ? "The same: " + Numbers.count(all, "array") + "."
                : "Different: "
                    + Numbers.grouped(different)
                    + " of "
                    + Numbers.count(all, "array")
                    + ".");
  }
}
