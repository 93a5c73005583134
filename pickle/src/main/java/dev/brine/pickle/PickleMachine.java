package dev.brine.pickle;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the opcodes of one pickle. It resolves no names and calls nothing: a name is two strings,
 * and a call either builds a value that a table lists or is refused. {@link Pickle} decodes with
 * it; a scan runs it with a {@link PickleListener}.
 */
public final class PickleMachine {
  private static final int NEWEST_PROTOCOL = 5;

  /** The maximum number of open MARKs in a scanned pickle; CPython has no limit. */
  private static final int MAX_SCANNED_MARKS = 1 << 28;

  /** The number of items that Python's picklers append at once. */
  private static final int BATCH = 1000;

  /** The number of opcodes between reports of work to a listener. */
  private static final int REPORTED_STEPS = 1 << 12;

  private final OpcodeReader reader;
  private final PickleOptions options;
  private final Location location;
  private final long start;
  private final KeyBudget keys;
  private final HeapBudget budget;
  private final ValueStack stack;
  private final Memo memo;
  private final ContainerOpcodes containers;
  private final Globals globals;

  /** Whether the machine continues after a pickle breaks a rule; {@link Globals#isTolerant}. */
  private final boolean isTolerant;

  private final CallOpcodes calls;
  private final ExternalOpcodes external;
  private final TextNumbers numbers;
  private final Strings strings;
  private long offset;
  private int sizeBefore;
  private int markBefore = -1;
  private boolean hasFault;
  private boolean recalls;
  private long opcodes;
  private long reported;
  private int code;
  private int protocol;

  /**
   * Returns a reader of the pickle at the start of a stream.
   *
   * @param start the offset of the stream's first byte in its member
   */
  @SuppressWarnings("exports") // a reader is passed between Brine's own modules only
  public static OpcodeReader reader(
      InputStream in, Location location, long start, PickleLimits limits) {
    long longestArgument = HeapBudget.longestArgument(limits);
    return new OpcodeReader(in, location, start, limits.pickleBytes(), longestArgument);
  }

  /**
   * Returns a reader of the bytes {@code [from, to)}, the first of which has the offset {@code
   * start}.
   */
  @SuppressWarnings("exports")
  public static OpcodeReader reader(
      byte[] bytes, int from, int to, Location location, long start, PickleLimits limits) {
    long longestArgument = HeapBudget.longestArgument(limits);
    return new OpcodeReader(
        bytes, from, to, location, start, limits.pickleBytes(), longestArgument);
  }

  /**
   * Creates a machine for the next pickle in {@code reader}.
   *
   * @param listener receives the actions of the pickle; null to decode it and refuse unknown names
   */
  @SuppressWarnings("exports")
  public PickleMachine(
      OpcodeReader reader, PickleOptions given, @Nullable PickleListener listener) {
    this(reader, given, listener, null);
  }

  /**
   * Creates a machine for the next pickle in {@code reader}, which uses the memo of the machine
   * that ran the pickle before it. Python's {@code Unpickler} does so if it loads several pickles.
   */
  @SuppressWarnings("exports")
  public PickleMachine(
      OpcodeReader reader,
      PickleOptions given,
      @Nullable PickleListener listener,
      @Nullable PickleMachine earlier) {
    this.reader = reader;
    this.options = listener == null ? given : given.withLenient();
    this.location = reader.location();
    this.start = reader.offset();
    this.keys = new KeyBudget(options.limits().keyDepth(), options.limits().walkNodes() / 10);
    this.budget = new HeapBudget(reader, options.limits());
    this.stack =
        new ValueStack(listener == null ? options.limits().marks() : MAX_SCANNED_MARKS, budget);
    this.memo = earlier == null ? new Memo(budget) : earlier.memo;
    this.containers = new ContainerOpcodes(stack, budget, new IntArena());
    this.globals = new Globals(options, location, keys, budget, listener);
    this.isTolerant = globals.isTolerant();
    this.external = new ExternalOpcodes(reader, options, stack, budget, globals);
    this.calls = new CallOpcodes(reader, stack, memo, containers, globals, options.limits());
    this.numbers = new TextNumbers(reader, options.limits(), listener != null);
    this.strings = new Strings(reader, options.encoding(), budget, listener);
  }

