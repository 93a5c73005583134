package dev.brine.convert.internal.free;

import dev.brine.convert.internal.json.DescrJson;
import dev.brine.convert.internal.json.JsonTree;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FormText} wrote, and trusts none of it. */
final class FormParser {
  private static final int MAX_DEPTH = PickleLimits.DEFAULT_DEPTH;

  private final Location location;

  private FormParser(Location location) {
    this.location = location;
  }

  /**
   * What a member {@code NAME.form} says.
   *
   * @param head of which array or value
   * @param form of its elements
   */
  record Parsed(FormHead head, Form form) {}

  /**
   * Reads a form.
   *
   * @throws MalformedException if it is none
   */
  static Parsed parse(String json, Location location) throws IOException {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return new FormParser(location).parsed(JsonTree.read(utf8, object -> object, location));
  }

  private Parsed parsed(@Nullable Object tree) throws IOException {
    Map<?, ?> parts = object(tree);
    if (!Long.valueOf(FormText.VERSION).equals(parts.get("pickle_free"))) {
      throw malformed("it is of no version that Brine knows");
    }
    try {
      DType dtype = parts.containsKey("dtype") ? DescrJson.read(parts.get("dtype")) : DTypes.OBJECT;
      if (!dtype.hasObject()) {
        throw malformed("it is for an array of " + dtype);
      }
      boolean isValue = Boolean.TRUE.equals(parts.get(FormText.VALUE));
      Shape shape = shape(parts.get("shape"));
      if (isValue && (shape.ndim() != 0 || !dtype.equals(DTypes.OBJECT))) {
        throw malformed("a value has a shape or a dtype");
      }
      boolean fortran = Boolean.TRUE.equals(parts.get(FormText.FORTRAN));
      FormHead head = new FormHead(isValue, dtype, shape, fortran);
      return new Parsed(head, form(parts.get("form"), 0));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private Form form(@Nullable Object tree, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw malformed("it is nested more than " + MAX_DEPTH + " deep");
    }
    Map<?, ?> parts = object(tree);
    FormKind kind = parts.get("kind") instanceof String text ? FormKind.of(text) : null;
    if (kind == null) {
      throw malformed("it has a kind that Brine does not know");
    }
    return switch (kind) {
      case ROWS -> Form.rows(row(parts), form(parts.get("items"), depth + 1));
      case EQUAL -> {
        if (!(parts.get("length") instanceof Long length) || length < 1) {
          throw malformed("rows of one length need the length");
        }
        yield Form.equal(row(parts), length, form(parts.get("items"), depth + 1));
      }
      case OBJECTS -> Form.objects(shape(parts.get("shape")), form(parts.get("items"), depth + 1));
      case MASKED -> Form.maskedArray(form(parts.get("items"), depth + 1));
      case DICT -> dict(parts, depth);
      default -> Form.leaf(kind, Boolean.TRUE.equals(parts.get("mask")));
    };
  }

  private Form dict(Map<?, ?> parts, int depth) throws IOException {
    if (!(parts.get("keys") instanceof List<?> keys)
        || !(parts.get("items") instanceof List<?> items)
        || keys.size() != items.size()) {
      throw malformed("a dict needs as many items as keys");
    }
    List<String> names = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!(keys.get(i) instanceof String name)) {
        throw malformed("a key of a dict is text");
      }
      names.add(name);
      forms.add(form(items.get(i), depth + 1));
    }
    return Form.dict(names, forms);
  }

  private String row(Map<?, ?> parts) throws IOException {
    if (parts.get("row") instanceof String row
        && (row.equals("list") || row.equals("tuple") || row.equals("ndarray"))) {
      return row;
    }
    throw malformed("rows are lists, tuples or arrays");
  }

  private Shape shape(@Nullable Object tree) throws IOException {
    if (!(tree instanceof List<?> lengths)) {
      throw malformed("it has no shape");
    }
    long[] dims = new long[lengths.size()];
    for (int i = 0; i < dims.length; i++) {
      if (!(lengths.get(i) instanceof Long length) || length < 0) {
        throw malformed("a shape has lengths from 0");
      }
      dims[i] = length;
    }
    return Shape.of(dims);
  }

  private Map<?, ?> object(@Nullable Object tree) throws IOException {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw malformed("it is no JSON object where there must be one");
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(Kind.MISMATCH, location, "no form of an object array: " + reason);
  }
}
