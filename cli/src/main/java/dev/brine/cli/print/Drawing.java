package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws images of bytes. In color, a character shows two pixels, one above the other: an upper half
 * block with one color as foreground and another as background. Without color, grey images consist
 * of blocks and shades of the same size, and colored images of ASCII, two characters per pixel.
 * Images that are larger than a terminal are scaled down.
 */
public final class Drawing {
  /** The largest width of a drawing in characters, and its largest height in pixels. */
  static final int WIDEST = 76;

  /** The longest side of an image that is drawn, in pixels. */
  static final int LONGEST_SIDE = 1024;

  private static final String SHADES = " \u2591\u2592\u2593\u2588";
  private static final String ASCII = " .:-=+*#%@";
  private static final char UPPER = '\u2580';
  private static final char LOWER = '\u2584';
  private static final String PLAIN = "\u001b[0m";
  private static final int CONTRAST = 128;

  private final boolean color;

  /** Draws in 24-bit color or not. */
  public Drawing(boolean color) {
    this.color = color;
  }

  /** Whether an image can be drawn: (rows, columns) or (rows, columns, 3). */
  public static boolean canDraw(NdArray image) {
    boolean bytes =
        image instanceof NumericArray
            && image.dtype().kind() == DType.Kind.UINT
            && image.dtype().itemsize() == 1;
    boolean shaped = image.ndim() == 2 || (image.ndim() == 3 && image.shape().dim(2) == 3);
    return bytes
        && shaped
        && image.size() > 0
        && image.shape().dim(0) <= LONGEST_SIDE
        && image.shape().dim(1) <= LONGEST_SIDE;
  }

  /**
   * The lines of an image for which {@link #canDraw} is true, each followed by a line feed.
   *
   * @param indent printed before each line
   */
  public String lines(NdArray image, String indent) {
    StringBuilder text = new StringBuilder();
    for (String line : drawn(image).lines()) {
      text.append(indent).append(color ? line : line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /**
   * A drawn image.
   *
   * @param width the width of each line on the screen, in characters
   * @param lines the lines, without line feeds
   */
  record Drawn(int width, List<String> lines) {}

  Drawn drawn(NdArray image) {
    boolean grey = image.ndim() == 2;
    boolean pairs = color || grey;
    Pixels pixels = Pixels.of(image, WIDEST, pairs ? WIDEST : WIDEST / 2);
    int step = pairs ? 2 : 1;
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < pixels.rows(); row += step) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < pixels.columns(); column++) {
        int upper = pixels.color(row, column);
        int lower = row + 1 < pixels.rows() ? pixels.color(row + 1, column) : 0;
        if (color) {
          line.append(colored(upper, lower));
        } else if (grey) {
          line.append(shade(upper & 0xff, lower & 0xff));
        } else {
          char c = ASCII.charAt(luminance(upper) * ASCII.length() / 256);
          line.append(c).append(c);
        }
      }
      lines.add(line.append(color ? PLAIN : "").toString());
    }
    return new Drawn(pixels.columns() * (pairs ? 1 : 2), lines);
  }

  private static String colored(int upper, int lower) {
    return "\u001b[38;2;" + parts(upper) + "m\u001b[48;2;" + parts(lower) + "m" + UPPER;
  }

  private static String parts(int pixel) {
    return (pixel >> 16) + ";" + (pixel >> 8 & 0xff) + ";" + (pixel & 0xff);
  }

  /** Half a block if one half is much lighter than the other, otherwise the shade of both. */
  private static char shade(int upper, int lower) {
    if (upper - lower >= CONTRAST) {
      return UPPER;
    }
    if (lower - upper >= CONTRAST) {
      return LOWER;
    }
    return SHADES.charAt((upper + lower) * SHADES.length() / 512);
  }

  /** The luminance of a color, from 0 to 255, by the weights of ITU-R BT.601. */
  private static int luminance(int pixel) {
    return (299 * (pixel >> 16) + 587 * (pixel >> 8 & 0xff) + 114 * (pixel & 0xff)) / 1000;
  }

  /** The pixels of an image, averaged so that the image fits. */
  private static final class Pixels {
    private final int[] values;
    private final int height;
    private final int width;
    private final int channels;
    private final int square;

    private Pixels(int[] values, int height, int width, int channels, int square) {
      this.values = values;
      this.height = height;
      this.width = width;
      this.channels = channels;
      this.square = square;
    }

    /** Creates the pixels of an image for which {@link Drawing#canDraw} is true. */
    static Pixels of(NdArray image, int mostRows, int mostColumns) {
      int height = (int) image.shape().dim(0);
      int width = (int) image.shape().dim(1);
      int square = Math.max(divided(height, mostRows), divided(width, mostColumns));
      int[] values = ((NumericArray) image).toIntArray(Order.C);
      return new Pixels(values, height, width, image.ndim() == 2 ? 1 : 3, square);
    }

    private static int divided(int length, int by) {
      return (length + by - 1) / by;
    }

    int rows() {
      return divided(height, square);
    }

    int columns() {
      return divided(width, square);
    }

    /** The color as 0xRRGGBB. */
    int color(int row, int column) {
      int red = mean(row, column, 0);
      return channels == 1
          ? red << 16 | red << 8 | red
          : red << 16 | mean(row, column, 1) << 8 | mean(row, column, 2);
    }

    private int mean(int row, int column, int channel) {
      int sum = 0;
      int count = 0;
      for (int y = row * square; y < Math.min(height, (row + 1) * square); y++) {
        for (int x = column * square; x < Math.min(width, (column + 1) * square); x++) {
          sum += values[(y * width + x) * channels + channel];
          count++;
        }
      }
      return sum / count;
    }
  }

  /** Draws images side by side, as many as fit into a line, each below its number. */
  public static final class ContactSheet {
    private static final String GAP = "  ";

    private final Drawing drawing;

    /** Draws in 24-bit color or not. */
    public ContactSheet(boolean color) {
      this.drawing = new Drawing(color);
    }

    /**
     * The lines, each followed by a line feed.
     *
     * @param array one image, or one per row
     * @param shape the layout of the images in it
     * @param from the number of the first image
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
     * @param isStack whether each row of the array is an image; otherwise the whole array is one
     * @param channels the axis of the colors, if there is one
     */
    record ImageShape(boolean isStack, Channels channels) {

      /** The axis of the colors. */
      public enum Channels {
        /** None: the image is grey. */
        NONE,
        /** The last: one, three or four values per pixel. */
        LAST,
        /** The first of the image: one, three or four planes. */
        FIRST
      }

      private static final int SHORTEST_SIDE = 8;
      private static final int LONGEST_SIDE = 512;

      /**
       * The layout of an array of images, or null if it does not hold images.
       *
       * @param wanted whether the user asked for images; then a matrix is an image too, and sides
       *     may have any length that can be drawn
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

      /** An image in the layout that {@link Drawing} expects: grey, or with the colors last. */
      NdArray plain(NdArray image) {
        if (channels == Channels.NONE) {
          return image;
        }
        NdArray planes = channels == Channels.FIRST ? image : image.transpose(2, 0, 1);
        // the fourth plane is the transparency
        return planes.shape().dim(0) == 1 ? planes.row(0) : planes.slice(0, 3).transpose(1, 2, 0);
      }
    }
  }
}
