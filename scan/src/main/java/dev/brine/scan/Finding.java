package dev.brine.scan;

/**
 * Something that a scan found.
 *
 * @param verdict how bad it is by itself
 * @param member the place in the file: the names of members, outermost first, with {@code !}
 *     between them; {@code @} and an offset stand for the bytes of a pickle at that offset. Empty
 *     for the file itself
 * @param module the module that a pickle names, as it spells it, or empty
 * @param name the class or function in it, or empty
 * @param opcode the opcode that asks for it, or empty
 * @param offset bytes from the start of the member, or of the file; -1 where there is no such place
 * @param nesting the number of pickles whose bytes contain it; 0 for none. The offset is the place
 *     of those bytes in the outermost pickle
 * @param why why it matters
 */
public record Finding(
    Verdict verdict,
    String member,
    String module,
    String name,
    String opcode,
    long offset,
    int nesting,
    String why) {
  private static final int LONGEST = 4_096;

  /**
   * Returns the module and the name with a dot between them; empty if the finding names nothing.
   */
  public String qualifiedName() {
    return module.isEmpty() || name.isEmpty() ? module + name : module + '.' + name;
  }

  /** Returns this finding with names of at most 4,096 characters, since many findings are kept. */
  Finding shortened() {
    boolean isShort =
        Math.max(member.length(), Math.max(module.length(), name.length())) <= LONGEST;
    return isShort
        ? this
        : new Finding(verdict, cut(member), cut(module), cut(name), opcode, offset, nesting, why);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }

  /** Returns this finding without its offset, so that repetitions in a member are equal. */
  Finding withoutPlace() {
    return new Finding(verdict, member, module, name, opcode, 0, 0, why);
  }
}
