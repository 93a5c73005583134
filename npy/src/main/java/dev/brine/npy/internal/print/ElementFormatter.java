package dev.brine.npy.internal.print;

/** Formats the elements of one array, all in the same way. */
public interface ElementFormatter {
  /** The text of the element at an index, padded as the text of the whole array needs it. */
  String at(long... index);

  /** A formatter that aligns all texts to the right of the longest one in a sample. */
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
