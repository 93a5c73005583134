package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");
  private static final Path OTHER = Brine.fixture("other.npz");

  @TempDir Path folder;

  @Test
  void a_file_is_the_same_as_itself() {
    Brine run = Brine.run("diff", KINDS, KINDS);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("The same: 22 arrays.\n");
  }

  @Test
  void what_differs_is_told_array_by_array() {
    Brine run = Brine.run("diff", KINDS, OTHER);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            "double: 2 of 6 elements differ",
            "  [0]  0.1   0.2",
            "  [4]  -inf  7.0",
            "halves: dtype int64, float32; the values are the same",
            "spans: only in " + KINDS,
            "records: 1 of 3 elements differs",
            "  [1]  (2, [nan -1.0], (9, 10)…  (2, [nan -1.0], (9, 0),…",
            "cube: shape (2, 3, 4), (2, 4, 3)",
            "ragged: 1 of 4 elements differs",
            "  [2]  []  [0]",
            "new: only in " + OTHER,
            "Different: 7 of 23 arrays.");
  }

  @Test
  void byte_order_memory_order_and_compression_are_no_difference() {
    Brine run = Brine.run("diff", KINDS, "big", OTHER, "big");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("The same: 1 array.\n");
  }

  @Test
  void two_arrays_are_compared_whatever_they_are_called() {
    assertThat(Brine.run("diff", KINDS, "cube", OTHER, "big").lines().get(0))
        .isEqualTo("cube: dtype uint16, int32; shape (2, 3, 4), (2, 3)");
  }

  @Test
  void json_is_an_object_an_array() {
    Brine run = Brine.run("diff", "--json", KINDS, "double", OTHER, "double");
    assertThat(run.code()).isEqualTo(1);
    JsonTree json = run.json().get(0);
    assertThat(json.get("same").value()).isEqualTo(false);
    assertThat(json.get("different").text()).isEqualTo("2");
    assertThat(json.get("compared").text()).isEqualTo("6");
    assertThat(json.get("first").items().get(1).get("index").items())
        .extracting(JsonTree::text)
        .containsExactly("4");
    assertThat(json.get("first").items().get(1).get("b").text()).isEqualTo("7.0");
  }

  @Test
  void what_cannot_be_compared_is_an_error() throws IOException {
    Path cut = Files.write(folder.resolve("cut.npy"), DigestTest.npy("'<i4'", "(3,)", new byte[7]));
    Path good =
        Files.write(folder.resolve("good.npy"), DigestTest.npy("'<i4'", "(3,)", new byte[12]));
    assertThat(Brine.run("diff", cut, good).code()).isEqualTo(2);
    assertThat(Brine.run("diff", cut, good).err()).startsWith("brine: " + cut + "@");
    assertThat(Brine.run("diff", good, cut).err()).startsWith("brine: " + cut + "@");
    assertThat(Brine.run("diff", good, folder.resolve("none")).code()).isEqualTo(2);
    assertThat(Brine.run("diff", good).code()).isEqualTo(2);
    assertThat(Brine.run("diff", good, good, good).code()).isEqualTo(2);
    assertThat(Brine.run("diff").code()).isEqualTo(2);
  }

  @Test
  void bytes_and_pickles_are_compared_too() throws IOException {
    assertThat(Brine.run("diff", KINDS, "note.txt", OTHER, "note.txt").code()).isZero();
    Path one = Files.writeString(folder.resolve("a.pkl"), "(I1\nI2\nl.");
    Path two = Files.writeString(folder.resolve("b.pkl"), "(lp0\nI1\naI2\na.");
    Path three = Files.writeString(folder.resolve("c.pkl"), "(I1\nI3\nl.");
    assertThat(Brine.run("diff", one, two).code()).isZero();
    Brine run = Brine.run("diff", one, three);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("different content\nDifferent: 1 of 1 array.\n");
  }

  @Test
  void one_side_may_be_standard_input() throws IOException {
    assertThat(Brine.run(Files.readAllBytes(KINDS), "diff", "-", KINDS).code()).isZero();
    assertThat(Brine.run(Files.readAllBytes(KINDS), "diff", OTHER, "-").code()).isEqualTo(1);
  }

  @Test
  void a_difference_far_inside_a_large_array_has_its_index() throws IOException {
    byte[] data = new byte[20 << 20];
    String shape = "(" + data.length / 40 + ", 10)";
    Path one = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", shape, data));
    data[data.length - 8] = 9;
    Path two = Files.write(folder.resolve("b.npy"), DigestTest.npy("'<i4'", shape, data));
    assertThat(Brine.run("diff", one, two).lines().get(1))
        .isEqualTo("  [" + (data.length / 40 - 1) + ", 8]  0  9");
  }
}
