package dev.brine.scan;

import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal.NamedZone;
import dev.brine.pickle.value.PyTuple;
import dev.brine.scan.NameTable.Rating;
import dev.brine.scan.internal.source.Budget;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rates what one pickle does with the names that the decoder does not know: calls of them, calls of
 * the results, attributes and items that it sets.
 */
final class CallRating {
  /** Attributes by which NumPy finds the memory of an array. */
  private static final Set<String> MEMORY_ATTRIBUTES =
      Set.of(
          "__array_interface__",
          "__array_struct__",
          "__array__",
          "__buffer__",
          "__cuda_array_interface__",
          "__dlpack__");

  /** Special attributes that honest objects have, and that Python does not use. */
  private static final Set<String> HARMLESS_ATTRIBUTES =
      Set.of(
          ("__doc__ __name__ __qualname__ __module__ __wrapped__ __annotations__ __orig_class__"
                  + " __notes__ __version__ __author__ __weakref__ __dict__ __isabstractmethod__"
                  + " __origin__ __args__ __parameters__ __supertype__ __bound__ __constraints__"
                  + " __covariant__ __contravariant__ __infer_variance__ __default__ __unpacked__"
                  + " __cause__ __context__ __suppress_context__ __file__ __path__ __code__"
                  + " __slots__")
              .split(" "));

  /** Special attributes of widely used libraries begin with one of these. */
  private static final List<String> OF_LIBRARIES =
      List.of("__pydantic_", "__sklearn_", "__pyx_", "__attrs_", "__dataclass_", "__forward_");

  /** The maximum number of values to look for a class in. */
  private static final int MOST_VALUES = 1 << 20;

  private static final int STEPS_PER_VALUE = 16;

  private final PickleTypes tables;

  /**
   * Whether the pickle has named getattr or a class that is code, of which an object is harmless.
   */
  private boolean hasInstances;

  /** Classes that the pickle has only used to make values of them. */
  private final Set<PickleValue> ingredients = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The arguments of calls that may call their arguments, now or later. */
  private final List<PyTuple> used = new ArrayList<>();

  private final Budget steps;
  private boolean isExhausted;

  CallRating(PickleTypes tables, Budget steps) {
    this.tables = tables;
    this.steps = steps;
  }

  /** Returns the verdict on naming a class or function that the decoder does not know. */
  Verdict name(PyGlobal global) {
    hasInstances |= isCodeAsValue(global);
    return isGetattr(global) || LibraryCalls.has(global)
        ? Verdict.CLEAN
        : NameRating.verdict(global, tables);
  }

  /** Returns the verdict on a class or function that the finished value holds. */
  Verdict reference(PyGlobal global) {
    if (isGetattr(global) || isTorchLoad(global) || LibraryCalls.has(global)) {
      return Verdict.DANGEROUS;
    }
    if (ingredients.contains(global)) {
      return Verdict.CLEAN;
    }
    return switch (NameRating.rating(global)) {
      case INSTANCE -> Verdict.DANGEROUS;
      // NumPy's types and functions are values of honest arrays and objects
      case VALUE, DATA ->
          global.module().startsWith("numpy") || isSpelledAsConstant(global.name())
              ? Verdict.CLEAN
              : Verdict.SUSPICIOUS;
      // an unknown name was already reported when it was named
      default -> isKnown(global) ? Verdict.SUSPICIOUS : Verdict.CLEAN;
    };
  }

