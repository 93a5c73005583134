package dev.brine.npy.dtype;

/** Any Python object: {@code |O}. The elements of such an array are in a pickle. */
final class ObjectType extends DType {
  /** The only one. */
  static final ObjectType INSTANCE = new ObjectType();

  private ObjectType() {}

  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  /**
   * The 8 bytes of the pointer that NumPy keeps in memory; in a file an object has no fixed size.
   */
  @Override
  public int itemsize() {
    return Long.BYTES;
  }

  @Override
  public Endian endian() {
    return Endian.NONE;
  }

  @Override
  public int alignment() {
    return Long.BYTES;
  }

  @Override
  public boolean hasObject() {
    return true;
  }

  @Override
  public String str() {
    return "|O";
  }

  @Override
  void write(DescrWriter out) {
    out.string(out.is(DescrWriter.Style.SHOWN) ? "O" : "|O");
  }

  @Override
  public String toString() {
    return "object";
  }
}
