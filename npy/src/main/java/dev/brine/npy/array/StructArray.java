package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Records of named fields: NumPy's structured arrays. A column is the array of one field of all
 * records; a record is a 0-d array, and its fields are 0-d arrays in turn.
 */
public final class StructArray extends BufferArray {

  /** Makes the arrays of columns, which may be of any kind. */
  interface Columns {
    NdArray of(DType dtype, Layout layout, Storage storage);
  }

  private final Columns columns;

  StructArray(StructType dtype, Layout layout, Storage storage, Columns columns) {
    super(dtype, layout, storage);
    this.columns = columns;
  }

  @Override
  StructArray over(Layout layout, Storage storage) {
    return new StructArray(dtype(), layout, storage, columns);
  }

  @Override
  public StructType dtype() {
    return (StructType) super.dtype();
  }

  @Override
  String advice() {
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
   * A column, as a view: NumPy's {@code a['x']}. The axes of a field that is an array follow those
   * of this array.
   *
   * @param nameOrTitle of the field
   * @throws NoSuchElementException if there is no such field
   */
  public NdArray field(String nameOrTitle) {
    Field field = dtype().field(nameOrTitle);
    if (field == null) {
      throw new NoSuchElementException(
          "no field of name " + nameOrTitle + "; there are " + names());
    }
    return columns.of(field.dtype(), layout().moved(field.offset()), storage());
  }

  @Override
  Cells cells(Sample sample) {
    List<Cells> fields = new ArrayList<>();
    for (Field field : dtype().fields()) {
      NdArray column = columns.of(field.dtype(), layout().moved(field.offset()), storage());
      fields.add(NestedText.of(column.shape(), ndim(), sample, column::cells));
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
    return cells(Sample.of(shape())).at();
  }

  /** A record, as a 0-d view: NumPy's {@code a[i, j, …]}. */
  public StructArray getRecord(long... index) {
    return (StructArray) at(index);
  }
}
