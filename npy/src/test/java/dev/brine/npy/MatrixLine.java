package dev.brine.npy;

import dev.brine.npy.dtype.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a matrix-N.tsv, which make_array_fixtures.py explains. */
record MatrixLine(
    String member,
    String path,
    String kind,
    Shape shape,
    String sha256,
    List<String> values,
    String str) {
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x(..)|u(....)|U(........)|(n)|(\\\\))");

  static List<MatrixLine> of(int numpy) {
    byte[] text = NpyFiles.resource("matrix-" + numpy + ".tsv");
    return new String(text, StandardCharsets.US_ASCII).lines().map(MatrixLine::parse).toList();
  }

  private static MatrixLine parse(String line) {
    String[] f = line.split("\t", -1);
    String[] dims = f[3].isEmpty() ? new String[0] : f[3].split(",");
    long[] shape = new long[dims.length];
    for (int i = 0; i < dims.length; i++) {
      shape[i] = Long.parseLong(dims[i]);
    }
    List<String> values = f[5].isEmpty() ? List.of() : List.of(f[5].split(" "));
    return new MatrixLine(f[0], f[1], f[2], Shape.of(shape), f[4], values, unescaped(f[6]));
  }

  /** Undoes Python's unicode_escape. */
  private static String unescaped(String text) {
    Matcher matcher = ESCAPE.matcher(text);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      out.append(text, end, matcher.start());
      end = matcher.end();
      if (matcher.group(4) != null) {
        out.append('\n');
      } else if (matcher.group(5) != null) {
        out.append('\\');
      } else {
        out.appendCodePoint(Integer.parseInt(matcher.group().substring(2), 16));
      }
    }
    return out.append(text, end, text.length()).toString();
  }

  String name() {
    return path.isEmpty() ? member : member + "." + path;
  }
}
