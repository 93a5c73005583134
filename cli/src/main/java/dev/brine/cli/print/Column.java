package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Some elements of an array in C order, numbered from 0. */
public interface Column {

  /** How many there are. */
  int size();

  /** An element for a person. */
  String text(int index);

  /** An element for a person; of one that is longer than {@code most}, the beginning may do. */
  default String text(int index, int most) {
    return text(index);
  }

  /** An element for a program that knows no types. */
  default String plain(int index) throws IOException {
    return text(index);
  }

  /** An element for a program. */
  void json(int index, JsonGenerator json) throws IOException;

  /**
   * Whether two elements are the same: equal, or both NaN or NaT.
   *
   * @param other a column of an array whose dtype is the same, or a number as this one's is
   */
  boolean same(int index, Column other, int otherIndex) throws IOException;
}
