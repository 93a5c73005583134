package dev.brine.pickle.internal.opcode;

import org.jspecify.annotations.Nullable;

/**
 * Python's 68 opcodes, by the names that {@code pickletools} gives them (PEP 307, PEP 3154, PEP
 * 574).
 */
public enum Opcode {
  /** Protocol 0. */
  MARK(0x28, 0, Argument.NONE),
  /** Protocol 0. */
  STOP(0x2e, 0, Argument.NONE),
  /** Protocol 0. */
  POP(0x30, 0, Argument.NONE),
  /** Protocol 0. */
  DUP(0x32, 0, Argument.NONE),
  /** Protocol 0. */
  FLOAT(0x46, 0, Argument.LINE),
  /** Protocol 0. */
  INT(0x49, 0, Argument.LINE),
  /** Protocol 0. */
  LONG(0x4c, 0, Argument.LINE),
  /** Protocol 0. */
  NONE(0x4e, 0, Argument.NONE),
  /** Protocol 0. */
  PERSID(0x50, 0, Argument.LINE),
  /** Protocol 0. */
  REDUCE(0x52, 0, Argument.NONE),
  /** Protocol 0. */
  STRING(0x53, 0, Argument.LINE),
  /** Protocol 0. */
  UNICODE(0x56, 0, Argument.LINE),
  /** Protocol 0. */
  APPEND(0x61, 0, Argument.NONE),
  /** Protocol 0. */
  BUILD(0x62, 0, Argument.NONE),
  /** Protocol 0. */
  GLOBAL(0x63, 0, Argument.LINE_PAIR),
  /** Protocol 0. */
  DICT(0x64, 0, Argument.NONE),
  /** Protocol 0. */
  GET(0x67, 0, Argument.LINE),
  /** Protocol 0. */
  INST(0x69, 0, Argument.LINE_PAIR),
  /** Protocol 0. */
  LIST(0x6c, 0, Argument.NONE),
  /** Protocol 0. */
  PUT(0x70, 0, Argument.LINE),
  /** Protocol 0. */
  SETITEM(0x73, 0, Argument.NONE),
  /** Protocol 0. */
  TUPLE(0x74, 0, Argument.NONE),
  /** Protocol 1. */
  EMPTY_TUPLE(0x29, 1, Argument.NONE),
  /** Protocol 1. */
  POP_MARK(0x31, 1, Argument.NONE),
  /** Protocol 1. */
  BINFLOAT(0x47, 1, Argument.FLOAT8),
  /** Protocol 1. */
  BININT(0x4a, 1, Argument.INT4),
  /** Protocol 1. */
  BININT1(0x4b, 1, Argument.UINT1),
  /** Protocol 1. */
  BININT2(0x4d, 1, Argument.UINT2),
  /** Protocol 1. */
  BINPERSID(0x51, 1, Argument.NONE),
  /** Protocol 1. */
  BINSTRING(0x54, 1, Argument.STRING4),
  /** Protocol 1. */
  SHORT_BINSTRING(0x55, 1, Argument.STRING1),
  /** Protocol 1. */
  BINUNICODE(0x58, 1, Argument.STRING_U4),
  /** Protocol 1. */
  EMPTY_LIST(0x5d, 1, Argument.NONE),
  /** Protocol 1. */
  APPENDS(0x65, 1, Argument.NONE),
  /** Protocol 1. */
  BINGET(0x68, 1, Argument.UINT1),
  /** Protocol 1. */
  LONG_BINGET(0x6a, 1, Argument.UINT4),
  /** Protocol 1. */
  OBJ(0x6f, 1, Argument.NONE),
  /** Protocol 1. */
  BINPUT(0x71, 1, Argument.UINT1),
  /** Protocol 1. */
  LONG_BINPUT(0x72, 1, Argument.UINT4),
  /** Protocol 1. */
  SETITEMS(0x75, 1, Argument.NONE),
  /** Protocol 1. */
  EMPTY_DICT(0x7d, 1, Argument.NONE),
  /** Protocol 2. */
  PROTO(0x80, 2, Argument.UINT1),
  /** Protocol 2. */
  NEWOBJ(0x81, 2, Argument.NONE),
  /** Protocol 2. */
  EXT1(0x82, 2, Argument.UINT1),
  /** Protocol 2. */
  EXT2(0x83, 2, Argument.UINT2),
  /** Protocol 2. */
  EXT4(0x84, 2, Argument.INT4),
  /** Protocol 2. */
  TUPLE1(0x85, 2, Argument.NONE),
  /** Protocol 2. */
  TUPLE2(0x86, 2, Argument.NONE),
  /** Protocol 2. */
  TUPLE3(0x87, 2, Argument.NONE),
  /** Protocol 2. */
  NEWTRUE(0x88, 2, Argument.NONE),
  /** Protocol 2. */
  NEWFALSE(0x89, 2, Argument.NONE),
  /** Protocol 2. */
  LONG1(0x8a, 2, Argument.STRING1),
  /** Protocol 2. */
  LONG4(0x8b, 2, Argument.STRING4),
  /** Protocol 3. */
  BINBYTES(0x42, 3, Argument.STRING_U4),
  /** Protocol 3. */
  SHORT_BINBYTES(0x43, 3, Argument.STRING1),
  /** Protocol 4. */
  SHORT_BINUNICODE(0x8c, 4, Argument.STRING1),
  /** Protocol 4. */
  BINUNICODE8(0x8d, 4, Argument.STRING8),
  /** Protocol 4. */
  BINBYTES8(0x8e, 4, Argument.STRING8),
  /** Protocol 4. */
  EMPTY_SET(0x8f, 4, Argument.NONE),
  /** Protocol 4. */
  ADDITEMS(0x90, 4, Argument.NONE),
  /** Protocol 4. */
  FROZENSET(0x91, 4, Argument.NONE),
  /** Protocol 4. */
  NEWOBJ_EX(0x92, 4, Argument.NONE),
  /** Protocol 4. */
  STACK_GLOBAL(0x93, 4, Argument.NONE),
  /** Protocol 4. */
  MEMOIZE(0x94, 4, Argument.NONE),
  /** Protocol 4. */
  FRAME(0x95, 4, Argument.UINT8),
  /** Protocol 5. */
  BYTEARRAY8(0x96, 5, Argument.STRING8),
  /** Protocol 5. */
  NEXT_BUFFER(0x97, 5, Argument.NONE),
  /** Protocol 5. */
  READONLY_BUFFER(0x98, 5, Argument.NONE);

