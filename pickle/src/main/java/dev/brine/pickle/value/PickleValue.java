package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import java.io.IOException;

/**
 * One value of a decoded pickle. Values may be shared and may contain themselves, as in Python, so
 * code that walks them must track which values it is currently inside.
 *
 * <p>Containers compare by identity in {@code equals} and {@code hashCode}; scalars compare by
 * value.
 */
public sealed interface PickleValue
    permits PyConstant,
        PyInt,
        PyFloat,
        PyNumber,
        PyStr,
        PyBytes,
        PySequence,
        PyDict,
        PySet,
        PyTemporal,
        PyLibrary,
        PyGlobal,
        PyCall,
        PyPersistentId,
        PyExtension {

  /** Which kind of value this is, for exhaustive switches. */
  enum Kind {
    /** {@code None}. */
    NONE,
    /** {@code True} or {@code False}. */
    BOOL,
    /** {@code Ellipsis}. */
    ELLIPSIS,
    /** {@code NotImplemented}. */
    NOT_IMPLEMENTED,
    /** An {@code int} of any size. */
    INT,
    /** A {@code float}. */
    FLOAT,
    /** A {@code complex}. */
    COMPLEX,
    /** A {@code str}. */
    STR,
    /** A {@code bytes}. */
    BYTES,
    /** A {@code bytearray}. */
    BYTEARRAY,
    /** A {@code list}. */
    LIST,
    /** A {@code tuple}. */
    TUPLE,
    /** A {@code dict}. */
    DICT,
    /** A {@code collections.OrderedDict}. */
    ORDERED_DICT,
    /** A {@code set}. */
    SET,
    /** A {@code frozenset}. */
    FROZENSET,
    /** A {@code range}. */
    RANGE,
    /** A {@code slice}. */
    SLICE,
    /** A {@code collections.defaultdict}. */
    DEFAULT_DICT,
    /** A {@code collections.Counter}. */
    COUNTER,
    /** A {@code collections.deque}. */
    DEQUE,
    /** A {@code datetime.date}. */
    DATE,
    /** A {@code datetime.time}. */
    TIME,
    /** A {@code datetime.datetime}. */
    DATETIME,
    /** A {@code datetime.timedelta}. */
    TIMEDELTA,
    /** A {@code datetime.timezone}. */
    TIMEZONE,
    /** A time zone of {@code zoneinfo}, {@code pytz} or {@code dateutil}. */
    NAMED_ZONE,
    /** An {@code array.array}. */
    ARRAY,
    /** A {@code decimal.Decimal}. */
    DECIMAL,
    /** A {@code fractions.Fraction}. */
    FRACTION,
    /** A {@code uuid.UUID}. */
    UUID,
    /** A path of {@code pathlib}. */
    PATH,
    /** The name of a class or function, as data. */
    GLOBAL,
    /** The record of a call of an unknown name. */
    CALL,
    /** A persistent id: a reference to something outside the pickle. */
    PERSISTENT_ID,
    /** A value of another module's table, such as a NumPy array. */
    EXTENSION
  }

  /** Returns this value's kind. */
  Kind kind();

  /** Returns the name Python gives the value's type, such as {@code list}. */
  String typeName();

  /**
   * Gives the visitor each value that this one holds directly, in order; keys and values of a dict
   * alternate. Scalars hold none.
   *
   * @return false if the visitor asked to stop
   */
  default boolean accept(Visitor visitor) throws IOException {
    return true;
  }

  /** Returns the type's name after an article, for sentences. */
  default String described() {
    String name = typeName();
    // an "en-dee-array", but a "you-you-eye-dee"
    boolean vowel =
        name.equals("ndarray")
            || ("aeiouAEIOU".indexOf(name.charAt(0)) >= 0 && !name.equals("UUID"));
    return (vowel ? "an " : "a ") + name;
  }

  /** A Java object that stands for a value of Python, such as an array. */
  interface Convertible {
    /** The value in Python. */
    PickleValue toPython();
  }

  /**
   * Receives the values that another value holds; see {@link PickleValue#accept}. To visit nested
   * values, a visitor calls {@code accept} on each value it receives. The nesting of decoded values
   * is bounded by the limits, but values may be shared and may contain themselves, so a recursive
   * visitor must track which values it is currently inside.
   */
  @FunctionalInterface
  interface Visitor {
    /**
     * Visits one held value.
     *
     * @return whether to continue with the next one
     */
    boolean visit(PickleValue held) throws IOException;
  }

  /**
   * A value that later opcodes of the same pickle may still fill. The value itself has its identity
   * from the start, so that it can be stored, even inside itself, before it is complete; once the
   * pickle has ended, nothing refers to the construction, and the value never changes again.
   */
  abstract class Construction {

    /** Returns the value under construction, always the same object. */
    public abstract PickleValue value();

    /**
     * APPEND and APPENDS: one more item.
     *
     * @throws InvalidStateException if the value takes no items
     */
    public void append(PickleValue item) {
      throw new InvalidStateException("cannot append to " + value().described());
    }

    /**
     * SETITEM and SETITEMS: one more entry, or a new value for an existing key.
     *
     * @throws InvalidStateException if the value takes no entries or the key is not hashable
     */
    public void setItem(PickleValue key, PickleValue item) {
      throw new InvalidStateException("cannot set an item of " + value().described());
    }

    /**
     * ADDITEMS: one more element of a set.
     *
     * @throws InvalidStateException if the value is not a set, or the element is not hashable
     */
    public void add(PickleValue element) {
      throw new InvalidStateException("cannot add to " + value().described());
    }

    /**
     * BUILD: the state.
     *
     * @throws InvalidStateException if the value takes no such state
     */
    public void build(PickleValue state) {
      throw new InvalidStateException("BUILD on " + value().described());
    }

    /** Returns a construction of a value that is already complete and takes nothing more. */
    public static Construction complete(PickleValue value) {
      return new Complete(value);
    }

    /** Returns whether the value is complete, so that the construction need not be kept. */
    public boolean isComplete() {
      return false;
    }

    private static final class Complete extends Construction {
      private final PickleValue value;

      Complete(PickleValue value) {
        this.value = value;
      }

      @Override
      public PickleValue value() {
        return value;
      }

      @Override
      public boolean isComplete() {
        return true;
      }
    }
  }
}
