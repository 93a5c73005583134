package dev.brine.pickle.internal.write;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyStr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a path, which Python up to 3.12 writes and all later ones read: the anchor, then the
 * names. Python interns them, so that equal parts are one object.
 */
final class PathParts {
  private final Map<String, PyStr> interned = new HashMap<>();

  PickleValue[] of(PyLibrary.Path path) {
    String text = path.text();
    char separator = path.isWindows() ? '\\' : '/';
    int anchor = path.isWindows() ? windowsAnchor(text) : posixAnchor(text);
    List<PickleValue> parts = new ArrayList<>();
    if (anchor > 0) {
      parts.add(intern(text.substring(0, anchor)));
    }
    int from = anchor;
    while (from < text.length() && !text.equals(".")) {
      int to = text.indexOf(separator, from);
      to = to < 0 ? text.length() : to;
      parts.add(intern(text.substring(from, to)));
      from = to + 1;
    }
    return parts.toArray(new PickleValue[0]);
  }

  private PyStr intern(String part) {
    return interned.computeIfAbsent(part, PyStr::of);
  }

  private static int posixAnchor(String text) {
    return text.startsWith("//") ? 2 : text.startsWith("/") ? 1 : 0;
  }

  /** {@code c:}, {@code c:\}, {@code \} or {@code \\server\share\}. */
  private static int windowsAnchor(String text) {
    int drive = text.length() >= 2 && text.charAt(1) == ':' ? 2 : 0;
    if (text.startsWith("\\\\")) {
      int share = text.indexOf('\\', 2);
      int end = share < 0 ? -1 : text.indexOf('\\', share + 1);
      drive = end < 0 ? text.length() : end;
    }
    return text.startsWith("\\", drive) ? drive + 1 : drive;
  }
}
