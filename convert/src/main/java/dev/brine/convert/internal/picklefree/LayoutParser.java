package dev.brine.convert.internal.picklefree;

import dev.brine.convert.internal.canonical.DTypeJson;
import dev.brine.convert.internal.canonical.JsonTree;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.picklefree.LayoutKind;
import dev.brine.npy.internal.picklefree.LayoutText;
import dev.brine.npy.internal.picklefree.LayoutText.LayoutHeader;
import dev.brine.npy.internal.picklefree.PickleFreeLayout;
import dev.brine.pickle.PickleLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses and validates the descriptions of layouts that {@link LayoutText} writes. */
final class LayoutParser {
  private static final int MAX_DEPTH = PickleLimits.DEFAULT_DEPTH;

  private final Location location;

  private LayoutParser(Location location) {
    this.location = location;
  }

  /**
   * The contents of a member {@code NAME.form}.
   *
   * @param head the array or value
   * @param layout the layout of its elements
   */
  record Parsed(LayoutHeader head, PickleFreeLayout layout) {}

  /**
   * Reads the description of a layout.
   *
   * @throws MalformedException if it is malformed
   */
  static Parsed parse(String json, Location location) throws IOException {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return new LayoutParser(location).parsed(JsonTree.read(utf8, object -> object, location));
  }

  private Parsed parsed(@Nullable Object tree) throws IOException {
    Map<?, ?> parts = object(tree);
    if (!Long.valueOf(LayoutText.VERSION).equals(parts.get("pickle_free"))) {
      throw malformed("its version is unknown");
    }
    try {
      DType dtype = parts.containsKey("dtype") ? DTypeJson.read(parts.get("dtype")) : DTypes.OBJECT;
      if (!dtype.hasObject()) {
        throw malformed("it describes an array of " + dtype + ", which has no objects");
      }
      boolean isValue = Boolean.TRUE.equals(parts.get(LayoutText.VALUE));
      Shape shape = shape(parts.get("shape"));
      if (isValue && (shape.ndim() != 0 || !dtype.equals(DTypes.OBJECT))) {
        throw malformed("a value has a shape or a dtype");
      }
      boolean fortran = Boolean.TRUE.equals(parts.get(LayoutText.FORTRAN));
      LayoutHeader head = new LayoutHeader(isValue, dtype, shape, fortran);
      return new Parsed(head, layout(parts.get("form"), 0));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private PickleFreeLayout layout(@Nullable Object tree, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw malformed("it is nested more than " + MAX_DEPTH + " deep");
    }
    Map<?, ?> parts = object(tree);
    LayoutKind kind = parts.get("kind") instanceof String text ? LayoutKind.of(text) : null;
    if (kind == null) {
      throw malformed("it has an unknown kind");
    }
    return switch (kind) {
      case ROWS -> PickleFreeLayout.rows(row(parts), layout(parts.get("items"), depth + 1));
      case EQUAL -> {
        if (!(parts.get("length") instanceof Long length) || length < 1) {
          throw malformed("rows of one length have no length");
        }
        yield PickleFreeLayout.equal(row(parts), length, layout(parts.get("items"), depth + 1));
      }
      case OBJECTS ->
          PickleFreeLayout.objects(
              shape(parts.get("shape")), layout(parts.get("items"), depth + 1));
      case MASKED -> PickleFreeLayout.maskedArray(layout(parts.get("items"), depth + 1));
      case DICT -> dict(parts, depth);
      case ARRAY -> array(parts);
      default -> PickleFreeLayout.leaf(kind, Boolean.TRUE.equals(parts.get("mask")));
    };
  }

  private PickleFreeLayout array(Map<?, ?> parts) throws IOException {
    Object dtype = parts.get("dtype");
    MlType type = dtype instanceof String name ? MlType.of(name) : null;
    if (dtype != null && type == null) {
      throw malformed("an array had the unknown dtype " + dtype);
    }
    return type == null
        ? PickleFreeLayout.leaf(LayoutKind.ARRAY, false)
        : PickleFreeLayout.widened(type);
  }

  private PickleFreeLayout dict(Map<?, ?> parts, int depth) throws IOException {
    if (!(parts.get("keys") instanceof List<?> keys)
        || !(parts.get("items") instanceof List<?> items)
        || keys.size() != items.size()) {
      throw malformed("a dict has different numbers of keys and items");
    }
    List<String> names = new ArrayList<>();
    List<PickleFreeLayout> layouts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!(keys.get(i) instanceof String name)) {
        throw malformed("a key of a dict is not a string");
      }
      names.add(name);
      layouts.add(layout(items.get(i), depth + 1));
    }
    return PickleFreeLayout.dict(names, layouts);
  }

  private String row(Map<?, ?> parts) throws IOException {
    if (parts.get("row") instanceof String row
        && (row.equals("list") || row.equals("tuple") || row.equals("ndarray"))) {
      return row;
    }
    throw malformed("rows are not lists, tuples or arrays");
  }

  private Shape shape(@Nullable Object tree) throws IOException {
    if (!(tree instanceof List<?> lengths)) {
      throw malformed("it has no shape");
    }
    long[] dims = new long[lengths.size()];
    for (int i = 0; i < dims.length; i++) {
      if (!(lengths.get(i) instanceof Long length) || length < 0) {
        throw malformed("a shape has a length that is not a non-negative integer");
      }
      dims[i] = length;
    }
    return Shape.of(dims);
  }

  private Map<?, ?> object(@Nullable Object tree) throws IOException {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw malformed("it is not a JSON object");
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(
        Kind.MISMATCH, location, "invalid description of an object array: " + reason);
  }
}
