package dev.brine.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The knots of a graph: the largest sets of nodes of which each reaches every other (its strongly
 * connected components of more than one node, by Tarjan's algorithm). One knot says more than the
 * many cycles that run through it.
 */
final class Knots {

  private final Map<String, ? extends SortedSet<String>> edges;
  private final Map<String, Integer> order = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<SortedSet<String>> found = new ArrayList<>();

  private Knots(Map<String, ? extends SortedSet<String>> edges) {
    this.edges = edges;
  }

  /** The knots among {@code edges}, from each node to the nodes it points to. */
  static List<SortedSet<String>> of(Map<String, ? extends SortedSet<String>> edges) {
    Knots knots = new Knots(edges);
    for (String node : edges.keySet()) {
      if (!knots.order.containsKey(node)) {
        knots.visit(node);
      }
    }
    return knots.found;
  }

  private int visit(String node) {
    int number = order.size();
    order.put(node, number);
    open.push(node);
    int reach = number;
    for (String next : edges.containsKey(node) ? edges.get(node) : new TreeSet<String>()) {
      if (!order.containsKey(next)) {
        reach = Math.min(reach, visit(next));
      } else if (open.contains(next)) {
        reach = Math.min(reach, order.get(next));
      }
    }
    if (reach == number) {
      close(node);
    }
    return reach;
  }

  private void close(String first) {
    SortedSet<String> knot = new TreeSet<>();
    String node;
    do {
      node = open.pop();
      knot.add(node);
    } while (!node.equals(first));
    if (knot.size() > 1) {
      found.add(knot);
    }
  }
}
