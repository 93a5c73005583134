package dev.brine.convert.internal.free;

/** Which keys of a dict can be part of a member's name. */
final class Names {
  private static final int LONGEST = 1_000;

  private Names() {}

  /** Whether no reader of archives takes it for a path that leads elsewhere. */
  static boolean isPlain(String key) {
    if (key.isEmpty() || key.length() > LONGEST || key.startsWith("/") || key.endsWith("/")) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean half = Character.isSurrogate(c) && Character.charCount(key.codePointAt(i)) == 1;
      if (c < ' ' || c == '\\' || c == 0x7f || c == ':' || half) {
        return false;
      }
      i += Character.isHighSurrogate(c) ? 1 : 0;
    }
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
