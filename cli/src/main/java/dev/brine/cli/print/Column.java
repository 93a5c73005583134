package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Elements of an array in C order, printed as text or as JSON by their index. */
public interface Column {

  /** The number of elements. */
  int size();

  /** The text of an element. */
  String text(int index);

  /** The text of an element, or only its beginning if it is longer than {@code most}. */
  default String text(int index, int most) {
    return text(index);
  }

  /** The text of an element in CSV. */
  default String plain(int index) throws IOException {
    return text(index);
  }

  /** Writes an element as JSON. */
  void json(int index, JsonGenerator json) throws IOException;

  /**
   * Whether two elements are equal, or both NaN or NaT.
   *
   * @param other a column of the same dtype, or of another dtype of numbers if this one has numbers
   */
  boolean same(int index, Column other, int otherIndex) throws IOException;
}
