package dev.brine.cli.element;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import java.io.IOException;

/** Moments and spans of time; in JSON a span is its count. */
final class TimeColumn implements Column {
  private final TimeArray values;
  private final long[] counts;

  TimeColumn(TimeArray values) {
    this.values = (TimeArray) values.reshape(-1);
    this.counts = values.toLongArray();
  }

  @Override
  public int size() {
    return counts.length;
  }

  @Override
  public String text(int index) {
    return values.at(index).toString();
  }

  @Override
  public void json(int index, JsonGenerator json) throws IOException {
    if (counts[index] == TimeArray.NAT) {
      json.writeNull();
    } else if (values.dtype().kind() == DType.Kind.TIMEDELTA) {
      json.writeNumber(counts[index]);
    } else {
      json.writeString(text(index));
    }
  }

  @Override
  public boolean same(int index, Column other, int otherIndex) {
    return counts[index] == ((TimeColumn) other).counts[otherIndex];
  }
}
