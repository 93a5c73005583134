package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;

/** The members that tell the form of lists and texts which lie in other members. */
public final class RaggedForm {
  public static final String SPLITS = ".row_splits";
  public static final String VALUES = ".values";

  private RaggedForm() {}

  /**
   * The form of lists of different lengths.
   *
   * @param items bools, ints, floats or texts
   */
  public static NdArray lists(long rows, DType items) throws IOException {
    FormKind kind =
        switch (items.kind()) {
          case BOOL -> FormKind.BOOL;
          case FLOAT -> FormKind.FLOAT;
          case STR -> FormKind.STR;
          default -> FormKind.INT;
        };
    return member(rows, Form.rows("list", Form.leaf(kind, false)));
  }

  /** The form of texts in UTF-8. */
  public static NdArray texts(long rows) throws IOException {
    return member(rows, Form.leaf(FormKind.UTF8, false));
  }

  private static NdArray member(long rows, Form form) throws IOException {
    String text = FormText.of(DTypes.OBJECT, Shape.of(rows), form);
    return Columns.texts(new String[] {text}, Shape.SCALAR);
  }
}
