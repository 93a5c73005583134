package dev.brine.npy.dtype;

import java.util.List;

/** The two spellings of a struct: a list of fields in order, and a dict that says every offset. */
final class StructText {
  private StructText() {}

  /** {@code [('a', '<i4'), ('', '|V4'), (('title', 'b'), '<f8', (2,))]}. */
  static void writeList(DescrWriter out, List<Field> fields, int itemsize) {
    out.open('[');
    long end = 0;
    boolean first = true;
    for (Field field : fields) {
      if (field.offset() > end) {
        first = separate(out, first);
        writePadding(out, field.offset() - end);
      }
      first = separate(out, first);
      writeField(out, field);
      end = (long) field.offset() + field.dtype().itemsize();
    }
    if (itemsize > end) {
      separate(out, first);
      writePadding(out, itemsize - end);
    }
    out.close(']');
  }

  /** Always false, to be the next {@code first}. */
  private static boolean separate(DescrWriter out, boolean first) {
    if (!first) {
      out.comma();
    }
    return false;
  }

  private static void writePadding(DescrWriter out, long bytes) {
    out.open('(');
    out.string("");
    out.comma();
    out.string("|V" + bytes);
    out.close(')');
  }

  private static void writeField(DescrWriter out, Field field) {
    out.open('(');
    String title = field.title();
    if (title == null) {
      out.string(field.name());
    } else {
      out.open('(');
      out.string(title);
      out.comma();
      out.string(field.name());
      out.close(')');
    }
    out.comma();
    if (field.dtype() instanceof SubarrayType subarray) {
      subarray.base().write(out);
      out.comma();
      out.shape(subarray.shape());
    } else {
      field.dtype().write(out);
    }
    out.close(')');
  }

  /** {@code {'names': ['a'], 'formats': ['<i4'], 'offsets': [4], 'itemsize': 8}}. */
  static void writeDict(DescrWriter out, List<Field> fields, int itemsize, boolean aligned) {
    out.open('{');
    out.key("names");
    writeNames(out, fields);
    out.comma();
    out.key("formats");
    writeFormats(out, fields);
    out.comma();
    out.key("offsets");
    writeOffsets(out, fields);
    out.comma();
    if (fields.stream().anyMatch(field -> field.title() != null)) {
      out.key("titles");
      writeTitles(out, fields);
      out.comma();
    }
    out.key("itemsize");
    out.number(itemsize);
    if (aligned) {
      out.comma();
      out.key("aligned");
      out.isTrue();
    }
    out.close('}');
  }

  private static void writeNames(DescrWriter out, List<Field> fields) {
    out.open('[');
    boolean first = true;
    for (Field field : fields) {
      first = separate(out, first);
      out.string(field.name());
    }
    out.close(']');
  }

  private static void writeFormats(DescrWriter out, List<Field> fields) {
    out.open('[');
    boolean first = true;
    for (Field field : fields) {
      first = separate(out, first);
      field.dtype().write(out);
    }
    out.close(']');
  }

  private static void writeOffsets(DescrWriter out, List<Field> fields) {
    out.open('[');
    boolean first = true;
    for (Field field : fields) {
      first = separate(out, first);
      out.number(field.offset());
    }
    out.close(']');
  }

  private static void writeTitles(DescrWriter out, List<Field> fields) {
    out.open('[');
    boolean first = true;
    for (Field field : fields) {
      first = separate(out, first);
      String title = field.title();
      if (title == null) {
        out.none();
      } else {
        out.string(title);
      }
    }
    out.close(']');
  }
}
