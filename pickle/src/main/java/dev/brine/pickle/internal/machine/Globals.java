package dev.brine.pickle.internal.machine;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.Printable;
import dev.brine.error.RefusedException;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.type.Call;
import dev.brine.pickle.type.NotInertException;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyTuple;
import dev.brine.pickle.value.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the names in a pickle and of the calls of them: a known value, or a refusal. */
final class Globals {
  private static final long RECORD_BYTES = 96;
  private static final int MOST_SEEN = 1_000;
  private static final String UNKNOWN = "no table knows it";

  private final PickleOptions options;
  private final Location location;
  private final KeyBudget keys;
  private final HeapBudget budget;
  private final @Nullable Witness witness;
  private final List<PyGlobal> seen = new ArrayList<>();
  private final Set<String> seenNames = new HashSet<>();

  Globals(
      PickleOptions options,
      Location location,
      KeyBudget keys,
      HeapBudget budget,
      @Nullable Witness witness) {
    this.witness = witness;
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
    if (witness != null) {
      witness.named(global, type != null, opcode);
    }
    if (type == null && !options.lenient()) {
      throw refuse(module, name, opcode, offset, UNKNOWN);
    }
    PickleValue constant = type == null ? null : type.constant();
    return constant == null ? new NamedGlobal(global, type) : Construction.complete(constant);
  }

  /** Whether somebody is told of what the pickle asks for. */
  boolean isWatched() {
    return witness != null;
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
    Asked asked = new Asked(opcode, global, arguments, keywords, offset);
    if (type == null) {
      return record(asked, Verdict.SUSPICIOUS, UNKNOWN);
    }
    if (keywords != null && keywords.size() > 0) {
      return record(asked, Verdict.SUSPICIOUS, "it is called with keywords");
    }
    try {
      return type.construct(
          new Call(opcode, global, arguments, offset, keys, options.limits(), budget));
    } catch (NotInertException e) {
      return record(asked, e.verdict(), String.valueOf(e.getMessage()));
    }
  }

  private record Asked(
      String opcode, PyGlobal global, PyTuple arguments, @Nullable PyDict keywords, long offset) {}

  private Construction record(Asked asked, Verdict verdict, String reason) throws RefusedException {
    PyGlobal global = asked.global;
    if (!options.lenient()) {
      throw refuse(global.module(), global.name(), asked.opcode, asked.offset, reason);
    }
    if (witness != null) {
      witness.called(global, asked.arguments, asked.opcode, asked.offset, verdict, reason);
    }
    PickleValue given =
        asked.keywords == null ? asked.arguments : PyTuple.of(asked.arguments, asked.keywords);
    return PyCall.builder(asked.opcode, global, given, asked.offset);
  }

  /** An extension code: a name that only the registry of one program knows. */
  Construction extension(int code, String opcode, long offset) throws RefusedException {
    String reason = "the registry of one program knows what it names";
    if (!options.lenient()) {
      throw refuse("", "extension code " + code, opcode, offset, reason);
    }
    odd(Verdict.SUSPICIOUS, opcode, offset, "extension code " + code + ": " + reason);
    return new NamedGlobal(new PyGlobal("", "extension code " + code, offset), null);
  }

  void held(PyGlobal global) {
    if (witness != null) {
      witness.held(global);
    }
  }

  void odd(Verdict verdict, String opcode, long offset, String reason) {
    if (witness != null) {
      witness.odd(verdict, opcode, offset, reason);
    }
  }

  RefusedException refuse(String module, String name, String opcode, long offset, String reason) {
    String shown = Printable.escape(module.isEmpty() ? name : module + '.' + name);
    String allow =
        reason.equals(UNKNOWN)
            ? "; if it is harmless, options.allowRecord(\""
                + Printable.escape(module)
                + "\", \""
                + Printable.escape(name)
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
