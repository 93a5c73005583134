package dev.brine.npy.internal.object;

import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StringDType.Missing;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyStr;

/** {@code _convert_to_stringdtype_kwargs(coerce[, na_object])}: NumPy 2's StringDType. */
final class StringDTypes {
  private StringDTypes() {}

  static DTypeValue dtype(Call call) {
    if (call.count() != 1 && call.count() != 2) {
      throw call.invalid("takes a bool and what stands for a missing string");
    }
    boolean coerce = Arguments.flag(call.argument(0), "whether a StringDType coerces");
    if (call.count() == 1) {
      return DTypeValue.of(StringDType.of(coerce, Missing.UNSET));
    }
    PickleValue missing = call.argument(1);
    if (missing == PyConstant.NONE) {
      return DTypeValue.of(StringDType.of(coerce, Missing.NONE));
    }
    if (missing instanceof PyFloat real && Double.isNaN(real.value())) {
      return DTypeValue.of(StringDType.of(coerce, Missing.NAN));
    }
    if (missing instanceof PyStr text) {
      return DTypeValue.of(StringDType.of(coerce, text.value()));
    }
    throw Arguments.wrong("what stands for a missing string", "None, nan or a str", missing);
  }
}
