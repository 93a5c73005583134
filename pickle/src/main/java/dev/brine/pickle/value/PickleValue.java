package dev.brine.pickle.value;

import java.io.IOException;

/**
 * One value of a decoded pickle. Values may be shared and may contain themselves, as in Python, so
 * code that walks them must remember which values it is inside of.
 *
 * <p>{@code equals} and {@code hashCode} of containers are those of the object's identity; scalars
 * compare by value.
 */
public sealed interface PickleValue
    permits PyConstant,
        PyInt,
        PyFloat,
        PyComplex,
        PyStr,
        PyBytes,
        PySequence,
        PyDict,
        PySet,
        PyRange,
        PySlice,
        PyDeque,
        PyTemporal,
        PyDecimal,
        PyFraction,
        PyUuid,
        PyPath,
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
    /** What was called with what, by a name that no table knows. */
    CALL,
    /** A persistent id: a reference to something outside the pickle. */
    PERSISTENT_ID,
    /** A value of another module's table, such as a NumPy array. */
    EXTENSION
  }

  /** This value's kind. */
  Kind kind();

  /** The name Python gives the value's type, such as {@code list}. */
  String typeName();

  /**
   * Gives the visitor each value that this one holds directly, in order; keys and values of a dict
   * alternate. Scalars hold none.
   *
   * @return false if the visitor asked to stop
   */
  default boolean accept(PickleVisitor visitor) throws IOException {
    return true;
  }

  /** The type's name after an article, for sentences. */
  default String described() {
    String name = typeName();
    // an "en-dee-array"
    boolean vowel = "aeiouAEIOU".indexOf(name.charAt(0)) >= 0 || name.equals("ndarray");
    return (vowel ? "an " : "a ") + name;
  }
}
