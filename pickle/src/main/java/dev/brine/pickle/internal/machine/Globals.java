package dev.brine.pickle.internal.machine;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.Printable;
import dev.brine.error.RefusedException;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.type.Call;
import dev.brine.pickle.type.NotInertException;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.ExcessiveException;
import dev.brine.pickle.value.Keys;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the names in a pickle and of the calls of them: a known value, or a refusal. */
final class Globals {
  private static final long RECORD_BYTES = 96;
  private static final int MOST_SEEN = 1_000;

  private final PickleOptions options;
  private final Location location;
  private final Keys keys;
  private final HeapBudget budget;
  private final List<PyGlobal> seen = new ArrayList<>();
  private final Set<String> seenNames = new HashSet<>();

  Globals(PickleOptions options, Location location, Keys keys, HeapBudget budget) {
    this.options = options;
    this.location = location;
    this.keys = keys;
    this.budget = budget;
  }

  /** GLOBAL, STACK_GLOBAL and INST: the pair, as it stands in the tables or not at all. */
  Construction name(String module, String name, String opcode, long offset)
      throws RefusedException {
    checkLength(module);
    checkLength(name);
    budget.charge(RECORD_BYTES + module.length() + name.length());
    PyGlobal global = new PyGlobal(module, name, offset);
    remember(global);
    PickleType type = options.types().find(module, name);
    if (type == null) {
      type = PythonTypes.INSTANCE.find(module, name);
    }
    if (type == null && !options.lenient()) {
      throw refuse(module, name, opcode, offset, "no table knows it");
    }
    PickleValue constant = type == null ? null : type.constant();
    return constant == null ? new NamedGlobal(global, type) : Construction.complete(constant);
  }

  /** The names so far, each once. */
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

  /** REDUCE, NEWOBJ, NEWOBJ_EX, OBJ and INST: the call of {@code callable}. */
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
      if (called instanceof PyCall && options.lenient()) {
        return PyCall.builder(opcode, called, arguments, offset);
      }
      throw new MalformedException(
          Kind.STATE, location.at(offset), opcode + " calls " + called.described());
    }
    PickleType type = named.type();
    PyGlobal global = named.value();
    if (type == null || (keywords != null && keywords.size() > 0)) {
      return record(opcode, global, arguments, keywords, offset, "it is called with keywords");
    }
    try {
      return type.construct(new Call(opcode, global, arguments, keys, options.limits(), budget));
    } catch (NotInertException e) {
      return record(opcode, global, arguments, keywords, offset, String.valueOf(e.getMessage()));
    }
  }

  private Construction record(
      String opcode,
      PyGlobal global,
      PyTuple arguments,
      @Nullable PyDict keywords,
      long offset,
      String reason)
      throws RefusedException {
    if (!options.lenient()) {
      throw refuse(global.module(), global.name(), opcode, offset, reason);
    }
    PickleValue given = keywords == null ? arguments : PyTuple.of(arguments, keywords);
    return PyCall.builder(opcode, global, given, offset);
  }

  RefusedException refuse(String module, String name, String opcode, long offset, String reason) {
    return new RefusedException(
        location.at(offset),
        module,
        name,
        opcode,
        "refused to use "
            + Printable.escape(module)
            + '.'
            + Printable.escape(name)
            + " ("
            + opcode
            + "): "
            + reason
            + "; nothing was run");
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
