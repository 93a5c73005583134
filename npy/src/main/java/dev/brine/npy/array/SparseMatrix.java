package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sparse matrix or sparse array of two axes, as {@code scipy.sparse} stores it: in a pickle, or
 * in an {@code .npz} of {@code scipy.sparse.save_npz}, which {@code NpzFile.sparse()} reads and
 * {@code NpzWriter.put} writes.
 *
 * <p>Which parts it has depends on its format: {@code data}, {@code indices} and {@code indptr} for
 * CSR, CSC and BSR; {@code data}, {@code row} and {@code col} for COO; {@code data} and {@code
 * offsets} for DIA. All of them are checked: every index is inside the shape, and the lengths
 * agree.
 */
public final class SparseMatrix implements PyExtension {
  /** How the elements are stored. */
  public enum Format {
    /** Compressed rows. */
    CSR("Compressed Sparse Row"),
    /** Compressed columns. */
    CSC("Compressed Sparse Column"),
    /** Row, column and value of each element. */
    COO("COOrdinate"),
    /** Compressed rows of blocks. */
    BSR("Block Sparse Row"),
    /** Diagonals. */
    DIA("DIAgonal");

    private final String title;

    Format(String title) {
      this.title = title;
    }

    /** Returns the name in {@code scipy.sparse}, such as {@code csr}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MAX_SHAPE = 2;

  private final Format format;
  private final boolean isArray;
  private @Nullable Shape shape;
  private Map<String, NdArray> parts = Map.of();

  private SparseMatrix(Format format, boolean isArray) {
    this.format = format;
    this.isArray = isArray;
  }

  /**
   * Creates a sparse matrix from its parts, which are not copied and must not be changed.
   *
   * @param parts the arrays by the names that scipy gives them
   * @throws IllegalArgumentException if a part is missing, lengths do not agree, or an index is
   *     outside the shape
   */
  public static SparseMatrix of(Format format, Shape shape, Map<String, NdArray> parts) {
    return of(format, shape, parts, false);
  }

  private static SparseMatrix of(
      Format format, Shape shape, Map<String, NdArray> parts, boolean isArray) {
    SparseMatrix matrix = new SparseMatrix(format, isArray);
    matrix.set(shape, parts);
    return matrix;
  }

  /** Returns the same as a sparse array, such as {@code csr_array}, of the same parts. */
  public SparseMatrix asArray() {
    return of(format, shape(), parts, true);
  }

  /**
   * Begins a matrix whose state follows later in the pickle.
   *
   * @param decoder returns the parts and, as {@code shape}, the shape
   */
  public static Construction pending(
      Format format,
      boolean isArray,
      Function<PickleValue, Map.Entry<Shape, Map<String, NdArray>>> decoder) {
    return new Pending(new SparseMatrix(format, isArray), decoder);
  }

  private void set(Shape given, Map<String, NdArray> arrays) {
    try {
      check(given, arrays);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("an index of a " + format + " matrix is beyond 2^63", e);
    }
  }

  private void check(Shape given, Map<String, NdArray> arrays) {
    if (given.ndim() != MAX_SHAPE) {
      throw new IllegalArgumentException("a sparse matrix has two axes, not the shape " + given);
    }
    Map<String, NdArray> kept = new LinkedHashMap<>();
    String[] names =
        switch (format) {
          case CSR, CSC, BSR -> new String[] {"indices", "indptr", "data"};
          case COO -> new String[] {"row", "col", "data"};
          case DIA -> new String[] {"offsets", "data"};
        };
    for (String name : names) {
      NdArray part = arrays.get(name);
      if (part == null) {
        throw new IllegalArgumentException("a " + format + " matrix without " + name);
      }
      int axes = !name.equals("data") ? 1 : format == Format.BSR ? 3 : format == Format.DIA ? 2 : 1;
      if (part.ndim() != axes) {
        throw new IllegalArgumentException(
            "the %s of a %s matrix has %d axes, not %d".formatted(name, format, part.ndim(), axes));
      }
      boolean isIndex = !name.equals("data");
      boolean fits =
          switch (part.dtype().kind()) {
            case INT, UINT -> true;
            case BOOL, FLOAT, LONGDOUBLE, COMPLEX, COMPLEX_LONGDOUBLE -> !isIndex;
            default -> false;
          };
      if (!fits) {
        throw new IllegalArgumentException(
            "the %s of a %s matrix cannot be of %s".formatted(name, format, part.dtype()));
      }
      kept.put(name, part);
    }
    switch (format) {
      case CSR -> checkPointers(kept, given.dim(0), given.dim(1));
      case CSC -> checkPointers(kept, given.dim(1), given.dim(0));
      case BSR -> checkBlocks(kept, given);
      case COO -> {
        requireSame(kept, "row");
        requireSame(kept, "col");
        checkRange(kept, "row", given.dim(0));
        checkRange(kept, "col", given.dim(1));
      }
      case DIA -> {
        requireSame(kept, "offsets");
        long[] sorted = get(kept, "offsets").toLongArray();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
          if (sorted[i] == sorted[i - 1]) {
            throw new IllegalArgumentException("the diagonal " + sorted[i] + " occurs twice");
          }
        }
      }
    }
    shape = given;
    parts = Collections.unmodifiableMap(kept);
  }