  /** Returns the verdict on a call that builds no known value. */
  Verdict call(PyGlobal callable, PyTuple arguments, String opcode, Anomaly anomaly) {
    if (reachesMemory(arguments)) {
      return Verdict.DANGEROUS;
    }
    if (LibraryCalls.has(callable)) {
      boolean isCode = holdsClass(arguments, true);
      return isCode ? Verdict.DANGEROUS : LibraryCalls.call(callable, arguments);
    }
    boolean known = isKnown(callable);
    Verdict usual = Verdict.of(anomaly);
    if (known && !isReconstructor(callable)) {
      return holdsClass(arguments, false) ? Verdict.DANGEROUS : usual;
    }
    if (known) {
      return arguments.size() == 3 && arguments.get(0) instanceof PyGlobal made
          ? reconstructed(made, arguments, usual)
          : usual;
    }
    Rating rating = NameRating.rating(callable);
    if (rating == Rating.INSTANCE && !makes(opcode, arguments)) {
      return Verdict.DANGEROUS;
    }
    Verdict named = NameRating.verdict(callable, tables);
    // what the table does not have may be a method of a builtin type
    boolean mayUse =
        rating == Rating.MENTION
            || callable.module().equals("numpy.random._pickle")
            || (rating == Rating.NONE && NameTable.get().owns(callable.module()));
    if (mayUse) {
      used.add(arguments);
      hasInstances |= isGetter(callable) && getsCode(arguments);
    }
    if (named == Verdict.DANGEROUS
        || holdsClass(arguments, mayUse)
        || reachesCode(callable, arguments)) {
      return Verdict.DANGEROUS;
    }
    boolean isValue = rating == Rating.VALUE && !opcode.equals("NEWOBJ_EX");
    return (isValue && areData(arguments)) || isTypeOfConstant(callable, arguments)
        ? clean(arguments)
        : Verdict.SUSPICIOUS;
  }

  /** Returns whether the opcode makes an object of a class without calling the class. */
  private static boolean makes(String opcode, PyTuple arguments) {
    return opcode.startsWith("NEWOBJ")
        || ((opcode.equals("INST") || opcode.equals("OBJ")) && arguments.size() == 0);
  }

  /** {@code copyreg._reconstructor(cls, base, state)}: how protocols 0 and 1 make an object. */
  private Verdict reconstructed(PyGlobal made, PyTuple arguments, Verdict usual) {
    if (usual == Verdict.DANGEROUS || NameRating.verdict(made, tables) == Verdict.DANGEROUS) {
      return Verdict.DANGEROUS;
    }
    boolean isBase = arguments.get(1) instanceof PyGlobal base && isKnown(base);
    return isBase && NameRating.rating(made) == Rating.VALUE && areData(arguments)
        ? clean(arguments)
        : usual;
  }

