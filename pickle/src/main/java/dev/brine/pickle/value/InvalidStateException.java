package dev.brine.pickle.value;

/**
 * A value is given what it cannot have. Thrown while a pickle is decoded; the machine turns it into
 * a {@code MalformedException} of kind STATE that names the place.
 */
public final class InvalidStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one; the reason names the value and what was wrong. */
  public InvalidStateException(String reason) {
    super(reason, null, false, false);
  }
}
