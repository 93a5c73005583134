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
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Checks a finished value once, before any recursive code sees it: no container is nested deeper
 * than the limit, every value has received its state, and, unless records are allowed, no class
 * appears as data. This is the only walk that keeps its own stack.
 *
 * <p>The depth is that of the longest path, not of the first one found, so every shared container
 * keeps its height once all of it has been seen.
 */
final class DepthCheck implements PickleValue.Visitor {
  /** Containers with at most this many scalars are checked again instead of being remembered. */
  private static final int SMALL = 16;

  /** The height of a container that is still on the path: it contains itself. */
  private static final Integer OPEN = 0;

  private final Location location;
  private final PickleOptions options;
  private final Globals globals;

  /** Callables of records. The caller has allowed them, so they do not count as data. */
  private final Set<PyGlobal> callables = new HashSet<>();

  private final IdentityHashMap<PickleValue, Integer> heights = new IdentityHashMap<>();

  /** For each open container, from the root down: itself, the first of its pending values. */
  private final List<PickleValue> path = new ArrayList<>();

  private int[] firstPending = new int[16];

  /** For each open container, the height of the highest container seen in it. */
  private int[] below = new int[16];

  /** The values still to be visited in the open containers, each container's in reverse order. */
  private final List<PickleValue> pending = new ArrayList<>();

  private int visited;

  /** The height of the packed lists and tuples among the values visited: they hold only numbers. */
  private int packed;

  private boolean isTooDeep;

  DepthCheck(Location location, PickleOptions options, Globals globals) {
    this.location = location;
    this.options = options;
    this.globals = globals;
  }

  /** Checks {@code root} and everything in it. */
  void check(PickleValue root) throws IOException {
    if (isLeaf(root)) {
      return;
    }
    enter(root);
    while (!path.isEmpty()) {
      int top = path.size() - 1;
      if (pending.size() == firstPending[top]) {
        leave();
        continue;
      }
      PickleValue next = pending.remove(pending.size() - 1);
      Integer height = heights.get(next);
      if (height == null) {
        enter(next);
      } else {
        reach(height);
      }
    }
    if (isTooDeep) {
      throw tooDeep();
    }
  }

  /** Records the values that an open container holds. */
  @Override
  public boolean visit(PickleValue held) {
    visited++;
    if (held instanceof PyStr || held instanceof PyInt) {
      return true; // the two most frequent leaves, recognized without a virtual call
    }
    if (isPacked(held)) {
      packed = 1;
    } else if (!isLeaf(held)) {
      pending.add(held);
    }
    return true;
  }

  /** Returns whether a value needs no check and adds no level of nesting. */
  private static boolean isLeaf(PickleValue value) {
    return switch (value.kind()) {
      case NONE, BOOL, ELLIPSIS, NOT_IMPLEMENTED, INT, FLOAT, COMPLEX, STR, BYTES, BYTEARRAY ->
          true;
      case RANGE, DATE, TIMEDELTA, TIMEZONE, NAMED_ZONE, ARRAY, DECIMAL, FRACTION, PATH -> true;
      case LIST, TUPLE, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET -> false;
      case SLICE, DEQUE, TIME, DATETIME, UUID, GLOBAL, CALL, PERSISTENT_ID, EXTENSION -> false;
    };
  }

  private static boolean isPacked(PickleValue value) {
    return value instanceof PySequence items && items.packing() != Packing.VALUES;
  }

  private void enter(PickleValue value) throws IOException {
    checkState(value);
    if (isPacked(value)) {
      reach(1);
      return;
    }
    int first = pending.size();
    visited = 0;
    packed = 0;
    value.accept(this);
    if (pending.size() == first) {
      if (visited > SMALL) {
        heights.put(value, 1 + packed);
      }
      boolean isLevel =
          switch (value.kind()) {
            case UUID, GLOBAL, TIME, DATETIME -> false;
            case EXTENSION -> visited > 0;
            default -> true;
          };
      reach((isLevel ? 1 : 0) + packed);
      return;
    }
    reach(1 + packed);
    Collections.reverse(pending.subList(first, pending.size()));
    heights.put(value, OPEN);
    int depth = path.size();
    if (depth == below.length) {
      below = Arrays.copyOf(below, depth * 2);
      firstPending = Arrays.copyOf(firstPending, depth * 2);
    }
    path.add(value);
    firstPending[depth] = first;
    below[depth] = packed;
  }

  private void leave() throws LimitException {
    PickleValue value = path.remove(path.size() - 1);
    int height = below[path.size()] + 1;
    heights.put(value, height);
    reach(height);
  }

  /** Records that the innermost open container holds a value of this height. */
  private void reach(int height) throws LimitException {
    int depth = path.size();
    if (depth > 0) {
      below[depth - 1] = Math.max(below[depth - 1], height);
    }
    if ((long) depth + height > options.limits().depth()) {
      isTooDeep = true;
      // a scan continues, so that nesting cannot hide a name
      if (!options.isLenient()) {
        throw tooDeep();
      }
    }
  }

  private LimitException tooDeep() {
    return new LimitException(
        location, "values are nested deeper than " + options.limits().depth() + " (limit depth)");
  }

  private void checkState(PickleValue value) throws BrineException {
    boolean isComplete =
        switch (value.kind()) {
          case UUID -> ((PyLibrary.Uuid) value).isBuilt();
          case EXTENSION -> ((PyExtension) value).isComplete();
          default -> true;
        };
    if (!isComplete) {
      throw new MalformedException(
          Kind.STATE, location, value.described() + " never receives its state");
    }
    if (value instanceof PyCall call && call.callable() instanceof PyGlobal called) {
      callables.add(called);
      // the class that protocols 0 and 1 make an object of
      if (called.name().equals("_reconstructor")
          && (called.module().equals("copyreg") || called.module().equals("copy_reg"))
          && call.arguments() instanceof PyTuple given
          && given.size() == 3
          && given.get(0) instanceof PyGlobal made) {
        callables.add(made);
      }
    }
    if (value instanceof PyGlobal global && !callables.contains(global)) {
      if (options.isLenient()) {
        globals.reference(global);
        return;
      }
      if (globals.isData(global)) {
        return;
      }
      throw new RefusedException(
          location.at(global.offset()),
          global.module(),
          global.name(),
          "GLOBAL",
          "refused to accept the class or function " + global + " as data; nothing was run");
    }
  }
}
