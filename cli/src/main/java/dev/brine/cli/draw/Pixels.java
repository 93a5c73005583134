package dev.brine.cli.draw;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.Order;

/** The pixels of a picture, as many of them averaged into one as it takes to fit. */
final class Pixels {
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

  /** Of a picture that {@link Drawing#canDraw} takes. */
  static Pixels of(NdArray picture, int mostRows, int mostColumns) {
    int height = (int) picture.shape().dim(0);
    int width = (int) picture.shape().dim(1);
    int square = Math.max(divided(height, mostRows), divided(width, mostColumns));
    int[] values = ((NumericArray) picture).toIntArray(Order.C);
    return new Pixels(values, height, width, picture.ndim() == 2 ? 1 : 3, square);
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

  /** Red, green and blue in one int. */
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
