package dev.brine.pickle.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PrintOptions;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as Python's {@code repr} would: on one line where it fits, else one item a line. A
 * container inside itself is shown as {@code ...}, and nothing recurses.
 */
public final class ReprWriter {
  private static final int INDENT = 2;
  private static final int DEEPEST_INDENT = 40;

  private final Appendable target;
  private final Location location;
  private final PrintOptions options;
  private final IdentityHashMap<PickleValue, Boolean> path = new IdentityHashMap<>();
  private final List<Open> open = new ArrayList<>();
  private long nodes;

  /** A container that is written one item a line. */
  private static final class Open {
    final ReprShape shape;
    int next;

    Open(ReprShape shape) {
      this.shape = shape;
    }

    boolean hasMore() {
      return next < shape.size();
    }
  }

  /**
   * Creates one.
   *
   * @param mostNodes how many values may be written, counting shared ones again
   */
  public ReprWriter(Appendable target, Location location, PrintOptions options, long mostNodes) {
    this.target = target;
    this.location = location;
    this.options = options;
    this.nodes = mostNodes;
  }

  /** Writes {@code value}, without a line feed at the end. */
  public void write(PickleValue value) throws IOException {
    place(value, 0, 0);
    while (!open.isEmpty()) {
      Open container = open.get(open.size() - 1);
      ReprShape shape = container.shape;
      int shown = Math.min(shape.size(), shownChildren(shape));
      if (container.next < shown) {
        item(container);
      } else {
        open.remove(open.size() - 1);
        path.remove(shape.value());
        more(shape, shown);
        newLine();
        // what would go on behind the last item stands on a line of its own
        target.append(shape.close().startsWith(", ") ? shape.close().substring(2) : shape.close());
        if (!open.isEmpty() && open.get(open.size() - 1).hasMore()) {
          target.append(',');
        }
      }
    }
  }

  private void item(Open container) throws IOException {
    ReprShape shape = container.shape;
    int at = container.next;
    container.next += shape.entries() ? 2 : 1;
    newLine();
    int prefix = 0;
    PickleValue child = shape.child(at);
    if (shape.entries()) {
      String key = oneLine(child, options.width());
      String text = (key == null ? child.typeName() + "(...)" : key) + ": ";
      target.append(text);
      prefix = text.length();
      child = shape.child(at + 1);
    }
    int opened = open.size();
    place(child, prefix, container.hasMore() ? 1 : 0);
    if (container.hasMore() && open.size() == opened) {
      target.append(',');
    }
  }

  private void more(ReprShape shape, int shown) throws IOException {
    if (shown < shape.size()) {
      int left = (shape.size() - shown) / (shape.entries() ? 2 : 1);
      newLine();
      target.append("... and ").append(Integer.toString(left)).append(" more");
    }
  }

  private int shownChildren(ReprShape shape) {
    long shown = shape.entries() ? 2L * options.items() : options.items();
    return (int) Math.min(shown, Integer.MAX_VALUE - 1);
  }

  /** Writes the value here if it fits on the line, else opens it. */
  private void place(PickleValue value, int prefix, int suffix) throws IOException {
    int room = options.width() - indent() - prefix - suffix;
    String line = oneLine(value, Math.max(room, options.width() / 4));
    if (line != null) {
      target.append(line);
      return;
    }
    if (value instanceof PyExtension extension && extension.printSteps() != null) {
      String whole = oneLine(value, Integer.MAX_VALUE);
      target.append(whole == null ? value.typeName() + "(...)" : whole);
      return;
    }
    String scalar = scalar(value, options);
    if (scalar != null) {
      target.append(scalar);
      return;
    }
    ReprShape shape = ReprShape.of(value);
    target.append(shape.open());
    path.put(value, Boolean.TRUE);
    open.add(new Open(shape));
  }

