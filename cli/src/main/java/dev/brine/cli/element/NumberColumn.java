package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Real numbers. */
interface NumberColumn extends Column {

  /** The double nearest to an element. */
  double near(int index);

  /** An element with all its digits; null if it is NaN or infinite. */
  @Nullable BigDecimal exact(int index);

  /** JSON has no NaN and no infinity: they are strings. */
  @Override
  default void json(int index, JsonGenerator json) throws IOException {
    double near = near(index);
    if (exact(index) != null) {
      json.writeNumber(text(index));
    } else {
      json.writeString(Double.isNaN(near) ? "NaN" : near > 0 ? "Infinity" : "-Infinity");
    }
  }

  @Override
  default boolean same(int index, Column other, int otherIndex) {
    NumberColumn that = (NumberColumn) other;
    BigDecimal one = exact(index);
    BigDecimal two = that.exact(otherIndex);
    if (one != null && two != null) {
      return one.compareTo(two) == 0;
    }
    // the double of what is finite may be infinite all the same
    return one == null && two == null && Double.compare(near(index), that.near(otherIndex)) == 0;
  }
}
