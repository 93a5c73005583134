package dev.brine.npy.array;

import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.FloatFormatter;
import dev.brine.npy.internal.print.FloatStyle;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;

/** An array of complex numbers, each of two floats; 80-bit floats are supported. */
public final class ComplexArray extends BufferArray {
  private final NumberType partType;
  private final Numbers parts;

  ComplexArray(
      NumberType dtype, Layout layout, Storage storage, NumberType partType, Numbers parts) {
    super(dtype, layout, storage);
    this.partType = partType;
    this.parts = parts;
  }

  @Override
  ComplexArray over(Layout layout, Storage storage) {
    return new ComplexArray(dtype(), layout, storage, partType, parts);
  }

  @Override
  public NumberType dtype() {
    return (NumberType) super.dtype();
  }

  @Override
  String hint() {
    return "its complex numbers have a real() and an imag() part";
  }

  /** The real parts, as a view: NumPy's {@code a.real}. */
  public NumericArray real() {
    return new NumericArray(partType, layout(), storage(), parts);
  }

  /** The imaginary parts, as a view: NumPy's {@code a.imag}. */
  public NumericArray imag() {
    return new NumericArray(partType, layout().moved(partType.itemsize()), storage(), parts);
  }

  /** Returns a view of the same elements that rounds 80-bit parts to the nearest double. */
  public ComplexArray rounded() {
    return new ComplexArray(dtype(), layout(), storage(), partType, parts.rounded());
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    int itemsize = partType.itemsize();
    ElementFormatter reals = FloatFormatter.of(real()::getFloatParts, itemsize, sample, false);
    ElementFormatter imags = FloatFormatter.of(imag()::getFloatParts, itemsize, sample, true);
    return index -> {
      String i = imags.at(index);
      String digits = i.stripTrailing();
      return reals.at(index) + digits + "j" + i.substring(digits.length());
    };
  }

  @Override
  String scalarText() {
    return FloatStyle.scalar(real().getFloatParts(), imag().getFloatParts());
  }

  /** An element. */
  public Complex getComplex(long... index) {
    return new Complex(real().getDouble(index), imag().getDouble(index));
  }

  /** All elements, as the real and imaginary part of each in turn. */
  public double[] toInterleavedArray(Order order) {
    double[] real = real().toDoubleArray(order);
    double[] imag = imag().toDoubleArray(order);
    double[] all = new double[JavaArrays.length(2L * real.length)];
    for (int i = 0; i < real.length; i++) {
      all[2 * i] = real[i];
      all[2 * i + 1] = imag[i];
    }
    return all;
  }

  /** All elements in C order. */
  public Complex[] toComplexArray() {
    return toComplexArray(Order.C);
  }

  /** All elements. */
  public Complex[] toComplexArray(Order order) {
    double[] real = real().toDoubleArray(order);
    double[] imag = imag().toDoubleArray(order);
    Complex[] all = new Complex[real.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Complex(real[i], imag[i]);
    }
    return all;
  }

  /** A complex number. */
  public record Complex(double real, double imag) {}
}
