package dev.brine.pickle.value;

import dev.brine.internal.text.Printable;

/**
 * Something that a scan saw.
 *
 * @param verdict how bad it is by itself
 * @param module the module as the pickle spells it, or empty where no name is involved
 * @param name the class or function in it, or empty
 * @param opcode the opcode that asked for it, or empty
 * @param offset bytes from the start of the member; of the outermost pickle, where pickles lie in
 *     one another's bytes
 * @param nesting how many pickles it lies inside; 0 for the pickle itself
 * @param reason why it matters
 */
public record Finding(
    Verdict verdict,
    String module,
    String name,
    String opcode,
    long offset,
    int nesting,
    String reason) {

  @Override
  public String toString() {
    String named = name.isEmpty() ? module : module + "." + name;
    return verdict
        + (named.isEmpty() ? "" : " " + Printable.escape(named))
        + (opcode.isEmpty() ? "" : " (" + opcode + ")")
        + " at "
        + offset
        + ": "
        + reason;
  }
}
