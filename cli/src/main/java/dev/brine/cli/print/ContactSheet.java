package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images side by side, as many as fit a line, each under its number. */
public final class ContactSheet {
  private static final String GAP = "  ";

  private final Drawing drawing;

  /** Draws in 24-bit color or not. */
  public ContactSheet(boolean color) {
    this.drawing = new Drawing(color);
  }

  /**
   * The lines, each ended by a line feed.
   *
   * @param array one image, or one per row
   * @param shape how they lie in it
   * @param from the number of the first
   */
  public String lines(NdArray array, ImageShape shape, long from) {
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

  /**
   * The layout of images in an array of bytes.
   *
   * @param isStack whether each row of the array is a image; else the whole array is one
   * @param channels what has the colors: no axis, the last, or the one before the pixels' rows
   */
  record ImageShape(boolean isStack, Channels channels) {

    /** Where the colors are. */
    public enum Channels {
      /** Nowhere: the image is grey. */
      NONE,
      /** One, three or four values for each pixel, side by side. */
      LAST,
      /** One, three or four planes. */
      FIRST
    }

    private static final int SHORTEST_SIDE = 8;
    private static final int LONGEST_SIDE = 512;

    /**
     * The layout of an array of images, or null if it does not hold images.
     *
     * @param wanted whether somebody says so; then a matrix is a image too, and sides may be of any
     *     length that can be drawn
     */
    public static @Nullable ImageShape of(DType dtype, Shape shape, boolean wanted) {
      if (dtype.kind() != DType.Kind.UINT || dtype.itemsize() != 1) {
        return null;
      }
      int least = wanted ? 1 : SHORTEST_SIDE;
      int most = wanted ? Drawing.LONGEST_SIDE : LONGEST_SIDE;
      Sides sides = new Sides(shape, least, most);
      return switch (shape.ndim()) {
        case 2 -> of(wanted && sides.from(0), false, Channels.NONE);
        case 3 -> {
          boolean colored = shape.dim(2) >= 3 && sides.isChannels(2) && sides.from(0);
          yield colored
              ? new ImageShape(false, Channels.LAST)
              : of(sides.from(1), true, Channels.NONE);
        }
        case 4 -> {
          boolean last = sides.isChannels(3) && sides.from(1);
          yield last
              ? new ImageShape(true, Channels.LAST)
              : of(sides.isChannels(1) && sides.from(2), true, Channels.FIRST);
        }
        default -> null;
      };
    }

    private static @Nullable ImageShape of(boolean fits, boolean isStack, Channels channels) {
      if (!fits) {
        return null;
      }
      return new ImageShape(isStack, channels);
    }

    private record Sides(Shape shape, int least, int most) {
      boolean from(int axis) {
        return fits(axis) && fits(axis + 1);
      }

      private boolean fits(int axis) {
        return shape.dim(axis) >= least && shape.dim(axis) <= most;
      }

      boolean isChannels(int axis) {
        return shape.dim(axis) == 1 || shape.dim(axis) == 3 || shape.dim(axis) == 4;
      }
    }

    /** One image as {@link Drawing} takes it: grey, or with the colors last. */
    NdArray plain(NdArray image) {
      if (channels == Channels.NONE) {
        return image;
      }
      NdArray planes = channels == Channels.FIRST ? image : image.transpose(2, 0, 1);
      // what is fourth says how much one sees through it
      return planes.shape().dim(0) == 1 ? planes.row(0) : planes.slice(0, 3).transpose(1, 2, 0);
    }
  }
}
