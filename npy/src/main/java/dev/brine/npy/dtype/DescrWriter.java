package dev.brine.npy.dtype;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.StructType.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the text of a dtype in one of three styles. */
final class DescrWriter {
  enum Style {
    /** The Python literal in a header. */
    DESCR,
    /** The same as JSON without white space, in ASCII: a tuple is a list. */
    JSON,
    /** The output of {@code str(dtype)}: {@code ?} for {@code |b1}. */
    SHOWN
  }

  private final StringBuilder out = new StringBuilder();
  private final Style style;

  DescrWriter(Style style) {
    this.style = style;
  }

  boolean is(Style other) {
    return style == other;
  }

  /** An opening bracket, of a tuple, a list or a dict. */
  void open(char bracket) {
    out.append(bracket == '(' && style == Style.JSON ? '[' : bracket);
  }

  void close(char bracket) {
    out.append(bracket == ')' && style == Style.JSON ? ']' : bracket);
  }

  void comma() {
    out.append(style == Style.JSON ? "," : ", ");
  }

  private void key(String name) {
    string(name);
    out.append(style == Style.JSON ? ":" : ": ");
  }

  private void number(long value) {
    out.append(value);
  }

  void shape(Shape shape) {
    open('(');
    for (int i = 0; i < shape.ndim(); i++) {
      if (i > 0) {
        comma();
      }
      out.append(shape.dim(i));
    }
    if (shape.ndim() == 1 && style != Style.JSON) {
      out.append(',');
    }
    close(')');
  }

  void string(String text) {
    if (style == Style.JSON) {
      json(text);
    } else {
      PythonRepr.append(out, text);
    }
  }

  private void json(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            PythonRepr.appendHex(out.append("\\u"), c, 4);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /**
   * Writes a struct as a list: {@code [('a', '<i4'), ('', '|V4'), (('title', 'b'), '<f8', (2,))]}.
   */
  void fieldList(List<Field> fields, int itemsize) {
    List<Runnable> items = new ArrayList<>();
    long end = 0;
    for (Field field : fields) {
      if (field.offset() > end) {
        long padding = field.offset() - end;
        items.add(() -> padding(padding));
      }
      items.add(() -> field(field));
      end = (long) field.offset() + field.dtype().itemsize();
    }
    if (itemsize > end) {
      long padding = itemsize - end;
      items.add(() -> padding(padding));
    }
    list(items, Runnable::run);
  }

  private <T> void list(List<T> items, Consumer<T> item) {
    open('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        comma();
      }
      item.accept(items.get(i));
    }
    close(']');
  }

  private void padding(long bytes) {
    open('(');
    string("");
    comma();
    string("|V" + bytes);
    close(')');
  }

  private void field(Field field) {
    open('(');
    String title = field.title();
    if (title == null) {
      string(field.name());
    } else {
      open('(');
      string(title);
      comma();
      string(field.name());
      close(')');
    }
    comma();
    if (field.dtype() instanceof SubarrayType subarray) {
      subarray.base().write(this);
      comma();
      shape(subarray.shape());
    } else {
      field.dtype().write(this);
    }
    close(')');
  }

  /**
   * Writes a struct as a dict: {@code {'names': ['a'], 'formats': ['<i4'], 'offsets': [4],
   * 'itemsize': 8}}.
   */
  void fieldDict(List<Field> fields, int itemsize, boolean aligned) {
    open('{');
    key("names");
    list(fields, field -> string(field.name()));
    comma();
    key("formats");
    list(fields, field -> field.dtype().write(this));
    comma();
    key("offsets");
    list(fields, field -> number(field.offset()));
    comma();
    if (fields.stream().anyMatch(field -> field.title() != null)) {
      key("titles");
      list(fields, this::title);
      comma();
    }
    key("itemsize");
    number(itemsize);
    if (aligned) {
      comma();
      key("aligned");
      out.append(style == Style.JSON ? "true" : "True");
    }
    close('}');
  }

  private void title(Field field) {
    String title = field.title();
    if (title == null) {
      out.append(style == Style.JSON ? "null" : "None");
    } else {
      string(title);
    }
  }
}
