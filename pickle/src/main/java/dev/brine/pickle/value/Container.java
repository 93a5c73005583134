package dev.brine.pickle.value;

/**
 * A value that holds others, and knows how deep they are nested in it as long as it is filled from
 * the inside out, which is how Python pickles all but what contains itself.
 */
abstract class Container {
  /** The height of what only a walk can measure. */
  static final int UNKNOWN = Integer.MAX_VALUE / 2;

  /** Negative from when another one holds this one. */
  private int height = 1;

  /** How many containers lie inside one another here, this one included, or {@link #UNKNOWN}. */
  final int height() {
    return Math.abs(height);
  }

  /** Whether some item may itself hold values; where not, a walk need not look inside. */
  final boolean isNested() {
    return height != 1 && height != -1;
  }

  /** To be called for each item that is put in. */
  final void holds(PickleValue item) {
    int above = 1 + heightIn(item);
    if (above > 1 && above > Math.abs(height)) {
      // whoever holds this one was told a height that is no longer true
      height = height < 0 ? -UNKNOWN : Math.min(above, UNKNOWN);
    }
  }

  private static int heightIn(PickleValue item) {
    if (item instanceof Container container) {
      if (container.height > 0) {
        container.height = -container.height;
      }
      return -container.height;
    }
    return holdsValues(item) ? UNKNOWN : 0;
  }

  static boolean holdsValues(PickleValue item) {
    return switch (item.kind()) {
      case LIST, TUPLE, DICT, ORDERED_DICT, SET, FROZENSET, SLICE -> true;
      case DEFAULT_DICT, COUNTER, DEQUE, UUID -> true;
      case GLOBAL, CALL, PERSISTENT_ID -> true;
      case TIME -> holdsValues(((PyTemporal.Time) item).timezone());
      case DATETIME -> holdsValues(((PyTemporal.DateTime) item).timezone());
      case EXTENSION -> ((PyExtension) item).mayHoldValues();
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, INT, FLOAT, COMPLEX, STR -> false;
      case BYTES, BYTEARRAY, RANGE -> false;
      case DATE, TIMEDELTA, TIMEZONE, DECIMAL, FRACTION, PATH -> false;
    };
  }
}
