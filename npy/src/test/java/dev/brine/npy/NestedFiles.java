package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Files that joblib, scikit-learn and PyTorch wrote, and what Python says about the arrays in them.
 *
 * @param files their bytes by name
 * @param arrays a line for each array without objects, by the name of the file: path, descr, shape
 *     and SHA-256 of the bytes in C order, with tabs in between
 */
record NestedFiles(Map<String, byte[]> files, Map<String, List<String>> arrays) {
  private static final String MANIFEST = "manifest.tsv";

  /** Reads an archive of files with their manifest. */
  static NestedFiles of(String archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    InputStream resource = NestedFiles.class.getResourceAsStream("/nested/" + archive);
    try (ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(resource))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    String manifest =
        new String(Objects.requireNonNull(files.remove(MANIFEST)), StandardCharsets.UTF_8);
    Map<String, List<String>> arrays = new LinkedHashMap<>();
    for (String line : manifest.lines().toList()) {
      int tab = line.indexOf('\t');
      arrays
          .computeIfAbsent(line.substring(0, tab), name -> new ArrayList<>())
          .add(line.substring(tab + 1));
    }
    return new NestedFiles(files, arrays);
  }

  /** The line of the manifest for an array. */
  static String line(String path, NdArray found) {
    // the manifest has bfloat16 and 8-bit floats as float32
    NdArray array = found.dtype() instanceof MlType ? found.astype(DTypes.FLOAT32) : found;
    return path
        + "\t"
        + spelled(array.dtype().descr())
        + "\t"
        + array.shape()
        + "\t"
        + sha256(array);
  }

  /** A descr as Python's {@code str} gives it: a string without quotes. */
  private static String spelled(String descr) {
    return descr.startsWith("'") ? descr.substring(1, descr.length() - 1) : descr;
  }

  private static String sha256(NdArray array) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ByteBuffer bytes : array.bytes(Order.C)) {
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
