package dev.brine.cli.convert;

import java.util.Locale;

/** What a file is, by the end of its name. */
enum FileKind {
  NPY(".npy"),
  NPZ(".npz"),
  SAFETENSORS(".safetensors"),
  CSV(".csv"),
  JSON_LINES(".jsonl"),
  PKL(".pkl"),
  PICKLE(".pickle"),
  /** Whatever else: to be read, what its first bytes say. */
  OTHER("");

  private final String end;

  FileKind(String end) {
    this.end = end;
  }

  static FileKind of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (FileKind kind : values()) {
      if (lower.endsWith(kind.end)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** Whether it is a bare pickle. */
  boolean isPickle() {
    return this == PKL || this == PICKLE;
  }

  /** Whether it is rows of text. */
  boolean isText() {
    return this == CSV || this == JSON_LINES;
  }
}
