package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.header.HeaderRules;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Options for loading arrays, like the keyword arguments of {@code np.load}. Immutable; each {@code
 * with} method returns a changed copy, as in {@code o -> o.withAllowPickle(false)}.
 *
 * @param allowPickle whether object arrays are read, which NumPy stores as pickles. The default is
 *     true, because nothing in a pickle is ever run; false refuses them as NumPy does.
 * @param maxHeaderSize the maximum size of a header in bytes; the default is 65,536
 * @param pickle how pickles are decoded: limits, and the encoding of Python 2's strings
 * @param repair whether headers that NumPy refuses are read if their meaning is certain, such as a
 *     shape {@code (184)}
 * @param elements the type of elements that NumPy does not have and that a file stores as raw bytes
 *     or by a name that NumPy refuses; null to read raw bytes as such and refuse such names
 */
public record LoadOptions(
    boolean allowPickle,
    int maxHeaderSize,
    PickleOptions pickle,
    boolean repair,
    @Nullable ElementType elements) {
  /** The defaults, safe for untrusted files. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(
          true, NpyHeaderReader.DEFAULT_MAX_HEADER_SIZE, PickleOptions.DEFAULT, false, null);

  /** Checks that the header size is not negative. */
  public LoadOptions {
    if (maxHeaderSize < 0) {
      throw new IllegalArgumentException(
          "maxHeaderSize must be non-negative but was " + maxHeaderSize);
    }
  }

  /** These options with object arrays allowed or not. */
  public LoadOptions withAllowPickle(boolean allowed) {
    return new LoadOptions(allowed, maxHeaderSize, pickle, repair, elements);
  }

  /** These options with another limit for headers, in bytes. */
  public LoadOptions withMaxHeaderSize(int bytes) {
    return new LoadOptions(allowPickle, bytes, pickle, repair, elements);
  }

  /** These options with another encoding of Python 2's strings in pickles; ASCII by default. */
  public LoadOptions withEncoding(StringEncoding encoding) {
    return withPickle(pickle.withEncoding(encoding));
  }

  /** These options with other limits for pickles. */
  public LoadOptions withLimits(PickleLimits limits) {
    return withPickle(pickle.withLimits(limits));
  }

  /** These options with other options for pickles. */
  public LoadOptions withPickle(PickleOptions options) {
    return new LoadOptions(allowPickle, maxHeaderSize, options, repair, elements);
  }

  /**
   * These options, reading headers that NumPy refuses if their meaning is certain: a shape such as
   * {@code (184)} or {@code 184}, a literal in JSON, padding with NUL characters.
   */
  public LoadOptions withRepair() {
    return new LoadOptions(allowPickle, maxHeaderSize, pickle, true, elements);
  }

  /**
   * These options, reading raw data of the type's size, and elements of a type that NumPy does not
   * have, as numbers of this type.
   */
  public LoadOptions withElements(@Nullable ElementType type) {
    return new LoadOptions(allowPickle, maxHeaderSize, pickle, repair, type);
  }

  /** How headers are read. */
  HeaderRules headers() {
    return new HeaderRules(maxHeaderSize, repair, elements == null ? 0 : elements.itemsize());
  }

  /** The array with the elements decoded, if they are of {@link #elements}. */
  NdArray decoded(NdArray array) {
    return elements != null && elements.isStoredAs(array.dtype()) ? elements.decode(array) : array;
  }

  /**
   * Types of numbers that NumPy does not have. Their names are those of the Python package {@code
   * ml_dtypes}. Brine reads them as float32, int8 or uint8, which represent all of their values.
   */
  public enum ElementType {
    /** The upper half of a float32. */
    BFLOAT16(2, 8, 7, 127, Special.IEEE),
    /** Range before precision, with infinities. */
    FLOAT8_E5M2(1, 5, 2, 15, Special.IEEE),
    /** With infinities. */
    FLOAT8_E4M3(1, 4, 3, 7, Special.IEEE),
    /** With infinities. */
    FLOAT8_E3M4(1, 3, 4, 3, Special.IEEE),
    /** Finite, with two NaNs. */
    FLOAT8_E4M3FN(1, 4, 3, 7, Special.FINITE),
    /** Finite, with one NaN and one zero. */
    FLOAT8_E4M3FNUZ(1, 4, 3, 8, Special.UNSIGNED_ZERO),
    /** Finite, with one NaN and one zero. */
    FLOAT8_E4M3B11FNUZ(1, 4, 3, 11, Special.UNSIGNED_ZERO),
    /** Finite, with one NaN and one zero. */
    FLOAT8_E5M2FNUZ(1, 5, 2, 16, Special.UNSIGNED_ZERO),
    /** A power of two. */
    FLOAT8_E8M0FNU(1, 8, 0, 127, Special.POWER),
    /** Two bits, one number per byte. */
    INT2(1, 0, 2, 0, Special.SIGNED),
    /** Four bits, one number per byte. */
    INT4(1, 0, 4, 0, Special.SIGNED),
    /** Two bits, one number per byte. */
    UINT2(1, 0, 2, 0, Special.UNSIGNED),
    /** Four bits, one number per byte. */
    UINT4(1, 0, 4, 0, Special.UNSIGNED);

    /** What the bits stand for where they are not an ordinary float. */
    private enum Special {
      IEEE,
      FINITE,
      UNSIGNED_ZERO,
      POWER,
      SIGNED,
      UNSIGNED
    }

    private final int itemsize;
    private final int exponentBits;
    private final int fractionBits;
    private final int bias;
    private final Special special;

    ElementType(int itemsize, int exponentBits, int fractionBits, int bias, Special special) {
      this.itemsize = itemsize;
      this.exponentBits = exponentBits;
      this.fractionBits = fractionBits;
      this.bias = bias;
      this.special = special;
    }

    /** The type of this name, such as {@code bfloat16}, or null. */
    public static @Nullable ElementType of(String name) {
      for (ElementType type : values()) {
        if (type.text().equals(name)) {
          return type;
        }
      }
      return null;
    }

    /** The name in {@code ml_dtypes}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The size of an element in bytes. */
    public int itemsize() {
      return itemsize;
    }

    /** The dtype of the numbers that {@link #decode} returns. */
    public DType dtype() {
      return switch (special) {
        case SIGNED -> DTypes.INT8;
        case UNSIGNED -> DTypes.UINT8;
        default -> DTypes.FLOAT32;
      };
    }

    /** Whether {@link #decode} takes an array of this dtype: raw data of the size of an element. */
    public boolean isStoredAs(DType dtype) {
      return dtype.kind() == DType.Kind.VOID && dtype.itemsize() == itemsize;
    }

    /** The numbers that raw, little-endian elements stand for. */
    public NdArray decode(NdArray raw) {
      int count = Math.toIntExact(raw.size());
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(count, itemsize)).order(ByteOrder.LITTLE_ENDIAN);
      raw.bytes(Order.C).forEach(bytes::put);
      int each = dtype().itemsize();
      ByteBuffer out =
          ByteBuffer.allocate(Math.multiplyExact(count, each)).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        int bits = itemsize == 2 ? bytes.getShort(2 * i) & 0xffff : bytes.get(i) & 0xff;
        if (each == 1) {
          out.put((byte) integer(bits));
        } else {
          out.putFloat(number(bits));
        }
      }
      return NdArray.of(dtype(), raw.shape(), Order.C, out.flip());
    }

    private int integer(int bits) {
      int shift = Integer.SIZE - fractionBits;
      return special == Special.SIGNED ? bits << shift >> shift : bits << shift >>> shift;
    }

    private float number(int bits) {
      if (this == BFLOAT16) {
        return Float.intBitsToFloat(bits << 16);
      }
      int exponent = bits >> fractionBits & (1 << exponentBits) - 1;
      int fraction = bits & (1 << fractionBits) - 1;
      int most = (1 << exponentBits) - 1;
      if (special == Special.POWER) {
        return exponent == most ? Float.NaN : (float) Math.scalb(1.0, exponent - bias);
      }
      boolean negative = bits >> (exponentBits + fractionBits) != 0;
      float sign = negative ? -1 : 1;
      switch (special) {
        case IEEE -> {
          if (exponent == most) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
          }
        }
        case FINITE -> {
          if (exponent == most && fraction == (1 << fractionBits) - 1) {
            return Float.NaN;
          }
        }
        default -> {
          if (negative && exponent == 0 && fraction == 0) {
            return Float.NaN;
          }
        }
      }
      double scaled = exponent == 0 ? fraction : fraction + (1 << fractionBits);
      return sign * (float) Math.scalb(scaled, Math.max(exponent, 1) - bias - fractionBits);
    }
  }
}
