package dev.brine.pickle.value;

import dev.brine.pickle.value.Keys.KeyHash;
import org.jspecify.annotations.Nullable;

/** A Python {@code str}. Lone surrogates, which Python allows, are kept. */
public final class PyStr implements PickleValue {
  private final String value;
  private int keyHash;

  private PyStr(String value) {
    this.value = value;
  }

  /** Returns the str with these characters. */
  public static PyStr of(String value) {
    return new PyStr(value);
  }

  /** Returns the characters. */
  public String value() {
    return value;
  }

  /** Returns the hash of this value as a dict key; cached, because many dicts often share a key. */
  int keyHash() {
    int hash = keyHash;
    if (hash == 0) {
      hash = KeyHash.of(value);
      keyHash = hash;
    }
    return hash;
  }

  @Override
  public Kind kind() {
    return Kind.STR;
  }

  @Override
  public String typeName() {
    return "str";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PyStr that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
