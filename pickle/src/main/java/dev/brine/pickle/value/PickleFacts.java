package dev.brine.pickle.value;

import java.util.List;

/**
 * What a decoded pickle was made of.
 *
 * @param protocol the highest protocol that a PROTO announced; 0 where there was none
 * @param names the classes and functions it named, each once, in the order of the pickle, at most
 *     1,000; none was called
 * @param bytes the length of the pickle, its STOP included
 */
public record PickleFacts(int protocol, List<PyGlobal> names, long bytes) {

  /** Keeps a copy of the names. */
  public PickleFacts {
    names = List.copyOf(names);
  }
}
