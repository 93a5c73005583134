package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Strings. */
final class TextColumn implements Column {
  private final String[] values;

  TextColumn(String[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public String text(int index) {
    return values[index];
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    json.writeString(values[index]);
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) {
    return values[index].equals(((TextColumn) other).values[otherIndex]);
  }
}