  private static NdArray get(Map<String, NdArray> parts, String name) {
    return Objects.requireNonNull(parts.get(name));
  }

  private static void requireSame(Map<String, NdArray> parts, String name) {
    long size = get(parts, name).size();
    long count = get(parts, "data").shape().dim(0);
    if (size != count) {
      throw new IllegalArgumentException("%d of %s for %d of data".formatted(size, name, count));
    }
  }

  private static void checkRange(Map<String, NdArray> parts, String name, long end) {
    NdArray indexes = get(parts, name);
    for (long i = 0; i < indexes.size(); i++) {
      long index = indexes.getLong(i);
      if (index < 0 || index >= end) {
        throw new IllegalArgumentException(
            "%s[%d] is %d, not from 0 to %d".formatted(name, i, index, end - 1));
      }
    }
  }

  private static void checkPointers(Map<String, NdArray> parts, long major, long minor) {
    NdArray indptr = get(parts, "indptr");
    long count = get(parts, "indices").size();
    if (indptr.size() - 1 != major) {
      throw new IllegalArgumentException(
          "indptr has %d elements, not %d".formatted(indptr.size(), major + 1));
    }
    requireSame(parts, "indices");
    long before = 0;
    for (long i = 0; i < indptr.size(); i++) {
      long pointer = indptr.getLong(i);
      if (pointer < before || (i == 0 && pointer != 0) || pointer > count) {
        throw new IllegalArgumentException(
            "indptr[%d] is %d, not from %d to %d"
                .formatted(i, pointer, before, i == 0 ? 0 : count));
      }
      before = pointer;
    }
    checkRange(parts, "indices", minor);
  }

  private static void checkBlocks(Map<String, NdArray> parts, Shape shape) {
    Shape blocks = get(parts, "data").shape();
    long rows = blocks.dim(1);
    long columns = blocks.dim(2);
    if (rows == 0 || columns == 0 || shape.dim(0) % rows != 0 || shape.dim(1) % columns != 0) {
      throw new IllegalArgumentException(
          "blocks of %d × %d do not fill the shape %s".formatted(rows, columns, shape));
    }
    checkPointers(parts, shape.dim(0) / rows, shape.dim(1) / columns);
  }

  /** Returns how the elements are stored. */
  public Format format() {
    return format;
  }

  /** Returns whether it is a sparse array, such as {@code csr_array}, and no matrix. */
  public boolean isArray() {
    return isArray;
  }

  /** Returns the number of rows and of columns. */
  public Shape shape() {
    if (shape == null) {
      throw new InvalidStateException("a sparse matrix without its state");
    }
    return shape;
  }

  /** Returns the type of the elements. */
  public DType dtype() {
    return part("data").dtype();
  }

