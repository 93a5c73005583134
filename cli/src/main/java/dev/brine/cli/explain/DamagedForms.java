package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/** Files that something has spoiled as a whole. */
final class DamagedForms {
  private DamagedForms() {}

  static @Nullable Foreign of(Beginning file) {
    if (file.size() == 0) {
      return new Foreign(
          "empty",
          "The file has no bytes: a download or a save that never began.",
          "fetch or save {sh} again");
    }
    if (file.isZeros()) {
      return new Foreign(
          "zeros",
          "The file begins with zeros only: space that was set aside and never written.",
          "fetch or save {sh} again");
    }
    if (file.is("\u00c2\u0093NUMPY") || file.is("\u00ef\u00bf\u00bdNUMPY") || file.is("?NUMPY")) {
      return new Foreign(
          "damaged .npy",
          "An .npy that something has rewritten as text in another encoding; bytes above 127 are"
              + " lost or changed.",
          "fetch {sh} again as binary (ftp: binary; git: *.npy binary in .gitattributes)");
    }
    return null;
  }
}
