package dev.brine.convert.internal.picklefree;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Descriptions that claim more than their members hold. */
class HostileLayoutTest {

  private static void assertRefused(String form, String words) {
    assertThatThrownBy(() -> restore(form))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(words)
        .extracting(e -> ((MalformedException) e).kind())
        .isEqualTo(Kind.MISMATCH);
  }

  /** Restores an array of this form over the members {@code x} and {@code x/a} of three ints. */
  private static void restore(String form) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (NpzWriter writer = NpzWriter.create(bytes)) {
      writer.put("x.form", NdArray.of(form).reshape());
      writer.put("x", NdArray.of(1, 2, 3));
      writer.put("x/a", NdArray.of(1, 2, 3));
      writer.put("x/a/b", NdArray.of(1, 2, 3));
      writer.commit();
    }
    try (NpzFile file = NpzFile.open(bytes.toByteArray())) {
      new PickleFreeArchive(file, Location.MEMORY).restore("x");
    }
  }

  @Test
  void a_length_is_not_believed_before_the_elements_are_there() {
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[2000000000],\"form\":{\"kind\":\"equal\",\"row\":\"list\","
            + "\"length\":1,\"items\":{\"kind\":\"int\"}}}",
        "x has 3 elements, not 2000000000");
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[1],\"form\":{\"kind\":\"equal\",\"row\":\"list\","
            + "\"length\":2000000000,\"items\":{\"kind\":\"equal\",\"row\":\"list\",\"length\":1,"
            + "\"items\":{\"kind\":\"int\"}}}}",
        "x has 3 elements, not 2000000000");
  }

  @Test
  void a_member_is_used_only_once() {
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[],\"form\":{\"kind\":\"dict\",\"keys\":[\"a\",\"a\"],"
            + "\"items\":[{\"kind\":\"array\"},{\"kind\":\"array\"}]}}",
        "x/a is used twice");
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[],\"form\":{\"kind\":\"dict\",\"keys\":[\"a/b\",\"a\"],"
            + "\"items\":[{\"kind\":\"array\"},{\"kind\":\"dict\",\"keys\":[\"b\"],"
            + "\"items\":[{\"kind\":\"array\"}]}]}}",
        "x/a/b is used twice");
  }

  @Test
  void a_malformed_dtype_is_refused() {
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[1],\"dtype\":\"StringDType(\",\"form\":{\"kind\":\"str\"}}",
        "StringDType has no closing parenthesis");
    String deep = "[".repeat(600) + "\"|O\"" + ",[1]]".repeat(600);
    assertRefused(
        "{\"pickle_free\":1,\"shape\":[1],\"dtype\":" + deep + ",\"form\":{\"kind\":\"json\"}}",
        "a dtype has more than");
  }
}
