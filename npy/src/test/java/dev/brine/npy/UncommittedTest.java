package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.internal.io.WholeFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer did not complete in the normal course of a program is discarded. */
class UncommittedTest {
  private static final NdArray A = NdArray.of(1, 2, 3);

  @TempDir Path folder;

  private Path archive;
  private Path array;

  @BeforeEach
  void goodFiles() throws IOException {
    archive = folder.resolve("good.npz");
    array = folder.resolve("good.npy");
    NpzWriter.write(archive, w -> w.put("x", NdArray.of(7)).put("y", NdArray.of(8)));
    Npy.save(array, NdArray.of(7, 8));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static NdArray boom() {
    throw new IllegalArgumentException("boom");
  }

  /** Each way to write, with an exception in the middle that is not the writer's. */
  private Map<String, Writing> failing() {
    Map<String, Writing> all = new LinkedHashMap<>();
    all.put(
        "create",
        () -> {
          try (NpzWriter w = NpzWriter.create(archive)) {
            w.put("x", A);
            w.put("y", boom());
            w.commit();
          }
        });
    all.put("write", () -> NpzWriter.write(archive, w -> w.put("x", A).put("y", boom())));
    all.put(
        "write with options",
        () -> NpzWriter.write(archive, o -> o.withThreads(2), w -> w.compressed().put(boom())));
    all.put(
        "write with an options value",
        () -> NpzWriter.write(archive, SaveOptions.DEFAULT, w -> w.put("x", A).put("y", boom())));
    all.put(
        "update, explicit",
        () -> {
          try (NpzWriter w = NpzWriter.update(archive)) {
            w.put("x", A).put("z", boom());
            w.commit();
          }
        });
    all.put("update", () -> NpzWriter.update(archive, w -> w.put("x", A).put("y", boom())));
    all.put(
        "putRows, explicit",
        () -> {
          try (NpzWriter w = NpzWriter.create(archive)) {
            try (RowWriter rows = w.putRows("x", DTypes.INT64, Shape.of(6))) {
              rows.write(A);
              rows.write(boom());
              rows.commit();
            }
            w.commit();
          }
        });
    all.put(
        "putRows",
        () ->
            NpzWriter.write(
                archive,
                w ->
                    w.putRows(
                        "x", DTypes.INT64, Shape.of(6), rows -> rows.write(A).write(boom()))));
    all.put(
        "writeRows, explicit",
        () -> {
          try (RowWriter rows = Npy.writeRows(array, DTypes.INT64, Shape.SCALAR)) {
            rows.write(A);
            rows.write(boom());
            rows.commit();
          }
        });
    all.put(
        "writeRows",
        () ->
            Npy.writeRows(array, DTypes.INT64, Shape.SCALAR, rows -> rows.write(A).write(boom())));
    all.put(
        "appendRows, explicit",
        () -> {
          try (RowWriter rows = Npy.appendRows(array)) {
            rows.write(A);
            rows.write(boom());
            rows.commit();
          }
        });
    all.put("appendRows", () -> Npy.appendRows(array, rows -> rows.write(A).write(boom())));
    all.put(
        "WholeFile",
        () ->
            WholeFile.write(
                array,
                out -> {
                  out.write(new byte[1_000_000]);
                  boom();
                }));
    return all;
  }

  @Test
  void an_exception_leaves_the_old_file_and_nothing_else() throws IOException {
    byte[] oldArchive = Files.readAllBytes(archive);
    byte[] oldArray = Files.readAllBytes(array);
    failing()
        .forEach(
            (name, writing) -> {
              assertThatThrownBy(writing::run).as(name).hasMessage("boom");
              assertThat(archive).as(name).hasBinaryContent(oldArchive);
              assertThat(array).as(name).hasBinaryContent(oldArray);
              assertThat(folder.toFile().list())
                  .as(name)
                  .containsExactlyInAnyOrder("good.npz", "good.npy");
            });
  }

  @Test
  void an_exception_creates_no_file_where_there_was_none() throws IOException {
    Files.delete(archive);
    failing()
        .forEach((name, writing) -> assertThatThrownBy(writing::run).as(name).hasMessage("boom"));
    assertThat(folder.toFile().list()).containsExactly("good.npy");
  }

  @Test
  void an_archive_that_is_closed_without_commit_is_discarded_loudly() throws IOException {
    byte[] old = Files.readAllBytes(archive);
    assertThatThrownBy(
            () -> {
              try (NpzWriter w = NpzWriter.create(archive)) {
                w.put("x", A);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(archive + ": commit() was not called, so nothing was written");
    assertThatThrownBy(() -> NpzWriter.update(archive).close())
        .isInstanceOf(IllegalStateException.class);
    assertThat(archive).hasBinaryContent(old);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> NpzWriter.create(out).put("x", A).close())
        .hasMessage("commit() was not called: the archive in the stream has no directory");
    assertThatThrownBy(() -> NpzFile.open(out.toByteArray())).isInstanceOf(IOException.class);
  }

  @Test
  void rows_that_are_closed_without_commit_are_discarded_loudly() throws IOException {
    byte[] old = Files.readAllBytes(array);
    assertThatThrownBy(
            () -> {
              try (RowWriter rows = Npy.writeRows(array, DTypes.INT64, Shape.SCALAR)) {
                rows.write(A);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(array + ": commit() was not called, so the rows were discarded");
    assertThatThrownBy(() -> Npy.appendRows(array).write(A).close())
        .isInstanceOf(IllegalStateException.class);
    assertThat(array).hasBinaryContent(old);
  }

  @Test
  void after_rows_without_commit_an_archive_cannot_be_committed() throws IOException {
    byte[] old = Files.readAllBytes(archive);
    try (NpzWriter w = NpzWriter.create(archive)) {
      RowWriter rows = w.putRows("x", DTypes.INT64, Shape.of(3)).write(A);
      assertThatThrownBy(rows::close)
          .hasMessage(archive + "!x.npy: commit() was not called, so the rows were discarded");
      assertThatThrownBy(w::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the archive is abandoned: an earlier call failed");
    }
    assertThat(archive).hasBinaryContent(old);
  }

  @Test
  void a_failure_that_the_caller_swallows_gives_the_archive_up() throws IOException {
    byte[] old = Files.readAllBytes(archive);
    assertThatThrownBy(
            () ->
                NpzWriter.write(
                    archive,
                    w -> {
                      w.put("x", A);
                      assertThatThrownBy(() -> w.put("x", A)).hasMessageContaining("already");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the archive is abandoned: an earlier call failed");
    assertThatThrownBy(
            () ->
                NpzWriter.write(
                    archive,
                    w -> {
                      assertThatThrownBy(
                              () ->
                                  w.putRows(
                                      "x", DTypes.INT64, Shape.of(3), rows -> rows.write(boom())))
                          .hasMessage("boom");
                      w.put("y", A);
                    }))
        .hasMessage("the archive is abandoned: an earlier call failed");
    assertThat(archive).hasBinaryContent(old);
  }

  @Test
  void close_says_nothing_more_when_a_method_has_failed() throws IOException {
    assertThatThrownBy(
            () -> {
              try (NpzWriter w = NpzWriter.create(archive)) {
                w.put("x", A).put("x", A);
                w.commit();
              }
            })
        .hasMessage("there is a member x.npy already")
        .hasNoSuppressedExceptions();
    assertThatThrownBy(
            () -> {
              try (RowWriter rows = Npy.writeRows(array, DTypes.INT32, Shape.SCALAR)) {
                rows.write(A);
                rows.commit();
              }
            })
        .hasMessage("the rows are int64, not int32")
        .hasNoSuppressedExceptions();
    failing()
        .forEach(
            (name, writing) -> {
              if (!name.contains("explicit") && !name.equals("create")) {
                assertThatThrownBy(writing::run).as(name).hasNoSuppressedExceptions();
              }
            });
  }

  @Test
  void discard_is_a_decision_and_no_mistake() throws IOException {
    byte[] oldArchive = Files.readAllBytes(archive);
    byte[] oldArray = Files.readAllBytes(array);
    NpzWriter.write(archive, w -> w.put("x", A).discard());
    NpzWriter.update(archive, NpzWriter::discard);
    try (NpzWriter w = NpzWriter.create(archive)) {
      w.put("x", A).discard();
      assertThatThrownBy(w::commit).hasMessage("the archive was discarded");
    }
    Npy.writeRows(array, DTypes.INT64, Shape.SCALAR, rows -> rows.write(A).discard());
    Npy.appendRows(array, rows -> rows.write(A).discard());
    try (RowWriter rows = Npy.appendRows(array)) {
      rows.write(A).discard();
      assertThatThrownBy(rows::commit).hasMessage("the rows were discarded");
    }
    assertThat(archive).hasBinaryContent(oldArchive);
    assertThat(array).hasBinaryContent(oldArray);
  }

  @Test
  void commit_ends_a_writer_and_close_after_it_does_nothing() throws IOException {
    NpzWriter writer = NpzWriter.create(archive, SaveOptions.DEFAULT.withThreads(1));
    writer.put("x", A);
    writer.putBytes("b", new ByteArrayInputStream("b".getBytes(StandardCharsets.UTF_8)));
    writer.commit();
    assertThatThrownBy(writer::commit).hasMessage("the archive is closed");
    writer.close();
    writer.close();
    // a lambda may commit, too
    NpzWriter.update(
        archive,
        w -> {
          w.putRows("y", DTypes.INT64, Shape.of(3), rows -> rows.write(A).commit());
          w.commit();
        });
    try (NpzFile npz = NpzFile.open(archive)) {
      assertThat(npz.files()).containsExactly("x", "b", "y");
      assertThat(npz.get("y").toLongArray()).containsExactly(1, 2, 3);
    }
    try (RowWriter rows = Npy.writeRows(array, DTypes.INT64, Shape.SCALAR)) {
      rows.write(A).commit();
      assertThatThrownBy(() -> rows.write(A)).hasMessage("the writer is closed");
    }
    assertThat(Npy.load(array).toLongArray()).containsExactly(1, 2, 3);
  }

  @Test
  void a_stream_gets_the_same_archive_in_both_forms() throws IOException {
    ByteArrayOutputStream lambda = new ByteArrayOutputStream();
    NpzWriter.write(lambda, w -> w.put("x", A));
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    NpzWriter.write(value, SaveOptions.DEFAULT, w -> w.put("x", A));
    ByteArrayOutputStream explicit = new ByteArrayOutputStream();
    try (NpzWriter w = NpzWriter.create(explicit)) {
      w.put("x", A);
      w.commit();
    }
    assertThat(lambda.toByteArray())
        .isEqualTo(explicit.toByteArray())
        .isEqualTo(value.toByteArray());
    ByteArrayOutputStream half = new ByteArrayOutputStream();
    assertThatThrownBy(() -> NpzWriter.write(half, w -> w.put("x", A).put("y", boom())))
        .hasMessage("boom");
    assertThatThrownBy(() -> NpzFile.open(half.toByteArray())).isInstanceOf(IOException.class);
  }
}
