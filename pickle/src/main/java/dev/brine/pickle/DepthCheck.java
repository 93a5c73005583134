package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyUuid;
import dev.brine.pickle.value.ValueWalk;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at a finished value once: no container is nested deeper than the limit, nothing waits for a
 * state that never came, and, unless records are wanted, no class stands where data should.
 */
final class DepthCheck {
  private final Location location;
  private final PickleOptions options;
  private final Globals globals;

  /** What the caller allowed to be a record names its class, which is no data of its own. */
  private final Set<PyGlobal> callables = new HashSet<>();

  DepthCheck(Location location, PickleOptions options, Globals globals) {
    this.location = location;
    this.options = options;
    this.globals = globals;
  }

  /**
   * Checks a value.
   *
   * @param grewLate whether something was filled further after something else held it, so that no
   *     value knows for sure how deep it is
   */
  void check(PickleValue root, boolean grewLate) throws BrineException {
    if (!grewLate && ValueWalk.height(root) <= deepest()) {
      return;
    }
    ValueWalk walk = new ValueWalk(root);
    while (walk.next()) {
      checkDepth(walk);
      if (!isComplete(walk.value())) {
        throw new MalformedException(
            Kind.STATE, location, walk.value().described() + " is never given its state");
      }
      if (walk.value() instanceof PyCall call && call.callable() instanceof PyGlobal called) {
        callables.add(called);
      }
      if (walk.value() instanceof PyGlobal global && !callables.contains(global)) {
        if (options.isLenient()) {
          globals.reference(global);
          continue;
        }
        throw new RefusedException(
            location.at(global.offset()),
            global.module(),
            global.name(),
            "GLOBAL",
            "refused to take the class or function " + global + " for data; nothing was run");
      }
    }
    checkDepth(walk);
  }

  private int deepest() {
    return Math.min(options.limits().depth(), Integer.MAX_VALUE - 1);
  }

  private void checkDepth(ValueWalk walk) throws LimitException {
    if (walk.deepest() > deepest()) {
      throw new LimitException(
          location, "values are nested deeper than " + options.limits().depth() + " (limit depth)");
    }
  }

  private static boolean isComplete(PickleValue value) {
    return switch (value.kind()) {
      case UUID -> ((PyUuid) value).isBuilt();
      case EXTENSION -> ((PyExtension) value).isComplete();
      default -> true;
    };
  }
}
