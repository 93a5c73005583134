package dev.brine.cli.print;

import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.print.ItemColumn.Rows;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyLibrary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints the first rows of each part. */
public final class RowVisitor implements PartVisitor {
  private static final long ELEMENTS = 1 << 14;

  private final long most;
  private final RowFormat format;
  private final Console console;
  private boolean titles;

  /** Prints at most {@code most} rows of each part. */
  public RowVisitor(long most, RowFormat format, Console console) {
    this.most = most;
    this.format = format;
    this.console = console;
  }

  @Override
  public void begin(InputFile file, boolean alone) {
    titles = !alone && format.hasTitles();
  }

  @Override
  public void part(Part part) throws IOException {
    switch (part.content()) {
      case ARRAY -> array(part, part.header());
      case PICKLE -> pickle(part, part.pickle());
      case BYTES ->
          console.tell(
              part.title()
                  + ": not an array, but "
                  + Numbers.count(part.size(), "byte")
                  + "; skipped");
    }
  }

  private void array(Part part, NpyHeader header) throws IOException {
    try (Blocks blocks = Blocks.open(part, header)) {
      title(part, ": " + HeaderText.name(header.dtype()) + " " + header.shape());
      long whole = format.begin(header.dtype(), header.shape());
      long left = Math.min(whole(whole), blocks.count());
      long rows = Math.max(whole, Blocks.rows(header, ELEMENTS));
      boolean first = true;
      // stops once the reader has closed the pipe, as head does
      while (left > 0 && !console.out().checkError()) {
        NdArray block = blocks.next(Math.min(rows, left));
        if (block == null) {
          break;
        }
        format.rows(block, Rows.of(block), first);
        left -= block.ndim() == 0 ? 1 : block.shape().dim(0);
        first = false;
      }
    }
  }

  /** Prints the rows of the array in a pickle, or another value. */
  private void pickle(Part part, PickleValue value) throws IOException {
    if (value instanceof ArrayValue held) {
      NdArray array = head(held.array());
      title(part, facts(held.array()));
      format.rows(array, Rows.of(array), true);
    } else if (value instanceof MaskedValue held && held.mask().dtype().kind() == DType.Kind.BOOL) {
      NdArray array = head(held.data());
      title(part, facts(held.data()) + ", masked");
      format.rows(array, Rows.of(array, head(held.mask())), true);
    } else if (value instanceof DataFrame frame) {
      title(part, ": " + frame.summary());
      NdArray rows = frame.toRecords(0, Math.min(most, frame.rows()));
      format.begin(rows.dtype(), rows.shape());
      format.rows(rows, Rows.of(rows), true);
    } else if (value instanceof SparseMatrix sparse) {
      title(part, ": " + sparse.summary());
      sparse(sparse);
    } else if (value instanceof PyLibrary.Array items) {
      NdArray array = head(NdArray.of(items));
      title(part, "");
      format.rows(array, Rows.of(array), true);
    } else {
      title(part, "");
      format.value(value);
    }
  }

  /** Prints the rows of a matrix, one after another. */
  private void sparse(SparseMatrix sparse) throws IOException {
    long count = Math.min(most, sparse.shape().dim(0));
    for (long i = 0; i < count && !console.out().checkError(); i++) {
      NdArray row = sparse.row(i).reshape(1, -1);
      if (i == 0) {
        format.begin(row.dtype(), sparse.shape());
      }
      format.rows(row, Rows.of(row), i == 0);
    }
  }

  private static String facts(NdArray array) {
    return ": " + HeaderText.name(array.dtype()) + " " + array.shape();
  }

  /** The number of rows to print, at least those that can only be printed together. */
  private long whole(long inseparable) {
    return most == 0 ? 0 : Math.max(most, inseparable);
  }

  private NdArray head(NdArray array) {
    if (array.ndim() == 0) {
      return array;
    }
    long wanted = whole(format.begin(array.dtype(), array.shape()));
    return array.slice(0, Math.min(wanted, array.shape().dim(0)));
  }

  private void title(Part part, String facts) {
    if (titles) {
      format.title(part.title() + facts);
    }
  }

  @Override
  public void failed(String file, @Nullable Part part, Failure failure) {
    console.tell(failure.message());
  }
}
