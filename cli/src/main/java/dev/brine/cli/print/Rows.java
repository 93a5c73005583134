package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.Arrays;

/** Makes columns whose elements are the rows of arrays. */
public final class Rows {
  private Rows() {}

  /** The rows of an array: what is at each place of its first axis. A 0-d array is one row. */
  public static ItemColumn of(NdArray array) {
    return of(array, Columns.of(array));
  }

  /** The rows of a masked array. */
  public static ItemColumn of(NdArray data, NdArray mask) {
    return of(data, new MaskedColumn(Columns.of(data), mask.toBooleanArray()));
  }

  private static ItemColumn of(NdArray array, Column elements) {
    if (array.ndim() == 0) {
      return new ItemColumn(1, elements);
    }
    long[] dims = array.shape().dims();
    return new ItemColumn(
        Math.toIntExact(dims[0]), elements, Arrays.copyOfRange(dims, 1, dims.length));
  }

  /** Elements of which some are masked: {@code --}, in CSV nothing, in JSON null. */
  private static final class MaskedColumn implements Column {
    private final Column elements;
    private final boolean[] mask;

    MaskedColumn(Column elements, boolean[] mask) {
      this.elements = elements;
      this.mask = mask;
    }

    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public String text(int index) {
      return mask[index] ? "--" : elements.text(index);
    }

    @Override
    public String plain(int index) throws IOException {
      return mask[index] ? "" : elements.plain(index);
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      if (mask[index]) {
        json.writeNull();
      } else {
        elements.json(index, json);
      }
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) throws IOException {
      MaskedColumn that = (MaskedColumn) other;
      return mask[index]
          ? that.mask[otherIndex]
          : !that.mask[otherIndex] && elements.same(index, that.elements, otherIndex);
    }
  }
}
