package dev.brine.cli.diff;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import java.util.List;
import java.util.Objects;

/** Whether two dtypes are the same but for the order of their bytes. */
final class SameType {
  private SameType() {}

  /** Recursion is as deep as the dtypes: at most 64 levels. */
  static boolean of(DType one, DType two) {
    if (one.kind() != two.kind() || one.itemsize() != two.itemsize()) {
      return false;
    }
    if (one instanceof StructType struct) {
      return fields(struct.fields(), ((StructType) two).fields());
    }
    if (one instanceof SubarrayType array) {
      SubarrayType other = (SubarrayType) two;
      return array.shape().equals(other.shape()) && of(array.base(), other.base());
    }
    if (one instanceof TimeType time) {
      TimeType other = (TimeType) two;
      return time.unit() == other.unit() && time.multiple() == other.multiple();
    }
    return true;
  }

  private static boolean fields(List<Field> one, List<Field> two) {
    if (one.size() != two.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      Field a = one.get(i);
      Field b = two.get(i);
      if (!a.name().equals(b.name())
          || !Objects.equals(a.title(), b.title())
          || a.offset() != b.offset()
          || !of(a.dtype(), b.dtype())) {
        return false;
      }
    }
    return true;
  }
}
