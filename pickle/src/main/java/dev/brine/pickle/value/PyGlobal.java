package dev.brine.pickle.value;

/**
 * The name of a class or function: two strings, never resolved.
 *
 * @param module the module, as written in the pickle
 * @param name the name in it
 * @param offset bytes from the start of the member to the opcode that named it
 */
public record PyGlobal(String module, String name, long offset) implements PickleValue {

  @Override
  public Kind kind() {
    return Kind.GLOBAL;
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public String toString() {
    return module + "." + name;
  }
}
