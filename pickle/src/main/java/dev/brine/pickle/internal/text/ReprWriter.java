package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as Python's {@code repr} would: on one line where it fits, otherwise with one item
 * per line. A container inside itself is shown as {@code ...}.
 */
public final class ReprWriter {
  private static final int INDENT = 2;
  private static final int MAX_INDENT = 40;

  /** The fewest characters for an item: a digit, a comma and a space. */
  private static final int MIN_ITEM = 3;

  private final Appendable target;
  private final Location location;
  private final int width;
  private final int items;
  private final int text;
  private final Nesting nesting;

  /** The containers that are being written. */
  private final IdentityHashMap<PickleValue, Boolean> path = new IdentityHashMap<>();

  private int blocks;
  private long nodes;

  /**
   * Creates a writer.
   *
   * @param mostNodes how many values may be written, counting shared ones again
   */
  public ReprWriter(Appendable target, Location location, int width, int items, int text, long mostNodes) {
    this.target = target;
    this.location = location;
    this.width = width;
    this.items = items;
    this.text = text;
    this.nodes = mostNodes;
    this.nesting = new Nesting(location);
  }

  /** Writes {@code value}, without a line feed at the end. */
  public void write(PickleValue value) throws IOException {
    if (!fits(value, 0, 0)) {
      block(value);
    }
  }

  /** Writes the value here if it fits on the line; false if it must be a block of lines. */
  private boolean fits(PickleValue value, int prefix, int suffix) throws IOException {
    boolean isWhole = isWhole(value);
    int room = width - indent() - prefix - suffix;
    String line = oneLine(value, isWhole ? Integer.MAX_VALUE : Math.max(room, width / 4));
    if (line == null) {
      line = isWhole ? value.typeName() + "(...)" : scalar(value);
    }
    if (line == null) {
      return false;
    }
    target.append(line);
    return true;
  }

  /** Writes the shown items of a container, each on its own line. */
  private void block(PickleValue value) throws IOException {
    nesting.enter();
    path.put(value, Boolean.TRUE);
    ReprShape shape = ReprShape.of(value, items);
    int shown = shape.shown(items);
    target.append(shape.open());
    blocks++;
    for (int at = 0; at < shown; at++) {
      int prefix = 0;
      newLine();
      if (shape.entries()) {
        prefix = key(shape.child(at++));
      }
      boolean hasMore = at + 1 < shape.size();
      if (!fits(shape.child(at), prefix, hasMore ? 1 : 0)) {
        block(shape.child(at));
      }
      if (hasMore) {
        target.append(',');
      }
    }
    blocks--;
    close(shape, shown);
    path.remove(value);
    nesting.leave();
  }

  private void close(ReprShape shape, int shown) throws IOException {
    if (shown < shape.size()) {
      newLine();
      target.append(shape.more(shown));
    }
    newLine();
    // a close such as ", dtype=object)" starts its own line, without the comma
    target.append(shape.close().startsWith(", ") ? shape.close().substring(2) : shape.close());
  }

  /** Writes a key, and returns how long it is. */
  private int key(PickleValue key) throws IOException {
    String line = oneLine(key, width);
    String text = (line == null ? key.typeName() + "(...)" : line) + ": ";
    target.append(text);
    return text.length();
  }

  private int indent() {
    return INDENT * Math.min(blocks, MAX_INDENT);
  }

  private void newLine() throws IOException {
    target.append('\n').append(" ".repeat(indent()));
  }

  /** Whether a value has lines of its own, such as an array of numbers. */
  private boolean isWhole(PickleValue value) {
    return width < Integer.MAX_VALUE
        && value instanceof PyExtension extension
        && !extension.printed().isSplit();
  }

  /** The text of a value that holds no others and has no lines of its own, else null. */
  private @Nullable String scalar(PickleValue value) {
    return isWhole(value) ? null : ReprScalars.text(value, text);
  }

  /** The value on one line, or null if that has more than {@code longest} characters. */
  private @Nullable String oneLine(PickleValue value, int longest) throws IOException {
    OneLine line = new OneLine(longest);
    line.write(value);
    nodes -= line.written;
    if (nodes < 0) {
      throw new LimitException(location, "too many values to print (limit walkNodes)");
    }
    return line.isOver() ? null : line.text.toString();
  }

  /** One line of text, abandoned when it gets too long. */
  private final class OneLine {
    private final int longest;
    private final int mostItems;
    private final StringBuilder text = new StringBuilder();
    private long written;

    OneLine(int longest) {
      this.longest = longest;
      this.mostItems = (int) Math.min(items, longest / MIN_ITEM + 2L);
    }

    boolean isOver() {
      return text.length() > longest || written > nodes;
    }

    /** Recurses; what does not is in other methods, which keeps the frame of this one small. */
    void write(PickleValue value) throws IOException {
      ReprShape shape = begin(value);
      if (shape == null) {
        return;
      }
      int shown = shape.shown(items);
      for (int at = 0; at < shown && !isOver(); at++) {
        write(child(shape, at));
      }
      end(value, shape, shown);
    }

    /** Writes the text before the first held value; null if there is nothing more to write. */
    private @Nullable ReprShape begin(PickleValue value) throws IOException {
      written++;
      String scalar = scalar(value);
      if (scalar != null) {
        text.append(scalar);
        return null;
      }
      if (path.put(value, Boolean.TRUE) != null) {
        text.append(ReprShape.again(value));
        return null;
      }
      nesting.enter();
      ReprShape shape = ReprShape.of(value, mostItems);
      text.append(shape.open());
      return shape;
    }

    private PickleValue child(ReprShape shape, int at) {
      text.append(at == 0 ? "" : shape.before(at));
      return shape.child(at);
    }

    private void end(PickleValue value, ReprShape shape, int shown) {
      if (shown < shape.size()) {
        text.append(shape.before(shown)).append(shape.more(shown));
      }
      text.append(shape.close());
      path.remove(value);
      nesting.leave();
    }
  }
}
