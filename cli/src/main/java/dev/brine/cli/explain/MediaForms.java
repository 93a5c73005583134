package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/** Pictures, sounds, documents and databases under a wrong name. */
final class MediaForms {
  private MediaForms() {}

  static @Nullable Foreign of(Beginning file) {
    String name = name(file);
    return name.isEmpty()
        ? null
        : new Foreign(name, "A " + name + " under a wrong name.", "file {sh}");
  }

  private static String name(Beginning file) {
    if (file.is("\u0089PNG")) {
      return "PNG image";
    }
    if (file.is("\u00ff\u00d8\u00ff")) {
      return "JPEG image";
    }
    if (file.is("GIF8")) {
      return "GIF image";
    }
    if (file.is("II*\0") || file.is("MM\0*")) {
      return "TIFF image";
    }
    if (file.is("RIFF") && file.has(8, "WAVE")) {
      return "WAV sound";
    }
    if (file.is("%PDF")) {
      return "PDF document";
    }
    return file.is("SQLite format 3") ? "SQLite database" : "";
  }
}
