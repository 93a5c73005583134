package dev.brine.error;

/**
 * Thrown if a pickle requests a class or function that is not a known data type. Nothing was run or
 * imported; the exception names the request.
 */
public final class RefusedException extends BrineException {
  private static final long serialVersionUID = 1L;

  private final String module;
  private final String name;
  private final String opcode;

  /**
   * Creates one of kind REFUSED.
   *
   * @param module the module as the pickle spells it
   * @param name the class or function in it
   * @param opcode the opcode that requested it, such as GLOBAL or REDUCE
   */
  public RefusedException(
      Location location, String module, String name, String opcode, String reason) {
    super(Kind.REFUSED, location, reason, null);
    this.module = module;
    this.name = name;
    this.opcode = opcode;
  }

  /** Returns the module as the pickle spells it, never normalised. */
  public String module() {
    return module;
  }

  /** Returns the class or function as the pickle spells it. */
  public String name() {
    return name;
  }

  /** Returns the opcode that asked for it. */
  public String opcode() {
    return opcode;
  }
}
