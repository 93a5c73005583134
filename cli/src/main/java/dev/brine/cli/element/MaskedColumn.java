package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Elements of which some are masked: {@code --}, in CSV nothing, in JSON null. */
final class MaskedColumn implements Column {
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
