package dev.brine.cli.inspect;

/** Summaries of numbers. */
final class NumberSummary {
  private NumberSummary() {}
}
