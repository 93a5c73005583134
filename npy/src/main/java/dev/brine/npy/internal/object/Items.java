package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;

/** Checks the list of an array with objects against its dtype. */
final class Items {
  private Items() {}

  static void check(DType dtype, PyList list) {
    if (dtype instanceof StructType struct) {
      checkRecords(struct, list);
    } else if (dtype instanceof StringDType text) {
      checkStrings(text, list);
    }
  }

  private static void checkRecords(StructType struct, PyList list) {
    int fields = struct.fields().size();
    for (int i = 0; i < list.size(); i++) {
      PickleValue item = list.get(i);
      if (!(item instanceof PyTuple tuple) || tuple.size() != fields) {
        throw new InvalidStateException(
            "element %s of an array of %s fields is %s"
                .formatted(
                    i, fields, item instanceof PyTuple ? item.toString() : item.described()));
      }
    }
  }

  private static void checkStrings(StringDType type, PyList list) {
    for (int i = 0; i < list.size(); i++) {
      PickleValue item = list.get(i);
      boolean missing =
          switch (type.missing()) {
            case NONE -> item == PyConstant.NONE;
            case NAN -> item instanceof PyFloat real && Double.isNaN(real.value());
            case UNSET, TEXT -> false;
          };
      if (!missing && !(item instanceof PyStr)) {
        throw new InvalidStateException(
            "element " + i + " of an array of " + type + " is " + item.described());
      }
    }
  }
}
