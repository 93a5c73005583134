package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import java.util.ArrayList;
import java.util.List;

/** Pictures side by side, as many as a line has room for, each under its number. */
public final class ContactSheet {
  private static final String GAP = "  ";

  private final Drawing drawing;

  /** Draws in 24-bit colour or not. */
  public ContactSheet(boolean color) {
    this.drawing = new Drawing(color);
  }

  /**
   * The lines, each ended by a line feed.
   *
   * @param array one picture, or one a row
   * @param shape how they lie in it
   * @param from the number of the first
   */
  public String lines(NdArray array, PictureShape shape, long from) {
    StringBuilder text = new StringBuilder();
    if (!shape.isStack()) {
      return drawing.lines(shape.plain(array), "");
    }
    List<Drawing.Drawn> band = new ArrayList<>();
    long count = array.shape().dim(0);
    long first = from;
    for (long i = 0; i < count; i++) {
      band.add(drawing.drawn(shape.plain(array.row(i))));
      int width = band.get(0).width() + GAP.length();
      boolean full = (band.size() + 1) * width - GAP.length() > Drawing.WIDEST;
      if (full || i == count - 1) {
        append(text, band, first);
        first = from + i + 1;
        band.clear();
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<Drawing.Drawn> band, long first) {
    int width = band.get(0).width();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < band.size(); i++) {
      String number = Long.toString(first + i);
      line.append(number).append(" ".repeat(Math.max(1, width + GAP.length() - number.length())));
    }
    text.append(line.toString().stripTrailing()).append('\n');
    for (int i = 0; i < band.get(0).lines().size(); i++) {
      line.setLength(0);
      for (Drawing.Drawn drawn : band) {
        line.append(line.length() > 0 ? GAP : "").append(drawn.lines().get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