  /** Remembers that a value is made of these classes. */
  private Verdict clean(PyTuple arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof PyGlobal used) {
        ingredients.add(used);
      }
    }
    return Verdict.CLEAN;
  }

  /** {@code type(None)}, the class of a constant. */
  private static boolean isTypeOfConstant(PyGlobal callable, PyTuple arguments) {
    return isBuiltin(callable.module())
        && callable.name().equals("type")
        && arguments.size() == 1
        && isConstant(arguments.get(0));
  }

  private boolean areData(PyTuple arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof PyGlobal given
          && !isKnown(given)
          && !NameRating.isData(given)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether an argument makes an attribute of something a way to code. */
  private static boolean reachesCode(PyGlobal callable, PyTuple arguments) {
    boolean isPartial = callable.name().equals("partial");
    for (int i = 0; i < arguments.size(); i++) {
      PickleValue argument = arguments.get(i);
      if (argument instanceof PyGlobal given && isGetattr(given)) {
        return true;
      }
      if (isPartial && argument instanceof PyStr text && NameRating.hasCodeMember(text.value())) {
        return true;
      }
    }
    boolean makesClass = isBuiltin(callable.module()) && callable.name().equals("type");
    return makesClass && arguments.size() == 3 && setsSpecial(arguments.get(2));
  }

  /**
   * Returns the verdict on a call of getattr. Python writes methods of values and, in 3.11, members
   * of enums this way: the attribute counts as one more step of a dotted name.
   */
  Verdict getattr(PyTuple arguments) {
    if (arguments.size() != 2 || !(arguments.get(1) instanceof PyStr text)) {
      return Verdict.DANGEROUS;
    }
    String attribute = text.value();
    if (!NameRating.isPlain(attribute) || attribute.indexOf('.') >= 0) {
      return Verdict.DANGEROUS;
    }
    PickleValue owner = arguments.get(0);
    if (owner instanceof PyGlobal global) {
      return attributeOf(global, attribute);
    }
    if (owner instanceof PyCall call) {
      return methodOf(call, attribute);
    }
    boolean isStack =
        owner.kind() == PickleValue.Kind.LIST
            && (attribute.equals("append") || attribute.equals("pop"));
    return isStack || (isConstant(owner) && !NameRating.hasCodeMember(attribute))
        ? Verdict.SUSPICIOUS
        : Verdict.DANGEROUS;
  }

  private Verdict attributeOf(PyGlobal owner, String attribute) {
    PyGlobal member = new PyGlobal(owner.module(), owner.name() + '.' + attribute, owner.offset());
    if (isGetattr(owner) || LibraryCalls.has(owner)) {
      return Verdict.DANGEROUS;
    }
    if (NameRating.rating(owner) == Rating.INSTANCE) {
      // a class within it, of which an object is harmless too
      return NameRating.rating(member) == Rating.INSTANCE ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
    }
    if (attribute.equals("__new__") && NameRating.verdict(owner, tables) != Verdict.DANGEROUS) {
      return Verdict.SUSPICIOUS; // with partial, how protocols 2 and 3 write keyword arguments
    }
    boolean isOwned = NameTable.get().owns(owner.module());
    if (!isOwned && NameRating.isListedMember(attribute)) {
      return Verdict.DANGEROUS;
    }
    // a member of an enum, or a constructor
    if ((NameRating.rating(owner) == Rating.VALUE && isSpelledAsConstant(attribute))
        || NameRating.rating(member) == Rating.VALUE) {
      ingredients.add(owner);
      return Verdict.CLEAN;
    }
    return NameRating.attribute(owner, attribute);
  }

  /** Rates a method of an object that the pickle makes. */
  private Verdict methodOf(PyCall object, String method) {
    PyGlobal made = classOf(object);
    if (made == null || method.startsWith("__")) {
      return Verdict.DANGEROUS;
    }
    boolean isHarmless =
        switch (NameRating.rating(made)) {
          case VALUE, DATA, MENTION ->
              !NameRating.hasCodeMember(method.startsWith("_") ? method.substring(1) : method)
                  && NameRating.rating(new PyGlobal(made.module(), made.name() + '.' + method, 0))
                      != Rating.CODE;
          // a method that its class keeps in an attribute
          case NONE ->
              isMadeWithoutCall(object)
                  && !NameTable.get().owns(made.module())
                  && !NameRating.isListedMember(method)
                  && NameRating.attribute(made, method) != Verdict.DANGEROUS;
          // one that was read
          case INSTANCE ->
              NameRating.rating(new PyGlobal(made.module(), made.name() + '.' + method, 0))
                  == Rating.MENTION;
          default -> false;
        };
    return isHarmless ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
  }

  /**
   * Returns the verdict on a call of the result of another call. An attribute of anything but a
   * class or a constant may be code.
   */
  Verdict resultCall(PyCall callable, PyTuple arguments) {
    if (holdsClass(callable, true) || holdsClass(arguments, true) || reachesMemory(arguments)) {
      return Verdict.DANGEROUS;
    }
    used.add(arguments);
    if (LibraryCalls.isGetterType(callable)) {
      hasInstances |= getsCode(arguments);
      return Verdict.SUSPICIOUS;
    }
    boolean isGetter =
        callable.callable() instanceof PyCall type && LibraryCalls.isGetterType(type);
    if (!isGetter && !(callable.callable() instanceof PyGlobal)) {
      return Verdict.SUSPICIOUS;
    }
    if (isGetter || isGetter((PyGlobal) callable.callable())) {
      boolean areConstants = true;
      for (int i = 0; i < arguments.size(); i++) {
        // the attribute of a time zone is no way to code: reachesCode has looked at its name
        areConstants &= isConstant(arguments.get(i)) || arguments.get(i) instanceof NamedZone;
      }
      return areConstants ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
    }
    PyGlobal root = (PyGlobal) callable.callable();
    if (!isGetattr(root) || !(callable.arguments() instanceof PyTuple given) || given.size() != 2) {
      return Verdict.SUSPICIOUS;
    }
    if (given.get(0) instanceof PyGlobal owner) {
      boolean isValue = getattr(given) == Verdict.CLEAN && !isMember(given.get(1));
      return isValue && NameRating.isData(owner) && areData(arguments)
          ? Verdict.CLEAN
          : Verdict.SUSPICIOUS;
    }
    return isConstant(given.get(0)) ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
  }

  private static boolean isMember(PickleValue attribute) {
    return attribute instanceof PyStr text && !text.value().startsWith("_");
  }

  /** Returns the verdict on attributes that a pickle sets. */
  Verdict state(PyCall target, PickleValue state) {
    if (setsSpecial(state)) {
      return Verdict.DANGEROUS;
    }
    PyGlobal made = classOf(target);
    boolean isCode;
    if (made != null && NameRating.rating(made) == Rating.INSTANCE) {
      // no pickle that Python writes sets the state of an object twice
      isCode = target.states().size() > 1 || Finalizers.act(made, state) || connects(made, state);
    } else {
      isCode = holdsClass(state, false);
    }
    return isCode ? Verdict.DANGEROUS : Verdict.CLEAN;
  }

  /**
   * Returns whether attributes hold a class that is code, other than the function with which an
   * HTTP connection will connect.
   */
  private boolean connects(PyGlobal made, PickleValue state) {
    if (!(state instanceof PyDict dict) || !made.name().endsWith("Connection")) {
      return holdsClass(state, false);
    }
    for (int i = 0; i < dict.size(); i++) {
      if (dict.key(i) instanceof PyStr key
          && key.value().equals("_create_connection")
          && dict.value(i) instanceof PyGlobal value
          && value.module().equals("socket")
          && value.name().equals("create_connection")) {
        ingredients.add(value);
      } else if (holdsClass(dict.value(i), false)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether values were too many to look for classes in all of them. */
  boolean isExhausted() {
    return isExhausted;
  }

  /** Returns the verdict on the whole pickle: calls may use what was put into their arguments. */
  Verdict end() {
    return hasInstances && holdsClass(List.copyOf(used), true) ? Verdict.DANGEROUS : Verdict.CLEAN;
  }

  /**
   * Returns the verdict on items that a pickle adds to an object.
   *
   * @param keys the keys that it sets; empty if it appends
   */
  Verdict items(PyCall target, List<PickleValue> keys) {
    for (PickleValue key : keys) {
      if (key instanceof PyStr text && isSpecial(text.value())) {
        return Verdict.DANGEROUS;
      }
    }
    PyGlobal made = classOf(target);
    if (made == null || NameRating.rating(made) != Rating.INSTANCE) {
      return Verdict.CLEAN;
    }
    NameTable.Entry entry = NameTable.get().find(made.module(), made.name());
    boolean isContainer = entry != null && entry.target().equals("items");
    return isContainer ? Verdict.CLEAN : Verdict.DANGEROUS;
  }

  /**
   * Returns whether attributes, given as a dict, are any by which Python or NumPy does something.
   */
  private static boolean setsSpecial(PickleValue attributes) {
    if (attributes instanceof PyTuple pair) {
      for (int i = 0; i < Math.min(2, pair.size()); i++) {
        if (!(pair.get(i) instanceof PyTuple) && setsSpecial(pair.get(i))) {
          return true;
        }
      }
    }
    if (attributes instanceof PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        if (dict.key(i) instanceof PyStr key && isSpecial(key.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSpecial(String attribute) {
    return attribute.length() > 4
        && attribute.startsWith("__")
        && attribute.endsWith("__")
        && !HARMLESS_ATTRIBUTES.contains(attribute)
        && OF_LIBRARIES.stream().noneMatch(attribute::startsWith);
  }

  /** Returns whether an argument has attributes by which NumPy finds memory at an address. */
  private static boolean reachesMemory(PyTuple arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof PyDict dict) {
        for (int j = 0; j < dict.size(); j++) {
          if (dict.key(j) instanceof PyStr key && MEMORY_ATTRIBUTES.contains(key.value())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Returns whether a value holds a class that is code, of which only an object is harmless.
   *
   * @param orObject whether an object of such a class counts too
   */
  private boolean holdsClass(PickleValue root, boolean orObject) {
    return holdsClass(List.of(root), orObject);
  }

  private boolean holdsClass(List<? extends PickleValue> roots, boolean orObject) {
    if (!hasInstances) {
      return false;
    }
    Deque<PickleValue> pending = new ArrayDeque<>(roots);
    Set<PickleValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!pending.isEmpty()) {
      if (seen.size() >= MOST_VALUES || !steps.takes(STEPS_PER_VALUE)) {
        isExhausted = true;
        return false;
      }
      PickleValue value = pending.pop();
      if (value instanceof PyGlobal global) {
        if (isCodeAsValue(global)) {
          return true;
        }
      } else if (seen.add(value)) {
        if (value instanceof PyCall call) {
          if (LibraryCalls.isCodeType(call) || (orObject && isCodeObject(call))) {
            return true;
          }
          pending.addAll(call.items());
          pending.addAll(call.entries());
          continue;
        }
        try {
          value.accept(pending::add);
        } catch (IOException e) {
          throw new AssertionError("values in memory can be read", e);
        }
      }
    }
    return false;
  }

  /** Returns whether an object is harmless only as long as nothing calls it or its methods. */
  private static boolean isCodeObject(PyCall object) {
    PyGlobal made = classOf(object);
    if (made != null && isGetattr(made)) {
      return object.arguments() instanceof PyTuple given
          && given.size() > 0
          && given.get(0) instanceof PyCall owner
          && !isOfKnownClass(owner);
    }
    boolean isGetter =
        made != null
            ? isGetter(made)
            : object.callable() instanceof PyCall type && LibraryCalls.isGetterType(type);
    return isGetter
        ? getsCode(object.arguments())
        : made != null && NameRating.rating(made) == Rating.INSTANCE;
  }

  private static boolean isOfKnownClass(PyCall object) {
    PyGlobal made = classOf(object);
    return made != null
        && switch (NameRating.rating(made)) {
          case VALUE, DATA, MENTION -> true;
          default -> false;
        };
  }

  /** Returns whether one of these names of attributes is that of a way to code. */
  private static boolean getsCode(PickleValue attributes) {
    if (attributes instanceof PyTuple names) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i) instanceof PyStr text && NameRating.hasCodeMember(text.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCodeAsValue(PyGlobal global) {
    return isGetattr(global)
        || LibraryCalls.has(global)
        || NameRating.rating(global) == Rating.INSTANCE;
  }

  /** Returns whether a name is spelled as constants and members of enums are. */
  private static boolean isSpelledAsConstant(String name) {
    boolean isUpper = name.length() > 1 && Character.isUpperCase(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isUpper &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    return isUpper;
  }

  /** Returns the class of an object that a pickle makes without calling the class; or null. */
  private static @Nullable PyGlobal classOf(PyCall object) {
    if (!(object.callable() instanceof PyGlobal callable)) {
      return null;
    }
    if (isReconstructor(callable)) {
      boolean isClass =
          object.arguments() instanceof PyTuple given
              && given.size() > 0
              && given.get(0) instanceof PyGlobal;
      return isClass ? (PyGlobal) ((PyTuple) object.arguments()).get(0) : null;
    }
    return callable;
  }

  private static boolean isMadeWithoutCall(PyCall object) {
    return object.opcode().startsWith("NEWOBJ")
        || (object.callable() instanceof PyGlobal callable && isReconstructor(callable));
  }

  private boolean isKnown(PyGlobal global) {
    return tables.find(global.module(), global.name()) != null;
  }

  private static boolean isConstant(PickleValue value) {
    return switch (value.kind()) {
      case NONE, BOOL, INT, FLOAT, COMPLEX, STR, BYTES, ELLIPSIS, NOT_IMPLEMENTED -> true;
      default -> false;
    };
  }

  private static boolean isBuiltin(String module) {
    return module.equals("builtins") || module.equals("__builtin__");
  }

  /** Returns whether a call of what this makes is a call of getattr on an argument. */
  private static boolean isGetter(PyGlobal global) {
    return global.name().equals("attrgetter") || global.name().equals("methodcaller");
  }

  private static boolean isReconstructor(PyGlobal global) {
    return global.name().equals("_reconstructor")
        && (global.module().equals("copyreg") || global.module().equals("copy_reg"));
  }

  /** Returns whether this is Python's getattr, of which the arguments tell how bad a call is. */
  static boolean isGetattr(PyGlobal global) {
    return isGetattr(global.module(), global.name());
  }

  static boolean isGetattr(String module, String name) {
    return name.equals("getattr") && isBuiltin(module);
  }

  /**
   * Returns whether this is the function that PyTorch names when a tensor is pickled by itself. It
   * loads a file from its argument: the content tells how bad a call is.
   */
  static boolean isTorchLoad(PyGlobal global) {
    return isTorchLoad(global.module(), global.name());
  }

  static boolean isTorchLoad(String module, String name) {
    return name.equals("_load_from_bytes") && module.equals("torch.storage");
  }
}
