package dev.brine.pickle.type;

import dev.brine.pickle.value.Verdict;

/**
 * A known name is called with arguments with which it would do more than build data. The machine
 * turns it into a {@code RefusedException} that names the place.
 */
public final class NotInertException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Verdict verdict;

  /** Creates one; the reason says what the call would do. */
  public NotInertException(String reason) {
    this(Verdict.SUSPICIOUS, reason);
  }

  /** Creates one where it is known how bad the call would be. */
  public NotInertException(Verdict verdict, String reason) {
    super(reason, null, false, false);
    this.verdict = verdict;
  }

  /** What a scan says of a pickle that asks for this. */
  public Verdict verdict() {
    return verdict;
  }
}
