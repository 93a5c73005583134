package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.util.Arrays;
import java.util.List;

/** Writes a layout as JSON in ASCII: the content of the member {@code NAME.form}. */
public final class LayoutText {
  /** The version of the convention. */
  public static final int VERSION = 1;

  /** The key of a flag: the members hold a value that is not an array. */
  public static final String VALUE = "value";

  /** The key of a flag: the array was in Fortran order; its members are in C order. */
  public static final String FORTRAN = "fortran_order";

  private final StringBuilder json = new StringBuilder();

  private LayoutText() {}

  static String of(LayoutHeader header, PickleFreeLayout layout) {
    LayoutText text = new LayoutText();
    text.json.append("{\"pickle_free\":").append(VERSION);
    text.flag(VALUE, header.isValue());
    text.shape(header.shape());
    text.flag(FORTRAN, header.isFortran());
    DType dtype = header.dtype();
    if (!dtype.equals(DTypes.OBJECT)) {
      text.json.append(",\"dtype\":");
      if (dtype.kind() == DType.Kind.STRING) {
        text.string(dtype.str());
      } else {
        text.json.append(dtype.descrJson());
      }
    }
    text.json.append(",\"form\":");
    text.layout(layout);
    return text.json.append('}').toString();
  }

  private void flag(String key, boolean value) {
    if (value) {
      json.append(",\"").append(key).append("\":true");
    }
  }

  private void shape(Shape shape) {
    json.append(",\"shape\":").append(Arrays.toString(shape.dims()).replace(" ", ""));
  }

  private void layout(PickleFreeLayout layout) {
    json.append("{\"kind\":");
    string(layout.kind().text());
    flag("mask", layout.masked());
    if (!layout.row().isEmpty()) {
      json.append(layout.kind() == LayoutKind.ARRAY ? ",\"dtype\":" : ",\"row\":");
      string(layout.row());
    }
    if (layout.kind() == LayoutKind.EQUAL) {
      json.append(",\"length\":").append(layout.length());
    }
    if (layout.kind() == LayoutKind.OBJECTS) {
      shape(layout.shape());
    }
    if (layout.kind() == LayoutKind.DICT) {
      dict(layout.keys(), layout.items());
    } else if (!layout.items().isEmpty()) {
      json.append(",\"items\":");
      layout(layout.only());
    }
    json.append('}');
  }

  private void dict(List<String> keys, List<PickleFreeLayout> items) {
    json.append(",\"keys\":[");
    for (int i = 0; i < keys.size(); i++) {
      json.append(i == 0 ? "" : ",");
      string(keys.get(i));
    }
    json.append("],\"items\":[");
    for (int i = 0; i < items.size(); i++) {
      json.append(i == 0 ? "" : ",");
      layout(items.get(i));
    }
    json.append(']');
  }

  private void string(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= ' ' && c < 0x80) {
        json.append(c);
      } else {
        json.append(String.format("\\u%04X", (int) c));
      }
    }
    json.append('"');
  }

  /**
   * The description of an array or value without its elements.
   *
   * @param isValue whether the members are of a value that is not an array
   * @param dtype the dtype of the array; {@code object} for a value
   * @param shape the shape of the array; 0-d for a value
   * @param isFortran whether the array was in Fortran order and not in C order
   */
  public record LayoutHeader(boolean isValue, DType dtype, Shape shape, boolean isFortran) {
    static final LayoutHeader VALUE = new LayoutHeader(true, DTypes.OBJECT, Shape.SCALAR, false);

    static LayoutHeader of(DType dtype, Shape shape) {
      return new LayoutHeader(false, dtype, shape, false);
    }

    static LayoutHeader of(ObjectArray array) {
      boolean fortran = array.isFortranContiguous() && !array.isContiguous();
      return new LayoutHeader(false, array.dtype(), array.shape(), fortran);
    }
  }
}