  /**
   * Returns one of the arrays of which it consists.
   *
   * @param name data, indices, indptr, row, col or offsets
   * @throws IllegalArgumentException if this format has no such part
   */
  public NdArray part(String name) {
    NdArray part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("a " + format + " matrix has no " + name);
    }
    return part;
  }

  /** Returns the arrays of which it consists, in the order in which scipy saves them. */
  public Map<String, NdArray> parts() {
    return parts;
  }

  /** Returns the members of the {@code .npz} of {@code save_npz}, in their order. */
  public Map<String, NdArray> members() {
    Map<String, NdArray> members = new LinkedHashMap<>(parts);
    NdArray data = part("data");
    members.remove("data");
    byte[] name = format.text().getBytes(StandardCharsets.US_ASCII);
    members.put(
        "format",
        NdArray.of(DTypes.bytes(name.length), Shape.SCALAR, Order.C, ByteBuffer.wrap(name)));
    members.put("shape", NdArray.of(shape().dims()));
    members.put("data", data);
    if (isArray) {
      members.put("_is_array", NdArray.of(new boolean[] {true}).at(0));
    }
    return members;
  }

  /** Returns the number of stored elements, as scipy's {@code nnz} counts them. */
  public long storedElements() {
    return switch (format) {
      case CSR, CSC -> last(part("indptr"));
      case BSR -> {
        Shape blocks = part("data").shape();
        yield last(part("indptr")) * blocks.dim(1) * blocks.dim(2);
      }
      case COO -> part("data").size();
      case DIA -> {
        long most = Math.min(part("data").shape().dim(1), shape().dim(1));
        long count = 0;
        for (long offset : part("offsets").toLongArray()) {
          long end = offset > most ? most : Math.min(shape().dim(0) + offset, most);
          count += Math.max(end - Math.max(offset, 0), 0);
        }
        yield count;
      }
    };
  }

  private static long last(NdArray pointers) {
    return pointers.size() == 0 ? 0 : pointers.getLong(pointers.size() - 1);
  }

  /**
   * Returns a row as an ordinary array of one axis, with the elements at one place added up. In CSR
   * and BSR a row is found at once; in the other formats all elements are visited.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws ArithmeticException if a sum of integers does not fit in the dtype
   * @throws UnsupportedOperationException if the elements are long doubles
   */
  public NdArray row(long index) {
    Objects.checkIndex(index, shape().dim(0));
    NdArray data = summable();
    NdArray dense = NdArray.zeros(data.dtype(), Shape.of(shape().dim(1)));
    visit(index, index + 1, (row, column, source) -> add(dense, source, data, column));
    return as(dtype(), dense);
  }

  /**
   * Returns all elements as an ordinary array, with the elements at one place added up.
   *
   * @throws UnsupportedOperationException if the elements are long doubles, or are more than fit in
   *     2^31 bytes
   */
  public NdArray toDense() {
    Shape whole = shape();
    long bytes = 0;
    try {
      bytes = Math.multiplyExact(whole.size(), (long) dtype().itemsize());
    } catch (ArithmeticException e) {
      bytes = Long.MAX_VALUE;
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new UnsupportedOperationException(
          "an array of shape " + whole + " and " + dtype() + " has more than 2^31 bytes; use row");
    }
    NdArray data = summable();
    NdArray dense = NdArray.zeros(data.dtype(), whole);
    visit(0, whole.dim(0), (row, column, source) -> add(dense, source, data, row, column));
    return as(dtype(), dense);
  }

  /** Returns the data as elements that Java can add up: uint64 as int64. */
  private NdArray summable() {
    return switch (dtype().kind()) {
      case BOOL, INT, FLOAT, COMPLEX -> part("data");
      case UINT ->
          dtype().itemsize() < Long.BYTES
              ? part("data")
              : as(NumberType.of(DType.Kind.INT, dtype().endian(), Long.BYTES), part("data"));
      default ->
          throw new UnsupportedOperationException(
              "elements of " + dtype() + " cannot be added up in Java; use part(\"data\")");
    };
  }

  private static void add(NdArray target, long[] from, NdArray data, long... at) {
    if (target instanceof ComplexArray sums && data instanceof ComplexArray numbers) {
      add(sums.real(), from, numbers.real(), at);
      add(sums.imag(), from, numbers.imag(), at);
      return;
    }
    NumericArray sums = (NumericArray) target;
    switch (sums.dtype().kind()) {
      case BOOL -> {
        if (data.getBoolean(from)) {
          sums.setLong(1, at);
        }
      }
      case FLOAT -> {
        double sum = sums.getDouble(at) + data.getDouble(from);
        sums.setDouble(sums.dtype().itemsize() == Float.BYTES ? (float) sum : sum, at);
      }
      default -> sums.setLong(Math.addExact(sums.getLong(at), data.getLong(from)), at);
    }
  }

  /** Returns the same bytes as elements of a dtype of the same size. */
  private static NdArray as(DType dtype, NdArray array) {
    if (dtype.equals(array.dtype())) {
      return array;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(array.size() * dtype.itemsize()));
    for (ByteBuffer part : array.bytes(Order.C)) {
      bytes.put(part);
    }
    return NdArray.of(dtype, array.shape(), Order.C, bytes);
  }

  /** Receives the elements, each with its index in the data. */
  @FunctionalInterface
  private interface ElementVisitor {
    void visit(long row, long column, long... source);
  }

  /** Visits the stored elements of the rows from {@code from} to {@code to}. */
  private void visit(long from, long to, ElementVisitor visitor) {
    switch (format) {
      case CSR -> {
        NdArray indptr = part("indptr");
        NdArray indices = part("indices");
        for (long row = from; row < to; row++) {
          for (long i = indptr.getLong(row); i < indptr.getLong(row + 1); i++) {
            visitor.visit(row, indices.getLong(i), i);
          }
        }
      }
      case CSC -> {
        NdArray indptr = part("indptr");
        NdArray indices = part("indices");
        for (long column = 0; column < shape().dim(1); column++) {
          for (long i = indptr.getLong(column); i < indptr.getLong(column + 1); i++) {
            long row = indices.getLong(i);
            if (row >= from && row < to) {
              visitor.visit(row, column, i);
            }
          }
        }
      }
      case COO -> {
        NdArray rows = part("row");
        NdArray columns = part("col");
        for (long i = 0; i < rows.size(); i++) {
          long row = rows.getLong(i);
          if (row >= from && row < to) {
            visitor.visit(row, columns.getLong(i), i);
          }
        }
      }
      case BSR -> visitBlocks(from, to, visitor);
      case DIA -> {
        long[] offsets = part("offsets").toLongArray();
        long most = Math.min(part("data").shape().dim(1), shape().dim(1));
        for (long row = from; row < to; row++) {
          for (int i = 0; i < offsets.length; i++) {
            long column = row + offsets[i];
            if (column >= 0 && column < most) {
              visitor.visit(row, column, i, column);
            }
          }
        }
      }
    }
  }

  private void visitBlocks(long from, long to, ElementVisitor visitor) {
    NdArray indptr = part("indptr");
    NdArray indices = part("indices");
    Shape blocks = part("data").shape();
    for (long row = from; row < to; row++) {
      long block = row / blocks.dim(1);
      for (long i = indptr.getLong(block); i < indptr.getLong(block + 1); i++) {
        for (long j = 0; j < blocks.dim(2); j++) {
          visitor.visit(row, indices.getLong(i) * blocks.dim(2) + j, i, row % blocks.dim(1), j);
        }
      }
    }
  }

  /** Returns a line such as "scipy.sparse CSR matrix 4 × 6, 7 stored elements, float64". */
  public String summary() {
    return summary(format.text(), isArray, shape(), storedElements(), dtype());
  }

  /** Returns the line for a matrix of which only these facts are known. */
  public static String summary(
      String format, boolean isArray, Shape shape, long stored, DType dtype) {
    return String.format(
        Locale.ROOT,
        "scipy.sparse %s %s %,d × %,d, %,d stored elements, %s",
        format.toUpperCase(Locale.ROOT),
        isArray ? "array" : "matrix",
        shape.dim(0),
        shape.dim(1),
        stored,
        dtype);
  }

  @Override
  public boolean isComplete() {
    return shape != null;
  }

  @Override
  public String typeName() {
    return format.text() + (isArray ? "_array" : "_matrix");
  }

  @Override
  public String described() {
    return shape == null ? "a " + typeName() : "a " + summary();
  }

  @Override
  public PickleValue keyValue() {
    throw new InvalidStateException("a sparse matrix cannot be a key");
  }

  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    out.raw("{\"sparse\":{\"format\":\"" + format.text() + "\",\"array\":" + isArray);
    out.raw(",\"shape\":[" + shape().dim(0) + "," + shape().dim(1) + "],\"parts\":[");
    String comma = "";
    for (Map.Entry<String, NdArray> part : parts.entrySet()) {
      out.raw(comma + "[\"" + part.getKey() + "\",");
      ArrayValue.of(part.getValue()).writeCanonical(out);
      out.raw("]");
      comma = ",";
    }
    out.raw("]}}");
  }

  /** As scipy's {@code repr}. */
  @Override
  public Printed printed() {
    if (shape == null) {
      return Printed.of(typeName() + "()");
    }
    String extra =
        switch (format) {
          case DIA -> " (" + part("offsets").size() + " diagonals)";
          case BSR -> {
            Shape blocks = part("data").shape();
            yield " (blocksize=" + blocks.dim(1) + "x" + blocks.dim(2) + ")";
          }
          default -> "";
        };
    return Printed.of(
        "<%s sparse %s of dtype '%s'\n\twith %d stored elements%s and shape %s>"
            .formatted(
                format.title,
                isArray ? "array" : "matrix",
                dtype(),
                storedElements(),
                extra,
                shape));
  }

  /** Returns {@link #summary}. */
  @Override
  public String toString() {
    return shape == null ? typeName() + " without its state" : summary();
  }

  private static final class Pending extends Construction {
    private final SparseMatrix matrix;
    private final Function<PickleValue, Map.Entry<Shape, Map<String, NdArray>>> decoder;

    Pending(
        SparseMatrix matrix,
        Function<PickleValue, Map.Entry<Shape, Map<String, NdArray>>> decoder) {
      this.matrix = matrix;
      this.decoder = decoder;
    }

    @Override
    public SparseMatrix value() {
      return matrix;
    }

    @Override
    public void build(PickleValue state) {
      if (matrix.shape != null) {
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "the state of a sparse matrix is set twice");
      }
      Map.Entry<Shape, Map<String, NdArray>> given = decoder.apply(state);
      try {
        matrix.set(given.getKey(), given.getValue());
      } catch (IllegalArgumentException e) {
        throw new InvalidStateException(matrix.typeName() + ": " + e.getMessage());
      }
    }
  }
}