  /**
   * Runs up to and including the first STOP. If the listener permits it, the machine continues
   * after the pickle breaks a rule, up to the first byte that is not an opcode or to the end.
   */
  public Pickle.Decoded run() throws IOException {
    if (isTolerant) {
      reader.ignoreFrames(this::crossed);
    }
    while (true) {
      try {
        return runUntilFault();
      } catch (ExcessiveException.Exhausted e) {
        throw new LimitException(location.at(offset), String.valueOf(e.getMessage()));
      } catch (ValueStack.UnderflowException e) {
        tolerate(malformed(String.valueOf(e.getMessage())), markBefore < 0);
      } catch (InvalidStateException e) {
        String reason = String.valueOf(e.getMessage());
        report(e.anomaly(), reason);
        tolerate(new MalformedException(Kind.STATE, location.at(offset), reason), false);
      } catch (ExcessiveException e) {
        String reason = String.valueOf(e.getMessage());
        report(e.anomaly(), reason);
        tolerate(new LimitException(location.at(offset), reason), false);
      } catch (MalformedException | UnsupportedException e) {
        tolerate(e, e.kind() == Kind.ENCODING || isHopelessNumber());
      }
    }
  }

  private boolean isHopelessNumber() {
    Opcode opcode = Opcode.of(code);
    return (opcode == Opcode.INT || opcode == Opcode.LONG || opcode == Opcode.FLOAT)
        && numbers.isHopeless();
  }

  private Pickle.Decoded runUntilFault() throws IOException {
    while (true) {
      offset = reader.offset();
      if (isTolerant) {
        sizeBefore = stack.size();
        markBefore = stack.topMark();
      }
      code = reader.code();
      Opcode opcode = Opcode.of(code);
      if (opcode == null) {
        throw malformed("unknown opcode 0x" + Integer.toHexString(code));
      }
      if (opcode == Opcode.STOP) {
        return stop();
      }
      execute(opcode);
      if (isTolerant && (++opcodes & (REPORTED_STEPS - 1)) == 0) {
        work();
      }
    }
  }

  private Pickle.Decoded stop() throws IOException {
    PickleValue value = stopValue();
    if (stack.hasOpenMarks()) {
      Anomaly anomaly = hasFault ? Anomaly.MALFORMED : Anomaly.UNUSUAL;
      globals.anomaly(anomaly, "STOP", offset, "the pickle stops inside a MARK");
    }
    DepthCheck check = new DepthCheck(location.at(offset), options, globals);
    if (!isTolerant) {
      reader.finishFrame();
      check.check(value);
      return new Pickle.Decoded(value, facts());
    }
    // A scan continues past STOP, so leave the frame open.
    try {
      check.check(value);
    } catch (BrineException e) {
      if (!globals.tolerates(e, false, "STOP", offset)) {
        throw e;
      }
    }
    work();
    return new Pickle.Decoded(value, facts());
  }

  /** Returns the value that STOP returns; for a scan, an unknown value if the stack is empty. */
  private PickleValue stopValue() throws IOException {
    try {
      return stack.popValue();
    } catch (ValueStack.UnderflowException e) {
      MalformedException fault = malformed(String.valueOf(e.getMessage()));
      if (!globals.tolerates(fault, true, "STOP", offset)) {
        throw fault;
      }
      return globals.unknown(offset).value();
    }
  }

  /** Reports the work since the last report. */
  private void work() {
    long steps = opcodes + keys.spent();
    globals.work(steps - reported);
    reported = steps;
  }

  /** Reports anything that is worse than malformed. */
  private void report(Anomaly anomaly, String reason) {
    if (anomaly != Anomaly.MALFORMED) {
      globals.anomaly(anomaly, opcodeName(), offset, reason);
    }
  }

  private void crossed(String reason) {
    globals.anomaly(Anomaly.MALFORMED, opcodeName(), offset, reason);
  }

