package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.Map;

/**
 * An object array, or a value that is no array, as members that need no pickle.
 *
 * @param members the arrays by name, {@code NAME.form} last
 * @param python an expression that gives the elements back: those of a 0-d array alone, of another
 *     as a list in C order; or the value
 * @param kind the form in a word
 */
public record FreeArray(Map<String, NdArray> members, String python, String kind) {
  /** What follows the name of an object array in the name of the member that tells its form. */
  public static final String FORM = ".form";

  /**
   * Converts an array.
   *
   * @throws dev.brine.error.BrineException if it holds what no member can, such as itself
   */
  public static FreeArray of(ObjectArray array, String name, Location location) throws IOException {
    Members members = new Members();
    try {
      Form form = new FormWriter(location, PickleLimits.DEFAULT).array(array, name, members);
      put(FormText.of(FormHead.of(array), form), name, members);
      String python =
          array.ndim() == 0
              ? PythonText.value(form, name)
              : PythonText.elements(form, name, array.ndim() == 1);
      return new FreeArray(members.arrays(), python, form.kind().text());
    } catch (ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Converts what a pickle holds that is no array.
   *
   * @throws dev.brine.error.BrineException if it holds what no member can, such as itself
   */
  public static FreeArray of(PickleValue value, String name, Location location) throws IOException {
    Members members = new Members();
    try {
      Form form = new FormWriter(location, PickleLimits.DEFAULT).value(value, name, members);
      put(FormText.of(FormHead.VALUE, form), name, members);
      return new FreeArray(members.arrays(), PythonText.value(form, name), form.kind().text());
    } catch (ArithmeticException e) {
      throw new UnsupportedException(location, String.valueOf(e.getMessage()));
    }
  }

  private static void put(String form, String name, Members members) {
    members.put(name + FORM, Columns.texts(new String[] {form}, Shape.SCALAR));
  }
}
