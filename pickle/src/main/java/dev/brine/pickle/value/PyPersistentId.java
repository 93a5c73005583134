package dev.brine.pickle.value;

import java.io.IOException;

/** A reference to an object outside the pickle; compared by identity. */
public final class PyPersistentId implements PickleValue {
  private final PickleValue id;

  /** Creates one with the id as the pickle gives it. */
  public PyPersistentId(PickleValue id) {
    this.id = id;
  }

  /** Returns the id. */
  public PickleValue id() {
    return id;
  }

  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    return visitor.visit(id);
  }

  @Override
  public Kind kind() {
    return Kind.PERSISTENT_ID;
  }

  @Override
  public String typeName() {
    return "persistent id";
  }
}
