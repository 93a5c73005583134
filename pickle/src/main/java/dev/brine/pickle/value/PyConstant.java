package dev.brine.pickle.value;

/** Python's constants. */
public enum PyConstant implements PickleValue {
  /** {@code None}. */
  NONE(Kind.NONE, "NoneType", "None"),
  /** {@code True}. */
  TRUE(Kind.BOOL, "bool", "True"),
  /** {@code False}. */
  FALSE(Kind.BOOL, "bool", "False"),
  /** {@code Ellipsis}. */
  ELLIPSIS(Kind.ELLIPSIS, "ellipsis", "Ellipsis"),
  /** {@code NotImplemented}. */
  NOT_IMPLEMENTED(Kind.NOT_IMPLEMENTED, "NotImplementedType", "NotImplemented");

  private final Kind kind;
  private final String typeName;
  private final String text;

  PyConstant(Kind kind, String typeName, String text) {
    this.kind = kind;
    this.typeName = typeName;
    this.text = text;
  }

  /** {@code True} or {@code False}. */
  public static PyConstant of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public String toString() {
    return text;
  }
}
