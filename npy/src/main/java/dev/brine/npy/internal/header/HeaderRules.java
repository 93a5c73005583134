package dev.brine.npy.internal.header;

import dev.brine.npy.dtype.MlType;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a header is read.
 *
 * @param maxSize the maximum size of the literal in bytes
 * @param repair whether headers that NumPy refuses are read if their meaning is certain
 * @param elements the type of raw elements of its size, and of elements of a type that NumPy does
 *     not have; null to read raw data as such and to refuse such types
 */
public record HeaderRules(int maxSize, boolean repair, @Nullable MlType elements) {
  /** The option that reads headers whose meaning is certain, as messages name it. */
  public static final String REPAIR_OPTION = "LoadOptions.withRepair()";

  /** The option that allows longer headers, as messages name it. */
  public static final String SIZE_OPTION = "LoadOptions.withMaxHeaderSize";

  /** The option that reads elements of types that NumPy does not have, as messages name it. */
  public static final String TYPE_OPTION = "LoadOptions.withElements(TYPE)";

  private static final Pattern STRING =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"");

  private static final Pattern CALL = Pattern.compile("\\bnp\\.\\w+\\s*\\(");

  /**
   * Whether a header that can be read has calls such as {@code np.int64(1)}, which NumPy 2 printed
   * by mistake and does not read.
   *
   * @param header all bytes before the data
   */
  public static boolean hasCalls(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    return text.contains("np.") && CALL.matcher(STRING.matcher(text).replaceAll("''")).find();
  }

  /** The rules of NumPy, with another limit for the size. */
  public static HeaderRules ofSize(int maxSize) {
    return new HeaderRules(maxSize, false, null);
  }
}
