package dev.brine.cli.rows;

import dev.brine.cli.element.ItemColumn;
import dev.brine.cli.element.Values;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.array.NdArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;

/** A JSON value a line. */
final class JsonRows implements RowFormat {
  private final JsonLines lines;

  JsonRows(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public boolean hasTitles() {
    return false;
  }

  @Override
  public void title(String title) {}

  @Override
  public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      rows.json(i, lines.json());
      lines.endLine();
    }
  }

  @Override
  public void value(PickleValue value) throws IOException {
    Values.json(value, lines.json());
    lines.endLine();
  }
}
