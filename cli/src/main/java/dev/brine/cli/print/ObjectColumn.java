package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.util.function.Function;

/**
 * Python values.
 *
 * @param columns makes columns of the arrays among them
 */
record ObjectColumn(ObjectArray array, Function<NdArray, Column> columns) implements Column {

  @Override
  public int size() {
    return Math.toIntExact(array.size());
  }

  @Override
  public String text(int index) {
    return text(index, Integer.MAX_VALUE);
  }

  @Override
  public String text(int index, int most) {
    PickleValue value = array.item(index);
    return value instanceof PyStr text ? text.value() : ValueText.of(value, most);
  }

  /** Strings as they are, all else as JSON. */
  @Override
  public String plain(int index) throws IOException {
    return ValueJson.plain(array.item(index), columns);
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    ValueJson.write(array.item(index), json, columns);
  }

  /** Python values are the same if their canonical text is. */
  @Override
  public boolean same(int index, Column other, int otherIndex) throws IOException {
    PickleValue one = array.item(index);
    PickleValue two = ((ObjectColumn) other).array.item(otherIndex);
    if (one instanceof PySequence rows
        && two instanceof PySequence others
        && rows.packing() == Packing.INTS
        && others.packing() == Packing.INTS
        && rows.kind() == others.kind()) {
      return sameInts(rows, others);
    }
    return one.kind() == two.kind() && PickleText.sha256(one).equals(PickleText.sha256(two));
  }

  private static boolean sameInts(PySequence one, PySequence two) {
    if (one.size() != two.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.longAt(i) != two.longAt(i)) {
        return false;
      }
    }
    return true;
  }
}
