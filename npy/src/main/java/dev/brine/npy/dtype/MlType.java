package dev.brine.npy.dtype;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of numbers of the Python package {@code ml_dtypes}, which NumPy itself does not have: a
 * float of 16 bits or less, or an int of 4 bits or less in a byte of its own. {@code np.save}
 * writes such elements as raw data, bfloat16 as {@code <V2}, so that a reader must be told what
 * they are, as with {@code LoadOptions.withElements} or {@code NdArray.view}.
 */
public final class MlType extends NumberType {
  /** The upper half of a float32. */
  public static final MlType BFLOAT16 = floats("bfloat16", 16);

  /** Range before precision, with infinities. */
  public static final MlType FLOAT8_E5M2 = floats("float8_e5m2", 8);

  /** Precision before range, with infinities. */
  public static final MlType FLOAT8_E4M3 = floats("float8_e4m3", 8);

  /** Even more precision, with infinities. */
  public static final MlType FLOAT8_E3M4 = floats("float8_e3m4", 8);

  /** Without infinities, with two NaNs: the usual 8-bit float of weights. */
  public static final MlType FLOAT8_E4M3FN = floats("float8_e4m3fn", 8);

  /** Without infinities, with one NaN and one zero. */
  public static final MlType FLOAT8_E4M3FNUZ = floats("float8_e4m3fnuz", 8);

  /** Without infinities, with one NaN and one zero, and smaller values. */
  public static final MlType FLOAT8_E4M3B11FNUZ = floats("float8_e4m3b11fnuz", 8);

  /** Without infinities, with one NaN and one zero. */
  public static final MlType FLOAT8_E5M2FNUZ = floats("float8_e5m2fnuz", 8);

  /** A power of two, or NaN: a scale. */
  public static final MlType FLOAT8_E8M0FNU = floats("float8_e8m0fnu", 8);

  /** Without infinities and NaN, in the low bits of a byte. */
  public static final MlType FLOAT6_E2M3FN = floats("float6_e2m3fn", 6);

  /** Without infinities and NaN, in the low bits of a byte. */
  public static final MlType FLOAT6_E3M2FN = floats("float6_e3m2fn", 6);

  /** Without infinities and NaN, in the low bits of a byte. */
  public static final MlType FLOAT4_E2M1FN = floats("float4_e2m1fn", 4);

  /** From -1 to 0, in the low bit of a byte. */
  public static final MlType INT1 = ints("int1", 1);

  /** From -2 to 1, in the low bits of a byte. */
  public static final MlType INT2 = ints("int2", 2);

  /** From -8 to 7, in the low bits of a byte. */
  public static final MlType INT4 = ints("int4", 4);

  /** From 0 to 1, in the low bit of a byte. */
  public static final MlType UINT1 = ints("uint1", 1);

  /** From 0 to 3, in the low bits of a byte. */
  public static final MlType UINT2 = ints("uint2", 2);

  /** From 0 to 15, in the low bits of a byte. */
  public static final MlType UINT4 = ints("uint4", 4);

  private static final List<MlType> ALL =
      List.of(
          BFLOAT16,
          FLOAT8_E5M2,
          FLOAT8_E4M3,
          FLOAT8_E3M4,
          FLOAT8_E4M3FN,
          FLOAT8_E4M3FNUZ,
          FLOAT8_E4M3B11FNUZ,
          FLOAT8_E5M2FNUZ,
          FLOAT8_E8M0FNU,
          FLOAT6_E2M3FN,
          FLOAT6_E3M2FN,
          FLOAT4_E2M1FN,
          INT1,
          INT2,
          INT4,
          UINT1,
          UINT2,
          UINT4);

  private final String name;
  private final int bits;

  private MlType(Kind kind, String name, int bits) {
    super(kind, Endian.LITTLE, bits > Byte.SIZE ? Short.BYTES : Byte.BYTES);
    this.name = name;
    this.bits = bits;
  }

  private static MlType floats(String name, int bits) {
    return new MlType(Kind.ML_FLOAT, name, bits);
  }

  private static MlType ints(String name, int bits) {
    return new MlType(Kind.ML_INT, name, bits);
  }

  /** All types. */
  public static List<MlType> all() {
    return ALL;
  }

  /** The type of this name in {@code ml_dtypes}, such as {@code bfloat16}; null for other names. */
  public static @Nullable MlType of(String name) {
    for (MlType type : ALL) {
      if (type.name.equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** The name in {@code ml_dtypes}. */
  public String name() {
    return name;
  }

  /** The number of bits of an element that count: 16, 8, 6, 4, 2 or 1. */
  public int bits() {
    return bits;
  }

  /** Whether a value may be negative; not so for {@code float8_e8m0fnu} and unsigned ints. */
  public boolean isSigned() {
    return !name.startsWith("u") && !name.equals("float8_e8m0fnu");
  }

  /** The smallest dtype of NumPy that has all values: float32, int8 or uint8. */
  public NumberType widened() {
    return kind == Kind.ML_FLOAT
        ? NumberType.of(Kind.FLOAT, Endian.LITTLE, Float.BYTES)
        : NumberType.of(isSigned() ? Kind.INT : Kind.UINT, Endian.NONE, Byte.BYTES);
  }

  /** As {@code np.save} writes it: raw data, {@code <V2} or {@code <V1}. */
  @Override
  public String str() {
    return "<V" + itemsize;
  }

  @Override
  void write(DescrWriter out) {
    out.string(out.is(DescrWriter.Style.DESCR) ? str() : name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
