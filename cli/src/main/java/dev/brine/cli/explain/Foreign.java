package dev.brine.cli.explain;

import java.util.List;

/**
 * A file that is no array.
 *
 * @param form in a word
 * @param what in a sentence
 * @param commands what to run, with {@code {sh}} and {@code {py}} for the name; the best first
 * @param pickled whether there can be a pickle in it
 */
record Foreign(String form, String what, List<String> commands, boolean pickled) {

  Foreign {
    commands = List.copyOf(commands);
  }

  Foreign(String form, String what, String command) {
    this(form, what, List.of(command), false);
  }
}
