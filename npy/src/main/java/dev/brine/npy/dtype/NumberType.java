package dev.brine.npy.dtype;

/** The type of bools, integers, floats or complex numbers of a fixed size. */
public sealed class NumberType extends DType permits MlType {
  NumberType(Kind kind, Endian endian, int itemsize) {
    super(kind, endian, itemsize, false);
  }

  /**
   * Returns the type of this kind and size. Single bytes have no byte order; for others, NONE means
   * little-endian, as in NumPy on a little-endian machine.
   *
   * @throws IllegalArgumentException if NumPy has no such type; {@link MlType} has those of
   *     ml_dtypes
   */
  public static NumberType of(Kind kind, Endian endian, int itemsize) {
    if (!exists(kind, itemsize)) {
      throw new IllegalArgumentException(
          "there is no " + kind + " of " + itemsize + " bytes in NumPy");
    }
    return new NumberType(kind, itemsize == 1 ? Endian.NONE : ordered(endian), itemsize);
  }

  static Endian ordered(Endian endian) {
    return endian == Endian.NONE ? Endian.LITTLE : endian;
  }

  /** Whether NumPy has this kind in this size, on some machine. */
  static boolean exists(Kind kind, int itemsize) {
    return switch (kind) {
      case BOOL -> itemsize == 1;
      case INT, UINT -> itemsize == 1 || itemsize == 2 || itemsize == 4 || itemsize == 8;
      case FLOAT -> itemsize == 2 || itemsize == 4 || itemsize == 8;
      case LONGDOUBLE -> itemsize == 12 || itemsize == 16;
      case COMPLEX -> itemsize == 8 || itemsize == 16;
      case COMPLEX_LONGDOUBLE -> itemsize == 24 || itemsize == 32;
      default -> false;
    };
  }

  @Override
  public int alignment() {
    return switch (kind) {
      // a 12-byte longdouble is from 32-bit x86, where its alignment is 4 bytes
      case LONGDOUBLE -> itemsize == 12 ? 4 : 16;
      case COMPLEX_LONGDOUBLE -> itemsize == 24 ? 4 : 16;
      case COMPLEX -> itemsize / 2;
      default -> itemsize;
    };
  }

  @Override
  public String str() {
    return endian.symbol() + "" + kind.code() + itemsize;
  }

  @Override
  void write(DescrWriter out) {
    if (!out.is(DescrWriter.Style.SHOWN)) {
      out.string(str());
    } else if (kind == Kind.BOOL) {
      out.string("?");
    } else {
      out.string(itemsize == 1 ? str().substring(1) : str());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberType that
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
    if (endian == Endian.BIG) {
      return str();
    }
    return switch (kind) {
      case BOOL -> "bool";
      case INT -> "int" + itemsize * 8;
      case UINT -> "uint" + itemsize * 8;
      case COMPLEX, COMPLEX_LONGDOUBLE -> "complex" + itemsize * 8;
      default -> "float" + itemsize * 8;
    };
  }
}
