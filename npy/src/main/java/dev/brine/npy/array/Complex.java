package dev.brine.npy.array;

/** A complex number. */
public record Complex(double real, double imag) {}
