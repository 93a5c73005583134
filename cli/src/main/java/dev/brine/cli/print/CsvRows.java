package dev.brine.cli.print;

import dev.brine.npy.array.NdArray;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Comma-separated values (RFC 4180, but lines end in a line feed). Structs begin with a line of
 * names: fields in fields are {@code outer.inner}, elements of subarrays {@code name.0}. A string
 * with a lone surrogate, which UTF-8 cannot encode, is refused.
 */
final class CsvRows implements RowFormat {
  private final PrintStream out;
  private final StringBuilder line = new StringBuilder();

  CsvRows(PrintStream out) {
    this.out = out;
  }

  @Override
  public boolean hasTitles() {
    return false;
  }

  @Override
  public void title(String title) {}

  @Override
  public void rows(NdArray block, ItemColumn rows, boolean first) throws IOException {
    if (block.ndim() > 2) {
      throw new UnsupportedOperationException(
          "CSV has rows and columns, but the array has "
              + block.ndim()
              + " axes; JSON lines (jsonl) nest them");
    }
    if (first && rows.elements() instanceof RecordColumn records) {
      for (int i = 0; i < rows.each(); i++) {
        names(records, rows.each() > 1 ? i + "." : "");
      }
      endLine();
    }
    for (int i = 0; i < rows.size(); i++) {
      cells(rows, i);
      endLine();
    }
  }

  /** Recursion is as deep as the dtype: at most 64 levels. */
  private void names(RecordColumn records, String prefix) {
    for (int i = 0; i < records.names().size(); i++) {
      ItemColumn field = records.field(i);
      String name = prefix + records.names().get(i);
      for (int j = 0; j < field.each(); j++) {
        String full = field.isSingle() ? name : name + "." + j;
        if (field.elements() instanceof RecordColumn inner) {
          names(inner, full + ".");
        } else {
          cell(full);
        }
      }
    }
  }

  private void cells(ItemColumn items, int index) throws IOException {
    Column elements = items.elements();
    for (int i = index * items.each(); i < (index + 1) * items.each(); i++) {
      if (elements instanceof RecordColumn records) {
        for (int field = 0; field < records.names().size(); field++) {
          cells(records.field(field), i);
        }
      } else {
        cell(elements.plain(i));
      }
    }
  }

  private void cell(String text) {
    requireEncodable(text);
    line.append(line.length() > 0 ? "," : "");
    if (!isQuoted(text)) {
      line.append(text);
      return;
    }
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(c == '"' ? "\"\"" : String.valueOf(c));
    }
    line.append('"');
  }

  private void requireEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int codePoint = text.codePointAt(i);
        if (codePoint <= Character.MAX_VALUE) {
          line.setLength(0); // other parts may follow
          throw new UnsupportedOperationException(
              "a string holds the lone surrogate U+"
                  + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT)
                  + ", which CSV in UTF-8 cannot; JSON lines (jsonl) can");
        }
        i++;
      }
    }
  }

  /** An empty cell too, which could be taken for none. */
  private static boolean isQuoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return text.isEmpty();
  }

  private void endLine() {
    out.append(line).append('\n');
    line.setLength(0);
  }

  @Override
  public void value(PickleValue value) throws IOException {
    cell(Values.plain(value));
    endLine();
  }
}
