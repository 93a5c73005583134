package dev.brine.internal.tar;

/**
 * One member of a tar archive, with the name and size that its extended headers give it.
 *
 * @param name the path as stored
 * @param type the typeflag of its header; NUL and {@code '0'} are files
 * @param size the number of bytes stored for it
 * @param isSparse whether the bytes stored are those of a sparse file, without its holes
 * @param offset the offset of its header in the archive
 */
public record TarMember(String name, char type, long size, boolean isSparse, long offset) {

  /**
   * Returns whether it is a directory: type 5, or a nameless type with a name that ends in a slash.
   */
  public boolean isDirectory() {
    return type == '5';
  }

  /** Returns whether it is a hard or symbolic link. */
  public boolean isLink() {
    return type == '1' || type == '2';
  }

  /** Returns whether it is a character or block device, or a named pipe. */
  public boolean isDevice() {
    return type == '3' || type == '4' || type == '6';
  }

  /**
   * Returns whether Python takes it for a file with content: every type that is not a directory,
   * link or device, unknown types such as {@code 'V'} included.
   */
  public boolean isFile() {
    return !isDirectory() && !isLink() && !isDevice();
  }
}
