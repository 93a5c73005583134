package dev.brine.cli.print;

/** Lines of a label and what there is to say about it. */
public final class Facts {
  private static final int LABEL = 12;
  private static final int GAP = 2;

  private final StringBuilder text = new StringBuilder();
  private final String indent;
  private final int label;

  /** Facts whose lines begin with {@code indent}. */
  public Facts(String indent) {
    this(indent, 0);
  }

  /** Facts with room for labels so wide. */
  public Facts(String indent, int widest) {
    this.indent = indent;
    this.label = Math.max(LABEL, widest + GAP);
  }

  /**
   * Adds a fact; what is too wide for a line goes on under its own beginning, and what has a label
   * too wide for its column begins on the next line.
   */
  public void add(String name, String fact) {
    String hanging = indent + " ".repeat(label);
    String wrapped = Paragraph.wrap(fact, hanging);
    if (name.length() > label - GAP) {
      text.append(indent).append(name).append('\n').append(wrapped);
    } else {
      text.append(indent).append(Numbers.left(name, label));
      text.append(wrapped, hanging.length(), wrapped.length());
    }
  }

  /** All lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
