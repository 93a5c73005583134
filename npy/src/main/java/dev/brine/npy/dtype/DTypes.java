package dev.brine.npy.dtype;

import dev.brine.npy.dtype.DType.Endian;
import dev.brine.npy.dtype.DType.Kind;

/** The common dtypes, little-endian, and a parser for NumPy's spellings of all dtypes. */
public final class DTypes {
  /** {@code |b1}. */
  public static final DType BOOL = number(Kind.BOOL, 1);

  /** {@code |i1}. */
  public static final DType INT8 = number(Kind.INT, 1);

  /** {@code <i2}. */
  public static final DType INT16 = number(Kind.INT, 2);

  /** {@code <i4}. */
  public static final DType INT32 = number(Kind.INT, 4);

  /** {@code <i8}. */
  public static final DType INT64 = number(Kind.INT, 8);

  /** {@code |u1}. */
  public static final DType UINT8 = number(Kind.UINT, 1);

  /** {@code <u2}. */
  public static final DType UINT16 = number(Kind.UINT, 2);

  /** {@code <u4}. */
  public static final DType UINT32 = number(Kind.UINT, 4);

  /** {@code <u8}. */
  public static final DType UINT64 = number(Kind.UINT, 8);

  /** {@code <f2}. */
  public static final DType FLOAT16 = number(Kind.FLOAT, 2);

  /** {@code <f4}. */
  public static final DType FLOAT32 = number(Kind.FLOAT, 4);

  /** {@code <f8}. */
  public static final DType FLOAT64 = number(Kind.FLOAT, 8);

  /** {@code <f16}: x86's 80-bit float in 16 bytes. */
  public static final DType LONGDOUBLE = number(Kind.LONGDOUBLE, 16);

  /** {@code <c8}. */
  public static final DType COMPLEX64 = number(Kind.COMPLEX, 8);

  /** {@code <c16}. */
  public static final DType COMPLEX128 = number(Kind.COMPLEX, 16);

  /** {@code <c32}: two of {@link #LONGDOUBLE}. */
  public static final DType COMPLEX_LONGDOUBLE = number(Kind.COMPLEX_LONGDOUBLE, 32);

  /** {@code |O}. */
  public static final DType OBJECT = ObjectType.INSTANCE;

  private DTypes() {}

  /**
   * Returns the dtype that {@code numpy.dtype(spelling)} returns on 64-bit Linux. A spelling is a
   * code such as {@code <f8}, {@code S10} or {@code M8[25s]}, a name of NumPy 1 or 2 such as {@code
   * float64} or {@code longdouble}, or several of them with commas and repeats such as {@code
   * i4,(2,3)f8}. The longdoubles of 32-bit machines are accepted, too.
   *
   * @throws IllegalArgumentException with NumPy's own message if NumPy does not accept it; also for
   *     a datetime whose multiple is less than 1
   */
  public static DType parse(String spelling) {
    return DTypeParser.parse(spelling);
  }

  /** Bytes of a fixed length: {@code |S10} is {@code bytes(10)}. */
  public static DType bytes(int length) {
    return FlexibleType.of(Kind.BYTES, Endian.NONE, length);
  }

  /** Strings of a fixed length in code points: {@code <U10} is {@code str(10)}. */
  public static DType str(int length) {
    return FlexibleType.of(Kind.STR, Endian.LITTLE, length);
  }

  /** Raw data of a fixed length in bytes: {@code |V10} is {@code voids(10)}. */
  public static DType voids(int length) {
    return FlexibleType.of(Kind.VOID, Endian.NONE, length);
  }

  private static DType number(Kind kind, int itemsize) {
    return NumberType.of(kind, Endian.LITTLE, itemsize);
  }

  /** The type of Python objects: {@code |O}. The elements of such an array are in a pickle. */
  static final class ObjectType extends DType {
    /** The only one. */
    static final ObjectType INSTANCE = new ObjectType();

    /** The 8 bytes of a pointer in memory are the itemsize; a file has a pickle instead. */
    private ObjectType() {
      super(Kind.OBJECT, Endian.NONE, Long.BYTES, true);
    }

    @Override
    public int alignment() {
      return Long.BYTES;
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
}
