package dev.brine.npy.dtype;

import dev.brine.pickle.PickleLimits;
import java.nio.ByteOrder;

/**
 * The type of an array's elements, as {@code numpy.dtype}: immutable, and equal when NumPy's are.
 * {@link DTypes} has the common dtypes and parses NumPy's spellings. To distinguish dtypes, switch
 * on {@link #kind}.
 */
public abstract sealed class DType
    permits NumberType,
        FlexibleType,
        TimeType,
        DTypes.ObjectType,
        StringDType,
        StructType,
        SubarrayType {
  /** The maximum nesting of structs and subarrays. */
  public static final int MAX_DEPTH = PickleLimits.DEFAULT_DEPTH;

  /** The maximum number of fields of a struct, including nested fields. */
  public static final int MAX_FIELDS = 65_536;

  /** The kind of an element. */
  public enum Kind {
    /** One byte, 0 or 1. */
    BOOL('b'),
    /** A signed int of 1, 2, 4 or 8 bytes. */
    INT('i'),
    /** An unsigned int of 1, 2, 4 or 8 bytes. */
    UINT('u'),
    /** An IEEE 754 float of 2, 4 or 8 bytes. */
    FLOAT('f'),
    /** The 80-bit extended float of x86, stored in 12 or 16 bytes. */
    LONGDOUBLE('f'),
    /** Two FLOATs of 4 or 8 bytes. */
    COMPLEX('c'),
    /** Two LONGDOUBLEs. */
    COMPLEX_LONGDOUBLE('c'),
    /** A float of {@code ml_dtypes}: an {@link MlType}, such as bfloat16. */
    ML_FLOAT('V'),
    /** A small int of {@code ml_dtypes}: an {@link MlType}, such as int4. */
    ML_INT('V'),
    /** A fixed number of bytes, padded with NUL: {@code S}. */
    BYTES('S'),
    /** A fixed number of UCS-4 code points, padded with NUL: {@code U}. */
    STR('U'),
    /** A fixed number of raw bytes: {@code V}. */
    VOID('V'),
    /** An int64 count of a unit of time since 1970, or NaT. */
    DATETIME('M'),
    /** An int64 count of a unit of time, or NaT. */
    TIMEDELTA('m'),
    /** Any Python object, stored in a pickle. */
    OBJECT('O'),
    /** NumPy 2's strings of any length, stored in a pickle. */
    STRING('T'),
    /** Named fields. */
    STRUCT('V'),
    /** A small array, as a field of a struct. */
    SUBARRAY('V');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    /** The letter of NumPy's {@code dtype.kind}. */
    public char code() {
      return code;
    }
  }

  /** The order of an element's bytes. */
  public enum Endian {
    LITTLE('<'),
    BIG('>'),
    /** No byte order: single bytes, structs, objects. */
    NONE('|');

    private final char symbol;

    Endian(char symbol) {
      this.symbol = symbol;
    }

    /** The character that begins NumPy's {@code dtype.str}. */
    public char symbol() {
      return symbol;
    }

    /** The order to read with; little-endian for NONE. */
    public ByteOrder byteOrder() {
      return this == BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
  }

  final Kind kind;
  final Endian endian;
  final int itemsize;
  final boolean hasObject;

  DType(Kind kind, Endian endian, int itemsize, boolean hasObject) {
    this.kind = kind;
    this.endian = endian;
    this.itemsize = itemsize;
    this.hasObject = hasObject;
  }

  /** The kind of an element. */
  public final Kind kind() {
    return kind;
  }

  /** Bytes per element, from 0. */
  public final int itemsize() {
    return itemsize;
  }

  /** The order of the bytes; NONE for structs, whose fields have their own. */
  public final Endian endian() {
    return endian;
  }

  /** The alignment of an element in C, in bytes. */
  public abstract int alignment();

  /** Whether an element is or holds a Python object, so that its data is a pickle. */
  public final boolean hasObject() {
    return hasObject;
  }

  /** NumPy's {@code dtype.str}, such as {@code <f8}, {@code |O} or {@code |V12}. */
  public abstract String str();

  /** The nesting depth of structs and subarrays; 0 for other dtypes. */
  public int levels() {
    return 0;
  }

  /** The number of fields of a struct, including nested fields; 0 for other dtypes. */
  public int totalFields() {
    return 0;
  }

  static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a dtype must not have more than " + MAX_DEPTH + " levels");
    }
  }

  static void checkFieldCount(int count) {
    if (count > MAX_FIELDS) {
      throw new IllegalArgumentException(
          "a dtype must not have more than " + MAX_FIELDS + " fields");
    }
  }

  /** Appends this dtype as a field's type. */
  abstract void write(DescrWriter out);

  /**
   * The text that NumPy writes into a header: {@code <f8}, or {@code [('a', '<i4'), ('b', '|O')]}
   * with padding as {@code ('', '|V4')} and titles as {@code ('title', 'name')}. NumPy cannot save
   * fields that overlap or are out of order; for those this is the dict that {@code numpy.dtype}
   * accepts.
   */
  public String descr() {
    return str();
  }

  /** The descr as JSON without white space: a string, or for a struct a list of its fields. */
  public final String descrJson() {
    DescrWriter out = new DescrWriter(DescrWriter.Style.JSON);
    write(out);
    return out.toString();
  }

  /** The text of {@link #write} in one style. */
  final String written(DescrWriter.Style style) {
    DescrWriter out = new DescrWriter(style);
    write(out);
    return out.toString();
  }

  /** As NumPy shows it: {@code float64}, {@code >f8}, {@code [('a', '<i4')]}. */
  @Override
  public abstract String toString();
}
