package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.array.SparseMatrix.Format;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sparse matrices are read as scipy wrote them, by {@code make_sparse.py}, and written alike. */
class SparseMatrixTest {
  private record Expected(String name, String repr, String dtype, String rows) {}

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SparseMatrixTest.class.getResourceAsStream("/sparse/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static List<Expected> expected() throws IOException {
    List<Expected> all = new ArrayList<>();
    for (String line :
        new String(resource("expected.tsv"), StandardCharsets.UTF_8).lines().toList()) {
      String[] parts = line.split("\t", -1);
      String repr = parts[1].substring(1, parts[1].length() - 1).replace("\\n", "\n");
      all.add(new Expected(parts[0], repr.replace("\\t", "\t"), parts[2], parts[3]));
    }
    return all;
  }

  private static SparseMatrix load(byte[] npz) throws IOException {
    try (NpzFile file = NpzFile.open(npz)) {
      return file.sparse();
    }
  }

  /** The rows as Python's JSON shows them. */
  private static String json(NdArray dense) {
    StringBuilder out = new StringBuilder("[");
    for (long i = 0; i < dense.shape().dim(0); i++) {
      out.append(i == 0 ? "[" : ", [");
      for (long j = 0; j < dense.shape().dim(1); j++) {
        out.append(j == 0 ? "" : ", ");
        if (dense instanceof ComplexArray complex) {
          ComplexArray.Complex number = complex.getComplex(i, j);
          out.append("[" + number.real() + ", " + number.imag() + "]");
        } else {
          switch (dense.dtype().kind()) {
            case BOOL -> out.append(dense.getBoolean(i, j));
            case FLOAT -> out.append(dense.getDouble(i, j));
            default -> out.append(dense.getBigInteger(i, j));
          }
        }
      }
      out.append(']');
    }
    return out.append(']').toString();
  }

  private static void check(SparseMatrix matrix, Expected expected) throws IOException {
    assertThat(matrix.dtype()).hasToString(expected.dtype());
    assertThat(PickleText.repr(matrix)).isEqualTo(expected.repr());
    assertThat(json(matrix.toDense())).as(expected.name()).isEqualTo(expected.rows());
    for (long i = 0; i < matrix.shape().dim(0); i++) {
      NdArray row = matrix.row(i);
      assertThat(row.digest()).isEqualTo(matrix.toDense().row(i).digest());
    }
  }

  @Test
  void every_matrix_has_the_elements_that_scipy_gives() throws IOException {
    for (Expected expected : expected()) {
      check(load(resource(expected.name() + ".npz")), expected);
    }
    assertThat(load(resource("old_str.npz")).toDense().toDoubleArray()).containsExactly(1, 0, 0, 1);
  }

  @Test
  void a_pickled_matrix_has_the_elements_that_scipy_gives() throws IOException {
    for (Expected expected : expected()) {
      int[] protocols = expected.name().endsWith("_matrix") ? new int[] {2, 5} : new int[] {4};
      for (int protocol : protocols) {
        byte[] pickle = resource(expected.name() + ".p" + protocol + ".pkl");
        check((SparseMatrix) Npy.loadValue(pickle), expected);
      }
    }
    for (String old : new String[] {"old.pkl", "old_coo.pkl"}) {
      SparseMatrix matrix = (SparseMatrix) Npy.loadValue(resource(old));
      assertThat(matrix.toDense().toDoubleArray()).containsExactly(1, 0, 0, 1);
    }
  }

  @Test
  void a_matrix_is_saved_with_the_bytes_that_scipy_writes(@TempDir Path folder) throws IOException {
    String target = System.getProperty("brine.sparse");
    for (Expected expected : expected()) {
      byte[] npz = resource(expected.name() + ".npz");
      SparseMatrix matrix = load(npz);
      boolean isCompressed = expected.name().equals("csr_matrix");
      Path saved = folder.resolve(expected.name() + ".npz");
      NpzWriter.write(saved, w -> (isCompressed ? w.compressed() : w).put(matrix));
      byte[] bytes = Files.readAllBytes(saved);
      if (target != null) {
        Files.write(Path.of(target, expected.name() + ".npz"), bytes);
        Npy.saveValue(Path.of(target, expected.name() + ".pkl"), matrix);
      }
      if (isCompressed) {
        assertThat(members(bytes)).isEqualTo(members(npz));
      } else {
        assertThat(bytes).as(expected.name()).isEqualTo(npz);
      }
      Path pickle = folder.resolve(expected.name() + ".pkl");
      Npy.saveValue(pickle, matrix);
      check((SparseMatrix) Npy.loadValue(pickle), expected);
    }
  }

