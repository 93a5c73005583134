package dev.brine.datasets.tables;

import dev.brine.datasets.tables.PackedOptions.Memory;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@link Sequences#pad}, by the names of Keras' {@code pad_sequences} and with
 * its defaults. Immutable: each method gives a changed copy.
 */
public final class PadOptions {
  /** Keras' defaults. */
  public static final PadOptions DEFAULT =
      new PadOptions(
          null, Side.PRE, Side.PRE, PadValue.ZERO, PackedOptions.DEFAULT.withDtype(DTypes.INT32));

  /** An end of a sequence. */
  public enum Side {
    /** Before the first element. */
    PRE,
    /** After the last element. */
    POST
  }

  private final @Nullable Integer maxLen;
  private final Side padding;
  private final Side truncating;
  private final PadValue value;
  private final PackedOptions packed;

  private PadOptions(
      @Nullable Integer maxLen,
      Side padding,
      Side truncating,
      PadValue value,
      PackedOptions packed) {
    this.maxLen = maxLen;
    this.padding = padding;
    this.truncating = truncating;
    this.value = value;
    this.packed = packed;
  }

  /** How long every row becomes; null, the default, for the length of the longest. */
  public PadOptions withMaxLen(@Nullable Integer length) {
    return new PadOptions(length, padding, truncating, value, packed);
  }

  /** The type of the numbers; int32 by default. */
  public PadOptions withDtype(DType dtype) {
    return new PadOptions(maxLen, padding, truncating, value, packed.withDtype(dtype));
  }

  /** Where a short row is filled up; PRE by default. */
  public PadOptions withPadding(Side side) {
    return new PadOptions(maxLen, side, truncating, value, packed);
  }

  /**
   * The same by Keras' names, {@code pre} and {@code post}.
   *
   * @throws IllegalArgumentException for any other, with Keras' words
   */
  public PadOptions withPadding(String side) {
    return withPadding(side(side, "Padding"));
  }

  /** Where a long row is cut; PRE by default, so that its end stays. */
  public PadOptions withTruncating(Side side) {
    return new PadOptions(maxLen, padding, side, value, packed);
  }

  /**
   * The same by Keras' names, {@code pre} and {@code post}.
   *
   * @throws IllegalArgumentException for any other, with Keras' words
   */
  public PadOptions withTruncating(String side) {
    return withTruncating(side(side, "Truncating"));
  }

  /** What a short row is filled up with; 0 by default. Must fit the dtype. */
  public PadOptions withValue(long number) {
    return new PadOptions(maxLen, padding, truncating, PadValue.of(number), packed);
  }

  /** What a short row is filled up with; becomes an int towards zero where the dtype is one. */
  public PadOptions withValue(double number) {
    return new PadOptions(maxLen, padding, truncating, PadValue.of(number), packed);
  }

  /** C, the default: row after row; F: first the first element of every row, and so on. */
  public PadOptions withOrder(Order order) {
    return new PadOptions(maxLen, padding, truncating, value, packed.withOrder(order));
  }

  /** Where the result is allocated; on the heap by default. */
  public PadOptions withMemory(Memory memory) {
    return new PadOptions(maxLen, padding, truncating, value, packed.withMemory(memory));
  }

  private static Side side(String name, String what) {
    return switch (name) {
      case "pre" -> Side.PRE;
      case "post" -> Side.POST;
      default -> throw new IllegalArgumentException(what + " type \"" + name + "\" not understood");
    };
  }

  @Nullable Integer maxLen() {
    return maxLen;
  }

  Side padding() {
    return padding;
  }

  Side truncating() {
    return truncating;
  }

  PadValue value() {
    return value;
  }

  PackedOptions packed() {
    return packed;
  }
}
