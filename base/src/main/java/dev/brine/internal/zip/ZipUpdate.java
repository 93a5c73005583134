package dev.brine.internal.zip;

import dev.brine.internal.io.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies the members of an archive, except those that are replaced or removed, unchanged into the
 * archive that replaces it. New members are written first and take the directory positions of the
 * old ones. If several old members have the same name, only the last counts, as in reading.
 */
public final class ZipUpdate implements Closeable {
  private final ByteSource source;
  private final Map<String, ZipMember> kept = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Reads the directory.
   *
   * @param source of the archive; closed with this
   * @throws dev.brine.error.BrineException if it is not an archive
   */
  public ZipUpdate(ByteSource source) throws IOException {
    this.source = source;
    for (ZipMember member : ZipDirectory.read(source).members()) {
      kept.put(member.name(), member);
      places.putIfAbsent(member.name(), places.size());
    }
  }

  /** Returns whether a member of exactly this name will be copied. */
  public boolean keeps(String name) {
    return kept.containsKey(name);
  }

  /** Removes a member and returns whether it existed. */
  public boolean remove(String name) {
    return kept.remove(name) != null;
  }

  /** Removes a member that another one will replace. */
  public void replace(String old, String name) {
    Integer place = places.get(old);
    if (kept.remove(old) != null && place != null) {
      places.putIfAbsent(name, place);
    }
  }

  /** Copies the remaining members. */
  public void copyTo(ZipWriter target) throws IOException {
    for (ZipMember member : kept.values()) {
      target.copy(source, member);
    }
  }

  /** Returns the order of names in the new directory: the old ones first, as they were. */
  public Comparator<String> order() {
    return Comparator.comparing(name -> places.getOrDefault(name, Integer.MAX_VALUE));
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
