package dev.brine.npy.dtype;

/**
 * The type of bytes, strings or raw data of a fixed length: NumPy's {@code S}, {@code U} and {@code
 * V}.
 */
public final class FlexibleType extends DType {
  /** The size of a code point in a STR, in bytes. */
  public static final int CODE_POINT = 4;

  private FlexibleType(Kind kind, Endian endian, int itemsize) {
    super(kind, endian, itemsize, false);
  }

  /**
   * A type of kind BYTES, STR or VOID.
   *
   * @param endian the byte order of the code points of a STR, where NONE means little-endian;
   *     ignored for the others
   * @param length the length in bytes, or for STR in code points; at least 0
   * @throws IllegalArgumentException if the kind is another, the length is negative, or an element
   *     would be larger than 2^31-1 bytes
   */
  public static FlexibleType of(Kind kind, Endian endian, int length) {
    if (kind != Kind.BYTES && kind != Kind.STR && kind != Kind.VOID) {
      throw new IllegalArgumentException(kind + " has no length");
    }
    int unit = kind == Kind.STR ? CODE_POINT : 1;
    if (length < 0 || length > Integer.MAX_VALUE / unit) {
      throw new IllegalArgumentException(
          "the length of " + kind + " must be from 0 to 2^31-1 bytes but was " + length);
    }
    Endian order = kind == Kind.STR ? NumberType.ordered(endian) : Endian.NONE;
    return new FlexibleType(kind, order, length * unit);
  }

  /** The length in bytes, or for STR in code points. */
  public int length() {
    return kind == Kind.STR ? itemsize / CODE_POINT : itemsize;
  }

  @Override
  public int alignment() {
    return kind == Kind.STR ? CODE_POINT : 1;
  }

  @Override
  public String str() {
    return endian.symbol() + "" + kind.code() + length();
  }

  @Override
  void write(DescrWriter out) {
    if (!out.is(DescrWriter.Style.SHOWN)) {
      out.string(str());
      return;
    }
    String order = kind == Kind.STR ? String.valueOf(endian.symbol()) : "";
    out.string(order + kind.code() + (itemsize == 0 ? "" : String.valueOf(length())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlexibleType that
        && kind == that.kind
        && endian == that.endian
        && itemsize == that.itemsize;
  }

  @Override
  public int hashCode() {
    return (kind.code() * 31 + endian.symbol()) * 31 + itemsize;
  }

  @Override
  public String toString() {
    return str();
  }
}
