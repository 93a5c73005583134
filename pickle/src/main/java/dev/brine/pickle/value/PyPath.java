package dev.brine.pickle.value;

/**
 * A path of Python's {@code pathlib}: text, never looked up in a file system.
 *
 * @param typeName PurePosixPath, PosixPath, PureWindowsPath or WindowsPath
 * @param text the path as {@code str} gives it
 */
public record PyPath(String typeName, String text) implements PickleValue {

  /** Whether it has drives and backslashes. */
  public boolean isWindows() {
    return typeName.endsWith("WindowsPath");
  }

  /** What Python compares: pure or not does not matter, nor does case on Windows. */
  String keyText() {
    return isWindows() ? "w" + text.toLowerCase(java.util.Locale.ROOT) : "p" + text;
  }

  @Override
  public Kind kind() {
    return Kind.PATH;
  }

  @Override
  public String toString() {
    return text;
  }
}
