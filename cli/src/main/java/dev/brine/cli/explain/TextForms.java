package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/** Texts where data was expected. */
final class TextForms {
  private static final String LFS = "version https://git-lfs.github.com/spec";

  private TextForms() {}

  static @Nullable Foreign of(Beginning file) {
    String words = file.words();
    if (words.startsWith(LFS)) {
      return new Foreign(
          "Git LFS pointer",
          "Not the data but a note of Git LFS where it is: the repository was cloned without LFS.",
          "git lfs install && git lfs pull --include {sh}");
    }
    if (words.startsWith("<!doctype html") || words.startsWith("<html")) {
      return new Foreign(
          "HTML",
          "A web page: the link leads to a page about the file, a login or an error, not to it.",
          "download {sh} again from the raw link (curl -L -o {sh} URL)");
    }
    if (words.startsWith("<?xml") || words.startsWith("<error")) {
      return new Foreign(
          "XML",
          "An XML text; where data was expected, it is most often a storage service's error.",
          "head -c 500 {sh}");
    }
    if (file.is("\u00ff\u00fe") || file.is("\u00fe\u00ff")) {
      return new Foreign("UTF-16", "Text in UTF-16.", "iconv -f UTF-16 -t UTF-8 {sh}");
    }
    return null;
  }

  /** What nothing else knows but every byte of it is of a text. */
  static Foreign plain() {
    return new Foreign(
        "text",
        "Plain text, such as CSV or JSON, whatever its name says.",
        "import numpy; a = numpy.genfromtxt({py}, delimiter=',')");
  }
}
