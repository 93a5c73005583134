package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Pictures drawn, and all else as text. */
final class PictureRows implements RowFormat {
  private final TextRows text;
  private final PrintStream out;
  private final ContactSheet sheet;
  private final boolean wanted;
  private @Nullable PictureShape pictures;
  private long drawn;

  /**
   * Draws to {@code out}.
   *
   * @param wanted whether whatever can be a picture is one, or only what clearly is
   */
  PictureRows(TextRows text, PrintStream out, boolean color, boolean wanted) {
    this.text = text;
    this.out = out;
    this.sheet = new ContactSheet(color);
    this.wanted = wanted;
  }

  @Override
  public boolean hasTitles() {
    return true;
  }

  @Override
  public void title(String title) {
    text.title(title);
  }

  @Override
  public long begin(DType dtype, Shape shape) {
    pictures = PictureShape.of(dtype, shape, wanted);
    drawn = 0;
    return pictures == null || pictures.isStack() ? 1 : shape.dim(0);
  }

  @Override
  public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
    if (pictures == null) {
      text.rows(block, rows, first);
      return;
    }
    out.print(sheet.lines(block, pictures, drawn));
    drawn += block.shape().dim(0);
  }

  @Override
  public void value(PickleValue value) throws IOException {
    text.value(value);
  }
}
