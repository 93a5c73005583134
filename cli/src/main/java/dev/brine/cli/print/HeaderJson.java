package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is the same in every JSON object about a part. */
public final class HeaderJson {
  private HeaderJson() {}

  /** {@code "file":…,"member":…}. */
  public static void writePlace(JsonGenerator json, String file, @Nullable Part part)
      throws IOException {
    json.writeStringField("file", file);
    json.writeStringField("member", part == null ? null : part.memberName());
  }

  /** {@code "descr":…,"fortran_order":…,"shape":…}; nulls where there is no header. */
  public static void writeFacts(JsonGenerator json, @Nullable NpyHeader header) throws IOException {
    if (header == null) {
      json.writeNullField("descr");
      json.writeNullField("fortran_order");
      json.writeNullField("shape");
      return;
    }
    json.writeFieldName("descr");
    json.writeRawValue(header.dtype().descrJson());
    json.writeBooleanField("fortran_order", header.fortranOrder());
    json.writeFieldName("shape");
    writeShape(json, header.shape());
  }

  public static void writeShape(JsonGenerator json, Shape shape) throws IOException {
    json.writeStartArray();
    for (int axis = 0; axis < shape.ndim(); axis++) {
      json.writeNumber(shape.dim(axis));
    }
    json.writeEndArray();
  }

  /** {@code "error":{"kind":…,"message":…}}. */
  public static void writeError(JsonGenerator json, Failure failure) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("kind", failure.kind());
    json.writeStringField("message", failure.message());
    json.writeEndObject();
  }
}
