package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyLibrary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names of {@code pathlib} build: parts joined as that module joins them. */
enum Paths implements PickleType {
  PURE_POSIX("PurePosixPath"),
  POSIX("PosixPath"),
  PURE_WINDOWS("PureWindowsPath"),
  WINDOWS("WindowsPath");

  private final String typeName;

  Paths(String typeName) {
    this.typeName = typeName;
  }

  static @Nullable PickleType find(String name) {
    return switch (name) {
      case "PurePosixPath" -> PURE_POSIX;
      case "PosixPath" -> POSIX;
      case "PureWindowsPath" -> PURE_WINDOWS;
      case "WindowsPath" -> WINDOWS;
      default -> null;
    };
  }

  @Override
  public Construction construct(Call call) {
    boolean windows = this == PURE_WINDOWS || this == WINDOWS;
    String drive = "";
    String root = "";
    List<String> names = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      String part = Arguments.text(call, i);
      part = windows ? part.replace('/', '\\') : part;
      String ownDrive = windows ? drive(part) : "";
      String rest = part.substring(ownDrive.length());
      String ownRoot = root(rest, windows, ownDrive);
      boolean otherDrive = !ownDrive.isEmpty() && !ownDrive.equalsIgnoreCase(drive);
      if (otherDrive || !ownRoot.isEmpty()) {
        names.clear();
        root = ownRoot;
      }
      drive = ownDrive.isEmpty() ? drive : ownDrive;
      addNames(rest, windows ? '\\' : '/', names);
    }
    String text = drive + root + String.join(windows ? "\\" : "/", names);
    return Construction.complete(new PyLibrary.Path(typeName, text.isEmpty() ? "." : text));
  }

  /** {@code c:}, or {@code \\server\share}. */
  private static String drive(String part) {
    if (part.length() >= 2 && part.charAt(1) == ':' && Character.isLetter(part.charAt(0))) {
      return part.substring(0, 2);
    }
    if (!part.startsWith("\\\\") || part.startsWith("\\\\\\")) {
      return "";
    }
    int share = part.indexOf('\\', 2);
    if (share < 0 || share == part.length() - 1) {
      return "";
    }
    int end = part.indexOf('\\', share + 1);
    return end < 0 ? part : part.substring(0, end);
  }

  /** POSIX leaves two slashes, and no other number of them, to the system. */
  private static String root(String rest, boolean windows, String drive) {
    if (windows) {
      return rest.startsWith("\\") || drive.startsWith("\\\\") ? "\\" : "";
    }
    if (rest.startsWith("//") && !rest.startsWith("///")) {
      return "//";
    }
    return rest.startsWith("/") ? "/" : "";
  }

  private static void addNames(String rest, char separator, List<String> names) {
    int from = 0;
    while (from <= rest.length()) {
      int to = rest.indexOf(separator, from);
      to = to < 0 ? rest.length() : to;
      String name = rest.substring(from, to);
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
      from = to + 1;
    }
  }
}
