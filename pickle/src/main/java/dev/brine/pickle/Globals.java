package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.internal.text.Printable;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.internal.python.DecodedNames;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.NamedGlobal;
import dev.brine.pickle.spi.NotInertException;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the names in a pickle, and the calls of them, to known values, or refuses them. */
final class Globals {
  private static final long RECORD_BYTES = 96;
  private static final int MOST_SEEN = 1_000;
  private static final String UNKNOWN_VALUE = "an unknown value";
  private static final String UNKNOWN = "it is not a known data type";

  private final PickleOptions options;
  private final Location location;
  private final KeyBudget keys;
  private final HeapBudget budget;
  private final @Nullable PickleListener listener;
  private final List<PyGlobal> seen = new ArrayList<>();
  private final Set<String> seenNames = new HashSet<>();

  Globals(
      PickleOptions options,
      Location location,
      KeyBudget keys,
      HeapBudget budget,
      @Nullable PickleListener listener) {
    this.listener = listener;
    this.options = options;
    this.location = location;
    this.keys = keys;
    this.budget = budget;
  }

  /** GLOBAL, STACK_GLOBAL and INST: looks up the exact pair in the tables. */
  Construction name(String module, String name, String opcode, long offset)
      throws RefusedException {
    if (!isTolerant()) {
      checkLength(module);
      checkLength(name);
    }
    budget.charge(RECORD_BYTES + module.length() + name.length());
    PyGlobal global = new PyGlobal(module, name, offset);
    remember(global);
    PickleType type = options.types().find(module, name);
    if (type == null) {
      type = PythonTypes.INSTANCE.find(module, name);
    }
    if (listener != null) {
      listener.onGlobal(global, type != null, opcode);
    } else if (type == null) {
      type = DecodedNames.find(module, name);
    }
    if (type == null && !options.isLenient()) {
      throw refuse(module, name, opcode, offset, UNKNOWN);
    }
    PickleValue constant = type == null ? null : type.constant();
    return constant == null ? new NamedGlobal(global, type) : Construction.complete(constant);
  }

  boolean hasListener() {
    return listener != null;
  }

  /**
   * Returns whether the machine continues after a pickle breaks a rule, because it is scanning
   * rather than decoding.
   */
  boolean isTolerant() {
    return listener != null;
  }

  /** Returns a placeholder for a value that cannot be built, which accepts any items and state. */
  Construction unknown(long offset) {
    budget.charge(RECORD_BYTES);
    return PyCall.builder(UNKNOWN_VALUE, PyConstant.NONE, PyTuple.EMPTY, offset);
  }

  boolean isUnknown(PickleValue value) {
    return value instanceof PyCall call && call.opcode().equals(UNKNOWN_VALUE);
  }

  void unknownName(List<String> strings, String opcode, long offset) {
    if (listener != null) {
      listener.onUnknownName(strings, opcode, offset);
    }
  }

  /** Reports the items that an opcode adds to the record of a call. */
  void items(PyCall target, List<PickleValue> keys, String opcode, long offset) {
    if (listener != null && !isUnknown(target)) {
      listener.onItems(target, keys, opcode, offset);
    }
  }

  /** BUILD: sets the state of {@code target}. */
  void state(PickleValue target, PickleValue state, String opcode, long offset) throws IOException {
    if (listener != null && target instanceof PyCall call) {
      listener.onState(call, state, opcode, offset);
    }
  }

  /** Returns whether the machine may continue after this fault. */
  boolean tolerates(BrineException fault, boolean certain, String opcode, long offset) {
    return listener != null && listener.onFault(fault, certain, opcode, offset);
  }

  /** Counts steps of work, and stops the machine when there are too many. */
  void work(long steps) {
    if (listener != null && !listener.onWork(steps)) {
      throw new ExcessiveException.Exhausted("the file takes too much work to scan (limit total)");
    }
  }

  /** Returns the names found so far, without duplicates. */
  List<PyGlobal> seen() {
    return seen;
  }

  private void remember(PyGlobal global) {
    if (seen.size() >= MOST_SEEN) {
      return;
    }
    if (seenNames.add(global.module() + '\n' + global.name())) {
      seen.add(global);
    }
  }

