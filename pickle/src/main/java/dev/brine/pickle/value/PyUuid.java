package dev.brine.pickle.value;

import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Python {@code uuid.UUID}. Its number comes with its state, after it was made. */
public final class PyUuid implements PickleValue {
  private @Nullable UUID value;

  private PyUuid() {}

  /** The UUID of this value. */
  public static PyUuid of(UUID value) {
    PyUuid uuid = new PyUuid();
    uuid.value = value;
    return uuid;
  }

  /** One that waits for its state. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether its state has come. */
  public boolean isBuilt() {
    return value != null;
  }

  /**
   * The same UUID.
   *
   * @throws InvalidStateException if the pickle gave it no state
   */
  public UUID value() {
    if (value == null) {
      throw new InvalidStateException("a UUID without its state");
    }
    return value;
  }

  @Override
  public Kind kind() {
    return Kind.UUID;
  }

  @Override
  public String typeName() {
    return "UUID";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PyUuid that && value != null && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value == null ? 0 : value.hashCode();
  }

  @Override
  public String toString() {
    return value == null ? "UUID" : value.toString();
  }

  /** Takes the state: a dict of the number under {@code int}, and perhaps {@code is_safe}. */
  public static final class Builder extends Construction {
    private final PyUuid uuid = new PyUuid();

    private Builder() {}

    @Override
    public PyUuid value() {
      return uuid;
    }

    @Override
    public void build(PickleValue state) {
      if (uuid.value != null) {
        throw new InvalidStateException("a second state for a UUID");
      }
      if (!(state instanceof PyDict dict) || !(dict.get("int") instanceof PyInt number)) {
        throw new InvalidStateException("the state of a UUID must be a dict with an int");
      }
      for (int i = 0; i < dict.size(); i++) {
        if (!(dict.key(i) instanceof PyStr key)
            || !(key.value().equals("int") || key.value().equals("is_safe"))) {
          throw new InvalidStateException("the state of a UUID has int and is_safe only");
        }
      }
      BigInteger bits = number.bigValue();
      if (bits.signum() < 0 || bits.bitLength() > 128) {
        throw new InvalidStateException("the int of a UUID must have at most 128 bits");
      }
      uuid.value = new UUID(bits.shiftRight(64).longValue(), bits.longValue());
    }
  }
}
