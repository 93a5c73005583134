package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes the canonical form of a value: one text for one value, whatever file, protocol or
 * compression held it. Works without recursion. What is written for the first time costs nothing; a
 * limit holds for what is written again because it is shared, which a small pickle can make
 * endless.
 */
public final class CanonicalWriter implements ValueOutput {
  private static final int LONG_TEXT = 64;
  private static final String ESCAPED = "\"\\\b\f\n\r\t";
  private static final String ESCAPES = "\"\\bfnrt";

  private final AsciiOutput out;
  private final Location location;
  private final long mostRepeated;

  /** What was entered, and whether it still is: then it would contain itself. */
  private final IdentityHashMap<PickleValue, Boolean> entered = new IdentityHashMap<>();

  private final List<PickleValue> path = new ArrayList<>();
  private final List<Steps> steps = new ArrayList<>();
  private long repeated;

  /** How long the path was, and how much was written, when the first repeated value was entered. */
  private int repeatDepth = Integer.MAX_VALUE;

  private long repeatStart;

  /**
   * Creates one.
   *
   * @param location what failures name
   * @param mostRepeated how many characters may be written for values that were written before
   */
  public CanonicalWriter(OutputStream target, Location location, long mostRepeated) {
    this.out = new AsciiOutput(target);
    this.location = location;
    this.mostRepeated = mostRepeated;
  }

  /** Writes {@code value}, all of it. */
  public void write(PickleValue value) throws IOException {
    enter(value);
    while (!path.isEmpty()) {
      PickleValue held = steps.get(steps.size() - 1).next(this);
      if (held == null) {
        leave();
      } else {
        enter(held);
      }
    }
    out.flush();
  }

  private void enter(PickleValue value) throws IOException {
    countLong(value);
    if (CanonicalScalars.write(value, this)) {
      return;
    }
    Boolean open = entered.put(value, Boolean.TRUE);
    if (open != null && open) {
      throw new UnsupportedException(
          location, value.described() + " that contains itself has no canonical form");
    }
    Steps parts = CanonicalSteps.of(value, out);
    if (parts == null) {
      throw new UnsupportedException(
          location, value + " is a record of what a pickle asks for: it has no canonical form");
    }
    if (open != null && repeatDepth == Integer.MAX_VALUE) {
      repeatDepth = path.size();
      repeatStart = out.written();
    }
    checkRepeated();
    path.add(value);
    steps.add(parts);
  }

  private void leave() throws LimitException {
    steps.remove(steps.size() - 1);
    entered.put(path.remove(path.size() - 1), Boolean.FALSE);
    if (path.size() <= repeatDepth && repeatDepth != Integer.MAX_VALUE) {
      repeated += out.written() - repeatStart;
      repeatDepth = Integer.MAX_VALUE;
      checkRepeated();
    }
  }

  private void checkRepeated() throws LimitException {
    long running = repeatDepth == Integer.MAX_VALUE ? 0 : out.written() - repeatStart;
    if (repeated + running > mostRepeated) {
      throw new LimitException(
          location,
          "shared values would be written again for more than "
              + mostRepeated
              + " characters (limit walkText)");
    }
  }

  /** A long text is cheap to share and dear to write. */
  private void countLong(PickleValue value) throws LimitException {
    long length =
        switch (value.kind()) {
          case STR -> ((PyStr) value).value().length();
          case BYTES, BYTEARRAY -> 2L * ((PyBytes) value).size();
          case INT -> ((PyInt) value).isLong() ? 0 : ((PyInt) value).bigValue().bitLength();
          default -> 0;
        };
    if (length > LONG_TEXT
        && entered.put(value, Boolean.FALSE) != null
        && repeatDepth == Integer.MAX_VALUE) {
      repeated += length;
      checkRepeated();
    }
  }

  @Override
  public void raw(String text) throws IOException {
    out.raw(text);
  }

  /** As JSON, with everything but printable ASCII escaped. */
  @Override
  public void quoted(String text) throws IOException {
    out.put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = c < ' ' || c == '"' || c == '\\' ? ESCAPED.indexOf(c) : -1;
      if (escape >= 0) {
        out.put('\\');
        out.put(ESCAPES.charAt(escape));
      } else if (c >= ' ' && c < 0x7f) {
        out.put(c);
      } else {
        out.raw("\\u");
        out.hex(c, 4);
      }
    }
    out.put('"');
  }

  @Override
  public void none() throws IOException {
    out.raw("null");
  }

  @Override
  public void bool(boolean value) throws IOException {
    out.raw(value ? "true" : "false");
  }

  @Override
  public void integer(long value) throws IOException {
    out.raw("{\"int\":\"");
    out.decimal(value);
    out.raw("\"}");
  }

  @Override
  public void floating(double value) throws IOException {
    out.raw("{\"float\":\"");
    out.hex(Double.doubleToRawLongBits(value), 16);
    out.raw("\"}");
  }

  @Override
  public void hex(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      out.hex(b, 2);
    }
  }
}
