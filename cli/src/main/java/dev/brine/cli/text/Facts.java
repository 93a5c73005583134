package dev.brine.cli.text;

/** Lines of a label and what there is to say about it. */
public final class Facts {
  private static final int LABEL = 12;

  private final StringBuilder text = new StringBuilder();
  private final String indent;

  /** Facts whose lines begin with {@code indent}. */
  public Facts(String indent) {
    this.indent = indent;
  }

  /** Adds a fact; what is too wide for a line goes on under its own beginning. */
  public void add(String label, String fact) {
    String hanging = indent + " ".repeat(LABEL);
    String wrapped = Paragraph.wrap(fact, hanging);
    text.append(indent).append(Numbers.left(label, LABEL));
    text.append(wrapped, hanging.length(), wrapped.length());
  }

  /** All lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
