package dev.brine.npy.internal.print;

/** Formats the elements of one array in a common style. */
public interface ElementFormatter {
  /** Formats the element at an index, padded to align with the other elements. */
  String at(long... index);

  /** Returns a formatter that right-aligns all elements to the longest one in a sample. */
  static ElementFormatter aligned(ElementFormatter plain, Sample sample) {
    int width = 0;
    for (long[] index : sample.indices()) {
      width = Math.max(width, plain.at(index).length());
    }
    String blanks = " ".repeat(width);
    return index -> {
      String text = plain.at(index);
      return blanks.substring(Math.min(blanks.length(), text.length())) + text;
    };
  }
}