  /** Continues after a failed opcode if the listener permits it; otherwise throws the fault. */
  private void tolerate(BrineException fault, boolean certain) throws BrineException {
    Opcode opcode = Opcode.of(code);
    hasFault = true;
    if (opcode == null
        || reader.offset() <= offset
        || !globals.tolerates(fault, certain, opcode.name(), offset)) {
      throw fault;
    }
    try {
      settle(opcode);
    } catch (ExcessiveException e) {
      throw new LimitException(location.at(offset), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Leaves the stack as the opcode would have left it, with an unknown value as its result. The
   * argument of the opcode has been read.
   */
  private void settle(Opcode opcode) {
    int floor = Math.max(0, markBefore);
    int base = markBefore < 0 ? sizeBefore : markBefore;
    switch (opcode) {
      case APPEND, BUILD -> stack.settle(Math.max(floor, sizeBefore - 1), globals.unknown(offset));
      case SETITEM -> stack.settle(Math.max(floor, sizeBefore - 2), globals.unknown(offset));
      case APPENDS, SETITEMS, ADDITEMS, POP_MARK -> {
        stack.dropMark(markBefore);
        stack.settle(base, globals.unknown(offset));
      }
      case LIST, TUPLE, DICT, FROZENSET, INST, OBJ -> {
        stack.dropMark(markBefore);
        unknownAt(base);
      }
      case TUPLE1, BINPERSID -> unknownAt(Math.max(floor, sizeBefore - 1));
      case TUPLE2, REDUCE, NEWOBJ, STACK_GLOBAL -> unknownAt(Math.max(floor, sizeBefore - 2));
      case TUPLE3, NEWOBJ_EX -> unknownAt(Math.max(floor, sizeBefore - 3));
      case POP, MARK, PUT, BINPUT, LONG_BINPUT, MEMOIZE, PROTO, FRAME, READONLY_BUFFER, STOP ->
          stack.settle(sizeBefore, globals.unknown(offset));
      default -> unknownAt(sizeBefore);
    }
  }

  private void unknownAt(int slot) {
    stack.settle(slot, globals.unknown(offset));
    stack.push(globals.unknown(offset));
  }

  private void execute(Opcode opcode) throws IOException {
    switch (opcode) {
      case BININT, BININT1, BININT2 -> {
        reader.unread();
        ints();
      }
      case BINFLOAT -> stack.pushFloat(reader.float8());
      case MARK -> {
        mark();
        if (stack.belowMark() instanceof PyList.Builder list && list.value().size() == 0) {
          ints(list);
        }
      }
      case BINPUT -> memo(reader.uint1());
      case LONG_BINPUT -> memo(reader.uint4());
      case MEMOIZE -> memo(memo.size());
      case PUT -> putText();
      case BINGET -> recall(reader.uint1());
      case LONG_BINGET -> recall(reader.uint4());
      case GET -> getText();
      case NONE -> stack.push(PyConstant.NONE);
      case NEWTRUE -> stack.push(PyConstant.TRUE);
      case NEWFALSE -> stack.push(PyConstant.FALSE);
      case EMPTY_LIST -> stack.push(containers.newList());
      case APPEND -> containers.append(added(stack.size() - 1));
      case APPENDS -> containers.append(added(stack.popMark()));
      case LIST -> containers.list(stack.popMark());
      case EMPTY_TUPLE -> stack.push(PyTuple.EMPTY);
      case TUPLE1 -> tuple(1);
      case TUPLE2 -> tuple(2);
      case TUPLE3 -> tuple(3);
      case TUPLE -> containers.tuple(stack.popMark());
      case EMPTY_DICT -> stack.push(newDict());
      case DICT -> containers.dict(stack.popMark(), newDict());
      case SETITEM -> {
        stack.require(2);
        containers.setItems(assigned(stack.size() - 2));
      }
      case SETITEMS -> containers.setItems(assigned(stack.popMark()));
      case EMPTY_SET -> stack.push(containers.newSet(PySet.builder(PickleValue.Kind.SET, keys)));
      case ADDITEMS -> containers.addItems(added(stack.popMark()));
      case FROZENSET ->
          containers.frozenSet(stack.popMark(), PySet.builder(PickleValue.Kind.FROZENSET, keys));
      case POP -> stack.pop();
      case POP_MARK -> stack.truncate(stack.popMark());
      case DUP -> stack.pushAgain(stack.peekObject());
      case SHORT_BINUNICODE -> stack.push(strings.utf8(reader.uint1(), "SHORT_BINUNICODE"));
      case BINUNICODE -> stack.push(strings.utf8(reader.uint4(), "BINUNICODE"));
      case BINUNICODE8 -> stack.push(strings.utf8(reader.int8(), "BINUNICODE8"));
      case UNICODE -> stack.push(strings.rawUnicode());
      case STRING -> stack.push(strings.quoted(offset));
      case SHORT_BINSTRING -> stack.push(strings.python2(reader.uint1(), "SHORT_BINSTRING"));
      case BINSTRING -> stack.push(strings.python2(signedLength("BINSTRING"), "BINSTRING"));
      case SHORT_BINBYTES -> stack.push(bytes(reader.uint1(), "SHORT_BINBYTES"));
      case BINBYTES -> stack.push(bytes(reader.uint4(), "BINBYTES"));
      case BINBYTES8 -> stack.push(bytes(reader.int8(), "BINBYTES8"));
      case BYTEARRAY8 ->
          stack.push(PyBytes.wrapByteArray(strings.bytes(reader.int8(), "BYTEARRAY8")));
      case INT -> integer();
      case LONG -> stack.pushInteger(longText());
      case LONG1 -> stack.pushInteger(longBytes(reader.uint1(), "LONG1"));
      case LONG4 -> stack.pushInteger(longBytes(signedLength("LONG4"), "LONG4"));
      case FLOAT ->
          stack.pushFloat(Double.doubleToRawLongBits(numbers.floating(numbers.line("FLOAT"))));
      case PROTO -> protocol();
      case FRAME -> reader.enterFrame(reader.int8());
      case STOP -> throw new AssertionError("STOP is handled by run");
      case GLOBAL, STACK_GLOBAL, INST, OBJ, REDUCE, NEWOBJ, NEWOBJ_EX, BUILD ->
          calls.run(opcode, offset);
      case PERSID, BINPERSID, EXT1, EXT2, EXT4, NEXT_BUFFER, READONLY_BUFFER ->
          external.run(opcode, offset);
    }
  }

  /** Reports the items from {@code from} on, which are added to the value below them. */
  private int added(int from) {
    if (isTolerant && from > 0 && stack.constructionAt(from - 1) instanceof PyCall.Builder target) {
      globals.items(target.value(), List.of(), opcodeName(), offset);
    }
    return from;
  }

  /** Reports the keys and values from {@code from} on, which are set in the value below them. */
  private int assigned(int from) {
    if (isTolerant && from > 0 && stack.constructionAt(from - 1) instanceof PyCall.Builder target) {
      List<PickleValue> keys = new ArrayList<>();
      for (int i = from; i < stack.size(); i += 2) {
        keys.add(stack.valueAt(i));
      }
      globals.items(target.value(), keys, opcodeName(), offset);
    }
    return from;
  }

  private void mark() throws BrineException {
    stack.mark();
    if (isTolerant && stack.marks() == options.limits().marks() + 1) {
      fault(
          new LimitException(
              location.at(offset), ValueStack.tooManyMarks(options.limits().marks())));
    }
  }

  /** Pushes the next ints. */
  private void ints() throws IOException {
    IntArena arena = containers.arena();
    int from = arena.room(1);
    int to = reader.ints(arena.chunk(), from);
    stack.pushInts(arena.chunk(), from, to);
  }

  /**
   * After a MARK above an empty list, reads the ints that follow. If APPENDS comes next, it is run
   * as well, and the ints never pass through the stack. Most bytes of ragged rows are such lists.
   */
  private void ints(PyList.Builder list) throws IOException {
    IntArena arena = containers.arena();
    int from = arena.room(BATCH);
    int[] chunk = arena.chunk();
    int to = from;
    while (isInt(reader.peek()) && to < chunk.length) {
      to = reader.ints(chunk, to);
    }
    if (to > from && Opcode.of(reader.peek()) == Opcode.APPENDS) {
      offset = reader.offset();
      markBefore = stack.topMark();
      code = reader.code();
      stack.popMark();
      containers.takeInts(list, to - from);
    } else {
      stack.pushInts(chunk, from, to);
    }
  }

  private static boolean isInt(int code) {
    return code == 'J' || code == 'K' || code == 'M';
  }

  /**
   * Reports a fault that needs no repair of the stack, and throws it if the listener requires it.
   */
  private void fault(BrineException fault) throws BrineException {
    hasFault = true;
    if (!globals.tolerates(fault, false, opcodeName(), offset)) {
      throw fault;
    }
  }

  private void memo(long index) {
    memo.put(index, stack.peekObject());
  }

  private void recall(long index) throws MalformedException {
    recalls = true;
    Object object = memo.get(index);
    if (object == null) {
      throw malformed("the memo has no entry at index " + index);
    }
    stack.pushAgain(object);
  }

  private void putText() throws IOException {
    if (!isTolerant) {
      memo(numbers.index("PUT"));
      return;
    }
    long index = textIndex("PUT");
    if (index >= 0) {
      memo(index);
    }
  }

  private void getText() throws IOException {
    if (!isTolerant) {
      recall(numbers.index("GET"));
      return;
    }
    long index = textIndex("GET");
    if (index >= 0) {
      recall(index);
    } else {
      stack.push(globals.unknown(offset));
    }
  }

  private long textIndex(String opcode) throws IOException {
    String text = reader.line(opcode);
    long index = TextNumbers.laxIndex(text);
    if (index < 0) {
      fault(malformed(opcode + " has an index that is not a number"));
    } else if (!isDigits(text)) {
      globals.anomaly(
          Anomaly.UNUSUAL, opcode, offset, "readers disagree about the index of " + opcode);
    }
    return index;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void tuple(int count) {
    stack.require(count);
    containers.tuple(stack.size() - count);
  }

  private PyDict.Builder newDict() {
    budget.charge(ContainerOpcodes.DICT_BYTES);
    return PyDict.builder(PickleValue.Kind.DICT, keys);
  }

  private PyBytes bytes(long length, String opcode) throws IOException {
    return PyBytes.wrap(strings.bytes(length, opcode));
  }

  private int signedLength(String opcode) throws IOException {
    int length = reader.int4();
    if (length < 0) {
      throw malformed(opcode + " has the negative length " + length);
    }
    return length;
  }

  /** INT: the text of an int, or 00 and 01 for False and True. */
  private void integer() throws IOException {
    String text = numbers.line("INT");
    if (text.equals("00") || text.equals("01")) {
      stack.push(PyConstant.of(text.equals("01")));
    } else {
      stack.pushInteger(numbers.integer(text, "INT"));
    }
  }

  private PyInt longText() throws IOException {
    String text = numbers.line("LONG");
    int end = text.endsWith("L") ? text.length() - 1 : text.length();
    return numbers.integer(text.substring(0, end), "LONG");
  }

  private PyInt longBytes(int length, String opcode) throws IOException {
    int longest = options.limits().longBytes();
    if (length > longest) {
      if (isTolerant) {
        strings.bytes(length, opcode);
      }
      throw new ExcessiveException(
          opcode + " of " + length + " bytes, more than " + longest + " (limit longBytes)");
    }
    byte[] bytes = strings.bytes(length, opcode);
    if (length <= Long.BYTES) {
      long value = length == 0 || bytes[length - 1] >= 0 ? 0 : -1;
      for (int i = length - 1; i >= 0; i--) {
        value = (value << 8) | (bytes[i] & 0xff);
      }
      return PyInt.of(value);
    }
    for (int i = 0; i < length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = low;
    }
    return PyInt.of(new BigInteger(bytes));
  }

  private void protocol() throws IOException {
    if (offset != start) {
      globals.anomaly(Anomaly.UNUSUAL, "PROTO", offset, "a PROTO that is not the first opcode");
    }
    int announced = reader.uint1();
    protocol = Math.max(protocol, announced);
    if (announced > NEWEST_PROTOCOL) {
      throw new UnsupportedException(
          location.at(offset),
          "pickle protocol " + announced + " is newer than 5, the newest protocol that exists");
    }
  }

  /** Returns the protocol, the names and the length of the pickle so far. */
  public Pickle.Facts facts() {
    return new Pickle.Facts(protocol, globals.seen(), reader.offset() - start);
  }

  /** Returns the name of the opcode that was read last, or empty if the byte is not an opcode. */
  public String opcodeName() {
    Opcode opcode = Opcode.of(code);
    return opcode == null ? "" : opcode.name();
  }

  /** Returns whether the pickle has put anything into its memo. */
  public boolean hasMemo() {
    return memo.size() > 0;
  }

  /** Returns whether the pickle has asked its memo for anything. */
  public boolean hasRecalled() {
    return recalls;
  }

  /** Returns the memory charged to the pickle, including work that is charged as memory. */
  public long charged() {
    return budget.used();
  }

  /** Returns the offset of the opcode that was read last. */
  public long opcodeOffset() {
    return offset;
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(Kind.MALFORMED, location.at(offset), reason);
  }
}
