package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.PyFraction;
import dev.brine.pickle.value.PyInt;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What {@code decimal.Decimal} and {@code fractions.Fraction} build. */
enum Numbers implements PickleType {
  DECIMAL,
  FRACTION;

  @Override
  public Construction construct(Call call) {
    return Construction.complete(
        switch (this) {
          case DECIMAL -> DecimalText.parse(call);
          case FRACTION -> fraction(call);
        });
  }

  /** Up to Python 3.10 text, {@code n/d}; from 3.11 on two ints. */
  private static PyFraction fraction(Call call) {
    if (call.count() == 2) {
      return fraction(
          call, Arguments.integer(call, 0).bigValue(), Arguments.integer(call, 1).bigValue());
    }
    if (call.count() != 1) {
      throw call.invalid("takes 'n/d', or two ints");
    }
    if (call.argument(0) instanceof PyInt whole) {
      return fraction(call, whole.bigValue(), BigInteger.ONE);
    }
    String text = Arguments.text(call, 0);
    if (text.length() > call.digits()) {
      throw tooLong(call);
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return fraction(call, whole(call, text, 0, slash), whole(call, text, slash + 1, -1));
    }
    return isInteger(text, 0, text.length())
        ? fraction(call, new BigInteger(text), BigInteger.ONE)
        : decimal(call, text);
  }

  private static PyFraction decimal(Call call, String text) {
    DecimalText decimal = DecimalText.of(text);
    if (decimal == null || !decimal.isFinite()) {
      throw call.invalid("its text is no fraction");
    }
    if (Math.abs(decimal.exponent()) > call.digits()) {
      throw tooLong(call);
    }
    BigDecimal value = new BigDecimal(decimal.toString());
    return fraction(
        call,
        value.scaleByPowerOfTen(Math.max(value.scale(), 0)).toBigIntegerExact(),
        BigInteger.TEN.pow(Math.max(value.scale(), 0)));
  }

  private static PyFraction fraction(Call call, BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw call.invalid("its denominator must not be zero");
    }
    long bits = Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits > call.digits() * 4L) {
      throw tooLong(call);
    }
    // Reducing takes quadratic time, which is paid for as if it took memory.
    call.budget().charge(bits / 4 + (bits / 64) * (bits / 64) * 16);
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    return new PyFraction(numerator.divide(common), denominator.divide(common));
  }

  private static BigInteger whole(Call call, String text, int from, int to) {
    int end = to < 0 ? text.length() : to;
    if (!isInteger(text, from, end)) {
      throw call.invalid("its text is no fraction");
    }
    return new BigInteger(text.substring(from, end));
  }

  private static boolean isInteger(String text, int from, int to) {
    int first = from < to && text.charAt(from) == '-' ? from + 1 : from;
    for (int i = first; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return first < to;
  }

  private static ExcessiveException tooLong(Call call) {
    return new ExcessiveException(
        "a Fraction of more than " + call.digits() + " digits (limit digits)");
  }
}
