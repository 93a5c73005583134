package dev.brine.npy.dtype;

import dev.brine.internal.text.PythonRepr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A struct of named fields at offsets: NumPy's structured dtype. Fields may leave gaps, overlap and
 * be out of order, but they are within the struct.
 */
public final class StructType extends DType {
  private final List<Field> fields;
  private final Map<String, Field> byName;
  private final boolean aligned;
  private final int depth;
  private final int fieldCount;

  private StructType(List<Field> fields, Map<String, Field> byName, int itemsize, boolean aligned) {
    super(Kind.STRUCT, Endian.NONE, itemsize, anyObject(fields));
    this.fields = Collections.unmodifiableList(fields);
    this.byName = byName;
    this.aligned = aligned;
    int levels = 0;
    int count = fields.size();
    for (Field field : fields) {
      levels = Math.max(levels, field.dtype().levels());
      // MAX_FIELDS times at most MAX_FIELDS: no overflow of a long
      count = (int) Math.min((long) count + field.dtype().totalFields(), MAX_FIELDS + 1L);
    }
    this.depth = levels + 1;
    this.fieldCount = count;
  }

  private static boolean anyObject(List<Field> fields) {
    for (Field field : fields) {
      if (field.dtype().hasObject()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A struct of these fields.
   *
   * @param itemsize the size of the struct in bytes, including padding
   * @param aligned whether it was made with NumPy's {@code align=True}
   * @throws IllegalArgumentException if two names or titles are equal, a field is not within the
   *     struct, a field with objects overlaps another, or there are too many fields or levels
   */
  public static StructType of(List<Field> fields, int itemsize, boolean aligned) {
    if (itemsize < 0) {
      throw new IllegalArgumentException("the itemsize must not be negative but was " + itemsize);
    }
    checkFieldCount(fields.size());
    StructType struct = new StructType(new ArrayList<>(fields), namesOf(fields), itemsize, aligned);
    checkFieldCount(struct.fieldCount);
    checkDepth(struct.depth);
    for (Field field : fields) {
      if (field.offset() < 0 || (long) field.offset() + field.dtype().itemsize() > itemsize) {
        throw new IllegalArgumentException(
            "field %s at offset %s is not within the %s bytes of the struct"
                .formatted(PythonRepr.of(field.name()), field.offset(), itemsize));
      }
    }
    if (struct.hasObject) {
      checkObjectsApart(fields);
    }
    return struct;
  }

  /**
   * A struct of fields without gaps between them.
   *
   * @param names one name per type
   * @throws IllegalArgumentException as for {@link #of}, or if it is larger than 2^31-1 bytes
   */
  public static StructType packed(List<String> names, List<DType> types) {
    List<Field> fields = new ArrayList<>(types.size());
    long offset = 0;
    for (int i = 0; i < types.size(); i++) {
      fields.add(Field.of(names.get(i), types.get(i), (int) offset));
      offset += types.get(i).itemsize();
      if (offset > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("integer won't fit into a C int");
      }
    }
    return of(fields, (int) offset, false);
  }

  private static Map<String, Field> namesOf(List<Field> fields) {
    Map<String, Field> byName = new HashMap<>(fields.size() * 2);
    for (Field field : fields) {
      if (byName.putIfAbsent(field.name(), field) != null) {
        throw new IllegalArgumentException("name already used as a name or title");
      }
      String title = field.title();
      if (title != null && byName.putIfAbsent(title, field) != null) {
        throw new IllegalArgumentException("title already used as a name or title.");
      }
    }
    return byName;
  }

  /** Bytes that are both a pointer and something else let a pickle corrupt memory in NumPy. */
  private static void checkObjectsApart(List<Field> fields) {
    Field field = overlappingObjects(fields);
    if (field != null) {
      throw new IllegalArgumentException(
          "field " + PythonRepr.of(field.name()) + " overlaps another, and one has objects");
    }
  }

  /** Returns a field that overlaps another one, if either contains objects; otherwise null. */
  public static @Nullable Field overlappingObjects(List<Field> fields) {
    List<Field> sorted = new ArrayList<>(fields);
    sorted.sort(Comparator.comparingInt(Field::offset));
    long endOfAll = 0;
    long endOfObjects = 0;
    for (Field field : sorted) {
      boolean object = field.dtype().hasObject();
      long end = (long) field.offset() + field.dtype().itemsize();
      if (field.dtype().itemsize() > 0 && field.offset() < (object ? endOfAll : endOfObjects)) {
        return field;
      }
      endOfAll = Math.max(endOfAll, end);
      endOfObjects = object ? Math.max(endOfObjects, end) : endOfObjects;
    }
    return null;
  }

  /** The fields in the order of their names, which may differ from the order of their offsets. */
  public List<Field> fields() {
    return fields;
  }

  /** The field of this name or title, or null. */
  public @Nullable Field field(String nameOrTitle) {
    return byName.get(nameOrTitle);
  }

  /** Whether it was made with NumPy's {@code align=True}. */
  public boolean isAligned() {
    return aligned;
  }

  /**
   * Whether no field starts before the end of the previous one, so that NumPy can save the struct.
   */
  public boolean isInOrder() {
    long end = 0;
    for (Field field : fields) {
      if (field.offset() < end) {
        return false;
      }
      end = (long) field.offset() + field.dtype().itemsize();
    }
    return true;
  }

  /** Whether the fields follow one another without gaps and fill the struct. */
  public boolean isPacked() {
    long end = 0;
    for (Field field : fields) {
      if (field.offset() != end) {
        return false;
      }
      end += field.dtype().itemsize();
    }
    return end == itemsize;
  }

  @Override
  public int alignment() {
    int most = 1;
    if (aligned) {
      for (Field field : fields) {
        most = Math.max(most, field.dtype().alignment());
      }
    }
    return most;
  }

  @Override
  public String str() {
    return "|V" + itemsize;
  }

  @Override
  public String descr() {
    return written(DescrWriter.Style.DESCR);
  }

  @Override
  public int levels() {
    return depth;
  }

  @Override
  public int totalFields() {
    return fieldCount;
  }

  @Override
  void write(DescrWriter out) {
    boolean shown = out.is(DescrWriter.Style.SHOWN);
    if (shown ? isPacked() && !aligned : isInOrder()) {
      out.fieldList(fields, itemsize);
    } else {
      out.fieldDict(fields, itemsize, shown && aligned);
    }
  }

  /** Ignores the alignment, as NumPy's equality does. */
  @Override
  public boolean equals(Object other) {
    return other instanceof StructType that
        && itemsize == that.itemsize
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(itemsize, fields);
  }

  @Override
  public String toString() {
    return written(DescrWriter.Style.SHOWN);
  }

  /**
   * A field of a struct.
   *
   * @param name the name, which may be empty
   * @param dtype the type of its values
   * @param offset bytes from the start of the struct
   * @param title a second name, or null
   */
  public record Field(String name, DType dtype, int offset, @Nullable String title) {
    /** A field without a title. */
    public static Field of(String name, DType dtype, int offset) {
      return new Field(name, dtype, offset, null);
    }
  }
}
