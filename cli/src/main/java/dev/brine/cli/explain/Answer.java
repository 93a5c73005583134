package dev.brine.cli.explain;

import java.util.List;

/**
 * What there is to say about a file.
 *
 * @param file its name on the command line
 * @param form what it is, in a word
 * @param fine whether NumPy opens it and nothing in it is suspicious
 * @param facts in the order to read them
 * @param verdict all of it in one line
 * @param commands what to run or write, the best first
 */
record Answer(
    String file,
    String form,
    boolean fine,
    List<Fact> facts,
    String verdict,
    List<String> commands) {

  Answer {
    facts = List.copyOf(facts);
    commands = List.copyOf(commands);
  }

  /** One thing to know. */
  record Fact(String label, String text) {}
}
