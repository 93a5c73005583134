package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import java.io.IOException;

/** Complex numbers: {@code (1+2j)}, in JSON {@code [1,2]}. */
record ComplexColumn(NdArray values, NumberColumn real, NumberColumn imag) implements Column {

  @Override
  public int size() {
    return real.size();
  }

  @Override
  public String text(int index) {
    return values.at(index).toString();
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    json.writeStartArray();
    real.json(index, json);
    imag.json(index, json);
    json.writeEndArray();
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) throws IOException {
    ComplexColumn that = (ComplexColumn) other;
    return real.same(index, that.real, otherIndex) && imag.same(index, that.imag, otherIndex);
  }
}
