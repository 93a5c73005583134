package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members for one object array, in order. */
final class Members {
  private final Map<String, NdArray> arrays = new LinkedHashMap<>();

  /** Thrown if two values of one dict need the same member; the dict then becomes JSON. */
  static final class ClashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClashException(String name) {
      super("two members " + name, null, false, false);
    }
  }

  void put(String name, NdArray array) {
    if (arrays.putIfAbsent(name, array) != null) {
      throw new ClashException(name);
    }
  }

  void putAll(Members others) {
    others.arrays.forEach(this::put);
  }

  Map<String, NdArray> arrays() {
    return arrays;
  }

  private static final int MAX_KEY_LENGTH = 1_000;

  /**
   * Whether a key can be part of a member's name, and no reader of archives interprets it as a path
   * to another place.
   */
  static boolean isName(String key) {
    if (key.isEmpty()
        || key.length() > MAX_KEY_LENGTH
        || key.startsWith("/")
        || key.endsWith("/")) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean half = Character.isSurrogate(c) && Character.charCount(key.codePointAt(i)) == 1;
      if (c < ' ' || c == '\\' || c == 0x7f || c == ':' || half) {
        return false;
      }
      i += Character.isHighSurrogate(c) ? 1 : 0;
    }
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** Adds pieces of bytes as two members: all bytes, and the start of each piece. */
  void putPieces(byte[][] pieces, String valuesName, String splitsName) {
    long[] splits = new long[pieces.length + 1];
    for (int i = 0; i < pieces.length; i++) {
      splits[i + 1] = splits[i] + pieces[i].length;
    }
    ByteBuffer values = PlainArrays.room(splits[pieces.length], 1);
    for (byte[] piece : pieces) {
      values.put(piece);
    }
    put(valuesName, PlainArrays.of(DTypes.UINT8, Shape.of(values.capacity()), values));
    put(splitsName, PlainArrays.longs(DTypes.INT64, splits, Shape.of(splits.length)));
  }
}
