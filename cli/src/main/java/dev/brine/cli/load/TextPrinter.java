package dev.brine.cli.load;

import dev.brine.cli.text.Numbers;
import dev.brine.cli.text.Paragraph;
import dev.brine.datasets.ReviewDecoder;
import dev.brine.datasets.Split;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordIndex;
import dev.brine.datasets.WordOptions;
import dev.brine.npy.array.RaggedInts;
import java.io.PrintStream;

/** Prints one text: as words, or as ids where there are no words. */
final class TextPrinter {
  private final TextSet<?> set;
  private final Words words;
  private final WordOptions<?> options;

  TextPrinter(TextSet<?> set, Words words, WordOptions<?> options) {
    this.set = set;
    this.words = words;
    this.options = options;
  }

  void print(PrintStream out, Row row, TrainTest<RaggedInts> data) {
    Split<RaggedInts> split = row.in(data);
    int[] ids = split.x().row(row.index());
    long label = split.y().getLong(row.index());
    out.println(
        row.title(set.noun())
            + " ("
            + set.label(label)
            + ", "
            + Numbers.grouped(ids.length)
            + " ids)");
    if (!words.missing().isEmpty()) {
      out.println("  " + words.missing());
    }
    out.print(Paragraph.wrap(text(ids), "  "));
  }

  private String text(int[] ids) {
    WordIndex index = words.index();
    if (index == null) {
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        text.append(text.length() == 0 ? "" : " ").append(id);
      }
      return text.toString();
    }
    Integer indexFrom = options.indexFrom();
    ReviewDecoder decoder =
        new ReviewDecoder(
            index,
            options.startChar(),
            options.oovChar(),
            indexFrom == null ? 0 : indexFrom,
            false);
    return decoder.text(ids);
  }
}