  /** REDUCE, NEWOBJ, NEWOBJ_EX, OBJ and INST: builds the result of calling {@code callable}. */
  Construction call(
      String opcode,
      @Nullable Construction callable,
      PickleValue called,
      PyTuple arguments,
      @Nullable PyDict keywords,
      long offset)
      throws RefusedException, MalformedException {
    budget.charge(RECORD_BYTES);
    if (!(callable instanceof NamedGlobal named)) {
      if (isTolerant() && isUnknown(called)) {
        anomaly(Anomaly.UNUSUAL, opcode, offset, opcode + " calls something unknown");
      }
      if (called instanceof PyCall result && options.isLenient()) {
        if (listener != null) {
          listener.onResultCall(result, arguments, opcode, offset);
        }
        return PyCall.builder(opcode, called, arguments, offset);
      }
      throw new MalformedException(
          Kind.STATE, location.at(offset), opcode + " calls " + called.described());
    }
    if (listener != null) {
      smallInts(listener, arguments, offset);
    }
    PickleType type = named.type();
    PyGlobal global = named.value();
    Asked asked = new Asked(opcode, global, arguments, keywords, offset);
    if (type == null) {
      return record(asked, Anomaly.UNUSUAL, UNKNOWN);
    }
    if (keywords != null && keywords.size() > 0) {
      return record(asked, Anomaly.UNUSUAL, "it is called with keywords");
    }
    try {
      if (listener != null) {
        work(effort(arguments));
      }
      Construction made =
          type.construct(
              new Call(opcode, global, arguments, offset, keys, options.limits().digits(), budget));
      if (listener != null && made.isComplete() && made.value() instanceof PyBytes bytes) {
        listener.onBytes(bytes.toByteArray(), offset);
      }
      return made;
    } catch (NotInertException e) {
      return record(asked, e.anomaly(), String.valueOf(e.getMessage()));
    }
  }

  /** Passes on the bytes of each list of small ints, of which the call may make bytes. */
  private void smallInts(PickleListener receiver, PyTuple arguments, long offset) {
    for (int i = 0; i < Math.min(arguments.size(), 8); i++) {
      if (arguments.get(i) instanceof PySequence items && items.packing() == Packing.INTS) {
        byte[] bytes = new byte[items.size()];
        int count = 0;
        while (count < bytes.length && items.longAt(count) == (items.longAt(count) & 0xff)) {
          bytes[count] = (byte) items.longAt(count++);
        }
        work(count);
        if (count == bytes.length) {
          receiver.onBytes(bytes, offset);
        }
      }
    }
  }

  /** Returns the number of steps that arithmetic with the integer arguments may take. */
  private static long effort(PyTuple arguments) {
    long effort = 1;
    for (int i = 0; i < Math.min(arguments.size(), 8); i++) {
      if (arguments.get(i) instanceof PyInt integer && !integer.isLong()) {
        long bits = integer.bigValue().bitLength();
        effort += bits * bits / 2048;
      }
    }
    return effort;
  }

  private record Asked(
      String opcode, PyGlobal global, PyTuple arguments, @Nullable PyDict keywords, long offset) {}

  private Construction record(Asked asked, Anomaly anomaly, String reason) throws RefusedException {
    PyGlobal global = asked.global;
    if (!options.isLenient()) {
      throw refuse(global.module(), global.name(), asked.opcode, asked.offset, reason);
    }
    if (listener != null) {
      listener.onCall(global, asked.arguments, asked.opcode, asked.offset, anomaly, reason);
    }
    PickleValue given =
        asked.keywords == null ? asked.arguments : PyTuple.of(asked.arguments, asked.keywords);
    return PyCall.builder(asked.opcode, global, given, asked.offset);
  }

  /** Returns an extension code: a name that only the registry of one program knows. */
  Construction extension(int code, String opcode, long offset) throws RefusedException {
    String reason = "the registry of one program knows what it names";
    if (!options.isLenient()) {
      throw refuse("", "extension code " + code, opcode, offset, reason);
    }
    anomaly(Anomaly.UNUSUAL, opcode, offset, "extension code " + code + ": " + reason);
    return new NamedGlobal(new PyGlobal("", "extension code " + code, offset), null);
  }

  /** Returns whether a class or function is data as long as nothing calls it. */
  boolean isData(PyGlobal global) {
    PickleType type = options.types().find(global.module(), global.name());
    type = type == null ? PythonTypes.INSTANCE.find(global.module(), global.name()) : type;
    type = type == null ? DecodedNames.find(global.module(), global.name()) : type;
    return type != null && type.isDataUncalled();
  }

  void reference(PyGlobal global) {
    if (listener != null) {
      listener.onReference(global);
    }
  }

  void anomaly(Anomaly anomaly, String opcode, long offset, String reason) {
    if (listener != null) {
      listener.onAnomaly(anomaly, opcode, offset, reason);
    }
  }

  RefusedException refuse(String module, String name, String opcode, long offset, String reason) {
    String shown = Printable.escape(module.isEmpty() ? name : module + '.' + name);
    String allow =
        reason.equals(UNKNOWN) && Advisable.isAdvisable(module, name)
            ? "; if it is harmless, PickleOptions.DEFAULT.allowRecord(\""
                + module
                + "\", \""
                + name
                + "\") reads it as a record"
            : "";
    String message = "refused to use " + shown + " (" + opcode + "): " + reason;
    return new RefusedException(
        location.at(offset), module, name, opcode, message + "; nothing was run" + allow);
  }

  private void checkLength(String name) {
    int longest = options.limits().nameLength();
    if (name.length() > longest) {
      throw new ExcessiveException(
          "a module or class name of "
              + name.length()
              + " characters, more than "
              + longest
              + " (limit nameLength)");
    }
  }
}