  /** What follows an opcode's byte. */
  public enum Argument {
    /** Nothing. */
    NONE,
    /** One unsigned byte. */
    UINT1,
    /** Two bytes, unsigned, little-endian. */
    UINT2,
    /** Four bytes, signed, little-endian. */
    INT4,
    /** Four bytes, unsigned, little-endian. */
    UINT4,
    /** Eight bytes, little-endian. */
    UINT8,
    /** Eight bytes of an IEEE 754 double, big-endian. */
    FLOAT8,
    /** Text up to a line feed. */
    LINE,
    /** Two lines. */
    LINE_PAIR,
    /** A length of one byte, and that many bytes. */
    STRING1,
    /** A signed length of four bytes, and that many bytes. */
    STRING4,
    /** An unsigned length of four bytes, and that many bytes. */
    STRING_U4,
    /** A length of eight bytes, and that many bytes. */
    STRING8
  }

  private static final @Nullable Opcode[] BY_CODE = byCode();

  private final int code;
  private final int protocol;
  private final Argument argument;

  Opcode(int code, int protocol, Argument argument) {
    this.code = code;
    this.protocol = protocol;
    this.argument = argument;
  }

  private static @Nullable Opcode[] byCode() {
    @Nullable Opcode[] table = new @Nullable Opcode[256];
    for (Opcode opcode : values()) {
      table[opcode.code] = opcode;
    }
    return table;
  }

  /** Returns the opcode of this byte, 0 to 255, or null if the byte is not an opcode. */
  public static @Nullable Opcode of(int code) {
    return BY_CODE[code];
  }

  /** Returns the byte of this opcode. */
  public int code() {
    return code;
  }

  /** Returns the first protocol that has it. */
  public int protocol() {
    return protocol;
  }

  /** Returns what follows it. */
  public Argument argument() {
    return argument;
  }
}