  /** What needs no steps: all on one line, so not what has lines of its own where they may be. */
  private static @Nullable String scalar(PickleValue value, PrintOptions options) {
    boolean lines =
        options.width() < Integer.MAX_VALUE
            && value instanceof PyExtension extension
            && extension.printSteps() != null;
    return lines ? null : ReprScalars.text(value, options.text());
  }

  private int indent() {
    return INDENT * Math.min(open.size(), DEEPEST_INDENT);
  }

  private void newLine() throws IOException {
    target.append('\n').append(" ".repeat(indent()));
  }

  /** The value on one line, or null where that has more than {@code longest} characters. */
  private @Nullable String oneLine(PickleValue value, int longest) throws IOException {
    OneLine line = new OneLine(options, path, longest);
    boolean fits = line.write(value, nodes);
    nodes -= line.written();
    if (nodes < 0) {
      throw new LimitException(location, "too many values to print (limit walkNodes)");
    }
    return fits ? line.text() : null;
  }

  /** One line of text, given up when it gets too long. */
  private static final class OneLine implements ValueOutput {
    private final PrintOptions options;
    private final IdentityHashMap<PickleValue, Boolean> path;
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private final List<PickleValue> entered = new ArrayList<>();
    private final List<Steps> steps = new ArrayList<>();
    private long written;

    OneLine(PrintOptions options, IdentityHashMap<PickleValue, Boolean> path, int longest) {
      this.options = options;
      this.path = path;
      this.longest = longest;
    }

    String text() {
      return text.toString();
    }

    long written() {
      return written;
    }

    boolean write(PickleValue value, long most) throws IOException {
      enter(value);
      while (!entered.isEmpty() && text.length() <= longest && written <= most) {
        PickleValue held = steps.get(steps.size() - 1).next(this);
        if (held == null) {
          steps.remove(steps.size() - 1);
          path.remove(entered.remove(entered.size() - 1));
        } else {
          enter(held);
        }
      }
      boolean fits = entered.isEmpty() && text.length() <= longest;
      entered.forEach(path::remove);
      return fits;
    }

    private void enter(PickleValue value) {
      written++;
      String scalar = scalar(value, options);
      if (scalar != null) {
        text.append(scalar);
      } else if (path.put(value, Boolean.TRUE) != null) {
        text.append(ReprShape.again(value));
      } else {
        entered.add(value);
        steps.add(stepsOf(value));
      }
    }

    private Steps stepsOf(PickleValue value) {
      Steps own = value instanceof PyExtension extension ? extension.printSteps() : null;
      return own == null ? new Parts(ReprShape.of(value), options) : own;
    }

    @Override
    public void raw(String piece) {
      text.append(piece);
    }

    @Override
    public void quoted(String piece) {
      text.append(ReprScalars.quoted(piece, options.text()));
    }

    @Override
    public void none() {
      text.append("None");
    }

    @Override
    public void bool(boolean value) {
      text.append(value ? "True" : "False");
    }

    @Override
    public void integer(long value) {
      written++;
      text.append(value);
    }

    @Override
    public void floating(double value) {
      written++;
      text.append(new PyFloat(value));
    }

    @Override
    public void hex(byte[] bytes) {
      text.append(java.util.HexFormat.of().formatHex(bytes));
    }
  }

  /** The parts of a container on one line. */
  private static final class Parts implements ValueOutput.Steps {
    private final ReprShape shape;
    private final int shown;
    private int at;

    Parts(ReprShape shape, PrintOptions options) {
      this.shape = shape;
      long most = shape.entries() ? 2L * options.items() : options.items();
      this.shown = (int) Math.min(shape.size(), most);
    }

    @Override
    public @Nullable PickleValue next(ValueOutput out) throws IOException {
      out.raw(at == 0 ? shape.open() : at < shape.size() ? shape.before(at) : "");
      if (at == shown) {
        int left = (shape.size() - shown) / (shape.entries() ? 2 : 1);
        out.raw((left == 0 ? "" : "... and " + left + " more") + shape.close());
        return null;
      }
      return shape.child(at++);
    }
  }
}
