package dev.brine.npy;

import dev.brine.error.LimitException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** What {@link LargeFilesTest} has done by a JVM of its own, with a small heap. */
final class LargeMain {
  private static final long BEYOND_4_GIB = (4L << 20) + 5;

  private LargeMain() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "npy" -> {
        mapped(Npy.map(file));
        try (RowReader rows = Npy.rows(file)) {
          parts(rows);
        }
        refused(() -> Npy.load(file));
      }
      case "stored" -> {
        try (NpzFile npz = NpzFile.open(file)) {
          check(npz.header("a").shape().equals(shape()), "the shape");
          mapped(npz.map("a"));
          try (RowReader rows = npz.rows("a")) {
            parts(rows);
          }
          refused(() -> npz.get("a"));
        }
      }
      default -> {
        try (NpzFile npz = NpzFile.open(file);
            RowReader rows = npz.rows("a")) {
          streamed(rows);
          refused(() -> npz.get("a"));
        }
      }
    }
    System.out.println("fine");
  }

  private static Shape shape() {
    return Shape.of(LargeFiles.ROWS, LargeFiles.ROW_DOUBLES);
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what + " is wrong");
    }
  }

  private static void mapped(NdArray array) {
    check(array.shape().equals(shape()), "the shape");
    check(array.getDouble(BEYOND_4_GIB, 0) == BEYOND_4_GIB, "an element beyond 4 GiB");
    check(array.row(LargeFiles.ROWS - 1).toDoubleArray()[0] == LargeFiles.ROWS - 1, "a row");
    NdArray every = array.slice(0, 1, LargeFiles.ROWS, 1 << 20).select(1, 0);
    check(every.toDoubleArray()[0] == 1 && every.size() == 5, "a strided view");
    double[] part = new double[4];
    NumericArray flat = (NumericArray) array.reshape(-1);
    flat.copyTo(Order.C, BEYOND_4_GIB * LargeFiles.ROW_DOUBLES - 1, part, 0, 4);
    check(part[0] == 0 && part[1] == BEYOND_4_GIB && part[2] == 0, "a part");
  }

  private static void parts(RowReader rows) throws IOException {
    NdArray part = rows.read(BEYOND_4_GIB - 1, BEYOND_4_GIB + 2);
    check(part.getDouble(1, 0) == BEYOND_4_GIB, "a row beyond 4 GiB");
    NdArray last = rows.read(LargeFiles.ROWS - 1, LargeFiles.ROWS);
    check(last.getDouble(0, 0) == LargeFiles.ROWS - 1, "the last row");
  }

  private static void streamed(RowReader rows) throws IOException {
    long count = 0;
    for (NdArray part = rows.next(1 << 14); part != null; part = rows.next(1 << 14)) {
      count += part.shape().dim(0);
      check(part.getDouble(part.shape().dim(0) - 1, 7) == 0, "a streamed row");
    }
    check(count == LargeFiles.ROWS, "the number of rows");
  }

  private interface Load {
    NdArray array() throws IOException;
  }

  private static void refused(Load load) throws IOException {
    try {
      load.array();
      throw new AssertionError("5 GiB fit a small heap");
    } catch (LimitException e) {
      check(e.reason().contains("the array needs 5368709120 bytes"), e.reason());
    }
  }
}
