package dev.brine.cli.load;

import dev.brine.npy.array.NdArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the labels in both parts. */
final class LabelCounts {
  private final List<Count> counts;

  private LabelCounts(List<Count> counts) {
    this.counts = counts;
  }

  /**
   * One label.
   *
   * @param label the label
   * @param train its number in the train part
   * @param test its number in the test part
   */
  record Count(long label, long train, long test) {}

  static LabelCounts of(NdArray train, NdArray test) {
    Map<Long, long[]> found = new TreeMap<>();
    count(train, found, 0);
    count(test, found, 1);
    List<Count> counts = new ArrayList<>(found.size());
    for (Map.Entry<Long, long[]> each : found.entrySet()) {
      counts.add(new Count(each.getKey(), each.getValue()[0], each.getValue()[1]));
    }
    return new LabelCounts(counts);
  }

  private static void count(NdArray labels, Map<Long, long[]> found, int part) {
    long last = 0;
    long[] counts = null;
    for (long label : labels.toLongArray()) {
      if (counts == null || label != last) {
        counts = found.computeIfAbsent(label, unused -> new long[2]);
        last = label;
      }
      counts[part]++;
    }
  }

  /** The number of labels. */
  int size() {
    return counts.size();
  }

  /**
   * The labels in order; if there are more than {@code most}, the most frequent ones in the train
   * part.
   */
  List<Count> commonest(int most) {
    if (counts.size() <= most) {
      return counts;
    }
    List<Count> sorted = new ArrayList<>(counts);
    sorted.sort(Comparator.comparingLong(Count::train).reversed());
    return sorted.subList(0, most);
  }
}
