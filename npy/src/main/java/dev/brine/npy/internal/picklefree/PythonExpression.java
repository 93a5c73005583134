package dev.brine.npy.internal.picklefree;

/** Python expressions that restore the elements of an object array from an archive {@code z}. */
final class PythonExpression {
  private PythonExpression() {}

  /** An expression of a list of all elements, in C order. */
  static String elements(PickleFreeLayout form, String name, boolean flat) {
    String member = member(name);
    String list = member + (flat ? ".tolist()" : ".ravel().tolist()");
    String all =
        switch (form.kind()) {
          case ROWS -> rows(form, name);
          case EQUAL -> equal(form, name, flat);
          case DICT -> "[" + dict(form, name) + "]";
          case ARRAY -> "[" + member + "]";
          case MASKED -> "[" + masked(form, name) + "]";
          case OBJECTS -> "[" + elements(form.only(), name, form.shape().ndim() == 1) + "]";
          case JSON ->
              "[json.loads(bytes(b)) for b in " + pieces(name, "json", "json_splits") + "]";
          case NONE -> "([None] * " + member(name + ".mask") + ".size)";
          case UTF8 -> "[bytes(b).decode() for b in " + pieces(name, "values", "row_splits") + "]";
          case RAW -> "[bytes(b) for b in " + pieces(name, "values", "row_splits") + "]";
          case DECIMAL -> "[decimal.Decimal(t) for t in " + list + "]";
          case SCALAR -> "list(" + member + (flat ? "" : ".ravel()") + ")";
          default -> list;
        };
    return form.masked() && form.kind() != LayoutKind.NONE
        ? "[None if m else v for v, m in zip(%s, %s%s)]"
            .formatted(all, member(name + ".mask"), flat ? "" : ".ravel()")
        : all;
  }

  private static String rows(PickleFreeLayout form, String name) {
    boolean arrays = form.only().kind() == LayoutKind.ARRAY;
    String values =
        arrays ? member(name + ".values") : elements(form.only(), name + ".values", true);
    return sliced(form.row(), values, "s[:-1], s[1:]", member(name + ".row_splits"));
  }

  private static String sliced(String row, String values, String bounds, String splits) {
    String slice = row.equals("tuple") ? "tuple(v[a:b])" : "v[a:b]";
    return "(lambda v, s: [%s for a, b in zip(%s)])(%s, %s)"
        .formatted(slice, bounds, values, splits);
  }

  private static String equal(PickleFreeLayout form, String name, boolean flat) {
    PickleFreeLayout inner = form.only();
    if (inner.kind() == LayoutKind.ARRAY) {
      return "list(" + member(name) + (flat ? "" : ".reshape(-1, " + form.length() + ")") + ")";
    }
    boolean plain =
        switch (inner.kind()) {
          case BOOL, INT, FLOAT, COMPLEX, STR, BYTES, DATE, DATETIME, TIMEDELTA -> !inner.masked();
          default -> false;
        };
    if (plain && form.row().equals("list")) {
      return member(name) + (flat ? "" : ".reshape(-1, " + form.length() + ")") + ".tolist()";
    }
    String slice = form.row().equals("tuple") ? "tuple(v[i:i + n])" : "v[i:i + n]";
    return "(lambda v, n: [%s for i in range(0, len(v), n)])(%s, %s)"
        .formatted(slice, elements(inner, name, false), form.length());
  }

  private static String dict(PickleFreeLayout form, String name) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < form.keys().size(); i++) {
      String key = form.keys().get(i);
      text.append(i == 0 ? "" : ", ").append(quoted(key)).append(": ");
      text.append(value(form.items().get(i), name + "/" + key));
    }
    return text.append('}').toString();
  }

  private static String masked(PickleFreeLayout form, String name) {
    return "numpy.ma.MaskedArray(%s, %s, fill_value=%s)"
        .formatted(
            member(name + ".data"),
            member(name + ".mask"),
            value(form.only(), name + ".fill_value"));
  }

  /** An expression of the only element. */
  static String value(PickleFreeLayout form, String name) {
    String member = member(name);
    if (form.kind() == LayoutKind.DICT) {
      return dict(form, name);
    }
    if (form.kind() == LayoutKind.MASKED) {
      return masked(form, name);
    }
    if (form.kind() == LayoutKind.NONE) {
      return "None";
    }
    boolean plain =
        switch (form.kind()) {
          case BOOL, INT, FLOAT, COMPLEX, STR, BYTES, DATE, DATETIME, TIMEDELTA -> !form.masked();
          default -> false;
        };
    return form.kind() == LayoutKind.ARRAY
        ? member
        : plain ? member + ".item()" : elements(form, name, false) + "[0]";
  }

  private static String pieces(String name, String values, String splits) {
    return sliced("", member(name + "." + values), "s[:-1], s[1:]", member(name + "." + splits));
  }

  private static String member(String name) {
    return "z[" + quoted(name) + "]";
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('\'').toString();
  }
}
