package dev.brine.npy.dtype;

import dev.brine.internal.text.PythonRepr;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type of strings of any length: NumPy 2's {@code StringDType}. A header says {@code |O} for
 * it; only the pickle that follows has the real type.
 */
public final class StringDType extends DType {
  /** What represents a missing string. */
  public enum Missing {
    /** Missing strings are not supported. */
    UNSET,
    NONE,
    NAN,
    /** A str, {@link StringDType#missingText}. */
    TEXT
  }

  private final boolean coerce;
  private final Missing missing;
  private final @Nullable String missingText;

  private StringDType(boolean coerce, Missing missing, @Nullable String missingText) {
    // 16 bytes are what NumPy keeps in memory; in a file a string has no fixed size
    super(Kind.STRING, Endian.NONE, 2 * Long.BYTES, true);
    this.coerce = coerce;
    this.missing = missing;
    this.missingText = missingText;
  }

  /**
   * A StringDType.
   *
   * @param coerce whether NumPy converts other values to str, which is the default
   * @param missing what represents a missing string; not TEXT
   */
  public static StringDType of(boolean coerce, Missing missing) {
    if (missing == Missing.TEXT) {
      throw new IllegalArgumentException("the text of a missing string must be given");
    }
    return new StringDType(coerce, missing, null);
  }

  /** A StringDType in which {@code missingText} represents a missing string. */
  public static StringDType of(boolean coerce, String missingText) {
    return new StringDType(coerce, Missing.TEXT, missingText);
  }

  /** Whether NumPy converts other values to str. */
  public boolean coerce() {
    return coerce;
  }

  /** What represents a missing string. */
  public Missing missing() {
    return missing;
  }

  /** The str that represents a missing string; null unless {@link #missing} is TEXT. */
  public @Nullable String missingText() {
    return missingText;
  }

  /** What NumPy keeps in memory for each; in a file a string has no fixed size. */
  @Override
  public int alignment() {
    return Long.BYTES;
  }

  @Override
  public String str() {
    return toString();
  }

  @Override
  public String descr() {
    return "|O";
  }

  @Override
  void write(DescrWriter out) {
    out.string(out.is(DescrWriter.Style.SHOWN) ? "T" : descr());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StringDType that
        && coerce == that.coerce
        && missing == that.missing
        && Objects.equals(missingText, that.missingText);
  }

  @Override
  public int hashCode() {
    return (missing.name().hashCode() * 31 + Objects.hashCode(missingText)) * 2 + (coerce ? 1 : 0);
  }

  @Override
  public String toString() {
    StringBuilder options = new StringBuilder();
    switch (missing) {
      case UNSET -> {}
      case NONE -> options.append("na_object=None");
      case NAN -> options.append("na_object=nan");
      case TEXT ->
          PythonRepr.append(options.append("na_object="), Objects.requireNonNull(missingText));
    }
    if (!coerce) {
      options.append(options.length() == 0 ? "" : ", ").append("coerce=False");
    }
    return "StringDType(" + options + ")";
  }
}
