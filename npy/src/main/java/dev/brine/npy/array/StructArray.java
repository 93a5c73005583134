package dev.brine.npy.array;

import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.internal.print.ArrayText.NestedText;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * An array of records with named fields: NumPy's structured array. A column is the array of one
 * field of all records. A record is a 0-d array, and so are its fields.
 */
public final class StructArray extends BufferArray {
  StructArray(StructType dtype, Layout layout, Storage storage) {
    super(dtype, layout, storage);
  }

  @Override
  StructArray over(Layout layout, Storage storage) {
    return new StructArray(dtype(), layout, storage);
  }

  @Override
  public StructType dtype() {
    return (StructType) super.dtype();
  }

  @Override
  String hint() {
    return "its records have fields: " + names();
  }

  /** The names of the fields, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Field field : dtype().fields()) {
      names.add(field.name());
    }
    return names;
  }

  /**
   * Returns a column as a view: NumPy's {@code a['x']}. If the field is a subarray, its axes follow
   * those of this array.
   *
   * @param nameOrTitle the name or title of the field
   * @throws NoSuchElementException if there is no such field
   */
  public NdArray field(String nameOrTitle) {
    Field field = dtype().field(nameOrTitle);
    if (field == null) {
      throw new NoSuchElementException(
          "there is no field " + nameOrTitle + "; the fields are " + names());
    }
    return column(field);
  }

  private NdArray column(Field field) {
    return NdArray.of(field.dtype(), layout().moved(field.offset()), storage());
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    List<ElementFormatter> fields = new ArrayList<>();
    for (Field field : dtype().fields()) {
      NdArray column = column(field);
      fields.add(NestedText.of(column.shape(), ndim(), sample, column::formatter));
    }
    return index -> {
      StringBuilder out = new StringBuilder("(");
      for (int i = 0; i < fields.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(fields.get(i).at(index));
      }
      return out.append(fields.size() == 1 ? ",)" : ")").toString();
    };
  }

  @Override
  String scalarText() {
    return formatter(Sample.of(shape())).at();
  }

  /** A record, as a 0-d view: NumPy's {@code a[i, j, …]}. */
  public StructArray getRecord(long... index) {
    return (StructArray) at(index);
  }
}
