package dev.brine.scan.internal.form;

import java.util.Locale;

/**
 * Determines whether the extension of a file suggests a pickle or an array. It is never trusted,
 * but compared with the bytes.
 */
public final class FileNames {
  private FileNames() {}

  /** Returns whether the name suggests that the file is loaded with NumPy or as a pickle. */
  public static boolean claims(String name) {
    String end = extension(name);
    if (isCompression(end)) {
      end = extension(name.substring(0, name.lastIndexOf('.')));
    }
    return switch (end) {
      case "npy", "npz", "pkl", "pickle", "pck", "pcl", "p", "joblib" -> true;
      case "pt", "pth", "ckpt", "mar" -> true;
      default -> false;
    };
  }

  private static boolean isCompression(String end) {
    return switch (end) {
      case "gz", "z", "bz2", "xz", "lzma" -> true;
      default -> false;
    };
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    boolean inside = dot > Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return inside ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }
}
