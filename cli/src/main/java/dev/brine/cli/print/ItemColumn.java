package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.Arrays;

/**
 * Elements in groups of one shape, such as the rows of a matrix: {@code [1 2 3]}, in JSON {@code
 * [1,2,3]}. A group without axes is a single element.
 */
public final class ItemColumn implements Column {
  private final int size;
  private final Column elements;
  private final long[] shape;
  private final int each;

  /**
   * Groups elements.
   *
   * @param size the number of groups
   * @param shape the shape of each group
   */
  public ItemColumn(int size, Column elements, long... shape) {
    this.size = size;
    this.elements = elements;
    this.shape = shape.clone();
    long product = 1;
    for (long dim : shape) {
      product *= dim;
    }
    this.each = Math.toIntExact(product);
  }

  /** Whether a group is a single element and not an array. */
  public boolean isSingle() {
    return shape.length == 0;
  }

  /** The number of elements of a group. */
  public int each() {
    return each;
  }

  /** The elements of all groups. */
  public Column elements() {
    return elements;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String text(int index) {
    return text(index, Integer.MAX_VALUE);
  }

  @Override
  public String text(int index, int most) {
    StringBuilder text = new StringBuilder();
    write(text, most, 0, index);
    return text.toString();
  }

  /** Recurses once per axis: at most 64 levels. */
  private void write(StringBuilder text, int most, int axis, int position) {
    if (axis == shape.length) {
      text.append(elements.text(position, most));
      return;
    }
    text.append('[');
    for (int i = 0; i < shape[axis] && text.length() <= most; i++) {
      text.append(i > 0 ? " " : "");
      write(text, most, axis + 1, (int) (position * shape[axis] + i));
    }
    text.append(']');
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    json(json, 0, index);
  }

  private void json(JsonGenerator json, int axis, int position) throws IOException {
    if (axis == shape.length) {
      elements.json(position, json);
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < shape[axis]; i++) {
      json(json, axis + 1, (int) (position * shape[axis] + i));
    }
    json.writeEndArray();
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) throws IOException {
    ItemColumn that = (ItemColumn) other;
    for (int i = 0; i < each; i++) {
      if (!elements.same(index * each + i, that.elements, otherIndex * each + i)) {
        return false;
      }
    }
    return true;
  }

  /** Creates columns whose elements are the rows of arrays. */
  public static final class Rows {
    private Rows() {}

    /** The rows of an array (slices along axis 0). A 0-d array is one row. */
    public static ItemColumn of(NdArray array) {
      return of(array, Columns.of(array));
    }

    /** The rows of a masked array. */
    public static ItemColumn of(NdArray data, NdArray mask) {
      return of(data, masked(Columns.of(data), mask));
    }

    /** Elements with a mask of bools. */
    static Column masked(Column elements, NdArray mask) {
      return new MaskedColumn(elements, mask.toBooleanArray());
    }

    private static ItemColumn of(NdArray array, Column elements) {
      if (array.ndim() == 0) {
        return new ItemColumn(1, elements);
      }
      long[] dims = array.shape().dims();
      return new ItemColumn(
          Math.toIntExact(dims[0]), elements, Arrays.copyOfRange(dims, 1, dims.length));
    }

    /** Elements some of which are masked: {@code --}, empty in CSV, null in JSON. */
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
}