  /** The names and bytes of the members; compressed bytes depend on the version of zlib. */
  private static List<String> members(byte[] npz) throws IOException {
    List<String> members = new ArrayList<>();
    try (NpzFile file = NpzFile.open(npz)) {
      for (NpzMember member : file.members()) {
        members.add(member.name() + " " + HexFormat.of().formatHex(file.bytes(member)));
      }
    }
    return members;
  }

  @Test
  void the_summary_is_one_line() throws IOException {
    assertThat(load(resource("csr_matrix.npz")).summary())
        .isEqualTo("scipy.sparse CSR matrix 4 × 6, 6 stored elements, float64");
  }

  @Test
  void parts_that_do_not_agree_are_malformed() {
    NdArray data = NdArray.of(1.0, 2.0);
    NdArray two = NdArray.of(0L, 1L);
    Shape shape = Shape.of(2, 2);
    rejected(Format.CSR, shape, Map.of("data", data, "indices", two), "without indptr");
    rejected(Format.CSR, shape, csr(data, two, NdArray.of(0L, 2L)), "indptr has 2 elements, not 3");
    rejected(Format.CSR, shape, csr(data, two, NdArray.of(0L, 2L, 1L)), "indptr[2] is 1");
    rejected(Format.CSR, shape, csr(data, two, NdArray.of(1L, 2L, 2L)), "indptr[0] is 1");
    rejected(Format.CSR, shape, csr(data, two, NdArray.of(0L, 1L, 3L)), "indptr[2] is 3");
    rejected(Format.CSR, shape, csr(data, two, NdArray.of(-1L, 1L, 2L)), "indptr[0] is -1");
    rejected(
        Format.CSR, shape, csr(data, NdArray.of(0L, 2L), NdArray.of(0L, 1L, 2L)), "indices[1]");
    rejected(Format.CSR, shape, csr(data, NdArray.of(0L), NdArray.of(0L, 1L, 1L)), "1 of indices");
    rejected(Format.CSR, shape, csr(data, data, NdArray.of(0L, 1L, 2L)), "cannot be of float64");
    rejected(Format.CSR, Shape.of(2), csr(data, two, NdArray.of(0L, 1L, 2L)), "two axes");
    rejected(
        Format.COO, shape, Map.of("data", data, "row", two, "col", NdArray.of(0L, -1L)), "col[1]");
    rejected(
        Format.COO, shape, Map.of("data", data, "row", NdArray.of(0L), "col", two), "1 of row");
    rejected(
        Format.DIA,
        shape,
        Map.of("data", data.reshape(2, 1), "offsets", NdArray.of(1L, 1L)),
        "occurs twice");
    rejected(
        Format.BSR,
        shape,
        csr(data.reshape(2, 1, 1), NdArray.of(0L), NdArray.of(0L, 1L, 1L)),
        "1 of indices for 2");
    rejected(
        Format.BSR,
        Shape.of(2, 3),
        csr(data.reshape(1, 1, 2), NdArray.of(0L), two),
        "do not fill the shape");
  }

  private static Map<String, NdArray> csr(NdArray data, NdArray indices, NdArray indptr) {
    return Map.of("data", data, "indices", indices, "indptr", indptr);
  }

  private static void rejected(
      Format format, Shape shape, Map<String, NdArray> parts, String reason) {
    assertThatThrownBy(() -> SparseMatrix.of(format, shape, parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
    if (parts.size() < 3 && format != Format.DIA) {
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              NpzWriter.write(
                  out,
                  w -> {
                    for (Map.Entry<String, NdArray> part : parts.entrySet()) {
                      w.put(part.getKey(), part.getValue());
                    }
                    w.put("format", NdArray.of(format.text()).at(0));
                    w.put("shape", NdArray.of(shape.dims()));
                  });
              load(out.toByteArray());
            })
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void any_changed_byte_of_a_pickle_gives_a_matrix_or_a_typed_error() throws IOException {
    byte[] pickle = resource("csr_int64.p4.pkl");
    for (int i = 0; i < pickle.length; i++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, pickle[i] ^ 1}) {
        byte[] changed = pickle.clone();
        changed[i] = (byte) value;
        try {
          PickleValue read = Npy.loadValue(changed, Location.MEMORY, LoadOptions.DEFAULT);
          assertThat(read).isInstanceOfAny(PickleValue.class, ScalarValue.class);
        } catch (BrineException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
  }
}
