package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.StructArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Records of named fields: {@code (1, 2.5)}, in JSON {@code {"a":1,"b":2.5}}. */
public final class RecordColumn implements Column {
  private final int size;
  private final List<String> names;
  private final List<ItemColumn> fields;

  private RecordColumn(int size, List<String> names, List<ItemColumn> fields) {
    this.size = size;
    this.names = names;
    this.fields = fields;
  }

  /**
   * The records of an array.
   *
   * @param columns makes the columns of the fields
   */
  static RecordColumn of(StructArray records, Function<NdArray, Column> columns) {
    List<ItemColumn> fields = new ArrayList<>();
    int axes = records.ndim();
    int size = Math.toIntExact(records.size());
    for (String name : records.names()) {
      NdArray field = records.field(name);
      long[] inner = new long[field.ndim() - axes];
      System.arraycopy(field.shape().dims(), axes, inner, 0, inner.length);
      fields.add(new ItemColumn(size, columns.apply(field), inner));
    }
    return new RecordColumn(size, records.names(), fields);
  }

  /** The names of the fields. */
  public List<String> names() {
    return names;
  }

  /** The values of a field. */
  public ItemColumn field(int index) {
    return fields.get(index);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String text(int index) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < fields.size(); i++) {
      text.append(i > 0 ? ", " : "").append(fields.get(i).text(index));
    }
    return text.append(fields.size() == 1 ? ",)" : ")").toString();
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < fields.size(); i++) {
      json.writeFieldName(names.get(i));
      fields.get(i).json(index, json);
    }
    json.writeEndObject();
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) throws IOException {
    RecordColumn that = (RecordColumn) other;
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).same(index, that.fields.get(i), otherIndex)) {
        return false;
      }
    }
    return true;
  }
}
