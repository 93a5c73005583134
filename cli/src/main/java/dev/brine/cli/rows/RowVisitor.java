package dev.brine.cli.rows;

import dev.brine.cli.command.Console;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.Numbers;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints the first rows of each part. */
final class RowVisitor implements PartVisitor {
  private static final long ELEMENTS = 1 << 14;

  private final long most;
  private final RowFormat format;
  private final Console console;
  private boolean titles;

  RowVisitor(long most, RowFormat format, Console console) {
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
      case PICKLE -> {
        title(part, "");
        format.value(part.value());
      }
      case BYTES ->
          console.tell(
              part.title() + ": no array but " + Numbers.count(part.size(), "byte") + ", left out");
    }
  }

  private void array(Part part, NpyHeader header) throws IOException {
    try (Blocks blocks = Blocks.open(part, header)) {
      title(part, ": " + Words.name(header.dtype()) + " " + header.shape());
      long left = Math.min(most, blocks.count());
      long rows = Blocks.rows(header, ELEMENTS);
      boolean first = true;
      // nobody may want the rest: head closes a pipe when it has enough
      while (left > 0 && !console.out().checkError()) {
        NdArray block = blocks.next(Math.min(rows, left));
        if (block == null) {
          break;
        }
        format.rows(block, first);
        left -= block.ndim() == 0 ? 1 : block.shape().dim(0);
        first = false;
      }
    }
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
