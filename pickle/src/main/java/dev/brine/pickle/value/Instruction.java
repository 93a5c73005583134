package dev.brine.pickle.value;

/**
 * One opcode of a pickle, as {@code pickletools} would show it.
 *
 * @param offset bytes from the start of the member
 * @param opcode its name
 * @param argument what follows it, printable and cut where it is long; empty where nothing does
 */
public record Instruction(long offset, String opcode, String argument) {

  @Override
  public String toString() {
    return offset + ": " + opcode + (argument.isEmpty() ? "" : " " + argument);
  }
}
