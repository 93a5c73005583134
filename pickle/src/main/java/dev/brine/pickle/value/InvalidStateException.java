package dev.brine.pickle.value;

/**
 * A value is given what it cannot have. Thrown while a pickle is decoded; the machine turns it into
 * a {@code MalformedException} of kind STATE that names the place.
 */
public final class InvalidStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Verdict verdict;

  /** Creates one; the reason names the value and what was wrong. */
  public InvalidStateException(String reason) {
    this(Verdict.MALFORMED, reason);
  }

  /** Creates one where what was tried says more of the pickle than that it is broken. */
  public InvalidStateException(Verdict verdict, String reason) {
    super(reason, null, false, false);
    this.verdict = verdict;
  }

  /** What a scan says of a pickle that tries this. */
  public Verdict verdict() {
    return verdict;
  }
}
