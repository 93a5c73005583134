package dev.brine.pickle.value;

/** The values that a value holds, numbered alike for every kind: what all walks stand on. */
public final class Children {
  private Children() {}

  /** How many values {@code value} holds directly; keys and values of a dict both count. */
  public static int count(PickleValue value) {
    return switch (value.kind()) {
      case LIST, TUPLE -> ((PySequence) value).size();
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> 2 * ((PyDict) value).size();
      case SET, FROZENSET -> ((PySet) value).size();
      case SLICE -> 3;
      case DEQUE -> ((PyDeque) value).size();
      case TIME, DATETIME -> 1;
      case CALL -> ((PyCall) value).childCount();
      case PERSISTENT_ID -> 1;
      case EXTENSION -> ((PyExtension) value).childCount();
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, INT, FLOAT, COMPLEX, STR -> 0;
      case BYTES, BYTEARRAY, RANGE, GLOBAL -> 0;
      case DATE, TIMEDELTA, TIMEZONE, DECIMAL, FRACTION, UUID, PATH -> 0;
    };
  }

  /** The held value at {@code index}; of a dict key, value, key, value … */
  public static PickleValue get(PickleValue value, int index) {
    return switch (value.kind()) {
      case LIST, TUPLE -> ((PySequence) value).get(index);
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> {
        PyDict dict = (PyDict) value;
        yield index % 2 == 0 ? dict.key(index / 2) : dict.value(index / 2);
      }
      case SET, FROZENSET -> ((PySet) value).get(index);
      case SLICE -> ((PySlice) value).parts().get(index);
      case DEQUE -> ((PyDeque) value).get(index);
      case TIME -> ((PyTemporal.Time) value).timezone();
      case DATETIME -> ((PyTemporal.DateTime) value).timezone();
      case CALL -> ((PyCall) value).child(index);
      case PERSISTENT_ID -> ((PyPersistentId) value).id();
      case EXTENSION -> ((PyExtension) value).child(index);
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, INT, FLOAT, COMPLEX, STR, BYTES, BYTEARRAY ->
          throw new IndexOutOfBoundsException(value.described() + " holds nothing");
      case RANGE, GLOBAL, DATE, TIMEDELTA, TIMEZONE, DECIMAL, FRACTION, UUID, PATH ->
          throw new IndexOutOfBoundsException(value.described() + " holds nothing");
    };
  }
}
