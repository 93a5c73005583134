package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;

/** The form of lists or texts that are written as values and row splits without being in memory. */
public final class RaggedForm {
  public static final String SPLITS = ".row_splits";
  public static final String VALUES = ".values";

  /** Texts in UTF-8. */
  public static final RaggedForm TEXTS = new RaggedForm(Form.leaf(FormKind.UTF8, false));

  private final Form form;

  private RaggedForm(Form form) {
    this.form = form;
  }

  /**
   * Lists of different lengths.
   *
   * @param items bools, ints, floats or texts
   */
  public static RaggedForm lists(DType items) {
    FormKind kind =
        switch (items.kind()) {
          case BOOL -> FormKind.BOOL;
          case FLOAT -> FormKind.FLOAT;
          case STR -> FormKind.STR;
          default -> FormKind.INT;
        };
    return new RaggedForm(Form.rows("list", Form.leaf(kind, false)));
  }

  /** The member that tells the form of an array of one axis. */
  public NdArray member(long rows) throws IOException {
    String text = FormText.of(FormHead.of(DTypes.OBJECT, Shape.of(rows)), form);
    return Columns.texts(new String[] {text}, Shape.SCALAR);
  }

  /** The form in a word. */
  public String kind() {
    return form.kind().text();
  }

  /** An expression that gives the array of this name back, as a list. */
  public String python(String name) {
    return PythonText.elements(form, name, true);
  }
}
