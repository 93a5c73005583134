package dev.brine.npy.internal.picklefree;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.internal.picklefree.LayoutText.LayoutHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.Map;

/**
 * An object array, or a value that is not an array, as members without a pickle.
 *
 * @param members the arrays by name, {@code NAME.form} last
 * @param python a Python expression for the elements: the element of a 0-d array, a list in C order
 *     for other arrays, or the value
 * @param layout the layout of the elements
 */
public record PickleFreeArray(
    Map<String, NdArray> members, String python, PickleFreeLayout layout) {
  /** The suffix of the member that describes an object array. */
  public static final String FORM = ".form";

  /**
   * Converts an array.
   *
   * @param check checks elements that become JSON
   * @throws dev.brine.error.BrineException if an element cannot be represented, such as one that
   *     contains itself
   */
  public static PickleFreeArray of(
      ObjectArray array, String name, Location location, JsonCheck check) throws IOException {
    Members members = new Members();
    try {
      PickleFreeLayout layout = new LayoutWriter(location, check).array(array, name, members);
      members.put(name + FORM, layout.member(LayoutHeader.of(array)));
      String python =
          array.ndim() == 0
              ? PythonExpression.value(layout, name)
              : PythonExpression.elements(layout, name, array.ndim() == 1);
      return new PickleFreeArray(members.arrays(), python, layout);
    } catch (ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Converts a value that is not an array.
   *
   * @param check checks values that become JSON
   * @throws dev.brine.error.BrineException if the value cannot be represented, such as one that
   *     contains itself
   */
  public static PickleFreeArray of(
      PickleValue value, String name, Location location, JsonCheck check) throws IOException {
    Members members = new Members();
    try {
      PickleFreeLayout layout = new LayoutWriter(location, check).value(value, name, members);
      members.put(name + FORM, layout.member(LayoutHeader.VALUE));
      return new PickleFreeArray(members.arrays(), PythonExpression.value(layout, name), layout);
    } catch (ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  /** Checks that the JSON of a value can be read back. This module has no JSON reader. */
  @FunctionalInterface
  public interface JsonCheck {
    /** Accepts all JSON unread. */
    JsonCheck NONE = (value, json) -> {};

    /**
     * Checks the canonical JSON of a value.
     *
     * @throws IOException if reading it does not return the value
     */
    void check(PickleValue value, byte[] json) throws IOException;
  }
}
