package dev.brine.npy.dtype;

/**
 * The type of a small array in C order as one element: that of a field such as {@code ('a', '<f4',
 * (3,))}.
 */
public final class SubarrayType extends DType {
  private final DType base;
  private final Shape shape;

  private SubarrayType(DType base, Shape shape, int itemsize) {
    super(Kind.SUBARRAY, Endian.NONE, itemsize, base.hasObject());
    this.base = base;
    this.shape = shape;
  }

  /**
   * Returns the type of an array of this shape.
   *
   * @throws IllegalArgumentException if it would be larger than 2^31-1 bytes, or nested too deeply
   */
  public static SubarrayType of(DType base, Shape shape) {
    for (int i = 0; i < shape.ndim(); i++) {
      if (shape.dim(i) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dimension does not fit into a C int.");
      }
    }
    long count = shape.size();
    if (count > Integer.MAX_VALUE || count * base.itemsize() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.");
    }
    checkDepth(base.levels() + 1);
    return new SubarrayType(base, shape, (int) count * base.itemsize());
  }

  /** The type of an element of the small array. */
  public DType base() {
    return base;
  }

  /** The shape of the small array. */
  public Shape shape() {
    return shape;
  }

  @Override
  public int alignment() {
    return base.alignment();
  }

  @Override
  public String str() {
    return "|V" + itemsize;
  }

  /** The tuple that {@code numpy.dtype} accepts; NumPy itself writes a subarray only as a field. */
  @Override
  public String descr() {
    return written(DescrWriter.Style.DESCR);
  }

  @Override
  public int levels() {
    return base.levels() + 1;
  }

  @Override
  public int totalFields() {
    return base.totalFields();
  }

  @Override
  void write(DescrWriter out) {
    out.open('(');
    base.write(out);
    out.comma();
    out.shape(shape);
    out.close(')');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubarrayType that && shape.equals(that.shape) && base.equals(that.base);
  }

  @Override
  public int hashCode() {
    return shape.hashCode() * 31 + base.hashCode();
  }

  @Override
  public String toString() {
    return written(DescrWriter.Style.SHOWN);
  }
}
