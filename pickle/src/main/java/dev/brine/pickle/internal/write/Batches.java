package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The children of a value in batches of a thousand, each between a MARK and the opcode that takes
 * all of them. Where a single one needs no MARK, and whether an empty batch follows a full one, is
 * as CPython's loops happen to have it.
 */
final class Batches implements Steps {
  /** CPython's BATCHSIZE. */
  private static final int BATCH = 1000;

  /** Which of CPython's loops writes the batches. */
  enum Loop {
    /** The items of a list. */
    LIST(1, Opcode.APPEND, Opcode.APPENDS, false),
    /** The keys and values of a dict. */
    DICT(2, Opcode.SETITEM, Opcode.SETITEMS, true),
    /** The elements of a set. */
    SET(1, Opcode.ADDITEMS, Opcode.ADDITEMS, true),
    /** What a reduction appends. */
    ITEMS(1, Opcode.APPEND, Opcode.APPENDS, false),
    /** The keys and values that a reduction sets. */
    ENTRIES(2, Opcode.SETITEM, Opcode.SETITEMS, false);

    private final int width;
    private final Opcode single;
    private final Opcode several;
    private final boolean endsShort;

    Loop(int width, Opcode single, Opcode several, boolean endsShort) {
      this.width = width;
      this.single = single;
      this.several = several;
      this.endsShort = endsShort;
    }

    /** Whether one item or entry, alone in its batch, goes without a MARK. */
    private boolean isBare(boolean alone, boolean first) {
      return switch (this) {
        case SET -> false;
        case LIST, DICT -> alone && first;
        case ITEMS, ENTRIES -> alone;
      };
    }
  }

  private final Loop loop;
  private final PickleValue holder;
  private final int count;
  private int at;
  private int end;
  private boolean bare;
  private boolean open;
  private boolean full;

  /** The children of {@code holder}; of a dict, keys and values in turn. */
  Batches(Loop loop, PickleValue holder) {
    this.loop = loop;
    this.holder = holder;
    this.count = Children.count(holder);
  }

  @Override
  public @Nullable PickleValue next(PickleOutput out) throws IOException {
    while (true) {
      if (open && at == end) {
        out.opcode(bare ? loop.single : loop.several);
        open = false;
      }
      if (!open && !begin(out)) {
        return null;
      }
      if (at < end && !(holder instanceof PySequence items && isPacked(items))) {
        return Children.get(holder, at++);
      }
      if (at < end) {
        out.numbers((PySequence) holder, at, end);
        at = end;
      }
    }
  }

  /** Begins the next batch; false if there is none. */
  private boolean begin(PickleOutput out) {
    boolean emptyLast = loop.endsShort && full && at == count;
    if (at == count && !emptyLast) {
      return false;
    }
    int size = (int) Math.min(count - at, (long) BATCH * loop.width);
    full = size == BATCH * loop.width;
    bare = loop.isBare(size == loop.width, at == 0);
    end = at + size;
    open = true;
    if (!bare) {
      out.opcode(Opcode.MARK);
    }
    return true;
  }

  private static boolean isPacked(PySequence items) {
    return items.packing() != Packing.VALUES && items.packing() != Packing.EMPTY;
  }
}
