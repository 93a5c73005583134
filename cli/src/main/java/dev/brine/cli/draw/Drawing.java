package dev.brine.cli.draw;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DType;

/**
 * Draws pictures of bytes. In colour, a character is two pixels, one above the other: an upper half
 * block with one colour before it and another behind. Without, grey pictures are blocks and shades
 * in the same size, and coloured ones ASCII, two characters a pixel.
 */
public final class Drawing {
  private static final int WIDEST = 76;
  private static final String SHADES = " \u2591\u2592\u2593\u2588";
  private static final String ASCII = " .:-=+*#%@";
  private static final char UPPER = '\u2580';
  private static final char LOWER = '\u2584';
  private static final int CONTRAST = 128;

  private final boolean color;

  /** Draws in 24-bit colour or not. */
  public Drawing(boolean color) {
    this.color = color;
  }

  /** Whether this is a picture that fits a terminal: (rows, columns) or (rows, columns, 3). */
  public static boolean canDraw(NdArray picture) {
    boolean bytes =
        picture instanceof NumericArray
            && picture.dtype().kind() == DType.Kind.UINT
            && picture.dtype().itemsize() == 1;
    boolean shaped = picture.ndim() == 2 || (picture.ndim() == 3 && picture.shape().dim(2) == 3);
    return bytes
        && shaped
        && picture.size() > 0
        && picture.shape().dim(0) <= WIDEST
        && picture.shape().dim(1) <= WIDEST;
  }

  /**
   * The lines of a picture that {@link #canDraw} takes, each ended by a line feed.
   *
   * @param indent before each line
   */
  public String lines(NdArray picture, String indent) {
    int rows = (int) picture.shape().dim(0);
    int columns = (int) picture.shape().dim(1);
    boolean grey = picture.ndim() == 2;
    boolean pairs = color || grey;
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row += pairs ? 2 : 1) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int upper = pixel(picture, row, column);
        int lower = row + 1 < rows ? pixel(picture, row + 1, column) : 0;
        if (color) {
          line.append(colored(upper, lower));
        } else if (grey) {
          line.append(shade(upper & 0xff, lower & 0xff));
        } else {
          char c = ASCII.charAt(luminance(upper) * ASCII.length() / 256);
          line.append(c).append(c);
        }
      }
      text.append(indent).append(color ? line + "\u001b[0m" : line.toString().stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }

  /** Red, green and blue in one int. */
  private static int pixel(NdArray picture, int row, int column) {
    if (picture.ndim() == 2) {
      int grey = picture.getInt(row, column);
      return grey << 16 | grey << 8 | grey;
    }
    return picture.getInt(row, column, 0) << 16
        | picture.getInt(row, column, 1) << 8
        | picture.getInt(row, column, 2);
  }

  private static String colored(int upper, int lower) {
    return "\u001b[38;2;" + parts(upper) + "m\u001b[48;2;" + parts(lower) + "m" + UPPER;
  }

  private static String parts(int pixel) {
    return (pixel >> 16) + ";" + (pixel >> 8 & 0xff) + ";" + (pixel & 0xff);
  }

  /** Half a block where one half is much lighter than the other, else the shade of both. */
  private static char shade(int upper, int lower) {
    if (upper - lower >= CONTRAST) {
      return UPPER;
    }
    if (lower - upper >= CONTRAST) {
      return LOWER;
    }
    return SHADES.charAt((upper + lower) * SHADES.length() / 512);
  }

  /** How light a colour looks, from 0 to 255: the weights of ITU-R BT.601. */
  private static int luminance(int pixel) {
    return (299 * (pixel >> 16) + 587 * (pixel >> 8 & 0xff) + 114 * (pixel & 0xff)) / 1000;
  }
}
